#!/bin/sh
# Builds goenvmgr from this checkout, or takes a release, installs it and, when asked, a Go toolchain.
#
# Everything stands in functions and the last line calls them, so a cut-off copy runs nothing.

set -u

main() {
    version=
    prefix=
    modify_path=yes
    binary=
    sha256=
    work=
    read_arguments "$@"

    [ "$(uname -s)" = Linux ] || fail "goenvmgr runs on Linux, and this is $(uname -s)"
    here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd) || fail "cannot find this script's directory"
    [ -n "$binary" ] || [ -f "$here/Cargo.toml" ] ||
        fail "no Cargo.toml beside install.sh: run it from a checkout of goenvmgr, or name a release with --binary FILE --sha256 HEX"
    if [ -z "$prefix" ]; then
        [ -n "${HOME:-}" ] || fail "HOME is not set: name a directory with --prefix DIR"
        prefix=$HOME/.local
    fi
    case $prefix in
        /*) ;;
        *) prefix=$PWD/$prefix ;;
    esac
    case $modify_path:$prefix in
        yes:*:*) fail "$prefix cannot stand on PATH: there is a colon in it; choose another place with --prefix DIR" ;;
    esac

    trap 'rm -rf "$work"' EXIT
    if [ -n "$binary" ]; then
        take_release
    else
        # shellcheck source=tests/toolchain.sh
        . "$here/tests/toolchain.sh"
        need_rust
        build
    fi
    place
    place_pages
    if [ -n "$version" ]; then
        install_go
        prove_go
    fi
    set_up_shells
    say_what_next
}

usage() {
    cat <<'USAGE'
Usage: ./install.sh [OPTIONS] [VERSION]

Builds goenvmgr with cargo and puts it into a bin directory. With a VERSION
(1.22.5, 1.22, latest) it also installs that Go, verified, makes it the
default, and builds and runs a small program with it.

With --binary nothing is built: a release's archive, or the program alone, is
taken, if it has the SHA-256 that its release page says.

Options:
  --prefix DIR       put the binary into DIR/bin (default: ~/.local), manual pages
                     and completions into DIR/share
  --binary FILE      take this release instead of building
  --sha256 HEX       the SHA-256 of that file
  --no-modify-path   leave the shells' start-up files alone
  --help             show this text

Examples:
  ./install.sh 1.22.5
  ./install.sh --prefix /opt/goenvmgr --no-modify-path
  ./install.sh --binary goenvmgr.tar.gz --sha256 HEX
USAGE
}

read_arguments() {
    while [ $# -gt 0 ]; do
        case $1 in
            -h | --help)
                usage
                exit 0
                ;;
            --prefix)
                prefix=${2:-}
                [ -n "$prefix" ] || usage_error "--prefix needs a directory"
                shift
                ;;
            --prefix=?*) prefix=${1#--prefix=} ;;
            --binary)
                binary=${2:-}
                [ -n "$binary" ] || usage_error "--binary needs a file"
                shift
                ;;
            --binary=?*) binary=${1#--binary=} ;;
            --sha256)
                sha256=${2:-}
                [ -n "$sha256" ] || usage_error "--sha256 needs the hash of the file"
                shift
                ;;
            --sha256=?*) sha256=${1#--sha256=} ;;
            --no-modify-path) modify_path=no ;;
            -*) usage_error "unknown option: $1" ;;
            '') usage_error "the version is empty" ;;
            *)
                [ -z "$version" ] || usage_error "more than one version: $version and $1"
                version=$1
                ;;
        esac
        shift
    done
    case $binary:$sha256 in
        : | ?*:?*) ;;
        :*) usage_error "--sha256 is for --binary" ;;
        *) usage_error "--binary needs --sha256 HEX, as the release page says it" ;;
    esac
}

# What is looked at is what is installed: the file is copied before it is hashed.
take_release() {
    [ -f "$binary" ] || fail "there is no file $binary"
    work=$(mktemp -d) || fail "cannot create a temporary directory"
    cp -- "$binary" "$work/release" || fail "cannot read $binary"
    wanted=$(printf '%s' "$sha256" | tr ABCDEF abcdef)
    found=$(hash_of "$work/release") || fail "sha256sum is missing: install coreutils, or busybox"
    [ "$found" = "$wanted" ] || mismatch "$binary has sha256 $found, not $wanted: nothing was installed"
    pages=$here
    if gzip -t "$work/release" 2>/dev/null; then
        { mkdir "$work/unpacked" && tar xzf "$work/release" -C "$work/unpacked" --strip-components 1; } ||
            fail "cannot unpack $binary"
        pages=$work/unpacked
        built=$work/unpacked/goenvmgr
        [ -f "$built" ] || fail "$binary holds no goenvmgr"
    else
        built=$work/release
    fi
    { chmod 755 "$built" && "$built" --version >/dev/null 2>&1; } ||
        fail "$binary does not run on this machine ($(uname -m)): take the release for it"
}

hash_of() {
    sum=$(sha256sum <"$1") && printf '%s' "${sum%% *}"
}

# Linked statically where the host has a static libc, and to a fixed address: a program starts in half
# the time, for every page that a loader has to touch costs as much as a system call.
build() {
    triple=$(rustc -vV | sed -n 's/^host: //p')
    target_dir=${CARGO_TARGET_DIR:-$here/target}
    linking='dynamically linked' flags=''
    case $triple in
        *-linux-*)
            if can_link_statically; then
                flags="'-Ctarget-feature=+crt-static','-Crelocation-model=static'"
                linking='statically linked'
            fi
            ;;
    esac
    say "building goenvmgr ($linking): the first time that takes 3 to 10 minutes …"
    # Whoever watches sees that it goes on. cargo's own errors are the best there are.
    quiet=--quiet
    [ -t 2 ] && quiet=
    cargo build --release --locked ${quiet:+"$quiet"} --bin goenvmgr \
        --manifest-path "$here/Cargo.toml" --target "$triple" --target-dir "$target_dir" \
        --config "target.$triple.rustflags=[$flags]" ||
        fail "cargo could not build goenvmgr; its messages stand above"
    built=$target_dir/$triple/release/goenvmgr
    pages=$here
}

# Asked of the linker: a file name would differ from one distribution to the next.
can_link_statically() {
    probe=$(mktemp -d) || return 1
    printf 'int main(void) { return 0; }\n' >"$probe/a.c"
    "${CC:-cc}" -static -o "$probe/a" "$probe/a.c" 2>/dev/null
    linked=$?
    rm -rf "$probe"
    return $linked
}

place() {
    bin=$prefix/bin
    mkdir -p "$bin" || fail "cannot create $bin: choose another place with --prefix DIR"
    goenvmgr=$bin/goenvmgr
    if cmp -s "$built" "$goenvmgr"; then
        say "$goenvmgr is up to date"
        return
    fi
    # By rename: a running shim keeps its old file, and a kill leaves no half binary.
    new=$bin/.goenvmgr.new.$$
    if cp "$built" "$new" && chmod 755 "$new" && mv -f "$new" "$goenvmgr"; then
        say "installed $goenvmgr"
    else
        rm -f "$new"
        fail "cannot write to $bin: choose another place with --prefix DIR"
    fi
}

# Where man, bash-completion, zsh, fish and nushell look below a prefix. The program alone has none beside it.
place_pages() {
    [ -d "$pages/man" ] && [ -d "$pages/completions" ] || return 0
    share=$prefix/share
    for page in "$pages"/man/*.1; do
        page "$page" "$share/man/man1/${page##*/}"
    done
    page "$pages/completions/goenvmgr.bash" "$share/bash-completion/completions/goenvmgr"
    page "$pages/completions/_goenvmgr" "$share/zsh/site-functions/_goenvmgr"
    page "$pages/completions/goenvmgr.fish" "$share/fish/vendor_completions.d/goenvmgr.fish"
    page "$pages/completions/goenvmgr.nu" "$share/nushell/vendor/autoload/goenvmgr.nu"
}

