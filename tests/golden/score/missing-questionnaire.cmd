iopfit score -q nowhere answers.yaml; echo "status $?"
iopfit score -q ./nowhere answers.yaml; echo "status $?"
iopfit score -q glendora-ipo answers.yaml; echo "status $?"
IOPFIT_QUESTIONNAIRES=:nowhere:../questionnaires iopfit score -q deks answers.yaml; echo "status $?"
iopfit score -q '' answers.yaml; echo "status $?"
mkdir empty; iopfit score -q empty answers.yaml
