#!/usr/bin/env bash
# Installs one Go from loopback, as archive and as module zip, both with manifest and with h1 proved in
# the real checksum database, against `tar xzf` of the same files and against go's own switch from the
# same proxy; verifies it against Go's own dirhash; uninstalls it against `rm -rf`. Prints ratios within
# each round, with peak memory.
#
#   benches/install.sh [PROGRAM] [ROUNDS] [VERSION]
#
# Asks the user's own GOPROXY for the module zip and for the records of the database, once. Every run
# writes into a directory of its own and nothing is deleted before all is measured: on ext4, files are
# created several times more slowly for minutes after many were deleted. The flush before publishing is
# in the wall time and told apart below; what others left unwritten is flushed before each run.
#
# Goals against tar, with SHA extensions: archive 0.42, zip 0.45 (without: 0.70, 0.65); zip against
# go's own 0.25; verify against dirhash 0.55; uninstall against rm 0.75; peak memory 80 and 150 MB.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/goenvmgr}")
rounds=${2:-5}
version=${3:-1.22.5}
work=$(mktemp -d -p "${BENCH_DIR:-$PWD}" bench-install.XXXXXX)
server=
trap 'test -z "$server" || kill "$server"; chmod -R u+w "$work"; rm -rf "$work"' EXIT

# The real module zip, and an archive in the release site's form with the same files.
os=$(go env GOHOSTOS) arch=$(go env GOHOSTARCH)
module_version=v0.0.1-go$version.$os-$arch
module=golang.org/toolchain@$module_version
upstream=$(go env GOPROXY | cut -d, -f1 | cut -d'|' -f1)
GOMODCACHE=$work/mod GOFLAGS=-modcacherw GOTOOLCHAIN=local go mod download "$module"
cp -a "$work/mod/$module" "$work/go"
find "$work/go" -name _go.mod -execdir mv {} go.mod ';'
chmod -R u+w "$work/go"
chmod 755 "$work/go/bin"/* "$work/go/pkg/tool"/*/*
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

echo "go$version, $size bytes, $(grep -qw sha_ni /proc/cpuinfo && echo with || echo without) SHA extensions, $(nproc) cores"
# shellcheck disable=SC2016 # the timed shells expand these
benches/pair.py --rounds "$rounds" --before 'mkdir -p "$W/$NAME-$ROUND"; sync -f "$W"' \
    tar='tar -C "$W/tar-$ROUND" -xzf "$W/www/go/$A"' \
    archive='GOENVMGR_HOME="$W/archive-$ROUND" GOENVMGR_SOURCES=go.dev "$P" --quiet install "$V"' \
    zip='GOENVMGR_HOME="$W/zip-$ROUND" GOENVMGR_SOURCES=goproxy "$P" --quiet install "$V"'
# shellcheck disable=SC2016
benches/pair.py --rounds "$rounds" --before 'mkdir -p "$W/$NAME-$ROUND"; sync -f "$W"' \
    switch='GOMODCACHE="$W/switch-$ROUND" GOTOOLCHAIN="go$V" go version' \
    zip='GOENVMGR_HOME="$W/again-$ROUND" GOENVMGR_SOURCES=goproxy "$P" --quiet install "$V"'
for source in go.dev goproxy; do
    flush=$(GOENVMGR_HOME=$work/flush-$source GOENVMGR_SOURCES=$source \
        "$program" --quiet install --format json "$version" | sed -n 's/.*"flush_ms": \([0-9]*\).*/\1/p')
    echo "flush before publishing, $source: $flush ms"
done

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
# shellcheck disable=SC2016
benches/pair.py --rounds "$rounds" \
    dirhash='"$W/dirhash/dirhash" "$W/tar-1/go" "'"$module"'" | cat' \
    verify='GOENVMGR_HOME="$W/archive-1" "$P" --quiet verify "$V"'
# shellcheck disable=SC2016
benches/pair.py --rounds "$rounds" \
    rm='rm -rf "$W/tar-$ROUND/go"' \
    uninstall='GOENVMGR_HOME="$W/archive-$ROUND" "$P" --quiet uninstall "$V"'
