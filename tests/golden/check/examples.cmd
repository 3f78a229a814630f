iopfit check ../questionnaires/examples
