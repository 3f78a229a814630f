# One object on a line for each record; answers in the shape of an answer file.
iopfit explain --json -q ../questionnaires/desk answers.yaml
printf 'hurt_at_home: unsure\nuses: [other]\nhours: 8.5\n' | iopfit explain --json -q ../questionnaires/desk -
