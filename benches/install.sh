#!/usr/bin/env bash
# Installs one Go from loopback, as archive and as module zip, both with manifest and with h1 proved in
# the real checksum database, against `tar xzf` of the same files and against go's own switch from the
# same proxy; verifies it against Go's own dirhash; uninstalls it against `rm -rf`. Prints ratios within
# each round, with peak memory.
#
#   benches/install.sh [PROGRAM] [ROUNDS] [VERSION]
#
# Asks the user's own GOPROXY for the module zip and for the records of the database, once. As root
# every run gets a fresh ext4, always the same image in memory (BENCH_DIR names another place): on a
# used one, files are created several times more slowly for minutes after many were deleted, and
# memory that a virtual machine never touched is slow too. Otherwise every run has a directory of its
# own there, and ratios wander. The flush before publishing is told apart.
#
# Goals against tar, with SHA extensions: archive 0.42, zip 0.45 (without: 0.70, 0.65); zip against
# go's own 0.25; verify against dirhash 0.55; uninstall against rm 0.75; peak memory 80 and 150 MB.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=benches/toolchain.sh
. benches/toolchain.sh
program=$(realpath "${1:-target/release/goenvmgr}")
rounds=${2:-5}
version=${3:-1.22.5}
work=$(mktemp -d -p "${BENCH_DIR:-/dev/shm}" bench-install.XXXXXX)
server=
tidy() {
    test -z "$server" || kill "$server"
    ! mountpoint -q "$work/disk" || umount "$work/disk"
    chmod -R u+w "$work"
    rm -rf "$work"
}
trap tidy EXIT

# The real module zip, and an archive in the release site's form with the same files.
os=$(go env GOHOSTOS) arch=$(go env GOHOSTARCH)
module_version=v0.0.1-go$version.$os-$arch
module=golang.org/toolchain@$module_version
upstream=$(go env GOPROXY | cut -d, -f1 | cut -d'|' -f1)
unpacked "$version" "$work/mod" "$work/go"
mkdir -p "$work/www/go" "$work/www/dl" "$work/www/proxy/golang.org/toolchain"
cp -a "$work/mod/cache/download/golang.org/toolchain/@v" "$work/www/proxy/golang.org/toolchain/"
archive=go$version.$os-$arch.tar.gz
tar -C "$work" -czf "$work/www/go/$archive" go
sum=$(sha256sum "$work/www/go/$archive" | cut -d' ' -f1)
size=$(stat -c %s "$work/www/go/$archive")
cat > "$work/www/dl/index.json" <<JSON
[{"version": "go$version", "stable": true, "files": [{"filename": "$archive", "os": "$os",
"arch": "$arch", "version": "go$version", "sha256": "$sum", "size": $size, "kind": "archive"}]}]
JSON
exec 3< <(exec python3 benches/serve.py "$work/www" "$upstream")
server=$!
read -r port <&3

export GOENVMGR_INDEX_URL=http://127.0.0.1:$port/dl/index.json
export GOENVMGR_ARCHIVE_URL=http://127.0.0.1:$port/go/
export GOPROXY=http://127.0.0.1:$port/proxy GOENVMGR_VERIFY=transparency RUST_BACKTRACE=0
export W=$work P=$program V=$version A=$archive
unset GOSUMDB GONOSUMDB GOPRIVATE

# An empty disk at $W/disk, with a directory for this run.
cat > "$work/fresh" <<'SH'
set -eu
if test "$(id -u)" = 0; then
    ! mountpoint -q "$W/disk" || umount "$W/disk"
    mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0,nodiscard "$W/image"
    mount -o loop "$W/image" "$W/disk"
fi
mkdir -p "$W/disk/$NAME-$ROUND"
sync -f "$W/disk"
SH
mkdir "$work/disk"
test "$(id -u)" != 0 || dd if=/dev/zero of="$work/image" bs=1M count=2500 status=none
# The timed shells expand what is quoted here.
# shellcheck disable=SC2016
{
    tar='tar -C "$W/disk/$NAME-$ROUND" -xzf "$W/www/go/$A"'
    install='GOENVMGR_HOME="$W/disk/$NAME-$ROUND" "$P" --quiet install --format json "$V"'
    dirhash='"$W/dirhash/dirhash" "$W/disk/$NAME-$ROUND/go" "$M" | cat'
    verify='GOENVMGR_HOME="$W/disk/$NAME-$ROUND" "$P" --quiet verify "$V"'
    rm='rm -rf "$W/disk/$NAME-$ROUND/go"'
    uninstall='GOENVMGR_HOME="$W/disk/$NAME-$ROUND" "$P" --quiet uninstall "$V"'
    fresh='sh "$W/fresh"'
    fill='export GOENVMGR_SOURCES=go.dev; case $NAME in rm | dirhash) '"$tar"' ;; *) '"$install"' ;; esac >/dev/null'
    fill="$fresh; $fill"'; sync -f "$W/disk"'
    switch='GOMODCACHE="$W/disk/$NAME-$ROUND" GOTOOLCHAIN="go$V" go version 2>&1'
}
export M=$module
in_turn() {
    benches/pair.py --rounds "$rounds" --apart '"flush_ms": ([0-9]+)' "$@"
}

echo "go$version, $size bytes, $(grep -qw sha_ni /proc/cpuinfo && echo with || echo without) SHA extensions, $(nproc) cores"
in_turn --before "$fresh" tar="$tar" archive="GOENVMGR_SOURCES=go.dev $install" \
    zip="GOENVMGR_SOURCES=goproxy $install"
in_turn --before "$fresh" switch="$switch" zip="GOENVMGR_SOURCES=goproxy $install"

mkdir "$work/dirhash"
cat > "$work/dirhash/main.go" <<'GO'
package main

import (
	"fmt"
	"golang.org/x/mod/sumdb/dirhash"
	"os"
)

func main() { fmt.Println(dirhash.HashDir(os.Args[1], os.Args[2], dirhash.Hash1)) }
GO
(
    cd "$work/dirhash"
    export GOPROXY=$upstream GOTOOLCHAIN=local GOMODCACHE=$work/mod GOFLAGS=-modcacherw
    go mod init dirhash && go get golang.org/x/mod@latest && go build -o dirhash .
) > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }
in_turn --before "$fill" dirhash="$dirhash" verify="$verify"
in_turn --before "$fill" rm="$rm" uninstall="$uninstall"
