sed -n 2p bad.ndjson | iopfit score -q ../questionnaires/desk --input ndjson --exit-code -; echo "status $?"
iopfit score -q ../questionnaires/desk --exit-code nowhere.yaml; echo "status $?"
iopfit score -q ../questionnaires/desk --exit-code --input ndjson - </dev/null
