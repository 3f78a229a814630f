iopfit check ../questionnaires/desk ../questionnaires/broken/questionnaire.yaml nowhere
