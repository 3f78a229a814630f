iopfit score -q ../questionnaires/desk -o nowhere/result answers.yaml; echo "status $?"
iopfit score -q ../questionnaires/desk -o .. answers.yaml
