iopfit eval -q ../questionnaires/desk 'heavy'
iopfit eval -q ../questionnaires/desk 'hours >= 9 and safe' -a answers.csv
