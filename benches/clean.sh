#!/usr/bin/env bash
# Plan and sweep on a synthetic module cache (1,000 modules, 100,000 files), paired with what one
# would use instead. Needs go, python3 and a release build; run as an ordinary user for the figure
# that matters (Go's module directories are read-only).
#
#   benches/clean.sh [FILES]        default 100000
#   benches/clean.sh linear         inventory at 10,000, 100,000 and 1,000,000 files
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${GOENVMGR:-$(cd "$here/.." && pwd)/target/release/goenvmgr}
work=$(mktemp -d "${TMPDIR:-/var/tmp}/goenvmgr-bench.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
rounds=${ROUNDS:-5}

# make DIR FILES: a module cache with FILES files in FILES/100 modules; every tenth is reached by
# $work/root.
make() {
    python3 - "$1" "$2" "$work/root" <<'PY'
import os, sys
top, files, root = sys.argv[1], int(sys.argv[2]), sys.argv[3]
modules = max(files // 100, 1)
body = b"package x\n" * 200
sums = []
for m in range(modules):
    path, version = f"example.com/org{m % 50}/mod{m}", "v1.0.0"
    base = f"{top}/{path}@{version}"
    for d in range(10):
        os.makedirs(f"{base}/d{d}")
        for f in range(10 if d else 9):
            with open(f"{base}/d{d}/f{f}.go", "wb") as out:
                out.write(body)
    with open(f"{base}/go.mod", "w") as out:
        out.write(f"module {path}\n")
    for d in range(10):
        os.chmod(f"{base}/d{d}", 0o555)
    os.chmod(base, 0o555)
    at = f"{top}/cache/download/{path}/@v"
    os.makedirs(at)
    for end, text in [("mod", f"module {path}\n"), ("info", "{}"), ("zip", "z" * 20000),
                      ("ziphash", "h1:" + "x" * 44), ("lock", "")]:
        with open(f"{at}/{version}.{end}", "w") as out:
            out.write(text)
    if m % 10 == 0:
        sums.append(f"{path} {version} h1:x=\n{path} {version}/go.mod h1:x=\n")
os.makedirs(root, exist_ok=True)
open(f"{root}/go.mod", "w").write("module bench\n\ngo 1.22\n")
open(f"{root}/go.sum", "w").write("".join(sums))
PY
}

# What every command of a round starts from: a fresh copy, its writes on disk. A directory, not a
# link to one: `go clean -modcache` would remove the link alone.
fresh() {
    cat <<SH
set -e
rm -rf "$work/own"; mkdir -p "$work/own"
chmod -R u+w "$work/run" 2>/dev/null || true; rm -rf "$work/run"
cp -a "$work/cache" "$work/run"
GOENVMGR_HOME="$work/own" GOMODCACHE="$work/run" "$bin" -q roots add "$work/root"
sync
SH
}

export HOME=$work GOCACHE=$work/build GOENVMGR_HOME=$work/own GOFLAGS='' GOTOOLCHAIN=local
mkdir -p "$work/own"

if [ "${1:-}" = linear ]; then
    for files in 10000 100000 1000000; do
        rm -rf "$work/root"
        make "$work/cache-$files" "$files"
        echo "== $files files"
        GOMODCACHE=$work/cache-$files "$here/pair.py" --rounds "$rounds" \
            "du=du -s $work/cache-$files" "goenvmgr du=$bin du --format json" \
            "plan=$bin clean --modcache --dry-run --format json --scan $work/root"
        chmod -R u+w "$work/cache-$files"
        rm -rf "$work/cache-$files"
    done
    exit
fi

make "$work/cache" "${1:-100000}"
export GOMODCACHE=$work/run
echo "== inventory"
export GOMODCACHE=$work/cache
"$here/pair.py" --rounds 9 "du=du -s $work/cache" "goenvmgr=$bin du --format json"

export GOMODCACHE=$work/run
echo "== sweep of everything"
"$here/pair.py" --rounds "$rounds" --warmup 0 --before "$(fresh)" \
    "go clean=go clean -modcache" "goenvmgr=$bin -q clean --modcache --everything --yes"

echo "== partial sweep: nine modules of ten"
cat > "$work/rm.sh" <<SH
cd "$work/run"
awk '{print \$1 "@" \$2}' "$work/root/go.sum" | grep -v /go.mod | sort -u > "$work/keep"
find example.com -mindepth 2 -maxdepth 2 -name '*@*' | sort | comm -23 - "$work/keep" > "$work/gone"
chmod -R u+w \$(cat "$work/gone")
rm -rf \$(cat "$work/gone")
SH
"$here/pair.py" --rounds "$rounds" --warmup 0 --before "$(fresh)" \
    "rm -rf=sh $work/rm.sh" "goenvmgr=$bin -q clean --modcache --yes"
