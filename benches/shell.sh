#!/usr/bin/env bash
# What the shell layer costs, in one run: idle prompts, directory changes and env.sh by the shell's
# own clock, `init` and a switch against an eval of a program that prints the same bytes, a shim
# against go itself.
#
#   benches/shell.sh target/release/goenvmgr
set -eu
exe=$(realpath "${1:?the goenvmgr program}")
here=$(dirname "$(realpath "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GOENVMGR_HOME=$work/data HOME=$work
deep=deep/1/2/3/4/5/6/7 deepmod=module/1/2/3/4/5/6/7
mkdir -p "$work/p/sub" "$work/q" "$work/a" "$work/b/c" "$work/$deep" "$work/$deepmod" "$work/data/shims"
printf 'module m\n\ngo 1.21\n' >"$work/$deepmod/go.mod"
for version in 1.22.5 1.23.1; do
  mkdir -p "$work/data/toolchains/go$version/bin"
  echo "go$version" >"$work/data/toolchains/go$version/VERSION"
  printf '#!/bin/sh\necho go%s\n' "$version" >"$work/data/toolchains/go$version/bin/go"
  chmod +x "$work/data/toolchains/go$version/bin/go"
done
ln -s "$exe" "$work/data/shims/go"
echo 1.22.5 >"$work/p/.go-version"
echo 1.23.1 >"$work/q/.go-version"
for n in 0 1 2 3 4 5 6 7 8 9; do
  mkdir -p "$work/ten/$n"
  [ $((n % 2)) = 0 ] && echo 1.22.5 >"$work/ten/$n/.go-version" || echo 1.23.1 >"$work/ten/$n/.go-version"
done

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
  for shell in bash zsh fish; do
    (cd "$work/$name" && __GOENVMGR_EMIT=$shell __GOENVMGR_PROTOCOL=3 "$exe" hook >"$work/$name.$shell")
  done
done
HOME=$work "$exe" setup --shell bash --shell fish >/dev/null
mv "$work/data/env.sh" "$work/data/env.fish" "$work/"

# One batch a row and round, all rows in turn: whatever else runs only adds, so the least counts.
# A row is LABEL;WHAT IS TAKEN OFF;PARTS;ns. Text for bash and zsh alike.
cat >"$work/bash" <<'END'
now() { NOW=${EPOCHREALTIME/./}; }
quietly() { builtin cd "$1"; }
END
cat >"$work/zsh" <<'END'
zmodload zsh/datetime zsh/mathfunc
now() { NOW=$(( int(EPOCHREALTIME * 1000000) )) }
quietly() { cd -q "$1" }
END
cat >"$work/run" <<'END'
row() { # LABEL BASE PARTS COUNT COMMAND...
  label=$1 base=$2 parts=$3 count=$4; shift 4
  now; start=$NOW; i=0
  while [ "$i" -lt "$count" ]; do "$@"; i=$((i + 1)); done
  now; echo "$label;$base;$parts;$(( (NOW - start) * 1000 / count ))"
}
nothing() { :; }
look() { for n in 0 1 2 3 4 5 6 7 8 9; do [[ -e /x ]]; [[ -e /x ]]; [[ -e /x ]]; [[ -e /x ]]; [[ -e /x ]]; done; }
at() { cd "$WORK/$1"; __goenvmgr_hook; }
between() { cd "$WORK/$1"; cd "$WORK/$2"; }
visit() { __goenvmgr_forget "=$WORK/$1"; cd "$WORK/$1"; __goenvmgr_forget "=$WORK/$2"; cd "$WORK/$2"; }
through() { for n in 3 8 1 6 0 9 4 7 2 5; do cd "$WORK/ten/$n"; done; }
quick() { for n in 3 8 1 6 0 9 4 7 2 5; do quietly "$WORK/ten/$n"; done; }
bare() { quietly "$WORK/$1"; quietly "$WORK/$2"; }
floor() { quietly "$WORK/$1"; eval "$("$WORK/say" "$WORK/$1.$KIND")"; quietly "$WORK/$2"; eval "$("$WORK/say" "$WORK/$2.$KIND")"; }
others() { __fnmcd "$WORK/node/18.0.0"; __fnmcd "$WORK/node/20.0.0"; }
again() { . "$WORK/env.sh"; }
first() { __goenvmgr_shell=; . "$WORK/env.sh"; }
mine=$__goenvmgr_shell round=0
while [ "$round" -lt 25 ]; do
  round=$((round + 1))
  row nothing nothing 1 100 nothing
  row "[[ -e /x ]]" nothing 50 20 look
  at p; row "idle prompt, pin here (50)" nothing 1 100 __goenvmgr_hook
  at p/sub; row "idle prompt, pin one level up (60)" nothing 1 100 __goenvmgr_hook
  at "$DEEP"; row "idle prompt, ten levels, nothing (110)" nothing 1 50 __goenvmgr_hook
  at "$DEEPMOD"; row "idle prompt, ten levels, go.mod (130)" nothing 1 50 __goenvmgr_hook
  row "two cd" nothing 1 20 bare a b
  at a; row "cd, nothing pinned ($NONE)" "two cd" 2 20 between a b
  at a; row "cd, nothing pinned, down and up" "two cd" 2 20 between b b/c
  at p; row "cd, same pin ($NONE)" "two cd" 2 20 between p/sub p
  at p; row "cd that switches, seen before ($SEEN)" "two cd" 2 20 between p q
  row "ten cd" nothing 1 5 quick
  through; row "ten pinned projects, seen before ($SEEN)" "ten cd" 10 5 through
  row "two cd and evals" nothing 1 5 floor p q
  at q; row "cd that switches, first visit" "two cd" 2 5 visit p q
  at q; row "cd that switches, first visit (1.3)" "/two cd and evals" 1 5 visit p q
  if command -v __fnmcd >/dev/null; then row "cd that switches, by fnm" "two cd" 2 5 others; fi
  row "env.sh, after init" nothing 1 20 again
  row "env.sh alone (200)" nothing 1 20 first
  __goenvmgr_shell=$mine
done
END
cat >"$work/table.awk" <<'AWK'
BEGIN { FS = ";" }
{
  if (!($1 in least)) order[++rows] = $1
  if (!($1 in least) || $4 < least[$1]) least[$1] = $4
  base[$1] = $2
  parts[$1] = $3
}
END {
  for (i = 1; i <= rows; i++) {
    row = order[i]
    from = base[row]
    if (from ~ /^\//) printf "  %-40s %8.2f of those\n", row, least[row] / least[substr(from, 2)]
    else if (from == row) printf "  %-40s %8.1f us, not counted below\n", row, least[row] / 1000
    else printf "  %-40s %8.1f us\n", row, (least[row] - least[from]) / parts[row] / 1000
  }
}
AWK
# The same by fnm, where it is on PATH: two versions of node that say nothing.
fnm=$(command -v fnm) || fnm=
if [ -n "$fnm" ]; then
  export FNM_DIR=$work/fnm FNM_LOGLEVEL=quiet
  for version in 18.0.0 20.0.0; do
    mkdir -p "$work/fnm/node-versions/v$version/installation/bin" "$work/node/$version"
    ln -s /bin/true "$work/fnm/node-versions/v$version/installation/bin/node"
    echo "$version" >"$work/node/$version/.node-version"
  done
  # shellcheck disable=SC2016
  cat >>"$work/bash" <<'END'
eval "$(fnm env --use-on-cd --version-file-strategy=recursive --shell bash)"
END
fi
echo "In brackets what is wanted."
for shell in bash zsh; do
  quiet=--norc; [ $shell = bash ] || quiet=-f
  echo "$shell"
  none=150 seen=300
  [ $shell = bash ] || none=200
  # shellcheck disable=SC2016
  WORK=$work DEEP=$deep DEEPMOD=$deepmod NONE=$none SEEN=$seen KIND=$shell $shell $quiet -c '. "$1"; eval "$("$2" init "$3")"; . "$4"' \
    bench "$work/$shell" "$exe" $shell "$work/run" | awk -f "$work/table.awk"
done

# fish has no clock of its own: `date` around each batch. What runs there at a prompt is the
# function of the event, and a change of directory is an event of its own.
cat >"$work/run.fish" <<'END'
function row --argument-names label base parts count
    set -l numbers (seq $count)
    set -l start (date +%s%N)
    for i in $numbers
        $argv[5..]
    end
    echo "$label;$base;$parts;"(math "floor(($(date +%s%N) - $start) / $count)")
end
function nothing
end
function at
    cd $WORK/$argv[1]
    __goenvmgr_prompt
end
function between
    cd $WORK/$argv[1]
    cd $WORK/$argv[2]
end
function visit
    set -g __goenvmgr_places
    set -g __goenvmgr_answers
    set -g __goenvmgr_befores
    set -g __goenvmgr_bytes 0
    between $argv
end
function through
    for n in 3 8 1 6 0 9 4 7 2 5
        cd $WORK/ten/$n
    end
end
function look
    test -e /x
end
function floor
    cd $WORK/$argv[1]
    eval ($WORK/say $WORK/$argv[1].fish | string collect)
    cd $WORK/$argv[2]
    eval ($WORK/say $WORK/$argv[2].fish | string collect)
end
function first
    set -g __goenvmgr_shell
    source $WORK/env.fish
end
set mine $__goenvmgr_shell
for round in (seq 15)
    row nothing nothing 1 100 nothing
    row "test -e /x" nothing 1 100 look
    at p; row "idle prompt, pin here (50)" nothing 1 100 __goenvmgr_prompt
    at p/sub; row "idle prompt, pin one level up (60)" nothing 1 100 __goenvmgr_prompt
    at $DEEP; row "idle prompt, ten levels, nothing (160)" nothing 1 50 __goenvmgr_prompt
    at $DEEPMOD; row "idle prompt, ten levels, go.mod (180)" nothing 1 50 __goenvmgr_prompt
    functions -e __goenvmgr_cd
    row "two cd" nothing 1 20 between a b
    row "ten cd" nothing 1 5 through
    row "two cd and evals" nothing 1 5 floor p q
    __goenvmgr_on
    at a; row "cd, nothing pinned (300)" "two cd" 2 20 between a b
    at a; row "cd, nothing pinned, down and up" "two cd" 2 20 between b b/c
    at p; row "cd, same pin (300)" "two cd" 2 20 between p/sub p
    at p; row "cd that switches, seen before (500)" "two cd" 2 20 between p q
    through; row "ten pinned projects, seen before (500)" "ten cd" 10 5 through
    at p; row "cd that switches, first visit" "two cd" 2 5 visit p q
    at p; row "cd that switches, first visit (1.3)" "/two cd and evals" 1 5 visit p q
    row "env.fish alone" nothing 1 20 first
    set -g __goenvmgr_shell $mine
end
END
if command -v fish >/dev/null; then
  echo fish
  "$exe" init fish >"$work/init.fish"
  WORK=$work DEEP=$deep DEEPMOD=$deepmod fish --no-config -c "source $work/init.fish; source $work/run.fish" |
    awk -f "$work/table.awk"
fi

cd "$work/p"
"$exe" init bash >"$work/init.bash"
set --
[ -z "$fnm" ] || set -- "fnm=bash --norc -c 'eval \"\$(fnm env --use-on-cd --shell bash)\"'"
python3 "$here/pair.py" --rounds 15 --repeat 10 \
  "floor=bash --norc -c 'eval \"\$($work/say $work/init.bash)\"'" "$@" \
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
python3 "$here/pair.py" --rounds 15 --repeat 10 "say=$work/say $work/p.bash" "check=$exe check"
