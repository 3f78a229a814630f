# The same for two versions.
sed 's/load >= 12/load >= 10/' ../questionnaires/desk/questionnaire.yaml >new.yaml
iopfit diff ../questionnaires/desk new.yaml; echo "status $?"
iopfit diff ../questionnaires/desk ../questionnaires/desk; echo "status $?"
iopfit diff --json ../questionnaires/desk ../questionnaires/desk; echo "status $?"
