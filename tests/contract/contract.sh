#!/bin/bash
# What `iopfit score` promises to whoever splits an archive, stops a run or goes on with it: always the
# same bytes, always whole rows (iopfit-score(1), iopfit-scale(7)). Needs nothing that Debian does not
# always have.
#
# IOPFIT names the program (default: build/iopfit of this source tree).
set -u
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd) || exit 1
iopfit=$(realpath "${IOPFIT:-$root/build/iopfit}")
[ -x "$iopfit" ] || { echo "contract.sh: there is no program at $iopfit; build it, or set IOPFIT" >&2; exit 1; }
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
unset IOPFIT_QUESTIONNAIRES NO_COLOR COLUMNS LINES
export LC_ALL=C.UTF-8 TERM=dumb
cp -R "$root/tests/golden/questionnaires/desk" "$scratch/desk"
cd "$scratch" || exit 1
passed=0
failed=0

ok() { # NAME STATUS: 0 is good
    if [ "$2" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $1"
    fi
}
same() { # NAME FILE FILE
    cmp -s "$2" "$3"
    local differs=$?
    ok "$1" $differs
    [ $differs -eq 0 ] || diff "$2" "$3" | head -n 5
}
is() { # NAME WANTED GOT
    [ "$2" = "$3" ]
    local differs=$?
    ok "$1" $differs
    [ $differs -eq 0 ] || printf '%s\n' "--- wanted: $2" "--- got: $3"
}
score() { "$iopfit" score -q desk "$@"; }

# ---- Records of every kind: complete, partial, without id, unusual, wrong, empty lines, a last line that
# is cut off. Neither random numbers nor a clock: always the same ones.
awk 'BEGIN {
    split("yes no true false unsure declined null", safe)
    split("[] [\"alcohol\"] [\"pills\",\"other\"] [\"alcohol\",\"pills\"] null", uses)
    split("over_30_days week today", last)
    for (i = 1; i <= 997; i++) {
        n = (i * 7919) % 104729
        truth = safe[1 + n % 7]
        if (truth !~ /^(true|false|null)$/) truth = "\"" truth "\""
        id = i % 11 == 0 ? "" : i % 13 == 0 ? "\"id\":\"\\u00e9\\\"" i "\"," : "\"id\":\"p" i "\","
        if (i % 50 == 7) { print "{" id "\"safe\":" truth ",\"drinks\":41}"; continue }
        if (i % 50 == 9) { print "not json " i; continue }
        if (i % 50 == 11) { print "{" id "\"saef\":true}"; continue }
        if (i % 50 == 13) { print "{" id "\"safe\":true,\"safe\":false}"; continue }
        if (i % 50 == 15) { print "{" id "\"safe\": truth"; continue }
        if (i % 50 == 17) print ""
        line = "{" id "\"safe\":" truth
        if (i % 3) line = line ", \"uses\" : " uses[1 + int(n / 7) % 5]
        if (i % 4) line = line ",\"drinks\":" int(n / 31) % 41
        if (i % 5) line = line ",\"last_use\":\"" last[1 + int(n / 3) % 3] "\""
        if (i % 2) line = line ",\"hurt_at_home\":" (n % 2 ? "true" : "false")
        if (i % 7) line = line ",\"hours\":" n % 30 ".5,\"wish\":\"Ruhe, \\\"bitte\\\"\\n" i "\""
        print line "}"
    }
    printf "{\"id\":\"cut\",\"safe\":tr"
}' >answers.ndjson
awk 'BEGIN {
    print "id,safe,uses,drinks,last_use,hurt_at_home,works,hours,wish"
    for (i = 1; i <= 300; i++) {
        n = (i * 7919) % 104729
        print "c" i "," (n % 3 ? "yes" : "") "," (n % 5 ? "alcohol;pills" : "none") "," n % 45 ",week," \
            (n % 2 ? "no" : "") ",yes,9,\"a, \"\"b\"\"\nc\""
    }
}' >answers.csv
awk 'BEGIN {
    for (i = 1; i <= 150; i++) {
        n = (i * 7919) % 104729
        printf "---\nid: y%d\nsafe: %s\nuses: %s\n", i, n % 3 ? "yes" : "maybe", n % 2 ? "[alcohol]" : "[]"
        if (i % 20 == 0) print "  bad: indent"
    }
}' >answers.yaml
awk 'BEGIN {
    printf "["
    for (i = 1; i <= 150; i++)
        printf "%s{\"id\": \"j%d\", \"safe\": %s,%s\"drinks\": %d}", i == 1 ? "\n" : ",\n", i, \
            i % 3 ? "true" : "truth", i % 2 ? "\n  " : " ", i % 45
    print "]"
}' >answers.json
records=$(grep -c . answers.ndjson)

