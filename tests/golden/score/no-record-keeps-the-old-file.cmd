# Where there is no row, what was in the file before stays; a file without records has a result.
Q=../questionnaires/desk
for input in nowhere.yaml .; do
    echo old >result
    iopfit score -q $Q -o result $input nowhere-else.csv; echo "status $?"
    cat result
done
: >empty.ndjson
iopfit score -q $Q --exit-code -o result empty.ndjson; echo "status $?"
cat result
iopfit score -q $Q -o new nowhere.yaml; ls -A | grep -e new -e '^\.iopfit'
iopfit score -q $Q -o result empty.ndjson; echo "status $?"
wc -c <result
