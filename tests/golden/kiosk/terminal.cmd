# A kiosk needs a file, a terminal, and one that can be drawn on.
iopfit kiosk </dev/null; echo "status $?"
echo 'format: 1' >kiosk.yaml
iopfit kiosk kiosk.yaml </dev/null; echo "status $?"
TERM=dumb script -qec 'iopfit kiosk kiosk.yaml; echo "status $?"' /dev/null </dev/null | tr -d '\r'
iopfit kiosk --hash-pin </dev/null; echo "status $?"
