# shellcheck shell=bash disable=SC2154
# goenvmgr for bash and zsh: what both share. `goenvmgr init` puts assignments in front of this
# file: __goenvmgr_exe, __goenvmgr_home, __goenvmgr_config, __goenvmgr_roots, __goenvmgr_kind,
# __goenvmgr_asked and __goenvmgr_changes.
#
# Words with a backslash are safe from aliases; every value stands in quotes, whatever IFS is.
# In zsh the callers have said `emulate -L zsh`; in bash no option is relied on (nocasematch is why
# texts are compared with `[` and not with `[[`).

__goenvmgr_pwd=
__goenvmgr_then=
__goenvmgr_stop=
__goenvmgr_has=
__goenvmgr_lacks=
__goenvmgr_names=all
__goenvmgr_bare=
__goenvmgr_dark=
__goenvmgr_rest=
__goenvmgr_told="${__goenvmgr_told-}"
__goenvmgr_noted="
"

# What runs at every prompt; __goenvmgr_watch compiles it.
__goenvmgr_hook() { return "$?"; }

# Runs goenvmgr and evaluates what it says, if that is meant for a shell.
__goenvmgr_ask() {
  \local said='' status_=0
  if ! [[ -x $__goenvmgr_exe ]]; then
    \printf 'goenvmgr: %s is gone; this shell stays as it is\n' "$__goenvmgr_exe" >&2
    return 127
  fi
  said="$(
    HOME="${HOME-$__goenvmgr_home}" __GOENVMGR_EMIT="$__goenvmgr_kind" \
      __GOENVMGR_TOLD="$__goenvmgr_told" \exec "$__goenvmgr_exe" "$@"
  )" || status_="$?"
  case "$said" in
    '#goenvmgr'*) \eval "$said" ;;
    '') ;;
    *) \printf '%s\n' "$said" ;;
  esac
  return "$status_"
}

# Makes what the last walk found the state to compare with.
__goenvmgr_watch() {
  __goenvmgr_then="$__goenvmgr_now"
  __goenvmgr_pwd="$PWD"
  if [ -n "$__goenvmgr_bare" ] && __goenvmgr_climb; then return 0; fi
  # One comparison for three, and one function: this runs at every prompt.
  __goenvmgr_key="$PWD:${GOENVMGR_VERSION-}:${GOWORK-}"
  __goenvmgr_compiled=''
  \eval "__goenvmgr_hook() {
    $__goenvmgr_first
    [ \"\$PWD:\${GOENVMGR_VERSION-}:\${GOWORK-}\" = \"\$__goenvmgr_key\" ] &&
      $__goenvmgr_test || $__goenvmgr_else || :
    $__goenvmgr_last
  }"
}

# Something is another than it was: only a process can tell what that means, unless it is the
# directory alone and the same files decide.
__goenvmgr_moved() {
  # From a place where nothing decides to another one like it, most changes of directory lead.
  if [ "${GOENVMGR_VERSION-}:${GOWORK-}" = "$__goenvmgr_bare" ] && __goenvmgr_climb; then return 0; fi
  \local stop=out
  case "$__goenvmgr_names:$PWD/" in
    manifest:* | "$__goenvmgr_names:${__goenvmgr_stop%/*}/"*)
      stop="$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names"
      __goenvmgr_walk
      ;;
    # Out of the reach of the file that decided; the walk comes after the answer.
    *) __goenvmgr_pwd='' ;;
  esac
  if [ "$__goenvmgr_now" != "$__goenvmgr_then" ] || [ -z "$__goenvmgr_pwd" ] || [ -n "$__goenvmgr_dark" ]; then
    __goenvmgr_ask hook </dev/null || :
    # A change between the walk and the answer is seen at the next prompt, because this walk stays.
    if [ "$stop" != "$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names" ]; then
      __goenvmgr_walk
    fi
  else
    __goenvmgr_note
  fi
  __goenvmgr_watch
}

# A project that one walks into without a question is noted for `clean` all the same, once per
# shell. The program folds the list; a name that is not plain text is left to it.
__goenvmgr_note() {
  \local dir="$__goenvmgr_module"
  if [ "$dir" = '?' ]; then
    dir="${PWD%/}"
    while [[ -n $dir && ! -e $dir/go.mod && ! -e $dir/go.work ]]; do dir="${dir%/*}"; done
  fi
  if [ -z "$dir" ]; then return 0; fi
  case "$__goenvmgr_noted" in *"
$dir
"*) return 0 ;; esac
  case "$dir" in '' | *[[:cntrl:]\\]*) return 0 ;; esac
  __goenvmgr_noted="$__goenvmgr_noted$dir
"
  if [[ -d ${__goenvmgr_roots%/*} && ! -L $__goenvmgr_roots ]]; then
    { \printf '%s\n' "$dir" >>"$__goenvmgr_roots"; } 2>/dev/null || :
  fi
}

# Looks again, whatever the comparison says.
__goenvmgr_refresh() {
  __goenvmgr_pwd=''
  __goenvmgr_bare=''
  __goenvmgr_moved
}

# The state after an activation that has just been evaluated.
__goenvmgr_mark() {
  __goenvmgr_walk
  __goenvmgr_watch
}

# The command itself. Some commands change this shell, some need it to look again (`init` says
# which); all others are the program's.
__goenvmgr_cli() {
  \local word='' value='' command_='' status_=0
  for word in "$@"; do
    case "$value$word" in
      --color) value=skip ;;
      -*) ;;
      skip*) value='' ;;
      *)
        command_="$word"
        break
        ;;
    esac
  done
  case " $__goenvmgr_asked : $__goenvmgr_changes " in
    *" $command_ "*:*)
      __goenvmgr_ask "$@" || status_="$?"
      if [ "$command_" = use ] && [ "$status_" = 0 ]; then __goenvmgr_on; fi
      ;;
    *:*" $command_ "*)
      "$__goenvmgr_exe" "$@" || status_="$?"
      if [ -n "${__goenvmgr_active-}" ]; then __goenvmgr_refresh; fi
      ;;
    *) "$__goenvmgr_exe" "$@" || status_="$?" ;;
  esac
  return "$status_"
}

# Puts what is ours back in front on PATH, in its order: start-up files that are read after `init`
# put other things there, as Debian's .profile does. env.sh calls it where it is read in this shell.
__goenvmgr_front() {
  \local rest="${PATH-}:" ours='' others='' part=''
  while [ -n "$rest" ]; do
    part="${rest%%:*}"
    rest="${rest#*:}"
    case "$part" in
      "$__goenvmgr_shims" | "$__goenvmgr_toolchains"/*/bin) ours="$ours:$part" ;;
      *) others="$others:$part" ;;
    esac
  done
  if [ -n "$ours" ]; then PATH="${ours#:}$others"; fi
}
