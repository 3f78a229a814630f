# A record that cannot be used has its line, as in the rows of score.
printf '%s\n' '{"id":"a","safe":true}' '{"id":"b","saef":true,"drinks":99}' '{"id":"c"' '{"id":"d","safe":false}' |
    iopfit explain --json -q ../questionnaires/desk -i ndjson - 2>/dev/null | cut -c 1-160
