iopfit check ../questionnaires/warnings
