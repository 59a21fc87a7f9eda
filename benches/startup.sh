#!/bin/sh
# How long it takes to start: `--version`, and `list` with three toolchains, against /bin/true.
# Goals: 1.2 and 1.5 times /bin/true.
#
#   benches/startup.sh PATH-TO-goenvmgr
set -eu
goenvmgr=${1:?which goenvmgr?}
here=$(dirname -- "$0")
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
export GOENVMGR_HOME="$world"
for version in 1.21.13 1.22.5 1.23.4; do
    mkdir -p "$world/toolchains/go$version/bin"
    echo "go$version" >"$world/toolchains/go$version/VERSION"
    : >"$world/toolchains/go$version/bin/go"
done
unset RUST_BACKTRACE
python3 "$here/pair.py" --rounds 15 --repeat 20 true=/bin/true \
    version="$goenvmgr --version" list="$goenvmgr list"
