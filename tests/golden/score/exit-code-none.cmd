: >empty.ndjson
iopfit score -q ../questionnaires/desk --exit-code empty.ndjson
