#!/bin/sh
# What the feature runs, as root, while a development container is built: a release that is named by address and
# hash, by that release's own install.sh, and the Go that is asked for. Its store is root's and read by all.
set -eu

fail() { printf 'goenvmgr: %s\n' "$1" >&2 && exit "${2:-3}"; }

prefix=${PREFIX:-/usr/local}
GOENVMGR_HOME=${GOENVMGR_HOME:-$prefix/share/goenvmgr}
export GOENVMGR_HOME
[ -n "${ARCHIVE:-}" ] || fail "the option archive names no release" 2
[ -n "${SHA256:-}" ] || fail "the option archive needs sha256: the hash that the release page says" 2

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if command -v curl >/dev/null; then
    curl --fail --silent --show-error --location --retry 3 --output "$work/release.tar.gz" "$ARCHIVE"
else
    wget -q -O "$work/release.tar.gz" "$ARCHIVE"
fi || fail "could not fetch $ARCHIVE"
# Before anything of it is unpacked or run.
sum=$(sha256sum <"$work/release.tar.gz")
[ "${sum%% *}" = "$SHA256" ] || fail "$ARCHIVE has sha256 ${sum%% *}, not $SHA256" 6
mkdir "$work/unpacked"
tar xzf "$work/release.tar.gz" -C "$work/unpacked" --strip-components 1

set -- --binary "$work/release.tar.gz" --sha256 "$SHA256" --prefix "$prefix" --no-modify-path
case ${VERSION:-latest} in
    none) ;;
    *) set -- "$@" "${VERSION:-latest}" ;;
esac
sh "$work/unpacked/install.sh" "$@"