# ---- A pure filter -------------------------------------------------------------------------------
score answers.ndjson >whole 2>said
is 'errors among the records end with 1' 1 $?
is 'one record, one row' "$records" "$(wc -l <whole)"
is 'a last line that is cut off is a row with an error' \
    '{"id":"cut","error":{"code":"A120","message":"`tr` is no value of JSON","key":"safe","column":20}}' \
    "$(tail -n 1 whole)"
ok 'rows do not say on which line a record stood' "$(grep -c '"line"' whole)"
score -f csv answers.ndjson >whole.csv 2>/dev/null
score answers.csv answers.yaml answers.json >whole.of.others 2>/dev/null
is 'as many rows as there are rows, documents and elements' 600 "$(wc -l <whole.of.others)"

TZ=Asia/Tokyo LC_ALL=C LANG=es LANGUAGE=es HOME=/nowhere score answers.ndjson 2>/dev/null >other
same 'neither clock nor locale nor home matter' whole other
(cd / && "$iopfit" score -q "$scratch/desk" - <"$scratch/answers.ndjson" 2>/dev/null) >other
same 'a pipe or file, here or elsewhere' whole other
sleep 0.01 | cat answers.ndjson - | score -i ndjson - 2>/dev/null >other
same 'a pipe' whole other
for jobs in 1 2 3 8; do
    score -j $jobs answers.ndjson 2>said.$jobs >other
    same "--jobs $jobs" whole other
    same "--jobs $jobs: messages" said said.$jobs
    score -j $jobs answers.csv answers.yaml answers.json 2>/dev/null >other
    same "--jobs $jobs of CSV, YAML and JSON" whole.of.others other
done

# ---- Split at line ends ----------------------------------------------------------------------------
for parts in 1 2 3 5 8 13 64 200; do
    rm -f part.*
    split -n l/$parts -a 4 answers.ndjson part.
    for part in part.*; do
        score -i ndjson - <"$part" 2>/dev/null
    done >other
    same "split -n l/$parts" whole other
done
rm -f part.*
split -l 1 -a 4 answers.ndjson part.
export iopfit
printf '%s\n' part.* | xargs -P 2 -n 50 bash -c 'for part; do
    "$iopfit" score -q desk -i ndjson "$part" >"$part.rows" 2>/dev/null; done' bash
cat part.????.rows >other
same 'each line alone, two at a time' whole other
rm -f part.*

# ---- Parts by id -----------------------------------------------------------------------------------
for of in 1 2 3 7 32; do
    : >other
    for part in $(seq $of); do
        score --shard "$part/$of" answers.ndjson 2>/dev/null >one
        # In the order of the whole: each row is found behind the one before.
        awk 'NR == FNR { row[++n] = $0; next } { while (i < n && row[++i] != $0) {} if (row[i] != $0) exit 1 }' \
            whole one
        ok "--shard $part/$of keeps the order" $?
        cat one >>other
    done
    same "--shard I/$of: the parts together are the whole" <(sort whole) <(sort other)
done
score --shard 1/3 answers.ndjson 2>/dev/null >one
score --shard 1/3 - <answers.ndjson 2>/dev/null >other
same 'a part does not depend on the file' one other
is 'which part a record is in never changes' 'p3 p6 p9' \
    "$(for id in 1 2 3 4 5 6 7 8 9; do echo "{\"id\":\"p$id\"}"; done |
        score --shard 1/3 -i ndjson - | sed 's/{"id":"\([^"]*\).*/\1/' | paste -sd ' ')"

