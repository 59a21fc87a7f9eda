# shellcheck shell=bash disable=SC2016,SC2034,SC2154
# goenvmgr for bash and zsh: what both share. `goenvmgr init` puts assignments in front of this
# file: __goenvmgr_exe, __goenvmgr_home, __goenvmgr_kind, __goenvmgr_protocol and __goenvmgr_asked.
#
# Which files and variables count, the program alone knows. An answer of its is a text that defines four
# functions: `vars` puts the variables that count into __goenvmgr_now; `look` does that too, and says
# whether all is as it was: $PWD and the variables by __goenvmgr_key, names that must not be in
# __goenvmgr_dirs, which are the directories from here up to the base (where one is, it returns 3), all
# other files, and whether $PWD still leads here; `enter` and `leave` lead from the user's own environment
# to that of this place and back. Answers are remembered by their base, each with functions of its own:
# their names end in a number, that of the current place is __goenvmgr_at: 0 is between two places, 1 one
# whose answer is not remembered. What runs at each prompt is one function: a call costs as much as a look
# at two files.
#
# Words with a backslash are safe from aliases; every value stands in quotes, whatever IFS is.
# In zsh the callers have said `emulate -L zsh`; in bash no option is relied on (nocasematch is why
# texts are compared with `[` and not with `[[`).

# The functions of a number are no more.
__goenvmgr_wipe() {
  \unset -f "__goenvmgr_vars_$1" "__goenvmgr_look_$1" "__goenvmgr_enter_$1" "__goenvmgr_leave_$1" 2>/dev/null || \:
}

# Nothing is known of this place, and no text that came from one is left.
__goenvmgr_nowhere() {
  __goenvmgr_wipe 1
  # What must stand in $PWD and the variables so that nothing has changed; empty: look.
  __goenvmgr_key=''
  # The variables of it.
  __goenvmgr_after=''
  __goenvmgr_answer="$__goenvmgr_none"
  __goenvmgr_base='?'
  __goenvmgr_dirs=()
  __goenvmgr_at=0
}
__goenvmgr_none='__goenvmgr_vars_N() { __goenvmgr_now=""; }
__goenvmgr_look_N() { return 1; }
__goenvmgr_enter_N() { return 0; }
__goenvmgr_leave_N() { return 0; }
'
__goenvmgr_places=()
__goenvmgr_number=1
__goenvmgr_bytes=0
__goenvmgr_blunt=''
__goenvmgr_hour=''
__goenvmgr_noted=''
__goenvmgr_told="${__goenvmgr_told-}"
# Where this shell runs on Windows (MSYS2's, Git's): what Windows calls its root. All else it converts itself.
__goenvmgr_root=''
case "${OSTYPE-}" in msys* | cygwin*) __goenvmgr_root="$(\cygpath -m / 2>/dev/null)" || \: ;; esac

# Runs goenvmgr and evaluates what it says, if that is meant for a shell.
__goenvmgr_ask() {
  \local __goenvmgr_said='' __goenvmgr_result=0
  if ! [[ -x $__goenvmgr_exe ]]; then
    \printf 'goenvmgr: %s is gone; this shell stays as it is\n' "$__goenvmgr_exe" >&2
    __goenvmgr_otherwise='! [[ -x $__goenvmgr_exe ]]'
    return 127
  fi
  __goenvmgr_said="$(
    HOME="${HOME-$__goenvmgr_home}" __GOENVMGR_EMIT="$__goenvmgr_kind" \
      __GOENVMGR_PROTOCOL="$__goenvmgr_protocol" __GOENVMGR_TOLD="$__goenvmgr_told" \
      __GOENVMGR_ROOT="$__goenvmgr_root" \
      \exec "$__goenvmgr_exe" "$@"
  )" || __goenvmgr_result="$?"
  # Half an answer is none.
  if [ "$__goenvmgr_result" -ge 128 ]; then __goenvmgr_said=''; fi
  case "$__goenvmgr_said" in
    '#goenvmgr'*) \eval "$__goenvmgr_said" ;;
    '') ;;
    *) \printf '%s\n' "$__goenvmgr_said" ;;
  esac
  return "$__goenvmgr_result"
}

