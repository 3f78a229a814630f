iopfit check ../questionnaires/promises
