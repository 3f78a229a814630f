# shellcheck shell=bash
# What scripts/run, scripts/test and scripts/check share: installing what is missing, and building
# into build/. Sourced by them, never run. Silent when there is nothing to do.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1

say() { printf 'iopfit: %s\n' "$*" >&2; }
die() {
    say "$@"
    exit 1
}
has() { command -v "$1" >/dev/null 2>&1; }

# The one table of what is needed: group, Debian package, and a command that succeeds where the need
# is met. Tested by use and not by package, so that it also holds where Debian's names do not.
needs() {
    cat <<'END'
build gcc              has gcc || has cc
build libc6-dev        compiles stdio.h
build meson            has meson
build ninja-build      has ninja
build pkg-config       has pkg-config
build python3          has python3
build libyaml-dev      pkg-config --exists yaml-0.1
build libcyaml-dev     pkg-config --exists libcyaml
build libreadline-dev  pkg-config --exists readline
build libsodium-dev    pkg-config --exists libsodium
build libcadical-dev   compiles ccadical.h
build g++              links stdc++
test  libcmocka-dev    pkg-config --exists cmocka
test  libjansson-dev   pkg-config --exists jansson
test  tmux             has tmux
test  mandoc           has mandoc
test  minisat          has minisat
check clang            has clang
check libclang-rt-dev  clang_sanitizes
check clang-tidy       has clang-tidy
check cppcheck         has cppcheck
check valgrind         has valgrind
check gcovr            has gcovr
check shellcheck       has shellcheck
check diction          has style
bench libsimdjson-dev  pkg-config --exists simdjson
bench jq               has jq
bench mawk             has mawk
bench nodejs           has node
bench npm              has npm
END
}
compiles() { printf '#include <%s>\n' "$1" | "$(command -v gcc || command -v cc)" -E -x c - >/dev/null 2>&1; }
links() { printf 'int main(void) { return 0; }\n' | "$(command -v gcc || command -v cc)" -x c - -l"$1" -o /dev/null >/dev/null 2>&1; }
clang_sanitizes() {
    printf 'int main(void) { return 0; }\n' |
        clang -fsanitize=address,undefined -x c - -o /dev/null >/dev/null 2>&1
}

# missing GROUP…: the packages whose need is not met, one a line.
missing() {
    local group package test wanted=" $* "
    needs | while read -r group package test; do
        [[ $wanted == *" $group "* ]] || continue
        eval "$test" >/dev/null 2>&1 || printf '%s\n' "$package"
    done
}

# install_needs GROUP…: installs what is missing, or says exactly what to install and leaves.
install_needs() {
    local packages log sudo=()
    mapfile -t packages < <(missing "$@")
    [ ${#packages[@]} -gt 0 ] || return 0
    has apt-get || die "missing, in Debian's names: ${packages[*]}. Please install them and try again"
    local line="apt-get install --no-install-recommends ${packages[*]}"
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || die "missing: ${packages[*]}. As root, run: $line"
        sudo=(sudo)
    fi
    say "installing ${packages[*]}"
    log=$(mktemp) || die "cannot make a temporary file"
    # The lists of a fresh machine are empty, and old ones name files that are gone: update once then.
    if ! apt_install >"$log" 2>&1 &&
        ! { "${sudo[@]}" apt-get update -qq && apt_install; } >"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        die "cannot install what is missing. As root, run: apt-get update && $line"
    fi
    rm -f "$log"
    mapfile -t packages < <(missing "$@")
    [ ${#packages[@]} -eq 0 ] || die "installed, but still not usable: ${packages[*]}"
}
apt_install() {
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends "${packages[@]}" </dev/null
}

# quietly COMMAND…: shows the output only when the command fails.
quietly() {
    local log status
    log=$(mktemp) || die "cannot make a temporary file"
    "$@" >"$log" 2>&1 </dev/null
    status=$?
    [ $status -eq 0 ] || cat "$log" >&2
    rm -f "$log"
    return $status
}

# configure DIR [MESON-OPTION…]: a usable build directory of this source tree; started anew where
# it is of another tree, half made, or of a meson or library that has changed too much.
configure() {
    local dir=$1
    shift
    if [ -f "$dir/build.ninja" ] &&
        grep -qF "\"source\": \"$top\"" "$dir/meson-info/meson-info.json" 2>/dev/null &&
        ninja -C "$dir" build.ninja >/dev/null 2>&1; then
        local option
        for option in "$@"; do
            option=${option#-D}
            grep -qxF "${option%%=*} = ${option#*=}" "$dir/meson-private/cmd_line.txt" ||
                quietly meson configure "$dir" "-D$option" || return 1
        done
        return 0
    fi
    rm -rf "$dir"
    quietly meson setup "$dir" "$top" "$@"
}
