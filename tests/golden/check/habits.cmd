iopfit check ../questionnaires/habits
