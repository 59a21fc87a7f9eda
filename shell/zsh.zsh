# goenvmgr for zsh: the hooks, and the function. `emulate -L zsh` makes the user's options
# (ksh_arrays, nounset, err_exit, all_export ...) those of zsh until a function returns.

\builtin unset __goenvmgr_answers __goenvmgr_befores __goenvmgr_numbers
\builtin typeset -gA __goenvmgr_answers __goenvmgr_befores __goenvmgr_numbers
__goenvmgr_table=1
__goenvmgr_drop() {
  \builtin unset "__goenvmgr_answers[$1]" "__goenvmgr_befores[$1]" "__goenvmgr_numbers[$1]"
}

# One read, no more than that: `$(<file)` would read to its end.
if ! \builtin zmodload zsh/system 2>/dev/null; then
  __goenvmgr_blunt='sysread -s 4097 REPLY'
  __goenvmgr_plain='read -r -u 0 -k 4097'
fi
__goenvmgr_form='${NAME+${(t)NAME}=$NAME}'

# zsh hands the previous status on by itself. The comparison says the same under any option; what
# follows it does not, and pays for that only then.
__goenvmgr_hook() {
  \builtin local __goenvmgr_now='' __goenvmgr_dir='' REPLY=''
  __goenvmgr_look_"$__goenvmgr_at" || [ -z "$__goenvmgr_active" ] || __goenvmgr_changed || \:
  return 0
}

goenvmgr() {
  \builtin emulate -L zsh
  \builtin local __goenvmgr_got=''
  case " $* " in
    *' check '* | *' doctor '*)
      if [[ -n $__goenvmgr_active ]] && __goenvmgr_lost; then
        \builtin local -x __GOENVMGR_HOOK="$__goenvmgr_got"
      fi
      ;;
  esac
  __goenvmgr_cli "$@"
}

__goenvmgr_changed() {
  \builtin emulate -L zsh
  # Where one of the two was assigned, the other puts it back.
  \builtin local __goenvmgr_got=''
  if __goenvmgr_lost; then __goenvmgr_on; fi
  __goenvmgr_moved
}

# Whether the hook is not everywhere where it was put, and where not.
__goenvmgr_lost() {
  __goenvmgr_got=''
  case " ${(j: :)precmd_functions} " in *' __goenvmgr_hook '*) ;; *) __goenvmgr_got+='precmd_functions ' ;; esac
  case " ${(j: :)chpwd_functions} " in *' __goenvmgr_hook '*) ;; *) __goenvmgr_got+='chpwd_functions ' ;; esac
  [[ -n $__goenvmgr_got ]]
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
  __goenvmgr_active=
  __goenvmgr_nowhere
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
