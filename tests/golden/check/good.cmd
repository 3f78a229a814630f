iopfit check ../questionnaires/desk
