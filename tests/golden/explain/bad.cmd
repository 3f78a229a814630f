iopfit explain -q ../questionnaires/desk ../questionnaires/desk/questionnaire.yaml 2>&1 | head -n 4
iopfit explain -q ../questionnaires/desk nowhere.yaml; echo "status $?"
iopfit explain -q ../questionnaires/desk -i ndjson - </dev/null; echo "status $?"
printf '{"saef":true}\n{"safe":false}\n' | iopfit explain -q ../questionnaires/desk -i ndjson -
