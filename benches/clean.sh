#!/usr/bin/env bash
# Plan and sweep on a synthetic module cache (1,000 modules, 100,000 files), paired with what one
# would use instead. Needs root (for the file system of each run), go, python3 and a release build.
#
#   benches/clean.sh [FILES]        default 100000
#   benches/clean.sh linear [FILES ...]
#                                   inventory, plan and sweep; default 10000 100000 1000000
#
# What is compared is the same work on the same directories:
# * `goenvmgr du` reports every Go of the machine, so `du -s` is handed all the directories that
#   this report names, and not the module cache alone.
# * ext4 does not reuse an inode for minutes after it was deleted and searches past it. So every
#   sweep gets a new file system, a copy of one image, in memory unless IMAGES names a directory.
# * Go's module directories are read-only, which stops nobody who is root. So the sweeps run as
#   `nobody`, or the user that AS names.
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)
bin=${GOENVMGR:-$(cd "$here/.." && pwd)/target/release/goenvmgr}
images=${IMAGES:-/dev/shm}
rounds=${ROUNDS:-5}
[ "$(id -u)" = 0 ] || { echo "clean.sh: mounts file systems, so it must be run by root" >&2; exit 2; }

work=$(mktemp -d "${TMPDIR:-/var/tmp}/goenvmgr-bench.XXXXXX")
image=$(mktemp "$images/goenvmgr-bench.XXXXXX")
cleanup() {
    mountpoint -q "$work/fs" && umount "$work/fs"
    rm -rf "$work" "$image" "$image.run"
}
trap cleanup EXIT
chmod 755 "$work"
mkdir "$work/fs"
as="setpriv --reuid ${AS:-nobody} --clear-groups"

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

# image FILES: a file system that holds such a cache in `run`, and a home in `own`.
image() {
    rm -rf "$work/root"
    truncate -s "$(($1 * 8000 + 200000000))" "$image"
    mkfs.ext4 -q -F -N "$(($1 * 3 / 2 + 10000))" "$image"
    mount -o loop "$image" "$work/fs"
    make "$work/fs/run" "$1"
    mkdir "$work/fs/own"
    chown -R "${AS:-nobody}" "$work/fs"
    umount "$work/fs"
}

# What every command of a round starts from: a new file system, its entries known to the kernel.
cat > "$work/fresh" <<SH
set -e
if mountpoint -q "$work/fs"; then umount "$work/fs"; fi
rm -f "$image.run"  # another mount namespace may still hold the last one
cp --sparse=always "$image" "$image.run"
mount -o loop "$image.run" "$work/fs"
$as "$bin" -q roots add "$work/root"
du -s "$work/fs/run" > "$work/du"
sync -f "$work/fs"
SH
fresh="sh $work/fresh"

everything="$as $bin -q clean --modcache --everything --yes"
partial="$as $bin -q clean --modcache --yes"
export HOME=$work GOCACHE=off GOFLAGS='' GOTOOLCHAIN=local
export GOENVMGR_HOME=$work/fs/own GOMODCACHE=$work/fs/run

if [ "${1:-}" = linear ]; then
    shift
    [ $# -gt 0 ] || set -- 10000 100000 1000000
    for files; do
        echo "== $files files"
        image "$files"
        sh "$work/fresh"
        "$here/pair.py" --rounds "$rounds" "du=du -s $GOMODCACHE" \
            "inventory=$as $bin -q du --format json" \
            "plan=$as $bin -q clean --modcache --dry-run --format json"
        "$here/pair.py" --rounds 1 --warmup 0 --before "$fresh" \
            "partial=$partial" "everything=$everything"
    done
    exit
fi

image "${1:-100000}"
echo "== inventory"
sh "$work/fresh"
mapfile -t others < <("$bin" du --format json |
    python3 -c 'import json, sys
for go in json.load(sys.stdin)["toolchains"]: print(go["path"])')
"$here/pair.py" --rounds 9 "du=du -s $GOMODCACHE ${others[*]}" "goenvmgr=$bin du --format json"

echo "== sweep of everything"
"$here/pair.py" --rounds "$rounds" --warmup 0 --before "$fresh" \
    "go clean=$as $(command -v go) clean -modcache" "goenvmgr=$everything"

echo "== partial sweep: nine modules of ten"
cat > "$work/rm.sh" <<SH
cd "$GOMODCACHE"
awk '{print \$1 "@" \$2}' "$work/root/go.sum" | grep -v /go.mod | sort -u > ../own/keep
find example.com -mindepth 2 -maxdepth 2 -name '*@*' | sort | comm -23 - ../own/keep > ../own/gone
chmod -R u+w \$(cat ../own/gone)
rm -rf \$(cat ../own/gone)
SH
"$here/pair.py" --rounds "$rounds" --warmup 0 --before "$fresh" \
    "rm -rf=$as sh $work/rm.sh" "goenvmgr=$partial"
