#!/bin/sh
# fill.sh TEMPLATE ADDRESS FOLDER: a manifest for another's package manager. In TEMPLATE, @VERSION@ is this
# version, @ADDRESS@ where the release's files lie, and @SHA256:TARGET@ the hash of FOLDER's archive for TARGET: of
# the zip, where that is Windows.
set -eu

template=$1 address=$2 folder=$3
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
version=$(sed -n 's/^version = "\(.*\)"$/\1/p' "$here/Cargo.toml" | head -n 1)
case $address in
    https://*) ;;
    *) echo "fill.sh: not an https address: $address" >&2 && exit 2 ;;
esac
case $address in
    *[!A-Za-z0-9._~:/-]*) echo "fill.sh: an odd address: $address" >&2 && exit 2 ;;
esac

filled=$(sed -e "s|@VERSION@|$version|g" -e "s|@ADDRESS@|$address|g" "$template")
for target in $(printf '%s\n' "$filled" | sed -n 's/.*@SHA256:\([a-z0-9_-]*\)@.*/\1/p' | sort -u); do
    case $target in
        *-windows-*) archive=$folder/goenvmgr-$version-$target.zip ;;
        *) archive=$folder/goenvmgr-$version-$target.tar.gz ;;
    esac
    [ -f "$archive" ] || { echo "fill.sh: no archive for $target in $folder" >&2 && exit 3; }
    sum=$(sha256sum <"$archive")
    filled=$(printf '%s\n' "$filled" | sed "s|@SHA256:$target@|${sum%% *}|g")
done
case $filled in
    *@[A-Z]*@*) echo "fill.sh: $template has a word that is not known" >&2 && exit 2 ;;
esac
printf '%s\n' "$filled"
