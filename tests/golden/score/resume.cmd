# A run that was interrupted: FILE.part, and what is said of it.
desk=../questionnaires/desk
(ulimit -f 1; iopfit score -q $desk -o result --manifest manifest answers.ndjson answers.json); echo "status $?"
ls result*
grep -v progress manifest
iopfit score -q $desk -o result --manifest manifest answers.ndjson answers.json; echo "status $?"
iopfit score -q $desk -o result --manifest manifest --resume answers.ndjson; echo "status $?"
iopfit score -q $desk -o result --manifest manifest --resume answers.ndjson answers.json; echo "status $?"
cat result manifest
ls result*
iopfit score -q $desk -o result --manifest manifest --resume answers.ndjson missing.json; echo "status $?"
ls result*
