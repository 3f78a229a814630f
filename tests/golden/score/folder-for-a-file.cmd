iopfit score -q ../questionnaires/desk ../questionnaires
