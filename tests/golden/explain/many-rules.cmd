iopfit explain -q ../questionnaires/many many.yaml
