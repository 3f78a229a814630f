# The text is one that nobody is asked for, until it says what it is for.
cp -R ../questionnaires/desk mine
sed -i 's/^        type: text/&\n        advice_for: [iop]/' mine/questionnaire.yaml
iopfit check mine
iopfit check ../questionnaires/desk
