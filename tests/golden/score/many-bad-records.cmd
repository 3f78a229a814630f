# After 100 records standard error only has their number; a file for the errors has all of them.
yes '{"id":"a","drinks":99,"wish":"nobody else is to know"}' | head -n 120 >many.ndjson
iopfit score -q ../questionnaires/desk many.ndjson 2>said >rows; echo "status $?"
tail -n 5 said; grep -c 'error\[A103\]' said; grep -c nobody said; wc -l <rows
iopfit score -q ../questionnaires/desk --errors errors many.ndjson >rows; wc -l <errors
printf '%s\n' '{"id":"b","wish":"nobody else is to know","drinks":99}' | iopfit explain -q ../questionnaires/desk -i ndjson -
