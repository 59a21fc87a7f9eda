# shellcheck shell=bash disable=SC2034,SC2154
# goenvmgr for bash and zsh: what stands on the way up, and what it says. core.sh asks for it.

# Walks upwards. Leaves in __goenvmgr_now what was found (the files that may decide, and what each
# says, up to a bound), in __goenvmgr_test the text of a test that it is still so, in
# __goenvmgr_module the nearest directory with go.mod or go.work, or `?` where it did not look, and
# in __goenvmgr_dark whether there is a file of which the shell cannot know that it is unchanged.
# This is the price of every `cd`: words are few.
__goenvmgr_walk() {
  \local dir="${PWD%/}" top='none' at='' end='' module='' levels='' files='' count=0
  __goenvmgr_now=''
  __goenvmgr_dark=''
  __goenvmgr_module='?'
  if [ -n "$__goenvmgr_stop" ]; then top="${__goenvmgr_stop%/*}"; fi
  # The directories above have their quotes where this one has.
  case "$dir" in
    *\'*) at="'${dir//\'/$__goenvmgr_quote}" end="'" ;;
    *[!A-Za-z0-9/._-]* | "$__goenvmgr_wrap"*) at="'$dir" end="'" ;;
    *) at="$dir" ;;
  esac
  if [ "$__goenvmgr_names" = manifest ]; then
    __goenvmgr_manifests
  else
    while :; do
      # Most directories have nothing. Where the pin that decides is gone, what is above counts.
      if [ -z "$module" ]; then
        while [[ ! -e $dir/goenvmgr.toml && ! -e $dir/.go-version && ! -e $dir/.tool-versions && ! -e $dir/go.work && ! -e $dir/go.mod ]]; do
          levels="$levels && ! -e $at/goenvmgr.toml$end && ! -e $at/.go-version$end && ! -e $at/.tool-versions$end && ! -e $at/go.work$end && ! -e $at/go.mod$end"
          if [ -z "$dir" ]; then break 2; fi
          dir="${dir%/*}" at="${at%/*}"
        done
      else
        while [[ ! -e $dir/goenvmgr.toml && ! -e $dir/.go-version && ! -e $dir/.tool-versions && ! -e $dir/go.work ]]; do
          levels="$levels && ! -e $at/goenvmgr.toml$end && ! -e $at/.go-version$end && ! -e $at/.tool-versions$end && ! -e $at/go.work$end"
          if [ -z "$dir" ]; then break 2; fi
          dir="${dir%/*}" at="${at%/*}"
        done
      fi
      if [ "$dir" = "$top" ]; then break; fi
      __goenvmgr_level
      if [ -z "$dir" ]; then break; fi
      dir="${dir%/*}" at="${at%/*}"
    done
    if [ "$dir" = "$top" ]; then
      if [ "$__goenvmgr_names" = all ]; then __goenvmgr_top; else __goenvmgr_level; fi
    elif [ "$__goenvmgr_module" = '?' ]; then
      __goenvmgr_module=''
    fi
  fi
  # Where nothing decides on the way up, only the way differs from one directory to the next.
  __goenvmgr_bare=''
  if [ "$__goenvmgr_now$__goenvmgr_stop" = '' ] && [ "$__goenvmgr_names" != manifest ]; then
    __goenvmgr_bare="${GOENVMGR_VERSION-}:${GOWORK-}"
  fi
  \local way="$levels"
  levels=''
  if [[ -e $__goenvmgr_config ]]; then
    __goenvmgr_look "$__goenvmgr_config"
  else
    levels="$levels && ! -e \$__goenvmgr_config"
  fi
  if [ -n "$__goenvmgr_has" ]; then
    levels="$levels && -x \$__goenvmgr_has"
    [[ -x $__goenvmgr_has ]] || __goenvmgr_now="$__goenvmgr_now$__goenvmgr_has gone"
  fi
  if [ -n "$__goenvmgr_lacks" ]; then
    levels="$levels && ! -e \$__goenvmgr_lacks"
    [[ ! -e $__goenvmgr_lacks ]] || __goenvmgr_now="$__goenvmgr_now$__goenvmgr_lacks there"
  fi
  __goenvmgr_now="${GOENVMGR_VERSION-}:${GOWORK-}:$__goenvmgr_now"
  levels="$levels ]]$files"
  if [ "$__goenvmgr_rest" != "$levels" ]; then
    __goenvmgr_rest="$levels"
    __goenvmgr_depths=' '
  fi
  __goenvmgr_test="[[ 1 == 1$way$__goenvmgr_rest"
}

