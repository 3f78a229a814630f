# A run that was interrupted: FILE.part, and what is said of it.
desk=../questionnaires/desk
files="answers.ndjson answers.json answers.json"
(ulimit -f 2; iopfit score -q $desk -o result --manifest manifest $files); echo "status $?"
ls result*
grep -v progress manifest
iopfit score -q $desk -o result --manifest manifest $files; echo "status $?"
iopfit score -q $desk -o result --manifest manifest --resume answers.ndjson; echo "status $?"
iopfit score -q $desk -o result --manifest manifest --resume $files; echo "status $?"
cat result manifest
ls result*
iopfit score -q $desk -o result --manifest manifest --resume answers.ndjson missing.json; echo "status $?"
ls result*
