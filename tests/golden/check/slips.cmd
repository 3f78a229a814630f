# One slip of YAML hides what else is wrong: that is said. Each slip is told where it was made.
mine() { sed "$1" ../questionnaires/nobody/questionnaire.yaml >mine.yaml && iopfit check mine.yaml; }
mine 's/means: Meant was/means: Meant: was/; s/when: heavy/when: hevy/; s/outcome: now/outcome: nwo/'
mine 's/title: Is care at home enough?/title: "Is care at home enough?/'
mine "s/title: Is care at home enough?/title: 'Is it \"enough\", or isn''t it?/; s/because: B/because: 'B'/"
mine 's/- id: drinks_day/-id: drinks_day/'
mine 's/- {id: heavy,/-{id: heavy,/'
mine 's/  - id: both/  -id: both/'
mine 's/  - id: two-choices/  -id: two-choices/'
