# Every message is in the JSON; a questionnaire that is not there, or cannot be loaded, has a line, too.
iopfit check --json ../questionnaires/broken 2>/dev/null | sed 's/},{/},\n{/g'
iopfit check --json ../questionnaires/nowhere 2>/dev/null; echo "status $?"
iopfit check --json ../questionnaires/examples 2>/dev/null | sed 's/.*"messages"/"messages"/; s/},{"code/},\n{"code/g'
