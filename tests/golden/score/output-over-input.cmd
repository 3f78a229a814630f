# The result never takes the place of what it is made from, whatever it is called.
Q=../questionnaires/desk
cp one.yaml kept; ln -s kept soft; ln kept hard; mkdir folder
iopfit score -q $Q -o kept kept; echo "status $?"
iopfit score -q $Q -f csv -o soft one.yaml kept; echo "status $?"
iopfit score -q $Q -o kept hard; echo "status $?"
iopfit score -q $Q -o folder/../kept - <kept; echo "status $?"
iopfit score -q $Q kept >>kept; echo "status $?"
cp $Q/questionnaire.yaml q.yaml
iopfit score -q q.yaml -o q.yaml one.yaml; echo "status $?"
cmp kept one.yaml && cmp q.yaml $Q/questionnaire.yaml && echo as before
# Other files, and what is no plain file, are written to.
iopfit score -q $Q -o other one.yaml; echo "status $?"
iopfit score -q $Q -o /dev/null - </dev/null; echo "status $?"
