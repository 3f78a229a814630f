# Records that no person wrote. Each gives one row, and the record behind it is scored.
try() { # INPUT_FORMAT
    iopfit score -q ../questionnaires/desk -i "$1" - <hostile 2>&1 | cut -c 1-160
}
good='{"id":"good","safe":false}'
echo "a line of 10 MB"
{ head -c 10000000 /dev/zero | tr '\0' 'x'; echo; echo "$good"; } >hostile; try ndjson
echo "100,000 brackets"
{ head -c 100000 /dev/zero | tr '\0' '['; echo; echo "$good"; } >hostile; try ndjson
{ head -c 100000 /dev/zero | tr '\0' '['; printf '\n---\nid: good\nsafe: no\n'; } >hostile; try yaml
echo "keys twice, half a surrogate, a zero byte, text behind the end"
{
    echo '{"id":"a","safe":true,"safe":false}'
    echo '{"id":"b","wish":"\ud800"}'
    echo '{"id":"c","wish":"a\u0000b"}'
    echo '{"id":"d"} {"id":"e"}'
    printf '{"id":"f","wish":"a\000b"}\n{"id":"g","wish":"caf\351"}\n'
    echo "$good"
} >hostile; try ndjson
echo "numbers that are none"
for number in 12abc 010 0x10 1,5 1_000 1e3 nan .inf ３ -1 41 3.0 ' 3' ''; do
    printf 'id: "%s"\ndrinks: %s\n---\n' "$number" "$number"
done >hostile
echo 'id: good' >>hostile; try yaml
echo "ids that would steer a terminal"
printf '{"id":"a\\u001b[2Jb"}\n{"id":"a\\u202eb"}\n%s\n' "$good" >hostile; try ndjson
echo "a CSV with a column twice, one unknown, none at all"
printf 'id,safe,safe\na,yes,no\n' >hostile; try csv
printf 'id,saef\na,yes\n' >hostile; try csv
printf '' >hostile; try csv
printf 'id,wish\na,"two\nlines"\nb,"open\n' >hostile; try csv
