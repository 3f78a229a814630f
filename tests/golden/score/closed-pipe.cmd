# Descriptor 4 writes to a pipe that nobody reads.
mkfifo pipe
exec 3<>pipe 4>pipe 3<&-
iopfit score -q ../questionnaires/desk answers.yaml >&4; echo "status $?"
iopfit help >&4; echo "status $?"
iopfit check ../questionnaires/desk >&4; echo "status $?"
iopfit explain -q ../questionnaires/desk one.yaml >&4; echo "status $?"
iopfit eval -q ../questionnaires/desk 1 >&4