# Something is another than it was. Where no variable is, what was set here can be left without a
# question, and where the place that one comes to is known it can be entered without one. From here to
# the end of all statements there is no place: who is interrupted looks again.
__goenvmgr_moved() {
  \local __goenvmgr_same='' __goenvmgr_found='' __goenvmgr_otherwise='' __goenvmgr_counts=''
  if [ "$__goenvmgr_now" = "$__goenvmgr_after" ]; then __goenvmgr_same=1; fi
  __goenvmgr_key=''
  __goenvmgr_after=''
  if [ -n "$__goenvmgr_same" ]; then
    __goenvmgr_climb
    if [ "$__goenvmgr_found" = "$__goenvmgr_base" ]; then
      __goenvmgr_key="$PWD$__goenvmgr_now"
      if __goenvmgr_look_"$__goenvmgr_at"; then
        __goenvmgr_after="$__goenvmgr_now"
        return 0
      fi
      __goenvmgr_key=''
    fi
    __goenvmgr_leave_"$__goenvmgr_at"
    if [[ $__goenvmgr_at == 1 ]]; then __goenvmgr_wipe 1; fi
    __goenvmgr_at=0
    if __goenvmgr_recall; then
      __goenvmgr_base="$__goenvmgr_found"
      __goenvmgr_answer="${__goenvmgr_answers[$__goenvmgr_found]}"
      __goenvmgr_at="${__goenvmgr_numbers[$__goenvmgr_found]}"
      __goenvmgr_enter_"$__goenvmgr_at"
      __goenvmgr_settled
      __goenvmgr_use
      return 0
    fi
  fi
  __goenvmgr_ask hook </dev/null || __goenvmgr_stay "$?"
}

# Up to the nearest directory of which something is known, or to the base of what was just answered. In
# bash a comparison of `[[` may find too much; one of `[` is dear.
__goenvmgr_climb() {
  __goenvmgr_dir="${PWD%/}"
  __goenvmgr_dirs=()
  __goenvmgr_found=''
  until [[ "$__goenvmgr_found" == none ]]; do
    __goenvmgr_found="=$__goenvmgr_dir"
    if [[ -n $__goenvmgr_table && -n ${__goenvmgr_answers[$__goenvmgr_found]-} ]]; then return 0; fi
    if [[ "$__goenvmgr_found" == "$__goenvmgr_base" ]] && [ "$__goenvmgr_found" = "$__goenvmgr_base" ]; then return 0; fi
    __goenvmgr_dirs+=("$__goenvmgr_dir")
    if [[ -z $__goenvmgr_dir ]]; then __goenvmgr_found=none; fi
    __goenvmgr_dir="${__goenvmgr_dir%/*}"
  done
}

# Whether what is remembered of the place that was found holds, here and now.
__goenvmgr_recall() {
  \local __goenvmgr_key='' __goenvmgr_result=0
  [[ -n $__goenvmgr_table && -n ${__goenvmgr_answers[$__goenvmgr_found]-} ]] || return 1
  __goenvmgr_key="$PWD${__goenvmgr_befores[$__goenvmgr_found]}"
  __goenvmgr_look_"${__goenvmgr_numbers[$__goenvmgr_found]}" || __goenvmgr_result="$?"
  # Where something stands on the way to it, it is as true as it was.
  case "$__goenvmgr_result" in 0 | 3) ;; *) __goenvmgr_forget "$__goenvmgr_found" ;; esac
  return "$__goenvmgr_result"
}

# The variables that nobody had when the answer was given, where somebody has one of them now.
__goenvmgr_also() {
  \local __goenvmgr_name=''
  for __goenvmgr_name in "$@"; do
    \eval "__goenvmgr_now=\"\$__goenvmgr_now|${__goenvmgr_form//NAME/$__goenvmgr_name}\""
  done
}

__goenvmgr_known() {
  [[ -n $__goenvmgr_table && -n ${__goenvmgr_answers[$1]-} ]]
}

# Remembers an answer by its base, with the variables that it was given for and its number; the oldest go.
__goenvmgr_remember() {
  \local __goenvmgr_oldest=''
  if [ -z "$__goenvmgr_table" ]; then return 0; fi
  __goenvmgr_forget "$1"
  __goenvmgr_answers[$1]="$2"
  __goenvmgr_befores[$1]="$3"
  __goenvmgr_numbers[$1]="$4"
  __goenvmgr_bytes="$((__goenvmgr_bytes + ${#2} + ${#3}))"
  __goenvmgr_places+=("$1")
  while [ "${#__goenvmgr_places[@]}" -gt 256 ] || [ "$__goenvmgr_bytes" -gt 524288 ]; do
    __goenvmgr_oldest="${__goenvmgr_places[*]:0:1}"
    __goenvmgr_places=("${__goenvmgr_places[@]:1}")
    __goenvmgr_forget "$__goenvmgr_oldest"
  done
}

