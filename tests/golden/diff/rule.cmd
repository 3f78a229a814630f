# A threshold moves and a rule is gone. Each witness is scored by both versions; records are counted.
sed 's/load >= 12/load >= 10/; /- id: pills$/,/because/d' ../questionnaires/desk/questionnaire.yaml >new.yaml
printf '%s\n' '{"safe":true,"uses":["alcohol"],"drinks":7,"last_use":"today","hurt_at_home":false,"hours":12}' '{"safe":false}' '{"safe":true,"uses":["alcohol"],"drinks":6,"last_use":"today"}' '{"safe":"maybe"}' >records.ndjson
iopfit diff --witness shown ../questionnaires/desk new.yaml records.ndjson; echo "status $?"
for old in shown/*-old.yaml; do
    iopfit score -f csv -q ../questionnaires/desk "$old" | sed -n '2s/,exact.*//;2p' | cut -d, -f 2-5
    iopfit score -f csv -q new.yaml "${old%old.yaml}new.yaml" | sed -n 2p | cut -d, -f 2-5
done
