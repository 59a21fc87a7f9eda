#!/usr/bin/env bash
# Installs the machine's own Go from loopback, as archive and as module zip, against `tar xzf` of the
# same archive and `rm -rf` of the same tree; prints ratios within each round, with peak memory.
#
#   benches/install.sh [PROGRAM] [ROUNDS]
#
# Every run writes into a directory of its own and nothing is deleted while measuring: on ext4, files
# are created several times more slowly for minutes after many were deleted. The flush before
# publishing is in the wall time; `--format json` tells it apart as flush_ms.
set -eu
cd "$(dirname "$0")/.."
program=$(realpath "${1:-target/release/goenvmgr}")
rounds=${2:-5}
goroot=${GOROOT_UNDER_TEST:-/usr/local/go}
work=$(mktemp -d -p "${BENCH_DIR:-$PWD}" bench-install.XXXXXX)
server=
trap 'test -z "$server" || kill "$server"; rm -rf "$work"' EXIT

version=$(head -n 1 "$goroot/VERSION")
arch=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
name=$version.linux-$arch.tar.gz
mkdir -p "$work/www/go" "$work/www/dl"
cp -a "$goroot" "$work/go"
sed -i 's/GOTOOLCHAIN=local/GOTOOLCHAIN=auto/' "$work/go/go.env"
tar -C "$work" -czf "$work/www/go/$name" go
sum=$(sha256sum "$work/www/go/$name" | cut -d' ' -f1)
size=$(stat -c %s "$work/www/go/$name")
cat > "$work/www/dl/index.json" <<JSON
[{"version": "$version", "stable": true, "files": [{"filename": "$name", "os": "linux",
"arch": "$arch", "version": "$version", "sha256": "$sum", "size": $size, "kind": "archive"}]}]
JSON
python3 -u -m http.server --bind 127.0.0.1 --directory "$work/www" 0 > "$work/log" 2>&1 &
server=$!
until port=$(sed -n 's/.*port \([0-9]*\).*/\1/p' "$work/log") && test -n "$port"; do
    kill -0 "$server"
done

export GOENVMGR_INDEX_URL=http://127.0.0.1:$port/dl/index.json
export GOENVMGR_ARCHIVE_URL=http://127.0.0.1:$port/go/
export GOENVMGR_SOURCES=go.dev GOSUMDB=off RUST_BACKTRACE=0 W=$work P=$program
echo "$version, $size bytes, $(grep -qw sha_ni /proc/cpuinfo && echo with || echo without) SHA extensions"
# shellcheck disable=SC2016 # the timed shells expand these
benches/pair.py --rounds "$rounds" --before 'mkdir -p "$W/$NAME-$ROUND"' \
    tar='tar -C "$W/tar-$ROUND" -xzf "$W"/www/go/*.tar.gz' \
    install='GOENVMGR_HOME="$W/install-$ROUND" "$P" --quiet install '"${version#go}"
echo "the flush before publishing, in milliseconds:"
GOENVMGR_HOME="$work/flush" "$program" --quiet install --format json "${version#go}" |
    sed -n 's/.*"flush_ms": \([0-9]*\).*/\1/p'
# shellcheck disable=SC2016
benches/pair.py --rounds "$rounds" \
    rm='rm -rf "$W/tar-$ROUND/go"' \
    uninstall='GOENVMGR_HOME="$W/install-$ROUND" "$P" --quiet uninstall '"${version#go}"
