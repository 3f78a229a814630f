for record in 1 2 3; do
    sed -n "${record}p" single.ndjson | iopfit score -q ../questionnaires/desk --input ndjson --exit-code -; echo "status $?"
done
