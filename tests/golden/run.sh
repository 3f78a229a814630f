#!/bin/sh
# Runs the golden tests: tests/golden/<command>/<name>.cmd is a shell command that calls `iopfit`, run in
# a copy of its own folder; <name>.out is what it must print: standard output, standard error, and
# `exit N` as the last line.
#
# usage: run.sh [--update] [FILTER]
#   --update  write what comes out as what is expected
#   FILTER    only tests whose path holds this text
#
# IOPFIT names the program (default: build/iopfit of this source tree); IOPFIT_WRAPPER is put before
# it, for instance IOPFIT_WRAPPER='valgrind --quiet --leak-check=full'.
set -u
here=$(cd "$(dirname "$0")" && pwd) || exit 1
program=$(realpath "${IOPFIT:-$here/../../build/iopfit}")
update=false
filter=
for argument; do
    case $argument in
    --update) update=true ;;
    -*) echo "usage: run.sh [--update] [FILTER]" >&2; exit 2 ;;
    *) filter=$argument ;;
    esac
done
[ -x "$program" ] || { echo "run.sh: there is no program at $program; build it, or set IOPFIT" >&2; exit 1; }

scratch=$(mktemp -d) || exit 1
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
mkdir "$scratch/bin"
printf '#!/bin/sh\nexec %s "%s" "$@"\n' "${IOPFIT_WRAPPER:-}" "$program" >"$scratch/bin/iopfit"
chmod +x "$scratch/bin/iopfit"
# Nothing of the caller's surroundings reaches a test.
unset IOPFIT_QUESTIONNAIRES NO_COLOR COLUMNS LINES LC_ALL LC_NUMERIC
PATH=$scratch/bin:$PATH LC_CTYPE=C.UTF-8 LANG=C.UTF-8 TERM=dumb
export PATH LC_CTYPE LANG TERM

# What `check` and `diff` say hangs on whether the program was built with a prover: check/ and diff/, or
# unproved/.
left_out=unproved/ and_left_out=unproved/
iopfit check --json "$here/questionnaires/desk" 2>/dev/null | grep -q '"proved":true' || left_out=check/ and_left_out=diff/

passed=0
failed=0
for command in "$here"/*/*.cmd; do
    name=${command#"$here"/}
    name=${name%.cmd}
    case $name in "$left_out"* | "$and_left_out"*) continue ;; *"$filter"*) ;; *) continue ;; esac
    # A copy, so that a test may write files and none sees another's.
    rm -rf "$scratch/golden"
    mkdir "$scratch/golden"
    cp -R "$here/questionnaires" "$here/${name%%/*}" "$scratch/golden/"
    expected=$here/$name.out
    actual=$scratch/actual
    (cd "$scratch/golden/${name%%/*}" && sh "./${name##*/}.cmd") >"$actual" 2>&1 </dev/null
    echo "exit $?" >>"$actual"
    if $update; then
        cmp -s "$actual" "$expected" || { cp "$actual" "$expected"; echo "updated $name"; }
    fi
    if [ -e "$expected" ] && cmp -s "$expected" "$actual"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $name: $(head -n 1 "$command")"
        if [ -e "$expected" ]; then
            diff -u "$expected" "$actual" | sed 1,2d
        else
            sed 's/^/+/' "$actual"
        fi
    fi
done
[ "$left_out" = unproved/ ] || echo "built without a prover: check/ and diff/ are left out, unproved/ is run"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
