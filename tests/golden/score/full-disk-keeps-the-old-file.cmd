# A limit on the size of files stands for a disk that is full.
echo old >result
(ulimit -f 1; iopfit score -q ../questionnaires/desk -o result answers.yaml); echo "status $?"
cat result
(ulimit -f 1; iopfit score -q ../questionnaires/desk -o other answers.yaml); echo "status $?"
ls -A | grep -e other -e iopfit
