# What a run found, in numbers: as JSON, as a page, and the same from rows of CSV.
desk=../questionnaires/desk
iopfit score -q $desk --summary summary.json --errors errors -o rows answers.ndjson answers.csv bad.ndjson bad.csv
cat summary.json
iopfit score -q $desk --summary csv.json --errors errors -f csv -o rows answers.ndjson answers.csv bad.ndjson bad.csv
cmp summary.json csv.json && echo same
iopfit score -q $desk --summary summary.html --errors errors -o rows answers.ndjson answers.csv bad.ndjson bad.csv
cat summary.html
: >empty.ndjson
iopfit score -q $desk --summary empty.json empty.ndjson; cat empty.json
iopfit score -q $desk --summary missing/summary.json one.yaml >/dev/null; echo "status $?"
iopfit score -q $desk --summary s -f text one.yaml; echo "status $?"
iopfit score -q $desk --summary s --exit-code one.yaml; echo "status $?"
iopfit score -q $desk --summary one.yaml one.yaml; echo "status $?"
iopfit score -q $desk --summary s -o s one.yaml
