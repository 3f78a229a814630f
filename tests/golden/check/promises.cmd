iopfit check --test ../questionnaires/promises
# A `when` that testing does not meet is not said to hold for nobody.
sed -e 's/max: 3/max: 9/' -e "s/^    when: (h.*/    when: a * 1000 + b * 100 + c * 10 + d == 4321 and e * 1000 + f * 100 + g * 10 + h == 8765/" ../questionnaires/puzzle/questionnaire.yaml >rare.yaml
iopfit check --test rare.yaml
