iopfit score -q ../questionnaires/desk interview.yaml interview.csv
