# What staff decided instead, and their notes, whichever questionnaire they were written under; half an
# override, and what is none.
iopfit explain -q ../questionnaires/desk interview.yaml | sed '/^The answers/,$d'
iopfit explain --json -q ../questionnaires/desk interview.yaml | sed 's/.*,"override"/"override"/'
printf 'hours: 9\ninterview: {override: {reason: cost}, notes: {a: {b: c}}}\n' | iopfit explain -q ../questionnaires/desk - | sed '/^The answers/,$d'
printf 'hours: 9\ninterview: {override: no, notes: [a]}\n' | iopfit explain -q ../questionnaires/desk - | sed '/^The answers/,$d'
