# Of many options a person reads the first three; where only one would be left out, all of them.
printf '%s\n' '{"signs":["a","b","d","f"]}' '{"signs":["f","a","c","d","e"]}' |
    iopfit score -q ../questionnaires/options --format text -i ndjson - | grep 'Which of these'
