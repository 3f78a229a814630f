# Built without a prover, the program says that it tests; nobody can take that for a proof.
iopfit check ../questionnaires/desk
iopfit check ../questionnaires/promises
iopfit check --json ../questionnaires/desk
