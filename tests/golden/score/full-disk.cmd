iopfit score -q ../questionnaires/desk answers.yaml >/dev/full; echo "status $?"
iopfit score -q ../questionnaires/desk --format text answers.yaml >/dev/full; echo "status $?"
iopfit score -q ../questionnaires/desk --exit-code one.yaml >/dev/full; echo "status $?"
iopfit score -q ../questionnaires/desk -o /dev/full answers.yaml
