#!/bin/sh
# How long it takes to start: `--version`, `list` with three toolchains and `check`, against /bin/true.
# Goals: --version 1.1 times /bin/true, check 1.5 ms.
#
#   benches/startup.sh PATH-TO-goenvmgr
#
# Twice, for how the program came into the page cache counts: written by `cp` (as install.sh places it) it
# lies there in large folios, read in by page faults (after a restart) in single pages, and a fault costs
# three times as much.
set -eu
goenvmgr=${1:?which goenvmgr?}
here=$(dirname -- "$0")
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
export GOENVMGR_HOME="$world"
for version in 1.21.13 1.22.5 1.23.4; do
    mkdir -p "$world/toolchains/go$version/bin"
    echo "go$version" >"$world/toolchains/go$version/VERSION"
    cp /bin/true "$world/toolchains/go$version/bin/go"
done
cp "$goenvmgr" "$world/goenvmgr"
goenvmgr=$world/goenvmgr
export GOROOT="$world/toolchains/go1.22.5" GOENVMGR_VERSION=1.22.5
export PATH="$GOROOT/bin:$world/shims:$PATH"
unset RUST_BACKTRACE
measure() {
    python3 "$here/pair.py" --rounds 15 --repeat 20 true=/bin/true \
        version="$goenvmgr --version" list="$goenvmgr list" check="$goenvmgr check"
}
echo "as it is placed"
measure
python3 -c 'import os, sys
program = os.open(sys.argv[1], os.O_RDONLY)
os.fsync(program)
os.posix_fadvise(program, 0, 0, os.POSIX_FADV_DONTNEED)' "$goenvmgr"
echo "as page faults read it in"
measure
