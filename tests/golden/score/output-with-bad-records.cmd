iopfit score -q ../questionnaires/desk -o result bad.ndjson nowhere.yaml; echo "status $?"
cat result
