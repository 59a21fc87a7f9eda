# shellcheck shell=bash disable=SC2016,SC2034,SC2154,SC2178
# goenvmgr for bash: the prompt hook, the function, and `cd`.

# bash 4.2 has tables that a function can make; older ones ask.
__goenvmgr_table=''
if [ "${BASH_VERSINFO[0]}" -gt 4 ] || { [ "${BASH_VERSINFO[0]}" -eq 4 ] && [ "${BASH_VERSINFO[1]}" -ge 2 ]; }; then
  \unset -v __goenvmgr_answers __goenvmgr_befores __goenvmgr_numbers
  \declare -gA __goenvmgr_answers __goenvmgr_befores __goenvmgr_numbers
  __goenvmgr_table=1
fi
__goenvmgr_drop() {
  # Emptied first: whatever else becomes of it, it is not known any more.
  __goenvmgr_answers[$1]=''
  # shellcheck disable=SC2016 # unset reads the subscript itself, but for one option
  if \shopt -q assoc_expand_once 2>/dev/null; then
    \shopt -u assoc_expand_once
    \unset -v '__goenvmgr_answers[$1]' '__goenvmgr_befores[$1]' '__goenvmgr_numbers[$1]'
    \shopt -s assoc_expand_once
  else
    \unset -v '__goenvmgr_answers[$1]' '__goenvmgr_befores[$1]' '__goenvmgr_numbers[$1]'
  fi
}

# Runs a function with nothing of ours exported, whatever `set -a` says; where a function's options can
# be its own, an interrupt leaves the user's as they were.
if [ "${BASH_VERSINFO[0]}" -gt 4 ] || { [ "${BASH_VERSINFO[0]}" -eq 4 ] && [ "${BASH_VERSINFO[1]}" -ge 4 ]; }; then
  __goenvmgr_own() {
    \local -
    \set +a
    "$@"
  }
else
  __goenvmgr_own() { "$@"; }
  # `${NAME@a}` is of the same age: an older bash goes by the value alone.
  __goenvmgr_blunt='@a}='
  __goenvmgr_plain='-}='
fi
__goenvmgr_form='${NAME+${NAME@a}=$NAME}'
if [ -n "$__goenvmgr_blunt" ]; then __goenvmgr_form='${NAME+=$NAME}'; fi

__goenvmgr_hook() {
  \local __goenvmgr_status="$?" __goenvmgr_now='' __goenvmgr_dir='' REPLY=''
  __goenvmgr_look_"$__goenvmgr_at" || [ -z "$__goenvmgr_active" ] || __goenvmgr_changed || \:
  # The status is handed on, but under `set -e` that would end the shell.
  case "$-" in *e*) return 0 ;; esac
  return "$__goenvmgr_status"
}

goenvmgr() {
  case " $* " in
    *' check '*)
      # Whose `cd` it is, only this shell knows.
      case "$(\declare -f cd)" in
        *__goenvmgr_active*) \local -x __GOENVMGR_CD=ours ;;
        '') \local -x __GOENVMGR_CD=builtin ;;
        *) \local -x __GOENVMGR_CD=own ;;
      esac
      ;;
  esac
  case " $* " in
    *' check '* | *' doctor '*)
      if [ -n "$__goenvmgr_active" ] && ! __goenvmgr_reached; then
        \local -x __GOENVMGR_HOOK="PROMPT_COMMAND"$'\n'"${PROMPT_COMMAND[*]-}"
      fi
      ;;
  esac
  __goenvmgr_own __goenvmgr_cli "$@"
}
__goenvmgr_changed() {
  case "$-" in *a*) __goenvmgr_own __goenvmgr_moved ;; *) __goenvmgr_moved ;; esac
}

# Whoever assigns PROMPT_COMMAND takes the hook away: the next `cd` puts it back.
__goenvmgr_went() {
  __goenvmgr_hooked || __goenvmgr_own __goenvmgr_on
  __goenvmgr_hook
}

# bash has no event for a change of directory, and what follows on the same line is to be the new
# place's. Whoever gets a copy of these without the rest has the builtin.
__goenvmgr_cd() {
  \local __goenvmgr_name=''
  for __goenvmgr_name in cd pushd popd; do
    if \declare -F "$__goenvmgr_name" >/dev/null; then continue; fi
    \eval "function $__goenvmgr_name {
      \\builtin $__goenvmgr_name \"\$@\" || \\return \"\$?\"
      if [ -n \"\${__goenvmgr_active-}\" ]; then __goenvmgr_went; fi
    }"
  done
}

# The attributes of PROMPT_COMMAND: under `set -u` bash 5 cannot be asked about an empty list.
__goenvmgr_prompt_kind() {
  \local __goenvmgr_options="$-"
  \set +u
  __goenvmgr_got="${PROMPT_COMMAND@a}"
  case "$__goenvmgr_options" in *u*) \set -u ;; esac
}

__goenvmgr_fixed() {
  \printf '%s\n' 'goenvmgr: PROMPT_COMMAND is readonly: directory changes go unnoticed' >&2
}

