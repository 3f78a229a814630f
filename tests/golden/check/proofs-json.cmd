iopfit check --json ../questionnaires/proofs 2>/dev/null | sed 's/,"messages":.*/}/; s/},{/},\n{/g' | grep -v '"proved"'
