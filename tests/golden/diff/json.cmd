sed 's/load >= 12/load >= 10/; s/Are you safe right now?/Are you safe?/; s/outcome: now/outcome: inpatient/' ../questionnaires/desk/questionnaire.yaml >new.yaml
printf '{"safe":false}\n' | iopfit diff --json -i ndjson ../questionnaires/desk new.yaml -; echo "status $?"
