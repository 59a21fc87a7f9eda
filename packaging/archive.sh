#!/bin/sh
# archive.sh BINARY TARGET FOLDER: the archive of a release, which install.sh --binary takes, and its SHA-256
# beside it. The same bytes for the same input: names sorted, one time (SOURCE_DATE_EPOCH), nobody's owner.
set -eu

binary=$1 target=$2 folder=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)
name=goenvmgr-$version-$target
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

mkdir -p "$folder" "$stage/$name"
case $binary in
    *.exe) program=goenvmgr.exe ;;
    *) program=goenvmgr ;;
esac
install -m 755 "$binary" "$stage/$name/$program"
install -m 755 "$here/install.sh" "$stage/$name/install.sh"
for file in README.md CHANGELOG.md LICENSE LICENSE-APACHE LICENSE-MIT; do
    install -m 644 "$here/$file" "$stage/$name/$file"
done
for part in man completions; do
    mkdir "$stage/$name/$part"
    install -m 644 "$here/$part"/* "$stage/$name/$part"
done
tar --sort=name --mtime="@${SOURCE_DATE_EPOCH:-0}" --owner=0 --group=0 --numeric-owner --mode=u=rwX,go=rX \
    -C "$stage" -cf - "$name" | gzip -n9 >"$folder/$name.tar.gz"
(cd "$folder" && sha256sum "$name.tar.gz" >"$name.tar.gz.sha256")
echo "$folder/$name.tar.gz"