# page FILE PLACE
page() {
    cmp -s "$1" "$2" && return
    { mkdir -p "${2%/*}" && rm -f "$2" && cp "$1" "$2" && chmod 644 "$2"; } ||
        fail "cannot write $2: choose another place with --prefix DIR"
}

install_go() {
    # With the version named, it does not advise the default that comes next.
    GOENVMGR_VERSION=$version "$goenvmgr" install "$version" || exit $?
    "$goenvmgr" --quiet default "$version" >/dev/null || exit $?
}

# A toolchain is installed when it has built a program and the program has run.
prove_go() {
    rm -rf "$work"
    work=$(mktemp -d) || fail "cannot create a temporary directory"
    cat >"$work/hello.go" <<'GO'
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Printf("a program built by %s runs on %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
GO
    # In a subshell, away from any go.mod or go.work that would decide otherwise.
    (
        cd "$work" || exit 1
        GOFLAGS='' GO111MODULE='' GOWORK=off GOOS='' GOARCH='' \
            "$goenvmgr" exec "$version" -- go build -o hello hello.go && ./hello
    ) || fail "Go $version is installed but could not build and run a program; see above"
}

set_up_shells() {
    [ "$modify_path" = yes ] || return 0
    "$goenvmgr" setup || fail "the start-up files could not be written; run '$goenvmgr setup' again, or use --no-modify-path"
}

say_what_next() {
    shell=$(basename -- "${SHELL:-sh}")
    if [ "$modify_path" = yes ]; then
        say ""
        say "Open a new shell, or type:"
    else
        say ""
        say "The start-up files were left alone. To use it in this shell, type:"
    fi
    case $shell in
        elvish)
            say "  set paths = [$(doubled "$bin") \$@paths]"
            say "  eval (goenvmgr init elvish | slurp)"
            ;;
        nu)
            say "  \$env.PATH = (\$env.PATH | prepend \"$bin\")"
            if [ "$modify_path" = yes ]; then
                say "  exec nu"
            else
                say "  mkdir \$nu.user-autoload-dirs.0"
                say "  goenvmgr init nu | save -f (\$nu.user-autoload-dirs.0 | path join goenvmgr.nu)"
                say "  exec nu"
            fi
            ;;
        fish)
            say "  set -gx PATH $(quoted "$bin") \$PATH"
            say "  goenvmgr init fish | source"
            ;;
        bash | zsh)
            say "  export PATH=$(quoted "$bin"):\"\$PATH\""
            say "  eval \"\$(goenvmgr init $shell)\""
            ;;
        *)
            say "  export PATH=$(quoted "$bin"):\"\$PATH\""
            say "  eval \"\$(goenvmgr env --shell sh)\""
            ;;
    esac
}

# As elvish has it.
doubled() {
    printf "'%s'" "$(printf '%s' "$1" | sed "s/'/''/g")"
}

quoted() {
    printf "'%s'" "$(printf '%s' "$1" | sed "s/'/'\\\\''/g")"
}

say() {
    printf '%s\n' "$*"
}

fail() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 3
}

# As goenvmgr itself ends where bytes do not match.
mismatch() {
    printf 'install.sh: %s\n' "$*" >&2
    exit 6
}

usage_error() {
    printf 'install.sh: %s\n' "$1" >&2
    printf "try './install.sh --help'\n" >&2
    exit 2
}

{ main "$@"; }
