# A file that cannot be read at all is told from one with some bad records, by its status.
desk=../questionnaires/desk
score() { iopfit score -q $desk "$@" 2>said; echo "status $?"; grep '^iopfit' said; }
cp bad.ndjson in.ndjson
printf '\377\376i\0d\0,\0s\0a\0f\0e\0\n\0a\0,\0y\0e\0s\0\n\0' >utf-16.csv; score utf-16.csv
printf 'id,saef\na,yes\nb,yes\n' >header.csv; score header.csv
printf 'id;safe\na;yes\n' >semicolons.csv; score semicolons.csv
printf '{"id":"a","safe":true\n{"id":"b","safe":true\n' >open.ndjson; score open.ndjson
printf '{"id":"a","drinks":99}\n{"id":"b"\n' >mixed.ndjson; score mixed.ndjson
printf '{"id":"a","safe":false}\n{"id":"b"\n' >some.ndjson; score some.ndjson | cut -c 1-60
echo "parts, and a run that is gone on with"
score --shard 1/2 header.csv; score --shard 2/2 header.csv
score -o rows --manifest manifest header.csv; grep unusable manifest
score -o rows --manifest manifest --resume header.csv
echo "one of several"
score header.csv one.yaml | cut -c 1-60
