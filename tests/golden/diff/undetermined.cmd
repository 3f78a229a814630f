# What differs where answers are missing comes first; the rest is about complete answers.
sed 's/^undetermined: talk/undetermined: open/; s/^  - {id: talk/  - {id: open, recommendation: intake, title: It is open, message: M}\n&/' \
    ../questionnaires/nobody/questionnaire.yaml >new.yaml
iopfit diff ../questionnaires/nobody new.yaml