__goenvmgr_forget() {
  if ! __goenvmgr_known "$1"; then return 0; fi
  \local __goenvmgr_gone="${__goenvmgr_answers[$1]}${__goenvmgr_befores[$1]}"
  __goenvmgr_bytes="$((__goenvmgr_bytes - ${#__goenvmgr_gone}))"
  __goenvmgr_wipe "${__goenvmgr_numbers[$1]}"
  __goenvmgr_drop "$1"
  __goenvmgr_unlist "$1" "${__goenvmgr_places[@]}"
}

# Takes the first word off the list that the others are: no place stands in it twice.
__goenvmgr_unlist() {
  \local __goenvmgr_place='' __goenvmgr_gone="$1"
  \shift
  __goenvmgr_places=()
  for __goenvmgr_place in "$@"; do
    if [ "$__goenvmgr_place" != "$__goenvmgr_gone" ]; then __goenvmgr_places+=("$__goenvmgr_place"); fi
  done
}

# Takes an answer over: its base, its text, and whether it may be remembered.
__goenvmgr_take() {
  \local __goenvmgr_found='' __goenvmgr_now='' __goenvmgr_dir='' __goenvmgr_mine=1
  __goenvmgr_key=''
  __goenvmgr_after=''
  __goenvmgr_wipe 1
  __goenvmgr_at=0
  __goenvmgr_base="$1"
  __goenvmgr_answer="$2"
  __goenvmgr_climb
  # What was known further down rested on something that is not there any more.
  while [ "$__goenvmgr_found" != "$__goenvmgr_base" ] && [ "$__goenvmgr_found" != none ]; do
    __goenvmgr_forget "$__goenvmgr_found"
    __goenvmgr_climb
  done
  if [[ -n $__goenvmgr_table && $3 == keep ]] && [ "$__goenvmgr_found" = "$__goenvmgr_base" ]; then
    __goenvmgr_number="$((__goenvmgr_number + 1))"
    __goenvmgr_mine="$__goenvmgr_number"
  fi
  __goenvmgr_define "$__goenvmgr_answer" "$__goenvmgr_mine"
  __goenvmgr_vars_"$__goenvmgr_mine"
  if [ "$__goenvmgr_mine" != 1 ]; then
    __goenvmgr_remember "$__goenvmgr_base" "$__goenvmgr_answer" "$__goenvmgr_now" "$__goenvmgr_mine"
  fi
  __goenvmgr_at="$__goenvmgr_mine"
  __goenvmgr_enter_"$__goenvmgr_at"
  __goenvmgr_settled
}

# Defines the functions of an answer under a number.
__goenvmgr_define() {
  \local __goenvmgr_text=''
  case "$1" in
    __goenvmgr_vars_N* | __goenvmgr_earlier_N*) __goenvmgr_text=${1//"_N()"/_$2()} ;;
    *) __goenvmgr_text="$1" ;;
  esac
  __goenvmgr_spoken
}

