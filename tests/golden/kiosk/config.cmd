# What is wrong with the file that sets a kiosk up is all said at once, with places and nearest names.
cat >kiosk.yaml <<'END'
format: 2
languges: [en]
idle_warning: 1.5
idle_end: 4
result: nextstep
answers: answers/here
staff_pin: "123456"
END
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
printf 'format: 2\nidle_warning: soon\nidle_end: 3601\nanswers: answers/here\nstaff_pin: "123456"\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
# A hash that asks for gigabytes, or is cut short, is refused before anyone is locked in.
printf 'format: 1\nstaff_pin: "$argon2id$v=19$m=65536,t=2,p=1$4eE5V0QSbjmy+7v+B0Mlng"\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
printf 'format: 1\nstaff_pin: "$argon2id$v=19$m=4194304,t=2,p=1$4eE5V0QSbjmy+7v+B0Mlng$BnYF2RbT9rH7K6rjo9zVTbJTCpqLJtXAd2uQUzAfWQw"\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
# Languages are the questionnaire's, each once.
printf 'format: 1\nlanguages: [es, sp, es]\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
printf 'format: 1\nlanguages: [es, ex, tlh]\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
# The folder has to be there.
printf 'format: 1\nanswers: /nowhere/at/all\n' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
iopfit kiosk nothing.yaml </dev/null; echo "status $?"
