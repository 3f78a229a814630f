iopfit score -q ../questionnaires/desk --format text bad.yaml
