iopfit score -q ../questionnaires/desk bad.yaml bad.ndjson bad.csv
