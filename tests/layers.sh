#!/bin/sh
# What the house promises and a compiler does not see: which room may use which, which file speaks to
# which library, how long a file may be, and that there is no global mutable state. Prints each
# breach and `N passed, M failed`.
#
# usage: layers.sh [BUILD_FOLDER]      its static libraries are looked into; default: the first of build
#                                      and build-* that has any
set -u
root=$(cd "$(dirname "$0")/.." && pwd) || exit 1
build=${1:-}
cd "$root" || exit 1
for candidate in build build-*; do
    [ -z "$build" ] && [ -e "$candidate/src/base/libiopfit-base.a" ] && build=$root/$candidate
done
build=${build:-$root/build}
passed=0
failed=0

verdict() { # MESSAGE (empty: passed)
    if [ -z "$1" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        printf '%s\n' "$1"
    fi
}

# The rooms that each room may use, beside itself.
may_use() {
    case $1 in
    base) echo '' ;;
    diag) echo base ;;
    yaml | expr) echo base diag ;;
    questionnaire) echo base diag yaml expr ;;
    answers) echo base diag yaml expr questionnaire ;;
    assess) echo base diag expr questionnaire answers ;;
    prove) echo base diag expr questionnaire answers assess ;;
    interview) echo base diag yaml expr questionnaire answers assess ;;
    view) echo base diag expr questionnaire answers assess ;;
    batch) echo base diag expr questionnaire answers assess view ;;
    cli) echo base diag expr questionnaire answers assess prove interview view batch ;;
    iopfit.c) echo base diag questionnaire answers assess iopfit.h ;;
    main.c) echo cli ;;
    *) echo unknown ;;
    esac
}

for file in src/*.c src/*/*.c src/*/*.h; do
    room=${file#src/}
    room=${room%%/*}
    allowed=" $room $(may_use "$room") "
    breach=$(sed -n 's/^ *# *include *"\([^"]*\)".*/\1/p' "$file" | while read -r header; do
        case $allowed in
        *" unknown "*) echo "$file: a room that tests/layers.sh does not know" ;;
        *" ${header%%/*} "*) ;;
        *) echo "$file: includes $header, and $room may not use ${header%%/*}" ;;
        esac
    done)
    verdict "$breach"
done

# One file speaks to each library.
library() { # HEADERS(regex) PATTERN...
    headers=$1
    shift
    breach=$(grep -lE "^ *# *include *<($headers)[./]" src/*.c src/*/*.c src/*/*.h | while read -r file; do
        for pattern; do
            # shellcheck disable=SC2254 # a pattern is meant
            case $file in $pattern) continue 2 ;; esac
        done
        echo "$file: speaks to a library ($headers) that is another file's"
    done)
    verdict "$breach"
}
library yaml src/yaml/scan.c
library cyaml src/yaml/bind.c 'src/questionnaire/schema*' src/interview/kiosk_schema.c
library jansson src/answers/json.c
library sodium src/base/digest.c src/interview/pin.c
library readline src/interview/line.c
library ccadical src/prove/solver.c
library 'linux/landlock|linux/seccomp|linux/filter' src/interview/guard.c

for file in src/*.c src/*/*.[ch] include/*.h tests/*/*.[ch] tests/*/*/*.[ch]; do
    [ -e "$file" ] || continue
    lines=$(wc -l <"$file")
    verdict "$([ "$lines" -le 800 ] || echo "$file: $lines lines, more than 800")"
done

# Mutable data that outlives a call. What the compiler adds of its own to count or to check is not
# ours; constants with addresses in them are written once, when the program is loaded.
libraries=$(find "$build/src" "$build" -maxdepth 2 -name 'libiopfit-*.a' 2>/dev/null | sort -u)
verdict "$([ -n "$libraries" ] || echo "$build: no static library to look into; build first")"
for library in $libraries; do
    verdict "$(objdump -t "$library" | awk -v library="${library##*/}" '
        / O \.(data|bss|tdata|tbss)/ || / O \*COM\*/ {
            if ($0 !~ / O \.data\.rel\.ro/ && $NF !~ /gcov|llvm|__prof|asan|ubsan|sancov|tsan|__unnamed_/)
                print library ": " $NF " is global and mutable"
        }')"
done

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
