# shellcheck shell=bash disable=SC2016,SC2034,SC2154,SC2178,SC2317
# goenvmgr for bash: the prompt hook, and the function.

# An apostrophe inside single quotes; without a variable bash 3.2 and 5.2 read the pattern
# substitution differently.
__goenvmgr_quote="'\\''"
# One gulp from a file: up to so many characters, or to a NUL. (`-N` and `$(<file)` would read on
# beyond any NUL, to the end of any file.) True where the file may go on; what is shorter ended at a
# NUL then.
__goenvmgr_full=65536
__goenvmgr_read="IFS= \\builtin read -r -d '' -n $__goenvmgr_full __goenvmgr_got"
__goenvmgr_more=''
# Nothing tells bash the time of a file.
__goenvmgr_time=''
# Which paths stand in quotes in a compiled test: all, for bash is not quicker without.
__goenvmgr_wrap=''
# Up to so many levels names are in variables.
__goenvmgr_high=16
# Around the comparison: the status is handed on, but under `set -e` that would end the shell.
__goenvmgr_first='__goenvmgr_status="$?"'
__goenvmgr_else=__goenvmgr_moved
__goenvmgr_last='case "$-" in *e*) return 0 ;; esac
    return "$__goenvmgr_status"'

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
