# What an example expects is said in one message; two of one id cannot be told apart.
cp -R ../questionnaires/desk mine && rm mine/examples/*
printf 'id: a\nsafe: yes\nexpect: {recommendation: iop, outcome: iop}\n---\nid: b\nsafe: yes\nexpect: {outcome: talk}\n' >mine/examples/one.yaml
printf 'id,safe\na,yes\n' >mine/examples/two.csv
sed -i "s/^        type: text/&\n        advice_for: [iop]/" mine/questionnaire.yaml
iopfit check mine
