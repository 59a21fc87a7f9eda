#!/usr/bin/env bash
# What the shell layer costs, in one run: idle prompts and directory changes by the shell's own
# clock, `init` against an eval of a program that prints the same bytes, a shim against go itself.
#
#   benches/shell.sh target/release/goenvmgr
set -eu
exe=$(realpath "${1:?the goenvmgr program}")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOENVMGR_HOME=$work/data HOME=$work
deep=$work/deep/1/2/3/4/5/6/7
mkdir -p "$work/p/sub" "$work/q" "$deep" "$work/data/shims"
for version in 1.22.5 1.23.1; do
  mkdir -p "$work/data/toolchains/go$version/bin"
  echo "go$version" >"$work/data/toolchains/go$version/VERSION"
  printf '#!/bin/sh\necho go%s\n' "$version" >"$work/data/toolchains/go$version/bin/go"
  chmod +x "$work/data/toolchains/go$version/bin/go"
done
ln -s "$exe" "$work/data/shims/go"
echo 1.22.5 >"$work/p/.go-version"
echo 1.23.1 >"$work/q/.go-version"

cat >"$work/bash" <<'END'
now() { NOW=${EPOCHREALTIME/./}; }
END
cat >"$work/zsh" <<'END'
zmodload zsh/datetime
now() { NOW=$(( int(EPOCHREALTIME * 1000000) )) }
zmodload zsh/mathfunc
END
cat >"$work/run" <<'END'
each() { # LABEL COUNT COMMAND...
  label=$1 count=$2; shift 2
  now; start=$NOW; i=0
  while [ "$i" -lt "$count" ]; do "$@"; i=$((i + 1)); done
  now; echo "$label $(( (NOW - start) * 1000 / count )) ns"
}
nothing() { :; }
sub() { cd "$WORK/p/sub"; __goenvmgr_hook; cd "$WORK/p"; __goenvmgr_hook; }
other() { cd "$WORK/p"; __goenvmgr_hook; cd "$WORK/q"; __goenvmgr_hook; }
each "  a function that does nothing" 2000 nothing
cd "$WORK/p"; __goenvmgr_hook; each "  idle prompt, pin here" 2000 __goenvmgr_hook
cd "$WORK/p/sub"; __goenvmgr_hook; each "  idle prompt, pin above" 2000 __goenvmgr_hook
cd "$DEEP"; __goenvmgr_hook; each "  idle prompt, nothing pinned, ten levels" 1000 __goenvmgr_hook
each "  two directory changes, same pin" 300 sub
each "  two directory changes, two switches" 50 other
END
for shell in bash zsh; do
  quiet=--norc; [ $shell = bash ] || quiet=-f
  echo "$shell"
  # shellcheck disable=SC2016
  WORK=$work DEEP=$deep $shell $quiet -c '. "$1"; eval "$("$2" init "$3")"; . "$4"' \
    bench "$work/$shell" "$exe" $shell "$work/run"
done

cd "$work/p"
"$exe" init bash >"$work/init.bash"
python3 "$here/pair.py" --rounds 15 --repeat 10 \
  "floor=bash --norc -c 'eval \"\$(cat $work/init.bash)\"'" \
  "init=bash --norc -c 'eval \"\$($exe init bash)\"'" \
  "bare=bash --norc -c :"
python3 "$here/pair.py" --rounds 15 --repeat 10 \
  "go=$work/data/toolchains/go1.22.5/bin/go" \
  "shim=$work/data/shims/go" \
  "check=$exe check || :"
