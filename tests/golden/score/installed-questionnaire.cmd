mkdir elsewhere
IOPFIT_QUESTIONNAIRES=elsewhere:../questionnaires iopfit score -q desk answers.json
iopfit score -q ../questionnaires/desk/questionnaire.yaml answers.json
