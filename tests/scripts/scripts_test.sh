#!/bin/bash
# The scripts that a newcomer meets first, on machines that are not there: a folder of pretended
# programs is all of PATH. And the counting of tests, on logs made for it.
# shellcheck disable=SC2016  # the text of pretended programs is for them to expand
set -u
scripts=$(cd "$(dirname "$0")/../../scripts" && pwd)
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# expect NAME STATUS OUTPUT COMMAND…: both streams, exactly.
expect() {
    local name=$1 status=$2 output=$3 got got_status
    shift 3
    got=$("$@" 2>&1)
    got_status=$?
    if [ "$got" = "$output" ] && [ $got_status -eq "$status" ]; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    printf 'FAILED %s: status %s, wanted %s\n--- got\n%s\n--- wanted\n%s\n' \
        "$name" "$got_status" "$status" "$got" "$output"
}

# machine NAME [PROGRAM…]: a folder with what every system has, and with pretended programs.
machine() {
    local bin=$work/$1 tool
    shift
    mkdir "$bin"
    for tool in bash env dirname cat mktemp rm grep printf touch; do
        ln -s "$(command -v $tool)" "$bin/$tool"
    done
    for tool in "$@"; do
        printf '#!%s\nexit 0\n' "$(command -v bash)" >"$bin/$tool"
        chmod +x "$bin/$tool"
    done
}
# pretend MACHINE PROGRAM: its text comes from stdin.
pretend() {
    { printf '#!%s\n' "$(command -v bash)"; cat; } >"$work/$1/$2"
    chmod +x "$work/$1/$2"
}
on() {
    local bin=$work/$1
    shift
    env -i PATH="$bin" MACHINE="$bin" TMPDIR="$work" bash "$@"
}

build='gcc libc6-dev meson ninja-build pkg-config python3 libyaml-dev libcyaml-dev libreadline-dev libsodium-dev libcadical-dev g++'

machine no-apt
expect 'without apt-get the packages are named' 1 \
    "iopfit: missing, in Debian's names: $build. Please install them and try again" \
    on no-apt "$scripts/install-needs" build

machine no-sudo apt-get
pretend no-sudo id <<<'echo 1000'
expect 'without root and sudo the command to run is shown' 1 \
    "iopfit: missing: $build. As root, run: apt-get install --no-install-recommends $build" \
    on no-sudo "$scripts/install-needs" build

machine all gcc meson ninja pkg-config python3
pretend all apt-get <<<'echo apt-get must not run'
expect 'nothing missing is silent, and apt-get does not run' 0 '' on all "$scripts/install-needs" build

# As far as apt-get goes: the first try fails as on a fresh machine, and installing brings the rest.
machine fresh gcc meson ninja python3
pretend fresh id <<<'echo 0'
pretend fresh apt-get <<'END'
echo "apt-get $*" >>"$MACHINE/calls"
case $1 in
update) touch "$MACHINE/updated" ;;
install)
    [ -e "$MACHINE/updated" ] || { echo 'E: Unable to locate package'; exit 100; }
    touch "$MACHINE/installed"
    ;;
esac
END
pretend fresh pkg-config <<<'[ -e "$MACHINE/installed" ] || [ "$2" = libsodium ]'
expect 'a fresh machine is updated once and gets only what is missing' 0 \
    'iopfit: installing libyaml-dev libcyaml-dev libreadline-dev' \
    on fresh "$scripts/install-needs" build
install='apt-get install -y -qq --no-install-recommends libyaml-dev libcyaml-dev libreadline-dev'
expect 'and in this order' 0 "$install
apt-get update -qq
$install" cat "$work/fresh/calls"
expect 'a second run is silent' 0 '' on fresh "$scripts/install-needs" build

machine sudo gcc meson ninja python3 apt-get
pretend sudo id <<<'echo 1000'
pretend sudo pkg-config <<<'[ -e "$MACHINE/asked" ]'
pretend sudo sudo <<<'touch "$MACHINE/asked"; "$@"'
expect 'not root asks sudo' 0 \
    'iopfit: installing libyaml-dev libcyaml-dev libreadline-dev libsodium-dev' \
    on sudo "$scripts/install-needs" build

machine offline gcc meson ninja python3
pretend offline id <<<'echo 0'
pretend offline pkg-config <<<'exit 1'
pretend offline apt-get <<<'echo "E: no network for $1"; exit 100'
libraries='libyaml-dev libcyaml-dev libreadline-dev libsodium-dev'
expect 'what apt-get said is shown when it fails' 1 "iopfit: installing $libraries
E: no network for update
iopfit: cannot install what is missing. As root, run: apt-get update && apt-get install --no-install-recommends $libraries" \
    on offline "$scripts/install-needs" build
expect 'an unknown group is refused' 1 'iopfit: `tests` is no group of needs: build, test, check or bench' \
    on offline "$scripts/install-needs" tests

# ---- Counting ------------------------------------------------------------------------------------

tally() {
    cat >"$work/log.json"
    python3 "$scripts/tally.py" "$work/log.json"
}
expect 'counts of cmocka and of shell runners are added' 0 '8 passed, 0 failed, 2 skipped' tally <<'END'
{"name": "a", "result": "OK", "returncode": 0, "stdout": "[==========] 3 test(s) run.\n", "stderr": "[  PASSED  ] 2 test(s).\n[  SKIPPED ] 1 test(s), listed below:\n[  SKIPPED ] x\n"}
{"name": "two groups", "result": "OK", "returncode": 0, "stdout": "[  PASSED  ] 1 test(s).\n[  PASSED  ] 2 test(s).\n"}
{"name": "shell", "result": "OK", "returncode": 0, "stdout": "2 passed, 0 failed\n3 passed, 0 failed, 1 refused\n"}
{"name": "skipped", "result": "SKIP", "returncode": 77, "stdout": ""}
END
expect 'a failure is shown with its output, without the tests that passed' 1 '--- b: FAIL, exit status 1
why
[  PASSED  ] 4 test(s).
[  FAILED  ] 1 test(s), listed below:
[  FAILED  ] it_works
4 passed, 1 failed' tally <<'END'
{"name": "b", "result": "FAIL", "returncode": 1, "stdout": "[ RUN      ] fine\n[       OK ] fine\nwhy\n[  PASSED  ] 4 test(s).\n[  FAILED  ] 1 test(s), listed below:\n[  FAILED  ] it_works\n"}
END
expect 'a crash is one failure' 1 '--- c: FAIL, exit status -11
    ended without a count

0 passed, 1 failed' tally <<'END'
{"name": "c", "result": "FAIL", "returncode": -11, "stdout": ""}
END
expect 'a leak found after the last test is one failure' 1 '--- d: FAIL, exit status 23
    failed although every test it counted passed
[  PASSED  ] 4 test(s).
4 passed, 1 failed' tally <<'END'
{"name": "d", "result": "FAIL", "returncode": 23, "stdout": "[  PASSED  ] 4 test(s).\n"}
END
expect 'a program that counts nothing is one failure' 1 '--- e: OK, exit status 0
    reported no tests
hello
0 passed, 1 failed' tally <<'END'
{"name": "e", "result": "OK", "returncode": 0, "stdout": "hello\n"}
END
expect 'an empty log is a failure' 1 'no test ran
0 passed, 1 failed' tally </dev/null

echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
