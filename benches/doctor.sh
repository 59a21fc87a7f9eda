#!/bin/sh
# How long an examination takes and how much memory: quick without network (goal 150 ms on two
# cores), full without network, hashing and go.smoke (1.5 s); 40 MB at most.
#
#   benches/doctor.sh PATH-TO-goenvmgr
set -eu
goenvmgr=${1:?which goenvmgr?}
here=$(cd -- "$(dirname -- "$0")" && pwd)
world=$(mktemp -d)
trap 'rm -rf "$world"' EXIT
export GOENVMGR_HOME="$world/ours"
printf 'module bench.example\n\ngo 1.21\n' >"$world/go.mod"
printf 'package main\n\nfunc main() {}\n' >"$world/main.go"
unset RUST_BACKTRACE
quick="$goenvmgr doctor --offline"
full="$goenvmgr doctor --offline --mode full --skip go.smoke,mac,install.bytes"
cd "$world"
# Only time and memory count here: a finding must not end the bench.
python3 "$here/pair.py" --rounds 7 --repeat 3 true=/bin/true \
    quick="sh -c '$quick >/dev/null; :'" full="sh -c '$full >/dev/null; :'"
