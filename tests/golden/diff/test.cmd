# Testing, where proving is not wanted.
sed 's/load >= 12/load >= 10/' ../questionnaires/desk/questionnaire.yaml >new.yaml
iopfit diff --test ../questionnaires/desk new.yaml; echo "status $?"
iopfit diff --test ../questionnaires/desk ../questionnaires/desk; echo "status $?"
