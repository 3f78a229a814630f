iopfit eval -q ../questionnaires/desk 'drnks > 3'; echo "status $?"
iopfit eval -q ../questionnaires/desk 'drinks > "3"'; echo "status $?"
iopfit eval -q ../questionnaires/desk 'drinks > (3'; echo "status $?"
iopfit eval -q ../questionnaires/desk 'drinks / 0'; echo "status $?"
iopfit eval -q ../questionnaires/desk ''
