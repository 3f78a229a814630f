# Questions and choices that only one version has; new ids; another undetermined outcome.
sed 's/{id: other, label: Something else}/{id: others, label: Something else}/
/{id: pills,/a\          - {id: gas, label: Laughing gas}
s/id: last_use/id: last_time/; s/last_use.points/last_time.points/
/{id: over_30_days/d
s/max: 40/max: 50/
s/id: violence/id: hurt/
/- id: works/,/advice_for/d
/Ask for evening groups/,/when: works/d
s/      - id: wish/      - id: sleeps\n        ask: Do you sleep?\n        why: W.\n        type: yes_no\n      - id: wish/
s/  - id: fits-iop/  - id: no-sleep\n    when: not sleeps\n    outcome: talk\n    because: You do not sleep.\n  - id: fits-iop/
s/undetermined: talk/undetermined: now/' ../questionnaires/desk/questionnaire.yaml >new.yaml
printf 'last_use: over_30_days\nuses: [other, pills]\nworks: true\n' >answers.yaml
iopfit diff --map last_use=last_time --map uses.other=others --map violence=hurt ../questionnaires/desk new.yaml answers.yaml; echo "status $?"
