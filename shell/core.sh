# shellcheck shell=bash disable=SC2154
# goenvmgr for bash and zsh: what both share. `goenvmgr init` puts assignments in front of this
# file: __goenvmgr_exe, __goenvmgr_home, __goenvmgr_config, __goenvmgr_roots and __goenvmgr_kind.
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

# Walks upwards. Leaves in __goenvmgr_now what was found (the files that may decide, and the first
# 4096 characters of each) and in __goenvmgr_test the text of a test that it is still so.
__goenvmgr_walk() {
  \local dir="${PWD%/}" at='' end='' quoted='' module='' levels='' files='' found='' count=0
  __goenvmgr_now=''
  while :; do
    case "$dir" in
      *[!A-Za-z0-9/._-]* | "$__goenvmgr_wrap"*) at="'${dir//\'/$__goenvmgr_quote}" end="'" ;;
      *) at="$dir" end='' ;;
    esac
    found=''
    if [ "$__goenvmgr_names" = manifest ]; then
      if [[ -e $dir/goenvmgr.toml ]]; then
        found=goenvmgr.toml
      else
        levels="$levels && ! -e $at/goenvmgr.toml$end"
      fi
    elif [ "$__goenvmgr_names" = all ] && [ -n "$__goenvmgr_stop" ] &&
      [ "$dir" = "${__goenvmgr_stop%/*}" ]; then
      __goenvmgr_top
    elif [[ -e $dir/goenvmgr.toml || -e $dir/.go-version || -e $dir/.tool-versions ||
      -e $dir/go.work || -e $dir/go.mod ]]; then
      __goenvmgr_level
    elif [ -z "$module" ]; then
      levels="$levels && ! -e $at/goenvmgr.toml$end && ! -e $at/.go-version$end"
      levels="$levels && ! -e $at/.tool-versions$end && ! -e $at/go.work$end"
      levels="$levels && ! -e $at/go.mod$end"
    else
      levels="$levels && ! -e $at/goenvmgr.toml$end && ! -e $at/.go-version$end"
      levels="$levels && ! -e $at/.tool-versions$end && ! -e $at/go.work$end"
    fi
    case "$found" in *goenvmgr.toml*) __goenvmgr_look "$dir/goenvmgr.toml" ;; esac
    case "$found" in *.go-version*) __goenvmgr_look "$dir/.go-version" ;; esac
    case "$found" in *.tool-versions*) __goenvmgr_look "$dir/.tool-versions" ;; esac
    case "$found" in *go.work*) __goenvmgr_look "$dir/go.work" ;; esac
    case "$found" in *go.mod*) __goenvmgr_look "$dir/go.mod" ;; esac
    if [ -n "$__goenvmgr_stop" ] && [ "$dir" = "${__goenvmgr_stop%/*}" ]; then break; fi
    if [ -z "$dir" ]; then break; fi
    dir="${dir%/*}"
  done
  __goenvmgr_look "$__goenvmgr_config"
  if [ -n "$__goenvmgr_has" ]; then
    quoted="'${__goenvmgr_has//\'/$__goenvmgr_quote}'"
    levels="$levels && -x $quoted"
    [[ -x $__goenvmgr_has ]] || __goenvmgr_now="$__goenvmgr_now$__goenvmgr_has gone"
  fi
  if [ -n "$__goenvmgr_lacks" ]; then
    quoted="'${__goenvmgr_lacks//\'/$__goenvmgr_quote}'"
    levels="$levels && ! -e $quoted"
    [[ ! -e $__goenvmgr_lacks ]] || __goenvmgr_now="$__goenvmgr_now$__goenvmgr_lacks there"
  fi
  __goenvmgr_now="${GOENVMGR_VERSION-}:${GOWORK-}:$__goenvmgr_now"
  __goenvmgr_test="[[ 1 == 1$levels ]]$files"
}

# The directory of the pin that decides: what comes after it in order does not count.
__goenvmgr_top() {
  \local name=''
  for name in goenvmgr.toml .go-version .tool-versions; do
    if [[ -e $dir/$name ]]; then
      found="$found $name"
    else
      levels="$levels && ! -e $at/$name$end"
    fi
    if [ "$name" = "${__goenvmgr_stop##*/}" ]; then return 0; fi
  done
}

