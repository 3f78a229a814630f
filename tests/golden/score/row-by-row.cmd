# Whoever writes a record to standard input can read its row before writing the next.
mkfifo records rows
timeout 30 iopfit score -q ../questionnaires/desk -i ndjson - <records >rows 2>/dev/null &
exec 3>records 4<rows
echo '{"id":"first","safe":false}' >&3
read -r row <&4; echo "$row" | cut -c 1-40
echo '{"id":"second","drinks":"x"}' >&3
read -r row <&4; echo "$row" | cut -c 1-40
echo '{"id":"third","safe":false}' >&3
exec 3>&-
read -r row <&4; echo "$row" | cut -c 1-40
wait $!
