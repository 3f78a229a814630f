iopfit score -q ../questionnaires/desk - <answers.yaml
