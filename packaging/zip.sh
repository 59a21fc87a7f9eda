#!/bin/sh
# zip.sh ARCHIVE.tar.gz: the same files as a zip beside it, which is what Scoop and winget unpack. The same bytes
# for the same input: names sorted, times as they are in the archive, nobody's owner.
set -eu

name=${1##*/}
name=${name%.tar.gz}
folder=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
tar xzf "$1" -C "$stage"
rm -f "$folder/$name.zip"
# A zip knows no time before 1980.
find "$stage" ! -newermt '1980-01-02T00:00:00Z' -exec touch -d '1980-01-02T00:00:00Z' {} +
(cd "$stage" && find "$name" -type f | LC_ALL=C sort | TZ=UTC zip -qX "$folder/$name.zip" -@)
echo "$folder/$name.zip"