# The version is decided elsewhere: manifests alone, up to the pin or the root.
__goenvmgr_manifests() {
  while :; do
    if [[ -e $dir/goenvmgr.toml ]]; then
      __goenvmgr_look "$dir/goenvmgr.toml"
    else
      levels="$levels && ! -e $at/goenvmgr.toml$end"
    fi
    if [ "$dir" = "$top" ] || [ -z "$dir" ]; then return 0; fi
    dir="${dir%/*}"
    at="${at%/*}"
  done
}

# The directory of the pin that decides: what comes after it in order does not count.
__goenvmgr_top() {
  \local name=''
  for name in goenvmgr.toml .go-version .tool-versions; do
    if [[ -e $dir/$name ]]; then
      __goenvmgr_look "$dir/$name"
    else
      levels="$levels && ! -e $at/$name$end"
    fi
    if [ "$name" = "${__goenvmgr_stop##*/}" ]; then return 0; fi
  done
}

# One directory in which something stands: what the files say, and a test for the others.
__goenvmgr_level() {
  \local name=''
  for name in goenvmgr.toml .go-version .tool-versions go.work go.mod; do
    if [ "$name" = go.mod ] && [ -n "$module" ]; then continue; fi
    if [[ ! -e $dir/$name ]]; then
      levels="$levels && ! -e $at/$name$end"
      continue
    fi
    __goenvmgr_look "$dir/$name"
    case "$name" in
      go.work | go.mod) if [ "$__goenvmgr_module" = '?' ]; then __goenvmgr_module="$dir"; fi ;;
    esac
    if [ "$name" = go.mod ]; then module=found; fi
  done
}

# One file: what it is, and what it says where it can be read without waiting: one gulp, so that no
# file, however long it is or grows, holds a prompt up. `+` stands before a text that the gulp may
# not have got to the end of.
__goenvmgr_look() {
  \local quoted="'$1'"
  case "$1" in *\'*) quoted="'${1//\'/$__goenvmgr_quote}'" ;; esac
  if [[ -f $1 && -r $1 ]]; then
    count="$((count + 1))"
    __goenvmgr_got=''
    \eval "$__goenvmgr_read <$quoted$__goenvmgr_more" && __goenvmgr_got="+$__goenvmgr_got" ||
      __goenvmgr_got="-$__goenvmgr_got"
    \eval "__goenvmgr_file$count=\"\$__goenvmgr_got\""
    levels="$levels && -f $quoted && -r $quoted"
    files="$files && { __goenvmgr_got=''; $__goenvmgr_read <$quoted$__goenvmgr_more && __goenvmgr_got=\"+\$__goenvmgr_got\" || __goenvmgr_got=\"-\$__goenvmgr_got\"
      [ \"\$__goenvmgr_got\" = \"\$__goenvmgr_file$count\" ]; }"
    __goenvmgr_now="$__goenvmgr_now$1=$__goenvmgr_got
"
    case "$__goenvmgr_got" in +*) __goenvmgr_rest_of "$1" ;; esac
  elif [[ -e $1 ]]; then
    levels="$levels && -e $quoted && ! ( -f $quoted && -r $quoted )"
    __goenvmgr_now="$__goenvmgr_now$1?
"
  else
    levels="$levels && ! -e $quoted"
  fi
}

# What follows a text that may go on. Of a pin that is longer than the gulp, and of any other file
# that holds a NUL (where bash stops), the program says that it is no such file, whatever follows.
# Go's own files may be longer, and hold a NUL in a comment: of such a one the shell knows the time,
# or nothing, and then the program is asked.
__goenvmgr_rest_of() {
  case "$1" in
    */.go-version | */.tool-versions) return 0 ;;
    */go.mod | */go.work) ;;
    *) if [ "${#__goenvmgr_got}" -le "$__goenvmgr_full" ]; then return 0; fi ;;
  esac
  \local when=''
  if [ -n "$__goenvmgr_time" ] && \eval "$__goenvmgr_time $quoted"; then
    when="${__goenvmgr_when[*]}"
    \eval "__goenvmgr_when$count=\"\$when\""
    files="$files && $__goenvmgr_time $quoted && [ \"\${__goenvmgr_when[*]}\" = \"\$__goenvmgr_when$count\" ]"
    __goenvmgr_now="$__goenvmgr_now$when
"
  else
    files="$files && [[ 1 == 2 ]]"
    __goenvmgr_dark=1
  fi
}
