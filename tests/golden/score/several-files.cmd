iopfit score -q ../questionnaires/desk answers.csv answers.json answers.ndjson
