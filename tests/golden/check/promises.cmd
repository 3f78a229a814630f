iopfit check --test ../questionnaires/promises