# A text in the words that this shell has.
__goenvmgr_spoken() {
  if [ -n "$__goenvmgr_blunt" ]; then __goenvmgr_text=${__goenvmgr_text//"$__goenvmgr_blunt"/$__goenvmgr_plain}; fi
  \eval "$__goenvmgr_text"
}

__goenvmgr_settled() {
  __goenvmgr_vars_"$__goenvmgr_at"
  __goenvmgr_after="$__goenvmgr_now"
  __goenvmgr_key="$PWD$__goenvmgr_now"
}

# There was no answer: all stays as it was, until what the program names is another, or it is back.
# One that was killed, by Ctrl-C or for want of memory, could name nothing: it is asked again. Variables
# that counted before count still, beside those that it names.
__goenvmgr_stay() {
  \local __goenvmgr_again='return 0' __goenvmgr_text=''
  if [ "$1" -ge 128 ]; then __goenvmgr_again='return 1'; fi
  __goenvmgr_define "${__goenvmgr_answer/__goenvmgr_vars_/__goenvmgr_earlier_}" 1
  __goenvmgr_at=1
  if [ -n "$__goenvmgr_same" ]; then __goenvmgr_enter_1; fi
  __goenvmgr_dirs=()
  __goenvmgr_text="__goenvmgr_vars_1() {
    __goenvmgr_earlier_1
    __goenvmgr_now=\"\$__goenvmgr_now$__goenvmgr_counts\"
  }
  __goenvmgr_look_1() {
    __goenvmgr_vars_1
    [ \"\$PWD\$__goenvmgr_now\" = \"\$__goenvmgr_key\" ] || return 1
    ${__goenvmgr_otherwise:-$__goenvmgr_again}
  }"
  __goenvmgr_spoken
  __goenvmgr_settled
}

# The last use of a toolchain, at most hourly: `clean` goes by the time of the file.
__goenvmgr_use() {
  if [[ $((SECONDS / 3600)) != "$__goenvmgr_hour" ]]; then
    __goenvmgr_hour="$((SECONDS / 3600))"
    __goenvmgr_noted=''
  fi
  case "$__goenvmgr_noted" in *"|$__goenvmgr_used|"*) return 0 ;; esac
  __goenvmgr_noted="$__goenvmgr_noted|$__goenvmgr_used|"
  if [[ -f $__goenvmgr_used && ! -L $__goenvmgr_used ]]; then
    { \: >|"$__goenvmgr_used"; } 2>/dev/null || \:
  fi
}

# The command itself. Some commands change this shell (`init` says which); after all others it looks
# whether something is another than it was.
__goenvmgr_cli() {
  \local __goenvmgr_word='' __goenvmgr_skip='' __goenvmgr_command='' __goenvmgr_result=0
  for __goenvmgr_word in "$@"; do
    case "$__goenvmgr_skip$__goenvmgr_word" in
      --color) __goenvmgr_skip=skip ;;
      -*) ;;
      skip*) __goenvmgr_skip='' ;;
      *)
        __goenvmgr_command="$__goenvmgr_word"
        \break
        ;;
    esac
  done
  case " $__goenvmgr_asked " in
    *" $__goenvmgr_command "*)
      __goenvmgr_ask "$@" || __goenvmgr_result="$?"
      if [ "$__goenvmgr_command" = use ] && [ "$__goenvmgr_result" = 0 ]; then __goenvmgr_on; fi
      # Whoever lost the hook gets it back.
      case "$__goenvmgr_command$__goenvmgr_active $* " in check1*' --fix '*) __goenvmgr_on ;; esac
      ;;
    *)
      "$__goenvmgr_exe" "$@" || __goenvmgr_result="$?"
      __goenvmgr_hook || \:
      ;;
  esac
  return "$__goenvmgr_result"
}

# Puts what is ours back in front on PATH, in its order: start-up files that are read after `init`
# put other things there, as Debian's .profile does. env.sh calls it where it is read in this shell.
__goenvmgr_front() {
  \local __goenvmgr_rest="${PATH-}:" __goenvmgr_ours='' __goenvmgr_others='' __goenvmgr_part=''
  while [ -n "$__goenvmgr_rest" ]; do
    __goenvmgr_part="${__goenvmgr_rest%%:*}"
    __goenvmgr_rest="${__goenvmgr_rest#*:}"
    case "$__goenvmgr_part" in
      "$__goenvmgr_shims" | "$__goenvmgr_toolchains"/*/bin | "${__goenvmgr_tools:-$__goenvmgr_toolchains}"/*/bin)
        __goenvmgr_ours="$__goenvmgr_ours:$__goenvmgr_part"
        ;;
      *) __goenvmgr_others="$__goenvmgr_others:$__goenvmgr_part" ;;
    esac
  done
  if [ -n "$__goenvmgr_ours" ]; then PATH="${__goenvmgr_ours#:}$__goenvmgr_others"; fi
}

# As much of a longer file as one read holds, and the time of the rest as the program noted it.
__goenvmgr_begins() {
  case "$REPLY" in "$2"*) ;; *) return 1 ;; esac
  [[ ! $1 -nt $3 && ! $1 -ot $3 ]]
}

__goenvmgr_define "$__goenvmgr_none" 0
__goenvmgr_nowhere