# ---- Manifests -------------------------------------------------------------------------------------
score -o rows --manifest manifest --errors errors answers.ndjson 2>said
is 'a manifest does not change the status' 1 $?
same 'nor the rows' whole rows
field() { sed -n "s/^  \"$1\": //p" manifest | sed 's/,$//'; } # NAME
is 'records' "$records" "$(field records)"
is 'errors' "$(grep -c '"error":{' whole)" "$(field errors)"
is 'certain' "$(grep -c '"certain":true' whole)" "$(field certain)"
counted() { grep -c "\"$1\":\"$2\"" whole; }
is 'recommendations' "{\"intake\": $(counted recommendation intake), \"iop\": $(counted recommendation iop), \"inpatient\": $(counted recommendation inpatient)}" \
    "$(field recommendations)"
is 'outcomes' "{\"less\": $(counted outcome less), \"iop\": $(counted outcome iop), \"talk\": $(counted outcome talk), \"inpatient\": $(counted outcome inpatient), \"now\": $(counted outcome now)}" \
    "$(field outcomes)"
told() { printf '{"bytes": %s, "sha256": "%s"}' "$(wc -c <"$1")" "$(sha256sum <"$1" | cut -d ' ' -f 1)"; }
is 'what was read' "[$(told answers.ndjson)]" "$(field read)"
is 'what was written' "$(told rows)" "$(field output)"
is 'errors are in their file, one line each' "$(field errors)" "$(wc -l <errors)"
is 'and are counted' "iopfit score: $(field errors) of $records records cannot be used; \`errors\` says why" \
    "$(cat said)"
is 'with the line of the file' \
    '{"file":"answers.ndjson","line":7,"column":27,"id":"p7","code":"A103","message":"for `drinks`, `41` is out of range","key":"drinks","help":"`drinks` takes a whole number from 0 to 40 drinks"}' \
    "$(head -n 1 errors | sed 's/"column":[0-9]*/"column":27/')"
cp manifest manifest.whole
score -o rows --manifest manifest --errors errors -j 3 answers.ndjson 2>/dev/null
same 'the same run gives the same manifest' manifest.whole manifest
score --manifest manifest answers.ndjson >other 2>/dev/null
same 'to standard output' whole other
is 'whose digest is told' "$(told whole)" "$(field output)"
cat answers.ndjson | score -i ndjson --manifest manifest - >other 2>/dev/null
same 'of a pipe' whole other
is 'whose digest is told, too' "[$(told answers.ndjson)]" "$(field read)"

# ---- Interrupted by a full disk, at many places ----------------------------------------------------
# A limit on the size of files stands for the disk, and for anything else that ends a run: what is kept
# is the same as of a run that is killed there.
score -o rows --manifest manifest.whole --errors errors.whole answers.ndjson answers.csv answers.yaml answers.json 2>/dev/null
score -f csv -o rows.csv --manifest manifest.csv --errors errors.csv answers.ndjson answers.csv answers.yaml answers.json 2>/dev/null
for format in ndjson csv; do
    [ $format = ndjson ] && { rows=rows manifest=manifest.whole errors=errors.whole; } ||
        { rows=rows.csv manifest=manifest.csv errors=errors.csv; }
    size=$(($(wc -c <$rows) / 1024))
    for limit in 1 2 3 5 9 17 33 65 $((size / 2)) $((size - 110)) $((size - 60)) $((size - 20)) $size; do
        rm -f got got.*
        (
            ulimit -f $limit
            score -f $format -o got --manifest got.manifest --errors got.errors answers.ndjson answers.csv answers.yaml answers.json \
                2>said
        )
        is "$format: a full disk at $limit KB is said with 74" 74 $?
        tail -c 1 got.part | od -An -c | grep -q '\\n' || [ ! -s got.part ]
        ok "$format: whole rows are kept at $limit KB" $?
        cmp -s -n "$(wc -c <got.part)" got.part $rows
        ok "$format: they are the first of all at $limit KB" $?
        [ ! -e got ]
        ok "$format: and have no name yet at $limit KB" $?
        score -f $format -o got --manifest got.manifest --errors got.errors --resume answers.ndjson \
            answers.csv answers.yaml answers.json 2>/dev/null
        is "$format: the run is gone on with from $limit KB" 1 $?
        same "$format: the same rows from $limit KB" $rows got
        same "$format: the same errors from $limit KB" $errors got.errors
        same "$format: the same manifest from $limit KB" $manifest got.manifest
    done
