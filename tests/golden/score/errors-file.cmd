# Errors in a file of their own: standard error has their number.
desk=../questionnaires/desk
iopfit score -q $desk --errors errors bad.yaml bad.ndjson bad.csv | grep -c error; cat errors
iopfit score -q $desk --errors errors one.yaml >/dev/null; echo "status $?"; cat errors
iopfit score -q $desk --errors missing/errors one.yaml; echo "status $?"
iopfit score -q $desk --errors errors missing.yaml one.yaml | cut -c 1-40
iopfit score -q $desk --errors /dev/full bad.ndjson
