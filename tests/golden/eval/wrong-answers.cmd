iopfit eval -q ../questionnaires/desk -a nowhere.yaml safe; echo "status $?"
iopfit eval -q ../questionnaires/desk -a several.ndjson safe; echo "status $?"
iopfit eval -q ../questionnaires/desk -a bad.ndjson safe; echo "status $?"
printf '' | iopfit eval -q ../questionnaires/desk -i ndjson -a - safe
