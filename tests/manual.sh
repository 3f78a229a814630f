#!/bin/bash
# Runs the examples of README.md and of the manual pages, and holds what they show against what comes
# out. In a page an example is a command after `.Dl`, or a block between `.Bd -literal` and `.Ed`
# whose lines begin with `iopfit ` or `$ iopfit `; what stands below a line with `$ ` is its output.
# The fingerprint of the questionnaire may differ: it changes with every edit.
#
# IOPFIT names the program (default: build/iopfit of this source tree).
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
program=$(realpath "${IOPFIT:-$root/build/iopfit}")
[ -x "$program" ] || { echo "manual.sh: there is no program at $program; build it, or set IOPFIT" >&2; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset IOPFIT_QUESTIONNAIRES NO_COLOR COLUMNS LINES
export LC_ALL=C.UTF-8 TERM=dumb PATH="$scratch/bin:$PATH"
mkdir -p "$scratch/bin" "$scratch/here/build" "$scratch/here/questionnaires"
ln -s "$program" "$scratch/bin/iopfit"
ln -s "$program" "$scratch/here/build/iopfit"
cp -R "$root/questionnaires/glendora-iop" "$scratch/here/questionnaires/mine"
cd "$scratch/here" || exit 1

# The files that the examples name.
sed -n '/^# answers.yaml/,/^```/p' "$root/README.md" | grep -v '^```' >answers.yaml
cp answers.yaml a1.yaml
cp answers.yaml monday.yaml
echo '{"id": "t1", "age": 34}' >tuesday.json
printf 'id,age\np-1,34\np-2,50\n' >answers.csv
cp answers.csv people.csv
printf '{"id":"p-%s","age":%s}\n' 1 34 2 50 3 61 >answers.ndjson

passed=0
failed=0
result() { # NAME EXPECTED ACTUAL
    if diff <(sed 's/#[0-9a-f]\{8\}/#FINGERPR/' "$2") <(sed 's/#[0-9a-f]\{8\}/#FINGERPR/' "$3") >differs; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $1"
        cat differs
    fi
}

# README: what `score` shows, as text and as a row.
sed -n '/^\$ build\/iopfit score --format text/,/^```/p' "$root/README.md" | sed '1d;$d' >shown
build/iopfit score --format text answers.yaml >came 2>&1
result 'README.md: score --format text' shown came
grep '^{"id":null' "$root/README.md" >shown
build/iopfit score answers.yaml >came 2>&1
result 'README.md: score' shown came

# README: a mistyped choice in a copy of the questionnaire.
cp -R questionnaires/mine questionnaires/our-clinic
sed -i 's/withdrawal_past.atLeast("hospital") and alcohol/withdrawal_past.atLeast("hospitl") and alcohol/' \
    questionnaires/our-clinic/questionnaire.yaml
sed -n '/^\$ build\/iopfit check/,/^```/p' "$root/README.md" | sed '1d;$d' >shown
build/iopfit check questionnaires/our-clinic >came 2>&1
result 'README.md: check' shown came

# README: what it shows of the questionnaire is there.
tr -s ' \n' ' ' <questionnaires/mine/questionnaire.yaml >came
for start in '  - id: dangerous_past$' '  - id: dangerous-past-still-drinking$'; do
    sed -n "/^$start/,/^\(rules:\|\`\`\`\)/p" "$root/README.md" | grep -v '^rules:\|^```' |
        tr -s ' \n' ' ' >shown
    if [ -s shown ] && grep -qF -- "$(cat shown)" came; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED README.md: the questionnaire has no $(cat shown)"
    fi
done

# iopfit-check(1): what is said of the shipped questionnaire, its lines broken to fit the page.
sed -n '/^glendora-iop@.*questions/,/^\.Ed/p' "$root/man/iopfit-check.1" | grep -v '^\.Ed' | tr -s ' \n' ' ' >shown
iopfit check questionnaires/mine 2>&1 | tr -s ' \n' ' ' >came
if ! iopfit check --json questionnaires/mine 2>/dev/null | grep -q '"proved":true'; then
    # The page shows what a program with a prover says; of this one only the first line is alike.
    sed -i 's/no findings.*/no findings/' shown came
fi
result 'iopfit-check(1): the summary' shown came

# The commands. Each has to succeed; with --exit-code the answers of README call for 12.
for page in "$root"/man/*.[1578]; do
    name=${page##*/}
    # A quote that is not escaped is not seen on a page.
    sed -n 's/^\.Dl //p' "$page" | grep -F 'iopfit ' | sed 's/"//g; s/\\&//g; s/\\(dq/"/g; s/\\e/\\/g' >commands
    awk '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { inside = 0; open = 0 }
         inside && /^iopfit / { open = 1 } inside && open { print > "/dev/stdout"; if (!/(\||\\e)$/) open = 0 }' \
        "$page" | sed 's/\\e$/\\/' | sed -e ':a' -e '/\(\\\|[|]\)$/{N;s/\\\n/ /;s/|\n/| /;ba' -e '}' >>commands
    while IFS= read -r command; do
        case $command in
        *'iopfit ask'* | *'iopfit kiosk'*) continue ;; # tests/terminal
        *'iopfit check questionnaires/'*) ;;
        *'| jq '*) command=${command%% | jq*} ;;
        esac
        expected=0
        case $command in *--exit-code*) expected=12 ;; esac
        bash -c "$command" >came 2>&1 </dev/null
        status=$?
        echo "$expected" >shown
        echo "$status" >came.status
        result "$name: $command (status): $(head -n 3 came)" shown came.status
    done <commands
    # `$ iopfit …` and what it prints.
    awk -v base=block '/^\.Bd -literal/ { inside = 1; next } /^\.Ed/ { inside = 0; file = "" }
         inside && /^\$ iopfit / { file = base "." ++count; print substr($0, 3) > (file ".command"); printf "" > (file ".shown"); next }
         inside && file != "" { print > (file ".shown") }' "$page"
    for block in block.*.command; do
        [ -e "$block" ] || continue
        bash "$block" >came 2>&1 </dev/null
        result "$name: $(cat "$block")" "${block%.command}.shown" came
    done
    rm -f block.*
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -ge 10 ]