# bash 5.1 and newer take a list and give each element the statuses of the user's last pipeline. Ours is
# the last: what direnv and its kind do to PATH at a prompt is seen at that prompt.
__goenvmgr_on() {
  \local __goenvmgr_got=''
  __goenvmgr_active=1
  if [ -z "$__goenvmgr_no_cd" ]; then __goenvmgr_cd; fi
  if __goenvmgr_hooked; then return 0; fi
  __goenvmgr_prompt="${PROMPT_COMMAND+text}"
  if [ "${BASH_VERSINFO[0]}" -gt 5 ] ||
    { [ "${BASH_VERSINFO[0]}" -eq 5 ] && [ "${BASH_VERSINFO[1]}" -ge 1 ]; }; then
    __goenvmgr_prompt_kind
    case "$__goenvmgr_got" in
      *r*)
        __goenvmgr_fixed
        return 0
        ;;
      *a*) __goenvmgr_prompt=list ;;
      *x*) __goenvmgr_prompt=exported ;;
    esac
    if [ -z "${PROMPT_COMMAND[*]-}" ]; then PROMPT_COMMAND=(); fi
    PROMPT_COMMAND+=(__goenvmgr_hook)
  else
    __goenvmgr_got="$(\declare -p PROMPT_COMMAND 2>/dev/null)"
    __goenvmgr_got="${__goenvmgr_got#declare -}"
    case "${__goenvmgr_got%% *}" in
      *r*)
        __goenvmgr_fixed
        return 0
        ;;
    esac
    PROMPT_COMMAND="${PROMPT_COMMAND:+${PROMPT_COMMAND[0]}$'\n'}__goenvmgr_hook"
  fi
}

# Whether the hook stands in PROMPT_COMMAND, by whatever form, and not as a part of another name.
__goenvmgr_hooked() {
  \local IFS=' '
  case " ${PROMPT_COMMAND[*]-} " in *[!a-zA-Z0-9_]__goenvmgr_hook[!a-zA-Z0-9_]*) return 0 ;; esac
  return 1
}

# Whether the hook runs at a prompt: it stands there, or in what a function there runs, as starship's
# does with what it found.
__goenvmgr_reached() {
  \local IFS=$' \n' __goenvmgr_name='' __goenvmgr_text=''
  if __goenvmgr_hooked; then return 0; fi
  __goenvmgr_text="${PROMPT_COMMAND[*]-}"
  # shellcheck disable=SC2086 # words that a function's name may be
  __goenvmgr_text="$(\declare -f _ ${__goenvmgr_text//[^a-zA-Z0-9_]/ })" || \:
  for __goenvmgr_name in __goenvmgr_hook $(\compgen -v); do
    case "$__goenvmgr_text" in *"$__goenvmgr_name"*) ;; *) \continue ;; esac
    case "$__goenvmgr_name=${!__goenvmgr_name-}" in
      __goenvmgr_hook=*) return 0 ;;
      __goenvmgr_*) ;;
      *__goenvmgr_hook*) return 0 ;;
    esac
  done
  return 1
}

__goenvmgr_off() {
  \local __goenvmgr_entry='' __goenvmgr_name='' __goenvmgr_found=''
  \local -a __goenvmgr_kept
  __goenvmgr_active=''
  __goenvmgr_nowhere
  for __goenvmgr_name in cd pushd popd; do
    # Nobody else's: it may have been redefined since.
    case "$(\declare -f "$__goenvmgr_name")" in
      *__goenvmgr_active*) \unset -f "$__goenvmgr_name" ;;
    esac
  done
  __goenvmgr_kept=()
  for __goenvmgr_entry in "${PROMPT_COMMAND[@]-}"; do
    case "$__goenvmgr_entry" in __goenvmgr_hook | *$'\n'__goenvmgr_hook) __goenvmgr_found=1 ;; esac
    __goenvmgr_entry="${__goenvmgr_entry%$'\n'__goenvmgr_hook}"
    if [ "$__goenvmgr_entry" != __goenvmgr_hook ]; then __goenvmgr_kept+=("$__goenvmgr_entry"); fi
  done
  if [ -z "$__goenvmgr_found" ]; then return 0; fi
  if [ "${__goenvmgr_prompt-}" = list ] || [ "${#__goenvmgr_kept[@]}" -gt 1 ]; then
    PROMPT_COMMAND=("${__goenvmgr_kept[@]+"${__goenvmgr_kept[@]}"}")
    return 0
  fi
  # The list was made here; an older bash has none, and what it has keeps its attributes.
  case "$(\declare -p PROMPT_COMMAND)" in "declare -a"*) \unset PROMPT_COMMAND ;; esac
  if [ -z "${__goenvmgr_prompt-}" ] && [ "${#__goenvmgr_kept[@]}" -eq 0 ]; then
    \unset PROMPT_COMMAND
    return 0
  fi
  PROMPT_COMMAND="${__goenvmgr_kept[0]-}"
  if [ "${__goenvmgr_prompt-}" = exported ]; then \export PROMPT_COMMAND; fi
}
