# goenvmgr for zsh: the hooks, and the function. `emulate -L zsh` makes the user's options
# (ksh_arrays, nounset, err_exit, sh_word_split ...) those of zsh until a function returns.

__goenvmgr_quote="'\\''"
# `$(<file)` would read ten megabytes of noise to the end.
if \builtin zmodload zsh/system 2>/dev/null; then
  __goenvmgr_read='\builtin sysread -s 4096 __goenvmgr_got'
else
  __goenvmgr_read='\builtin read -r -u 0 -k 4096 __goenvmgr_got'
fi
# `$(<file)` reads 64 bytes at a time: quicker for a short text only.
__goenvmgr_cheap=256
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
  __goenvmgr_hook() { return 0 }
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
