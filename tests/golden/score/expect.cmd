# A fleet whose machines have different questionnaires cannot mix their results.
desk=../questionnaires/desk
name=$(iopfit score -q $desk one.yaml | sed 's/.*"questionnaire":"\([^"]*\)".*/\1/')
iopfit score -q $desk --expect "$name" one.yaml | cut -c 1-40; echo "status $?"
iopfit score -q $desk --expect "${name#*#}" one.yaml | cut -c 1-40; echo "status $?"
iopfit score -q $desk --expect "#${name#*#}" one.yaml | cut -c 1-40; echo "status $?"
iopfit score -q $desk --expect "$(echo "${name#*#}" | tr a-f A-F)" one.yaml | cut -c 1-40; echo "status $?"
iopfit score -q $desk --expect desk@7.1#00000000 -o result one.yaml; echo "status $?"
iopfit score -q $desk --expect '' one.yaml; echo "status $?"
ls | grep result
