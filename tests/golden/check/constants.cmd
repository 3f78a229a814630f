iopfit check ../questionnaires/constants
