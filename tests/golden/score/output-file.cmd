umask 0
iopfit score -q ../questionnaires/desk -o result answers.json; echo "status $?"
cat result
stat -c %a result
iopfit score -q ../questionnaires/desk -o result answers.data answers.ndjson; echo "status $?"
cat result
ls -A | grep iopfit
