# goenvmgr for zsh: the hooks, and the function. `emulate -L zsh` makes the user's options
# (ksh_arrays, nounset, err_exit, sh_word_split ...) those of zsh until a function returns.

__goenvmgr_quote="'\\''"
# One gulp from a file, and whether the file may go on. `$(<file)` would read any file to its end. A
# NUL ends nothing here.
__goenvmgr_full=0
if \builtin zmodload zsh/system 2>/dev/null; then
  __goenvmgr_read='\builtin sysread -s 16384 -c __goenvmgr_count __goenvmgr_got'
  __goenvmgr_more=' && [ "$__goenvmgr_count" -ge 16384 ]'
else
  __goenvmgr_read='\builtin read -r -u 0 -k 16384 __goenvmgr_got'
  __goenvmgr_more=''
fi
__goenvmgr_count=0
# When a file that is longer than that last became what it is.
__goenvmgr_time=''
__goenvmgr_when=()
if \builtin zmodload -F zsh/stat b:zstat 2>/dev/null; then
  __goenvmgr_time='\builtin zstat -A __goenvmgr_when -F %s.%N +ctime'
fi
# Which paths stand in quotes in a compiled test: none that is plain, for that is quicker.
__goenvmgr_wrap=//
# Up to so many levels names are in variables: a change of directory is quicker for it, but a test
# is slower.
__goenvmgr_high=8
# zsh hands the previous status on by itself. The comparison says the same under any option;
# what follows does not, and pays for that only then.
__goenvmgr_first=''
__goenvmgr_else=__goenvmgr_changed
__goenvmgr_last='return 0'

goenvmgr() {
  \builtin emulate -L zsh
  __goenvmgr_cli "$@"
}

__goenvmgr_changed() {
  \builtin emulate -L zsh
  __goenvmgr_moved
}

__goenvmgr_on() {
  \builtin emulate -L zsh
  __goenvmgr_active=1
  if [[ -z "${__goenvmgr_hooked-}" ]]; then
    __goenvmgr_hooked="hooks${precmd_functions+:precmd}${chpwd_functions+:chpwd}"
  fi
  \builtin typeset -ga precmd_functions chpwd_functions
  precmd_functions=("${(@)precmd_functions:#__goenvmgr_hook}" __goenvmgr_hook)
  chpwd_functions=("${(@)chpwd_functions:#__goenvmgr_hook}" __goenvmgr_hook)
}

__goenvmgr_off() {
  \builtin emulate -L zsh
  __goenvmgr_hook() { return 0; }
  __goenvmgr_active=
  __goenvmgr_pwd=
  __goenvmgr_then=
  __goenvmgr_bare=
  __goenvmgr_compiled=
  precmd_functions=("${(@)precmd_functions:#__goenvmgr_hook}")
  chpwd_functions=("${(@)chpwd_functions:#__goenvmgr_hook}")
  if [[ "${__goenvmgr_hooked-}" != *:precmd* && ${#precmd_functions} -eq 0 ]]; then
    \builtin unset precmd_functions
  fi
  if [[ "${__goenvmgr_hooked-}" != *:chpwd* && ${#chpwd_functions} -eq 0 ]]; then
    \builtin unset chpwd_functions
  fi
  __goenvmgr_hooked=
}
