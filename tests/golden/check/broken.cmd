iopfit check ../questionnaires/broken
