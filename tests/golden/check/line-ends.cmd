# A byte order mark at the start, and lines that end in CR LF, are as good as any.
printf '\357\273\277' >marked.yaml
sed 's/$/\r/' ../questionnaires/desk/questionnaire.yaml >>marked.yaml
iopfit check marked.yaml
sed 's/^\(id: \).*/\1Desk\r/' marked.yaml >wrong.yaml
iopfit check wrong.yaml