done
rm -f got got.*
(
    ulimit -f 33
    score -o got --manifest got.manifest answers.ndjson answers.csv answers.yaml answers.json 2>/dev/null
)
score -o got --manifest got.manifest --resume --summary got.summary answers.ndjson answers.csv answers.yaml answers.json 2>/dev/null
score --summary summary answers.ndjson answers.csv answers.yaml answers.json >/dev/null 2>&1
same 'a summary counts what was scored before the interruption, too' summary got.summary
rm -f got got.*
score -f csv -o got --manifest got.manifest --errors got.errors answers.ndjson answers.csv answers.yaml answers.json 2>/dev/null
inode=$(stat -c %i got)
score -f csv -o got --manifest got.manifest --errors got.errors --resume answers.ndjson answers.csv answers.yaml answers.json
is 'a run that is complete is left alone, with its status' "1 $inode" "$? $(stat -c %i got)"
(
    ulimit -f 9
    score answers.ndjson >begun 2>said
)
is 'standard output on a full disk' 74 $?
is 'has whole rows' '' "$(tail -c 1 begun | tr -d '\n')"
cmp -s -n "$(wc -c <begun)" begun whole
ok 'the first of all' $?
is 'and the reason is said' 'standard output: error[F005]: cannot be written: File too large' \
    "$(grep F005 said)"

