# What no answers call for protects nobody: proved or tested, it is said, and never counted as proved.
iopfit check ../questionnaires/nobody
echo "exit $?"
iopfit check --test ../questionnaires/nobody 2>&1 | grep -v '^ \|^help'
iopfit check --json ../questionnaires/nobody 2>/dev/null | sed 's/},{/},\n{/g' | grep 'can_apply\|next_step\|question_matters'
# An outcome below the start: no rule could call for it.
sed 's/^start: less/start: home/' ../questionnaires/nobody/questionnaire.yaml >low.yaml
iopfit check low.yaml 2>&1 | grep -A 3 Q345
