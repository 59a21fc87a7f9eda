#!/bin/sh
# sign.sh: what `goenvmgr self update` believes. A release owner's key, and a release that it signs.
#
#   sign.sh new KEY              makes a private key: a file that its owner alone can read
#   sign.sh key KEY              its public half, for GOENVMGR_RELEASE_KEYS of a release's build
#   sign.sh release KEY FOLDER   FOLDER/goenvmgr-release.note: this version and FOLDER's archives of it, signed
#
# The note is as Go's checksum database signs its heads (golang.org/x/mod/sumdb/note), by Ed25519.
set -eu

name=goenvmgr-release
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
fail() { printf 'sign.sh: %s\n' "$1" >&2 && exit "${2:-3}"; }

# The public half as it is: 32 bytes, after the first byte that says which kind of key it is.
public() {
    openssl pkey -in "$1" -pubout -outform DER >"$work/der" 2>/dev/null || fail "$1 is no private key"
    # RFC 8410: what stands before the 32 bytes of every Ed25519 key.
    [ "$(head -c 12 "$work/der" | od -An -tx1 | tr -d ' \n')" = 302a300506032b6570032100 ] || fail "$1 is no Ed25519 key"
    printf '\001' >"$work/public"
    tail -c 32 "$work/der" >>"$work/public"
}

# The four bytes that say which key it was, of name and key.
hash_of_key() {
    { printf '%s\n' "$name" && cat "$work/public"; } | openssl dgst -sha256 -binary | head -c 4
}

base64_of() { openssl base64 -A -in "$1"; }

platform() {
    case $1 in
        *-linux-*) os=linux ;;
        *-apple-darwin) os=darwin ;;
        *-windows-*) os=windows ;;
        *) fail "no platform of Go's is known for $1" ;;
    esac
    case $1 in
        x86_64-*) arch=amd64 ;;
        aarch64-*) arch=arm64 ;;
        *) fail "no platform of Go's is known for $1" ;;
    esac
    printf '%s/%s' "$os" "$arch"
}

document() {
    version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)
    printf '{\n  "goenvmgr": "%s",\n  "archives": [' "$version"
    between=
    for archive in "$1/goenvmgr-$version"-*.tar.gz; do
        [ -f "$archive" ] || fail "no archive of goenvmgr $version in $1"
        file=${archive##*/}
        target=${file#"goenvmgr-$version-"}
        on=$(platform "${target%.tar.gz}")
        size=$(wc -c <"$archive")
        sum=$(sha256sum <"$archive")
        printf '%s\n    {"platform": "%s", "file": "%s", "size": %d, "sha256": "%s"}' \
            "$between" "$on" "$file" "$size" "${sum%% *}"
        between=,
    done
    printf '\n  ]\n}\n'
}

case ${1:-}:$# in
    new:2)
        [ ! -e "$2" ] || fail "$2 is there already"
        (umask 077 && openssl genpkey -algorithm ed25519 -out "$2")
        ;;
    key:2)
        public "$2"
        printf '%s+%s+%s\n' "$name" "$(hash_of_key | od -An -tx1 | tr -d ' \n')" "$(base64_of "$work/public")"
        ;;
    release:3)
        public "$2"
        document "$3" >"$work/text"
        openssl pkeyutl -sign -inkey "$2" -rawin -in "$work/text" -out "$work/signature"
        { hash_of_key && cat "$work/signature"; } >"$work/bytes"
        { cat "$work/text" && printf '\n\342\200\224 %s %s\n' "$name" "$(base64_of "$work/bytes")"; } >"$work/note"
        cp "$work/note" "$3/goenvmgr-release.note"
        ;;
    *)
        sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
        exit 2
        ;;
esac
