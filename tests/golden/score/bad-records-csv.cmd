iopfit score -q ../questionnaires/desk --format csv bad.yaml bad.ndjson bad.csv
