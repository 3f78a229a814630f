iopfit score -q ../questionnaires/desk --format csv answers.yaml
