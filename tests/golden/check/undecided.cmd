# Past its budget, nothing is claimed: that is no success. Each digit of a long sum is one answer.
iopfit check --budget 1 ../questionnaires/puzzle
