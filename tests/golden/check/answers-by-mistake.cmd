# A file of answers is said to be none of a questionnaire's, once, whatever else it has.
iopfit check ../questionnaires/desk/examples/iop.yaml; echo "status $?"
printf '{"id": "a", "age": 3, "age": 4}' >answers.json
iopfit check answers.json; echo "status $?"
iopfit score -q answers.json answers.json; echo "status $?"
# One key is enough to be taken for a questionnaire.
printf 'title: Answers\nage: 3\n' >title.yaml
iopfit check title.yaml 2>&1 | grep -c 'error\['
