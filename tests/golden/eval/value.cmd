iopfit eval -q ../questionnaires/desk '1 + 2 * 3'
iopfit eval -q ../questionnaires/desk 'safe or not safe'
iopfit eval -q ../questionnaires/desk '"alcohol" in uses' -a answers.yaml
iopfit eval -q ../questionnaires/desk 'load' -a answers.yaml
iopfit eval -q ../questionnaires/desk 'last_use' -a answers.yaml
iopfit eval -q ../questionnaires/desk 'last_use.atLeast("today")' -a answers.yaml
iopfit eval -q ../questionnaires/desk 'uses' -a answers.yaml
iopfit eval -q ../questionnaires/desk 'count(safe, works, "pills" in uses)' -a answers.yaml
