iopfit score -q ../questionnaires/broken answers.yaml
