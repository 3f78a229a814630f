# A folder can be opened as standard input, and not be read.
iopfit score -q ../questionnaires/desk - <.; echo "status $?"
iopfit score -q ../questionnaires/desk -o result one.yaml - <.; echo "status $?"
ls | grep result
iopfit explain -q ../questionnaires/desk - <.; echo "status $?"
iopfit eval -q ../questionnaires/desk -a - safe <.; echo "status $?"
iopfit score -q - one.yaml <.; echo "status $?"
iopfit score -q - one.yaml <../questionnaires/desk/questionnaire.yaml
