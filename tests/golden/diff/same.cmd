# The same file; only words; written otherwise and meaning the same.
iopfit diff ../questionnaires/desk ../questionnaires/desk; echo "status $?"
sed 's/Are you safe right now?/Are you safe?/; s/Call or text 988, day or night./Call 988./; s/withdrawal risk/risk of withdrawal/' ../questionnaires/desk/questionnaire.yaml >words.yaml
iopfit diff ../questionnaires/desk words.yaml; echo "status $?"
sed "s/when: heavy and \"alcohol\" in uses/when: '\"alcohol\" in uses and not (load < 12)'/" ../questionnaires/desk/questionnaire.yaml >written.yaml
iopfit diff ../questionnaires/desk written.yaml; echo "status $?"
