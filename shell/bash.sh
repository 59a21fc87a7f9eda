# shellcheck shell=bash disable=SC2016,SC2034,SC2154,SC2178,SC2317
# goenvmgr for bash: the prompt hook, and the function.

# An apostrophe inside single quotes; without a variable bash 3.2 and 5.2 read the pattern
# substitution differently.
__goenvmgr_quote="'\\''"
# The first 4096 characters, in one gulp from a file.
__goenvmgr_read="IFS= \\builtin read -r -d '' -n 4096 __goenvmgr_got"
# Up to so many characters `$(<file)` is taken, where it starts no process.
__goenvmgr_cheap=''
if [ "${BASH_VERSINFO[0]}" -gt 5 ] ||
  { [ "${BASH_VERSINFO[0]}" -eq 5 ] && [ "${BASH_VERSINFO[1]}" -ge 2 ]; }; then
  __goenvmgr_cheap=4000
fi
# Which paths stand in quotes in a compiled test: all, for bash is not quicker without.
__goenvmgr_wrap=''
__goenvmgr_compiled=''
__goenvmgr_depths=' '
# Around the comparison: the status is handed on, but under `set -e` that would end the shell.
__goenvmgr_first='__goenvmgr_status="$?"'
__goenvmgr_else=__goenvmgr_moved
__goenvmgr_last='case "$-" in *e*) return 0 ;; esac
    return "$__goenvmgr_status"'

# Whether nothing decides from here up to the root, and all else is as it was. Makes it the state to
# compare with. What would be built anew for every directory, the names, bash reads slowly (a
# character at a time in UTF-8): here they are in variables, and the functions of a depth serve for
# all directories of that depth. Other tests that follow need other functions.
__goenvmgr_climb() {
  \local dir="${PWD%/}" depth=1
  while [[ -n $dir ]]; do dir="${dir%/*}" depth="$((depth + 1))"; done
  case "$__goenvmgr_depths" in *" $depth "*) ;; *) __goenvmgr_ladder || return 1 ;; esac
  "__goenvmgr_way$depth"
  "__goenvmgr_none$depth" || return 1
  __goenvmgr_none="__goenvmgr_none$depth"
  if [[ -n $__goenvmgr_compiled ]]; then return 0; fi
  __goenvmgr_compiled=1
  # Under nocasematch, which `[[` heeds, the first two are equal: then it always climbs.
  \eval "__goenvmgr_hook() {
    $__goenvmgr_first
    [[ A != a && \$PWD:\${GOENVMGR_VERSION-}:\${GOWORK-} == \"\$__goenvmgr_key\" ]] &&
      \"\$__goenvmgr_none\" || $__goenvmgr_else || :
    $__goenvmgr_last
  }"
}

# Compiles for a depth the names that could decide, and the test that none is there.
__goenvmgr_ladder() {
  if [ "$depth" -gt 16 ]; then return 1; fi
  \local at=1 dir='${PWD%/}' names='' levels=''
  while [ "$at" -le "$depth" ]; do
    names="$names __goenvmgr_0=\"$dir\" __goenvmgr_a$at=\"\$__goenvmgr_0/goenvmgr.toml\" __goenvmgr_b$at=\"\$__goenvmgr_0/.go-version\" __goenvmgr_c$at=\"\$__goenvmgr_0/.tool-versions\" __goenvmgr_d$at=\"\$__goenvmgr_0/go.work\" __goenvmgr_e$at=\"\$__goenvmgr_0/go.mod\""
    levels="$levels && ! -e \$__goenvmgr_a$at && ! -e \$__goenvmgr_b$at && ! -e \$__goenvmgr_c$at && ! -e \$__goenvmgr_d$at && ! -e \$__goenvmgr_e$at"
    dir='${__goenvmgr_0%/*}'
    at="$((at + 1))"
  done
  __goenvmgr_depths="$__goenvmgr_depths$depth "
  \eval "__goenvmgr_way$depth() { $names; }
  __goenvmgr_none$depth() {
    [[ ${levels# && }$__goenvmgr_rest
  }"
}

goenvmgr() { __goenvmgr_cli "$@"; }

# The attributes of PROMPT_COMMAND: under `set -u` bash 5 cannot be asked about an empty list.
__goenvmgr_prompt_kind() {
  \local options="$-"
  \set +u
  __goenvmgr_got="${PROMPT_COMMAND@a}"
  case "$options" in *u*) \set -u ;; esac
}

# bash 5.1 and newer take a list and give each element the statuses of the user's last pipeline.
__goenvmgr_on() {
  __goenvmgr_active=1
  \local entry=''
  for entry in "${PROMPT_COMMAND[@]-}"; do
    case "$entry" in __goenvmgr_hook | __goenvmgr_hook$'\n'*) return 0 ;; esac
  done
  if [ "${BASH_VERSINFO[0]}" -gt 5 ] ||
    { [ "${BASH_VERSINFO[0]}" -eq 5 ] && [ "${BASH_VERSINFO[1]}" -ge 1 ]; }; then
    __goenvmgr_prompt_kind
    case "$__goenvmgr_got" in
      *r*)
        \printf '%s\n' 'goenvmgr: PROMPT_COMMAND is readonly: directory changes go unnoticed' >&2
        return 0
        ;;
      *a*) __goenvmgr_prompt=list ;;
      *x*) __goenvmgr_prompt=exported ;;
      *) __goenvmgr_prompt="${PROMPT_COMMAND+text}" ;;
    esac
    if [ -z "${PROMPT_COMMAND[*]-}" ]; then
      PROMPT_COMMAND=(__goenvmgr_hook "${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"}")
    else
      PROMPT_COMMAND=(__goenvmgr_hook "${PROMPT_COMMAND[@]}")
    fi
  else
    __goenvmgr_prompt="${PROMPT_COMMAND+text}"
    PROMPT_COMMAND="__goenvmgr_hook${PROMPT_COMMAND:+$'\n'${PROMPT_COMMAND[0]}}"
  fi
}

__goenvmgr_off() {
  __goenvmgr_hook() { return "$?"; }
  __goenvmgr_active=''
  __goenvmgr_pwd=''
  __goenvmgr_then=''
  __goenvmgr_bare=''
  __goenvmgr_compiled=''
  \local entry=''
  \local -a kept
  kept=()
  for entry in "${PROMPT_COMMAND[@]-}"; do
    entry="${entry#__goenvmgr_hook$'\n'}"
    if [ "$entry" != __goenvmgr_hook ]; then kept+=("$entry"); fi
  done
  if [ "${#kept[@]}" -eq "${#PROMPT_COMMAND[@]}" ]; then return 0; fi
  if [ "${__goenvmgr_prompt-}" = list ] || [ "${#kept[@]}" -gt 1 ]; then
    PROMPT_COMMAND=("${kept[@]+"${kept[@]}"}")
    return 0
  fi
  \unset PROMPT_COMMAND
  if [ -n "${__goenvmgr_prompt-}" ] || [ "${#kept[@]}" -gt 0 ]; then
    PROMPT_COMMAND="${kept[0]-}"
  fi
  if [ "${__goenvmgr_prompt-}" = exported ]; then \export PROMPT_COMMAND; fi
}
