iopfit help >/dev/full; echo "status $?"; iopfit --version >/dev/full
