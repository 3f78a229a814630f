# What guards a kiosk here hangs on the kernel, the limits and the build; that each is told does not.
iopfit kiosk --self-test >told; status=$?
sed -nE 's/^(yes|no ) {2}([a-z-]+) +[a-z`].*$/\2/p' told
grep -vE '^yes  [a-z-]+ +[a-z`]|^no   [a-z-]+ +.*; otherwise (it|no|a|its) ' told
grep -q '^no ' told; [ $? -ne "$status" ] && echo "the status says the same"
# Without more rights or another kernel than anyone has, these hold.
grep -E '^yes  (core-limit|no-new-rights) ' told
# With FILE, also its terminal, and whether answers can be left where they are to be.
mkdir answers
printf 'format: 1\nanswers: %s/answers\n' "$PWD" >kiosk.yaml
iopfit kiosk --self-test kiosk.yaml </dev/null | tail -n 2 | sed "s|$PWD|.|"
ls answers
echo 'format: 1' >kiosk.yaml
told() { TERM=$1 script -qec "$2 iopfit kiosk --self-test kiosk.yaml" /dev/null </dev/null | tr -d '\r' | tail -n 2; }
told xterm 'stty columns 80 rows 24;'
told xterm 'stty columns 80 rows 11;'
told dumb 'stty columns 80 rows 24;'
# What is wrong with the file is said, and nothing is tried.
echo 'format: 2' >kiosk.yaml
iopfit kiosk --self-test kiosk.yaml; echo "status $?"
iopfit kiosk --self-test nothing.yaml; echo "status $?"
