#!/usr/bin/env bash
# Takes in three versions that goenv left, each verified, against what cannot be saved: `cp -a` of the same
# trees and `verify` of the same versions, run side by side; and, where a file system shares blocks between
# files, against `verify` alone. Prints ratios within each round.
#
#   benches/import.sh [PROGRAM] [ROUNDS] [VERSION VERSION VERSION]
#
# Asks the user's own GOPROXY for the module zips and for the records of the database, once. Root only: each
# run gets a fresh file system, ext4 and then xfs, always the same image in memory.
#
# Goals: ext4 1.1 of both side by side, xfs 1.1 of verify.
set -eu
cd "$(dirname "$0")/.."
# shellcheck source=benches/toolchain.sh
. benches/toolchain.sh
[ "$(id -u)" = 0 ] || { echo 'benches/import.sh: root only, for it mounts file systems' >&2; exit 1; }
program=$(realpath "${1:-target/release/goenvmgr}")
rounds=${2:-5}
shift $(($# < 2 ? $# : 2))
(($# == 3)) || set -- 1.22.5 1.23.4 1.24.2
work=$(mktemp -d -p "${BENCH_DIR:-/dev/shm}" bench-import.XXXXXX)
server=
tidy() {
    test -z "$server" || kill "$server"
    ! mountpoint -q "$work/disk" || umount "$work/disk"
    chmod -R u+w "$work"
    rm -rf "$work"
}
trap tidy EXIT

upstream=$(go env GOPROXY | cut -d, -f1 | cut -d'|' -f1)
mkdir -p "$work/goenv" "$work/www/proxy" "$work/disk"
for version in "$@"; do
    unpacked "$version" "$work/mod" "$work/goenv/$version"
    rm -rf "$work/mod"
done
dd if=/dev/zero of="$work/image" bs=1M count=3000 status=none
exec 3< <(exec python3 benches/serve.py "$work/www" "$upstream")
server=$!
read -r port <&3

export GOPROXY=http://127.0.0.1:$port/proxy GOENVMGR_VERIFY=transparency RUST_BACKTRACE=0
export GOENVMGR_SOURCES=goproxy W=$work P=$program HOME=$work/disk/home GOENVMGR_HOME=$work/disk/data
unset GOSUMDB GONOSUMDB GOPRIVATE GOENV_ROOT GOROOT XDG_CONFIG_HOME XDG_CACHE_HOME XDG_DATA_HOME XDG_STATE_HOME

# A new file system with what goenv left; with what was taken in of it where that is verified.
cat > "$work/fresh" <<'SH'
set -eu
! mountpoint -q "$W/disk" || umount "$W/disk"
case $FS in
    ext4) mkfs.ext4 -q -F -E lazy_itable_init=0,lazy_journal_init=0,nodiscard "$W/image" ;;
    xfs) mkfs.xfs -q -f -K -m reflink=1 "$W/image" ;;
esac
mount -o loop "$W/image" "$W/disk"
mkdir -p "$HOME/.goenv/versions"
cp -a "$W/goenv/." "$HOME/.goenv/versions"
case $NAME in import) ;; *) "$P" --quiet import goenv --yes >/dev/null ;; esac
sync -f "$W/disk"
SH
# The timed shells expand what is quoted here.
# shellcheck disable=SC2016
{
    fresh='sh "$W/fresh"'
    import='"$P" --quiet import goenv --yes'
    verify='"$P" --quiet verify'
    beside='cp -a "$HOME/.goenv/versions" "$W/disk/copy" & '"$verify; wait"
}
echo "$* of goenv, $(du -sm "$work/goenv" | cut -f1) MB, $(nproc) cores"
for FS in ext4 xfs; do
    export FS
    command -v "mkfs.$FS" >/dev/null || { echo "NOT RUN: $FS (no mkfs.$FS)"; continue; }
    echo "$FS"
    benches/pair.py --rounds "$rounds" --before "$fresh" beside="$beside" verify="$verify" import="$import"
done
