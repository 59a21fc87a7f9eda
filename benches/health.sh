#!/bin/sh
# What health costs: a run of 40 local checks beside doctor's quick (goal 1.2 times), 200 servers that answer
# after 300 ms (0.9 s, 40 MB), 180 days of runs every two minutes (50 MB; history 0.7 s, a report's seven
# days 0.1 s more than a report without any), and a server (idle 10 MB, 1,000 scrapes a second on one core).
#
#   benches/health.sh PATH-TO-goenvmgr
set -eu
goenvmgr=${1:?which goenvmgr?}
here=$(cd -- "$(dirname -- "$0")" && pwd)
world=$(mktemp -d)
servers=
trap 'kill $servers 2>/dev/null || :; rm -rf "$world"' EXIT
export GOENVMGR_HOME="$world/ours" HOME="$world"
mkdir "$world/local" "$world/slow" "$world/years"
unset RUST_BACKTRACE
mkdir "$GOENVMGR_HOME"
printf '[health]\nsyslog = false\n' >"$GOENVMGR_HOME/config.toml"

echo '40 local checks, beside doctor'
cd "$world/local"
touch file
for n in $(seq 40); do
    printf '[[check]]\nname = "c%s"\ntype = "file"\npath = "file"\nexpect = { exists = true }\n' "$n"
done >goenvmgr.toml
"$goenvmgr" trust >/dev/null 2>&1
# Only time and memory count here: a finding must not end the bench.
python3 "$here/pair.py" --rounds 7 --repeat 3 true=/bin/true \
    doctor="sh -c '$goenvmgr doctor --offline >/dev/null; :'" \
    health="sh -c '$goenvmgr health gate --offline >/dev/null; :'"

echo '200 servers that answer after 300 ms'
cd "$world/slow"
python3 "$here/health.py" slow 200 >port &
servers=$!
until [ -s port ]; do sleep 0.1; done
port=$(cat port)
for n in $(seq 200); do
    printf '[[check]]\nname = "c%s"\ntype = "tcp"\naddress = "127.0.0.1:%s"\n' "$n" $((port + n - 1))
    printf 'send = "?"\nexpect = { starts_with = "ok" }\n'
done >goenvmgr.toml
"$goenvmgr" trust >/dev/null 2>&1
python3 "$here/pair.py" --rounds 5 --repeat 1 true=/bin/true \
    tcp="$goenvmgr health gate --only custom --quiet"

echo '180 days of runs every two minutes, 40 checks, one in a hundred failing'
cd "$world/years"
printf '[[check]]\nname = "c"\ntype = "file"\npath = "goenvmgr.toml"\nexpect = { exists = true }\n' >goenvmgr.toml
"$goenvmgr" trust >/dev/null 2>&1
"$goenvmgr" health run --only custom --quiet
history=$(echo "$GOENVMGR_HOME"/state/health/*/default/history)
python3 "$here/health.py" runs "$history"
du -sb "$history"
week="$world/week"
mkdir -p "$week/health/x/default/history"
for file in "$GOENVMGR_HOME"/state/health/*/default/state.json; do cp "$file" "$week/health/x/default"; done
find "$history" -name "*.jsonl" | sort | tail -8 | while read -r file; do cp "$file" "$week/health/x/default/history"; done
mkdir -p "$world/none/health/x/default/history"
python3 "$here/pair.py" --rounds 7 --repeat 1 true=/bin/true \
    history="$goenvmgr health history --days 180 --quiet" \
    week="sh -c '$goenvmgr health report --html $world/w.html --state $week 2>/dev/null; :'" \
    no-week="sh -c '$goenvmgr health report --html $world/w.html --state $world/none 2>/dev/null; :'"

echo 'a server'
cd "$world/local"
taskset -c 0 "$goenvmgr" health serve 127.0.0.1:0 --only custom --max-age 3600 2>address &
server=$!
servers="$servers $server"
until grep -q http address; do sleep 0.1; done
python3 "$here/health.py" scrapes "$(sed 's|.*http://\([^/]*\)/metrics.*|\1|' address)" "$server"
