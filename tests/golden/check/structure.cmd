iopfit check ../questionnaires/structure
