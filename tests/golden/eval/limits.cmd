# Each limit from both sides; only the first line of a message, since the second shows the whole text.
try() {
    iopfit eval -q ../questionnaires/desk -- "$1" 2>&1 | grep -v '^ ' | head -n 1
}
repeat() { # TEXT COUNT
    awk -v text="$1" -v count="$2" 'BEGIN { for (i = 0; i < count; i++) printf "%s", text }'
}
echo "bytes"
try "safe or $(repeat ' ' 16372)true"
try "safe or $(repeat ' ' 16373)true"
echo "parts"
try "size([1$(repeat ',1' 4091)]) > 0"
try "size([1$(repeat ',1' 4092)]) > 0"
echo "a row of operators"
try "1$(repeat '+1' 511) > 0"
try "1$(repeat '+1' 512) > 0"
echo "nesting"
try "$(repeat '(' 64)true$(repeat ')' 64)"
try "$(repeat '(' 65)true$(repeat ')' 65)"
echo "steps"
list="[1$(repeat ', 1' 99)]"
try "$list.all(a, $list.all(b, a == b))"
try "$list.all(a, $list.all(b, $list.all(c, a == b)))"
echo "bytes that are no UTF-8"
try "$(printf 'safe or \377')"