# ---- Interrupted by a signal -----------------------------------------------------------------------
# The second input is a pipe that nobody feeds: when the rows of the first are there, the run waits.
wait_for() { # BYTES FILE
    for _ in $(seq 600); do
        [ "$(stat -c %s "$2" 2>/dev/null || echo 0)" -ge "$1" ] && return
        sleep 0.1
    done
    echo "$2 did not grow to $1 bytes"
}
# The signals are heard from the moment on that they are blocked (SigBlk, bit 14 for TERM).
wait_until_it_hears() { # PID
    local blocked
    for _ in $(seq 600); do
        blocked=$(sed -n 's/^SigBlk:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null)
        [ $((0x${blocked:-0} & 0x4000)) -ne 0 ] && return
        sleep 0.1
    done
    echo "the run does not hear signals"
}
# In the background, without this script's own trap.
run_behind() { # COMMAND…
    trap - EXIT
    exec "$@"
}
cp answers.csv second.csv
score -o rows --manifest manifest.whole --errors errors.whole answers.ndjson second.csv 2>/dev/null
for signal in TERM INT HUP KILL; do
    rm -f got got.* second.csv
    mkfifo second.csv
    exec 3<>second.csv
    # In the background bash lets INT be ignored, and what is ignored stays so: env puts it right.
    run_behind env --default-signal=INT,HUP "$iopfit" score -q desk -o got --manifest got.manifest \
        --errors got.errors answers.ndjson second.csv 2>said 3>&- &
    wait_for "$(wc -c <whole)" got.part
    kill -$signal $!
    { wait $!; } 2>/dev/null
    ended=$?
    is "SIG$signal ends with its status" $((128 + $(kill -l $signal))) $ended
    [ $signal = KILL ] || is "SIG$signal is said" "iopfit score: stopped by SIG$signal
iopfit score: what was scored is kept in \`got.part\`; \`--resume\` goes on from there" "$(cat said)"
    same "SIG$signal: what was scored is kept" whole got.part
    exec 3>&-
    rm second.csv
    cp answers.csv second.csv
    score -o got --manifest got.manifest --errors got.errors --resume answers.ndjson second.csv 2>/dev/null
    same "SIG$signal: the same rows" rows got
    same "SIG$signal: the same errors" errors.whole got.errors
    same "SIG$signal: the same manifest" manifest.whole got.manifest
done
rm -f got got.*
mkfifo feed
exec 3<>feed
run_behind "$iopfit" score -q desk -i ndjson -o got - <feed 2>said 3>&- &
echo '{"id":"a"}' >&3
wait_until_it_hears $!
kill -TERM $!
{ wait $!; } 2>/dev/null
is 'without a manifest a run that is stopped leaves nothing' "143 iopfit score: stopped by SIGTERM " \
    "$? $(cat said) $(find . -name 'got*' -o -name '.iopfit*')"
# Another pipe: the run that was stopped need not have read what is in the first.
exec 3>&-
rm feed
mkfifo feed taken
exec 3<>feed
run_behind "$iopfit" score -q desk -i ndjson - <feed >taken 2>/dev/null 3>&- &
exec 4<taken
grep . answers.ndjson | head -n 20 >&3
for _ in $(seq 20); do
    read -t 60 -r row <&4 || break
    printf '%s\n' "$row"
done >other
kill -TERM $!
{ wait $!; } 2>/dev/null
cat <&4 >>other
same 'rows that were read before a signal are whole, and there is no piece behind them' \
    <(head -n 20 whole) other
exec 3>&- 4<&-

# Nobody reads: the pipe fills up, the run waits; then it is stopped.
rm taken
mkfifo taken
exec 4<>taken
run_behind "$iopfit" score -q desk answers.ndjson >taken 2>/dev/null 4<&- &
run=$!
wait_until_it_hears $run
kill -TERM $run
{ wait $run; } 2>/dev/null
is 'a run whose reader has stopped can be stopped' 143 $?
exec 5<taken 4<&-
cat <&5 >other
exec 5<&-
is 'the pipe holds whole rows' '' "$(tail -c 1 other | tr -d '\n')"
cmp -s -n "$(wc -c <other)" other whole
ok 'the first of all' $?

# ---- At a terminal ---------------------------------------------------------------------------------
at_terminal() { # COMMAND
    script -qec "$1" /dev/null 2>/dev/null | tr -d '\r' | sed 's/.*\x1b\[K//'
}
printf '%s\n' '{"safe":false}' '{"safe":true,"uses":["pills"],"drinks":0,"last_use":"week","hurt_at_home":true}' \
    '{"safe":false,"drinks":3}' '{"uses":"?"}' >few.ndjson
is 'a run that someone watches ends with a summary' '4 records
Recommendations
  intake                                      3   75.0 %  #################
  iop                                         0    0.0 %
  inpatient                                   0    0.0 %
Outcomes
  less                                        0    0.0 %
  iop                                         0    0.0 %
  talk                                        1   25.0 %  ######
  inpatient                                   0    0.0 %
  now                                         2   50.0 %  ###########
How sure
  certain                                     3   75.0 %  #################
  open                                        0    0.0 %
  error                                       1   25.0 %  ######
Rules that decided
  not-safe                                    2   50.0 %  ###########
  violence                                    1   25.0 %  ######
  pills                                       1   25.0 %  ######
Records that cannot be used
  A103                                        1   25.0 %  ######' \
    "$(at_terminal "$iopfit score -q desk few.ndjson >/dev/null" | sed -n '/^4 records/,$p')"
is 'not with --quiet' '' "$(at_terminal "$iopfit score -q desk --quiet few.ndjson >/dev/null" | grep records)"
is 'nor where the rows are to be read there' 3 "$(at_terminal "$iopfit score -q desk few.ndjson" | grep -c recommendation)"
is 'and where nobody watches there is none' '' "$(score few.ndjson 2>&1 >/dev/null | grep records)"

# ---- What is refused ---------------------------------------------------------------------------------
interrupted() {
    rm -f got got.*
    (
        ulimit -f 9
        score -o got --manifest got.manifest answers.ndjson 2>/dev/null
    )
}
refused() { # NAME MESSAGE OPTION…
    local name=$1 message=$2 said status
    shift 2
    cp got.part kept
    said=$("$iopfit" score "$@" 2>&1)
    status=$?
    is "$name" "78 $message" "$status $said"
    same "$name: what is kept stays" kept got.part
}
interrupted
refused 'a run that was interrupted is not overwritten by mistake' \
    "got.part: error[F008]: is there, from a run that was interrupted or has not ended
help: \`--resume\` goes on where it ended; to start anew, remove it" \
    -q desk -o got --manifest got.manifest answers.ndjson
differs() { # WHAT
    printf '%s\n' "got.manifest: error[F008]: is not the manifest of this run, of which \`got.part\` would be" \
        "note: $1" 'help: give the command as it was then, or remove `got.part` to score from the beginning'
}
cp -R desk other-desk
echo '# changed' >>other-desk/questionnaire.yaml
hash_of() { echo '{}' | "$iopfit" score -q "$1" -i ndjson - | sed 's/.*"questionnaire":"\([^"]*\).*/\1/'; }
refused 'another questionnaire' \
    "$(differs "\`questionnaire\` was \"$(hash_of desk)\" then, and is \"$(hash_of other-desk)\" now")" \
    -q other-desk -o got --manifest got.manifest --resume answers.ndjson
refused 'other rows' "$(differs '`rows` was "ndjson" then, and is "csv" now')" \
    -q desk -f csv -o got --manifest got.manifest --resume answers.ndjson
refused 'another part' "$(differs '`shard` was null then, and is "1/2" now')" \
    -q desk --shard 1/2 -o got --manifest got.manifest --resume answers.ndjson
refused 'other files' \
    "$(differs '`inputs` was ["answers.ndjson"] then, and is ["answers.ndjson", "answers.csv"] now')" \
    -q desk -o got --manifest got.manifest --resume answers.ndjson answers.csv
refused 'answers that are read as something else' "$(differs '`input_format` was null then, and is "yaml" now')" \
    -q desk -i yaml -o got --manifest got.manifest --resume answers.ndjson
cp got.manifest keep
head -c 100 keep >got.manifest
refused 'a damaged manifest' "$(differs 'it is damaged, or no manifest, or one of another version of iopfit')" \
    -q desk -o got --manifest got.manifest --resume answers.ndjson
head -n 10 keep >got.manifest
refused 'a manifest without its end' "$(differs 'its end is damaged')" \
    -q desk -o got --manifest got.manifest --resume answers.ndjson
rm got.manifest
refused 'a manifest that is gone' "got.manifest: error[F008]: cannot be opened: No such file or directory
help: give the command as it was then, or remove \`got.part\` to score from the beginning" \
    -q desk -o got --manifest got.manifest --resume answers.ndjson
mv keep got.manifest
cp answers.ndjson keep.ndjson
sed -i '1s/.*/{"id":"changed"}/' answers.ndjson
refused 'answers that were changed' \
    'answers.ndjson: error[F008]: is not what was read when the run was interrupted
help: put it back, or remove `got.part` to score from the beginning' \
    -q desk -o got --manifest got.manifest --resume answers.ndjson
mv keep.ndjson answers.ndjson
exec 3<>got.part
flock -x 3
refused 'two runs at once' 'got.part: error[F008]: another run is still writing it' \
    -q desk -o got --manifest got.manifest --resume answers.ndjson
exec 3>&-
sed -i '2s/"recommendation"/"recommendatiom"/' got.part
changed_rows='got.part: error[F008]: what is in it are not the rows of this run
help: remove `got.part` to score from the beginning'
refused 'rows that were damaged' "$changed_rows" -q desk -o got --manifest got.manifest --resume answers.ndjson
interrupted
sed -i '2s/"certain":true/"certain":fals/; 2s/"id":"p2"/"id":"x2"/' got.part
refused 'rows that were changed' "$changed_rows" -q desk -o got --manifest got.manifest --resume answers.ndjson
interrupted
truncate -s 100 got.part
score -o got --manifest got.manifest --resume answers.ndjson 2>/dev/null
same 'where a machine went down before rows were on its disk, all is scored again' whole got
score -o got --manifest got.manifest answers.ndjson >/dev/null 2>&1
echo x >>got
score -o got --manifest got.manifest --resume answers.ndjson 2>/dev/null
same 'an output that was changed is made anew' whole got

# The errors that are kept are verified as rows are.
rm -f got got.*
(
    ulimit -f 33
    score -o got --manifest got.manifest --errors got.errors answers.ndjson 2>/dev/null
)
sed -i '1s/A1/B2/' got.errors.part
refused 'errors that were changed' 'got.errors.part: error[F008]: what is in it are not the errors of this run
help: remove `got.part` to score from the beginning' \
    -q desk -o got --manifest got.manifest --errors got.errors --resume answers.ndjson
# Files before the one that was being read when the run was interrupted are verified, too.
rm -f got got.*
cp answers.csv first.csv
(
    ulimit -f 100
    score -o got --manifest got.manifest first.csv answers.ndjson 2>/dev/null
)
sed -i 's/^c1,yes/c1,no/' first.csv
refused 'a file before it that was changed' \
    'answers.ndjson: error[F008]: the files before it are not what was read when the run was interrupted
help: put it back, or remove `got.part` to score from the beginning' \
    -q desk -o got --manifest got.manifest --resume first.csv answers.ndjson

# ---- Gone on with although it is complete ----------------------------------------------------------
head -n 100 answers.ndjson >in.ndjson
again() { # OPTION…
    score -o got --manifest got.manifest --errors got.errors --summary got.summary --resume "$@" 2>said
}
begin_again() {
    rm -f got got.*
    head -n 100 answers.ndjson >in.ndjson
    again in.ndjson
    for file in got got.manifest got.errors got.summary; do cp $file kept.${file#got}; done
}
begin_again
again in.ndjson
is 'a complete run whose answers are the same is left alone' '1 ' "$? $(cat said)"
sed -i '1s/p1/q1/' in.ndjson
again in.ndjson
is 'answers that were changed since are not passed over' "78 in.ndjson: error[F008]: has changed since it was scored; \`got\` is of what it was
help: leave \`--resume\` out to score it afresh" "$? $(cat said)"
same 'and the rows stay as they were' kept. got
begin_again
echo '{"id":"appended"}' >>in.ndjson
again in.ndjson
is 'nor are records that were appended' "78 in.ndjson: error[F008]: has changed since it was scored; \`got\` is of what it was
help: leave \`--resume\` out to score it afresh" "$? $(cat said)"
rm in.ndjson
again in.ndjson
is 'nor a file that is gone' '66 in.ndjson: error[F001]: cannot be opened: No such file or directory' "$? $(cat said)"
for file in got got.errors got.summary; do
    begin_again
    rm $file
    again in.ndjson
    same "$file that was removed is made anew" kept.${file#got} $file
    echo x >>$file
    again in.ndjson
    same "$file that was changed is made anew" kept.${file#got} $file
    same "$file: with the same manifest" kept..manifest got.manifest
done
rm -f got got.*
head -n 100 answers.ndjson | again -i ndjson -
head -n 100 answers.ndjson | again -i ndjson -
is 'standard input that is the same' '1 ' "$? $(cat said)"
tail -n 100 answers.ndjson | again -i ndjson -
is 'standard input that is another' "78 standard input: error[F008]: has changed since it was scored; \`got\` is of what it was
help: leave \`--resume\` out to score it afresh" "$? $(cat said)"

# ---- Nothing is left where nothing was scored ------------------------------------------------------
rm -f got got.*
score -o got --manifest got.manifest --errors got.errors --resume answers.ndjsno 2>said
is 'a name that was mistyped' "66 answers.ndjsno: error[F001]: cannot be opened: No such file or directory" "$? $(cat said)"
is 'leaves nothing' '' "$(find . -name 'got*')"
score -o got --manifest got.manifest --errors got.errors /proc/self/mem 2>/dev/null
is 'nor does a file that cannot be read' '74 ' "$? $(find . -name 'got*')"
(
    ulimit -f 0
    score -o got --manifest got.manifest --errors got.errors answers.ndjson 2>/dev/null
)
is 'nor a disk that is full from the beginning' '74 ' "$? $(find . -name 'got*')"

# ---- A file that shrinks while it is read ----------------------------------------------------------
# Nobody takes the rows, so that the run waits with most of the file before it.
for manifest in '' '--manifest got.manifest'; do
    for _ in $(seq 400); do cat answers.ndjson; done | grep '"id":"p' >long.ndjson
    rm -f taken
    mkfifo taken
    # shellcheck disable=SC2086 # two words, or none
    run_behind "$iopfit" score -q desk -j 1 $manifest long.ndjson >taken 2>said &
    exec 4<taken
    read -r row <&4
    truncate -s 100 long.ndjson
    cat <&4 >/dev/null
    wait $!
    is "a file that shrinks is not all of it ${manifest:+with a manifest}" 74 $?
    grep -q '^long.ndjson: error\[F002\]: has become shorter while it was read; when it was opened it had [0-9]* bytes$' said
    ok "and that is said ${manifest:+with a manifest}" $?
    exec 4<&-
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
