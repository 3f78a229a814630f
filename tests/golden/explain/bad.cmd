iopfit explain -q ../questionnaires/desk ../questionnaires/desk/questionnaire.yaml; echo "status $?"
iopfit explain -q ../questionnaires/desk nowhere.yaml
