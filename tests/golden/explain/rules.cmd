iopfit explain -q ../questionnaires/desk answers.yaml
