iopfit score -q ../questionnaires/desk --exit-code single.ndjson; echo "status $?"
iopfit score -q ../questionnaires/desk --exit-code one.yaml one.yaml; echo "status $?"
iopfit score -q ../questionnaires/desk --exit-code --format csv -o result answers.json; echo "status $?"
ls | grep result
