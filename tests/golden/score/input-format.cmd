iopfit score -q ../questionnaires/desk --input ndjson - <answers.data
