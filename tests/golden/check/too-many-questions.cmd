# A thousand questions over two sections, and one more.
questions() { # FROM TO
    awk -v from="$1" -v to="$2" 'BEGIN {
        for (i = from; i <= to; i++)
            printf "      - {id: q%d, ask: Question %d?, why: W., type: yes_no}\n", i, i
    }'
}
for count in 1000 1001; do
    {
        sed -n '1,/^sections:/p' ../questionnaires/desk/questionnaire.yaml | sed '/when:/d'
        printf '  - id: one\n    title: One\n    questions:\n'
        questions 1 600
        printf '  - id: two\n    title: Two\n    questions:\n'
        questions 601 "$count"
    } >many.yaml
    iopfit check many.yaml 2>&1 | grep -A 3 -e error -e ':.*:.*errors'
done