# One directory in which something stands: which names, and a test for the others.
__goenvmgr_level() {
  if [[ -e $dir/goenvmgr.toml ]]; then found="$found goenvmgr.toml"; else levels="$levels && ! -e $at/goenvmgr.toml$end"; fi
  if [[ -e $dir/.go-version ]]; then found="$found .go-version"; else levels="$levels && ! -e $at/.go-version$end"; fi
  if [[ -e $dir/.tool-versions ]]; then found="$found .tool-versions"; else levels="$levels && ! -e $at/.tool-versions$end"; fi
  if [[ -e $dir/go.work ]]; then found="$found go.work"; else levels="$levels && ! -e $at/go.work$end"; fi
  if [ -z "$module" ]; then
    if [[ -e $dir/go.mod ]]; then
      found="$found go.mod"
      module=found
    else
      levels="$levels && ! -e $at/go.mod$end"
    fi
  fi
}

# One file: what it is, and what it says where it can be read without waiting.
__goenvmgr_look() {
  \local quoted="'${1//\'/$__goenvmgr_quote}'"
  if [[ -f $1 && -r $1 ]]; then
    count="$((count + 1))"
    __goenvmgr_got=''
    \eval "$__goenvmgr_read <$quoted" || :
    \eval "__goenvmgr_file$count=\"\$__goenvmgr_got\""
    levels="$levels && -f $quoted && -r $quoted"
    __goenvmgr_now="$__goenvmgr_now$1=$__goenvmgr_got
"
    __goenvmgr_short "$quoted" "$count" ||
      files="$files && { __goenvmgr_got=''; $__goenvmgr_read <$quoted || :
      [ \"\$__goenvmgr_got\" = \"\$__goenvmgr_file$count\" ]; }"
  elif [[ -e $1 ]]; then
    levels="$levels && -e $quoted && ! ( -f $quoted && -r $quoted )"
    __goenvmgr_now="$__goenvmgr_now$1?
"
  else
    levels="$levels && ! -e $quoted"
  fi
}

# A short text is read by `$(<file)`, the cheapest way of a shell that needs no process for it. What
# is longer may become a flood, which only the gulp stops; what that way reads otherwise (zeros)
# stays with the gulp, and so does a manifest, whose every byte is under trust.
__goenvmgr_short() {
  if [ -z "$__goenvmgr_cheap" ] || [ "${#__goenvmgr_got}" -gt "$__goenvmgr_cheap" ]; then return 1; fi
  case "$1" in *goenvmgr.toml | *goenvmgr.toml\') return 1 ;; esac
  \local text=''
  \eval "{ text=\"\$(<$1)\"; } 2>/dev/null" || return 1
  case "$__goenvmgr_got" in "$text" | "$text
") ;; *) return 1 ;; esac
  \eval "__goenvmgr_file$2=\"\$text\""
  files="$files && { [ \"\$(<$1)\" = \"\$__goenvmgr_file$2\" ]; }"
}

# Makes what the last walk found the state to compare with.
__goenvmgr_watch() {
  __goenvmgr_then="$__goenvmgr_now"
  __goenvmgr_pwd="$PWD"
  # One comparison for three, and one function: this runs at every prompt.
  __goenvmgr_key="$PWD:${GOENVMGR_VERSION-}:${GOWORK-}"
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
  __goenvmgr_walk
  if [ "$__goenvmgr_now" != "$__goenvmgr_then" ] || [ -z "$__goenvmgr_pwd" ]; then
    \local stop="$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names"
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
  \local dir="${PWD%/}"
  while [[ -n $dir && ! -e $dir/go.mod && ! -e $dir/go.work ]]; do dir="${dir%/*}"; done
  case "$__goenvmgr_noted" in *"
$dir
"*) return 0 ;; esac
  case "$dir" in '' | *[[:cntrl:]\\]*) return 0 ;; esac
  __goenvmgr_noted="$__goenvmgr_noted$dir
"
  if [[ -d ${__goenvmgr_roots%/*} ]]; then
    { \printf '%s\n' "$dir" >>"$__goenvmgr_roots"; } 2>/dev/null || :
  fi
}

# Looks again, whatever the comparison says.
__goenvmgr_refresh() {
  __goenvmgr_pwd=''
  __goenvmgr_moved
}

# The state after an activation that has just been evaluated.
__goenvmgr_mark() {
  __goenvmgr_walk
  __goenvmgr_watch
}

# The command itself. Three commands change this shell, some need it to look again; all others are
# the program's.
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
  case "$command_" in
    use | check)
      __goenvmgr_ask "$@" || status_="$?"
      if [ "$command_" = use ] && [ "$status_" = 0 ]; then __goenvmgr_on; fi
      ;;
    deactivate)
      __goenvmgr_ask "$@" || status_="$?"
      ;;
    install | uninstall | default | pin | trust | untrust)
      "$__goenvmgr_exe" "$@" || status_="$?"
      if [ -n "${__goenvmgr_active-}" ]; then __goenvmgr_refresh; fi
      ;;
    *) "$__goenvmgr_exe" "$@" || status_="$?" ;;
  esac
  return "$status_"
}
