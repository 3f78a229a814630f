iopfit score -q ../questionnaires/desk --format text answers.yaml
