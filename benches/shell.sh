#!/usr/bin/env bash
# What the shell layer costs, in one run: idle prompts and directory changes by the shell's own
# clock, `init` and a switch against an eval of a program that prints the same bytes, a shim
# against go itself. What is printed first in each block is what the measuring itself costs.
#
#   benches/shell.sh target/release/goenvmgr
set -eu
exe=$(realpath "${1:?the goenvmgr program}")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOENVMGR_HOME=$work/data HOME=$work
deep=$work/deep/1/2/3/4/5/6/7
mkdir -p "$work/p/sub" "$work/q" "$work/a" "$work/b" "$deep" "$work/data/shims"
for version in 1.22.5 1.23.1; do
  mkdir -p "$work/data/toolchains/go$version/bin"
  echo "go$version" >"$work/data/toolchains/go$version/VERSION"
  printf '#!/bin/sh\necho go%s\n' "$version" >"$work/data/toolchains/go$version/bin/go"
  chmod +x "$work/data/toolchains/go$version/bin/go"
done
ln -s "$exe" "$work/data/shims/go"
echo 1.22.5 >"$work/p/.go-version"
echo 1.23.1 >"$work/q/.go-version"

# The floor: a static program that prints a file.
cat >"$work/say.c" <<'END'
#include <fcntl.h>
#include <unistd.h>
int main(int count, char **words) {
  char text[65536];
  long length = read(open(words[count - 1], O_RDONLY), text, sizeof text);
  return length < 0 || write(1, text, length) != length;
}
END
cc -O2 -static -o "$work/say" "$work/say.c"
for name in p q; do
  (cd "$work/$name" && __GOENVMGR_EMIT=bash "$exe" hook >"$work/$name.said")
done

cat >"$work/bash" <<'END'
now() { NOW=${EPOCHREALTIME/./}; }
END
cat >"$work/zsh" <<'END'
zmodload zsh/datetime
now() { NOW=$(( int(EPOCHREALTIME * 1000000) )) }
zmodload zsh/mathfunc
END
cat >"$work/run" <<'END'
# The least of several batches: whatever else runs only adds.
each() { # LABEL COUNT COMMAND...
  label=$1 count=$2; shift 2
  least=999999999; batch=0
  while [ "$batch" -lt 15 ]; do
    now; start=$NOW; i=0
    while [ "$i" -lt "$count" ]; do "$@"; i=$((i + 1)); done
    now; took=$(( (NOW - start) * 1000 / count ))
    [ "$took" -ge "$least" ] || least=$took
    batch=$((batch + 1))
  done
  echo "$label $least ns"
}
nothing() { :; }
between() { cd "$WORK/$1"; __goenvmgr_hook; cd "$WORK/$2"; __goenvmgr_hook; }
bare() { cd "$WORK/$1"; nothing; cd "$WORK/$2"; nothing; }
floor() { cd "$WORK/p"; eval "$("$WORK/say" "$WORK/p.said" </dev/null)"; cd "$WORK/q"; eval "$("$WORK/say" "$WORK/q.said" </dev/null)"; }
each "  a function that does nothing" 200 nothing
cd "$WORK/p"; __goenvmgr_hook; each "  idle prompt, pin here" 200 __goenvmgr_hook
cd "$WORK/p/sub"; __goenvmgr_hook; each "  idle prompt, pin above" 200 __goenvmgr_hook
cd "$DEEP"; __goenvmgr_hook; each "  idle prompt, nothing pinned, ten levels" 100 __goenvmgr_hook
each "  two directory changes, no hook" 30 bare a b
each "  two directory changes, nothing pinned" 30 between a b
each "  two directory changes, same pin" 30 between p/sub p
each "  two directory changes, two evals of the same text" 5 floor
cd "$WORK/p"; __goenvmgr_hook
each "  two directory changes, two switches" 5 between p q
END
for shell in bash zsh; do
  quiet=--norc; [ $shell = bash ] || quiet=-f
  echo "$shell"
  # shellcheck disable=SC2016
  WORK=$work DEEP=$deep $shell $quiet -c '. "$1"; eval "$("$2" init "$3")"; . "$4"' \
    bench "$work/$shell" "$exe" $shell "$work/run"
done

# fish has no clock of its own: `date` around each batch.
cat >"$work/run.fish" <<'END'
function each --argument-names label count
    set -l least 999999999
    for batch in (seq 15)
        set -l start (date +%s%N)
        for i in (seq $count)
            $argv[3..]
        end
        set -l took (math "floor(($(date +%s%N) - $start) / $count)")
        test $took -lt $least; and set least $took
    end
    echo "$label $least ns"
end
function nothing
end
function between
    cd $WORK/$argv[1]
    __goenvmgr_hook
    cd $WORK/$argv[2]
    __goenvmgr_hook
end
each "  a function that does nothing" 200 nothing
cd $WORK/p; __goenvmgr_hook; each "  idle prompt, pin here" 200 __goenvmgr_hook
cd $WORK/p/sub; __goenvmgr_hook; each "  idle prompt, pin above" 200 __goenvmgr_hook
cd $DEEP; __goenvmgr_hook; each "  idle prompt, nothing pinned, ten levels" 100 __goenvmgr_hook
each "  two directory changes, nothing pinned" 20 between a b
each "  two directory changes, same pin" 20 between p/sub p
each "  two directory changes, two switches" 5 between p q
END
if command -v fish >/dev/null; then
  echo fish
  "$exe" init fish >"$work/init.fish"
  WORK=$work DEEP=$deep fish --no-config -c "source $work/init.fish; source $work/run.fish"
fi

cd "$work/p"
"$exe" init bash >"$work/init.bash"
python3 "$here/pair.py" --rounds 15 --repeat 10 \
  "floor=bash --norc -c 'eval \"\$(cat $work/init.bash)\"'" \
  "init=bash --norc -c 'eval \"\$($exe init bash)\"'" \
  "bare=bash --norc -c :"
# A shim over go; its floor is a static program that does nothing but execute go. On virtual machines
# half a millisecond of either is libc asking for the processor's features (CPUID traps there).
cat >"$work/become.c" <<'END'
#include <unistd.h>
int main(int count, char **words) { return count < 2 || execv(words[1], words + 1); }
END
cc -O2 -static -o "$work/become" "$work/become.c"
python3 "$here/pair.py" --rounds 15 --repeat 10 \
  "go=$work/data/toolchains/go1.22.5/bin/go" \
  "floor=$work/become $work/data/toolchains/go1.22.5/bin/go" \
  "shim=$work/data/shims/go"
real=$(go env GOROOT 2>/dev/null) || real=
if [ -n "$real" ]; then
  ln -s "$real" "$work/data/toolchains/go1.0.99"
  mkdir "$work/real"
  echo 1.0.99 >"$work/real/.go-version"
  (cd "$work/real" && python3 "$here/pair.py" --rounds 15 --repeat 10 \
    "go=$real/bin/go version" \
    "floor=$work/become $real/bin/go version" \
    "shim=$work/data/shims/go version")
fi
# In the shell that matches: without a shell around it, whose own start is more than `check`'s.
root=$work/data/toolchains/go1.22.5
export PATH="$root/bin:$work/data/shims:$PATH" GOROOT="$root"
python3 "$here/pair.py" --rounds 15 --repeat 10 "say=$work/say $work/p.said" "check=$exe check"
