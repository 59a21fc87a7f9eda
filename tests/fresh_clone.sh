#!/bin/sh
# The README's first command on a fresh clone with an empty HOME: what a stranger sees first.
# Called by tests/run. HOME is always empty; what cargo fetched and built for an earlier run is kept
# in target/fresh-clone, so that only the first run is slow: remove it to begin like a stranger.

set -u

main() {
    here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd) || exit 1
    world=$(mktemp -d) || exit 1
    trap 'chmod -R u+w "$world"; rm -rf "$world"' EXIT
    mkdir "$world/home"
    kept=$here/target/fresh-clone
    if [ -d "$kept/cargo-home/registry" ]; then
        step "reusing the crates and the build of an earlier run ($kept)"
    fi
    git clone -q --no-hardlinks "$here" "$world/clone" || fail "git clone failed"

    step "install.sh installs a Go that builds and runs a program"
    install 1.22.5 >"$world/first" 2>&1 || fail "install.sh ended with $?" "$world/first"
    expect "$world/first" 'a program built by go1.22.5 runs on'
    expect "$world/first" 'is in sum.golang.org, a log of [0-9]* records'
    # It makes it the default itself, a moment later.
    ! grep -q 'goenvmgr default' "$world/first" || fail "it advises what it does itself" "$world/first"

    step "a second run builds nothing and says that all is there"
    install 1.22.5 >"$world/second" 2>&1 || fail "the second run ended with $?" "$world/second"
    expect "$world/second" 'is up to date'
    expect "$world/second" 'already installed'

    step "start-up files are left alone with --no-modify-path"
    for file in .profile .bashrc .bash_profile .zshrc .zshenv .zprofile .config/fish; do
        [ ! -e "$world/home/$file" ] || fail "$file was created"
    done

    step "the lines that it prints give a shell with that Go"
    sed -n 's/^  //p' "$world/second" | grep -e '^export PATH' -e '^eval' >"$world/lines"
    [ "$(wc -l <"$world/lines")" = 2 ] || fail "two lines were expected" "$world/second"
    # shellcheck disable=SC2016 # the inner shell expands
    got=$(cd "$world" && clean bash --norc -c '. ./lines && go version && printf %s "$GOROOT"') || fail "the lines do not work" "$world/lines"
    case $got in
        *go1.22.5*"$world/home/.local/share/goenvmgr/toolchains/go1.22.5") ;;
        *) fail "the lines gave: $got" ;;
    esac

    step "without a version only the binary is installed, into --prefix"
    install --prefix "$world/other prefix" >"$world/third" 2>&1 || fail "install.sh --prefix ended with $?" "$world/third"
    [ "$(clean "$world/other prefix/bin/goenvmgr" --version)" != "" ] || fail "no binary in the prefix"

    step "wrong arguments end with 2 and a missing cargo says what to install"
    install --nonsense >"$world/usage" 2>&1
    [ $? -eq 2 ] || fail "exit status of a wrong option" "$world/usage"
    # shellcheck disable=SC2016 # the inner shell expands
    clean sh -c 'PATH=$1; . "$2/tests/toolchain.sh"; real_home() { echo /nonexistent; }
        fail() { echo "$*"; exit 3; }; need_rust' sh "$(bare_path)" "$world/clone" >"$world/bare" 2>&1
    expect "$world/bare" 'install Rust'
    echo "6 passed, 0 failed"
}

# A terminal's environment with nothing of this session's in it.
clean() {
    env -i HOME="$world/home" PATH="$PATH" SHELL=/bin/bash "$@"
}

install() {
    env -i HOME="$world/home" PATH="$PATH" SHELL=/bin/bash \
        CARGO_HOME="$kept/cargo-home" CARGO_TARGET_DIR="$kept" \
        "$world/clone/install.sh" --no-modify-path "$@"
}

bare_path() {
    mkdir -p "$world/bare-bin"
    for tool in sh sed cut id; do
        ln -sf "$(command -v "$tool")" "$world/bare-bin/$tool"
    done
    echo "$world/bare-bin"
}

expect() {
    grep -q -e "$2" "$1" || fail "not found: $2" "$1"
}

step() {
    echo "fresh clone: $1"
}

fail() {
    echo "fresh clone: FAILED: $1" >&2
    [ $# -lt 2 ] || sed 's/^/    /' "$2" >&2
    exit 1
}

main
