#!/bin/sh
# Every code of a message is seen in at least one test: in what a golden test expects, or in the source
# of a unit test. Prints each code that is not, and `N passed, M failed`.
set -u
cd "$(dirname "$0")/.." || exit 1

is_seen() {
    grep -rqwE --include='*.out' --include='*.c' --include='*.h' "(CODE_)?$1" tests/golden tests/unit
}

sed -n 's/^ *CODE(\([A-Z][0-9]*\),.*/\1/p' src/diag/codes/*.def | {
    passed=0
    failed=0
    while read -r code; do
        if is_seen "$code"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
            echo "$code: no test shows this message"
        fi
    done
    echo "$passed passed, $failed failed"
    [ "$failed" = 0 ] && [ "$passed" -gt 0 ]
}
