# Past its budget, nothing is claimed. Each digit of a long sum is one answer.
sed 's/when: a + b + c + d + e + f + g + h >= 12/when: (h + d) + (g + b) + (f + c) + (e + a) >= 12/' ../questionnaires/puzzle/questionnaire.yaml >new.yaml
iopfit diff --budget 1 ../questionnaires/puzzle new.yaml; echo "status $?"
iopfit diff --budget 1000000 ../questionnaires/puzzle new.yaml; echo "status $?"
