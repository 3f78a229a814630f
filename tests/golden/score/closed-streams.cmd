# A closed standard stream is not confused with a file that is opened later.
iopfit score -q ../questionnaires/desk one.yaml >&-; echo "status $?"
iopfit score -q ../questionnaires/desk -o result bad.ndjson 2>&-; echo "status $?"
cat result
iopfit score -q ../questionnaires/desk - <&-; echo "status $?"
iopfit help >&-
