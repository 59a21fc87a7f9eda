# shellcheck shell=bash disable=SC2016,SC2154
# goenvmgr for bash and zsh: the short way from one place where nothing decides to another one.

__goenvmgr_compiled=''
__goenvmgr_depths=' '
# The directory whose names are in the variables; at first none.
__goenvmgr_rung='?'

# Whether nothing decides from here up to the root, and all else is as it was. Makes it the state to
# compare with. The names that could decide are in variables, which the functions of a depth
# read: they serve for all directories of that depth, and what bash would read slowly (a character
# at a time in UTF-8) is not in the text. Other tests that follow need other functions.
__goenvmgr_climb() {
  # A level more than there are slashes: in the root, it is asked twice.
  \local slashes="${PWD//[!\/]/}"
  \local depth="$((${#slashes} + 1))"
  case "$__goenvmgr_depths" in *" $depth "*) ;; *) __goenvmgr_ladder || return 1 ;; esac
  # Interrupted, it would leave some names of here and some of there: then the next prompt begins anew.
  \local from="$__goenvmgr_rung"
  __goenvmgr_rung='?'
  __goenvmgr_key=''
  # Levels are counted from the root: one step aside or down changes one, one step up none. From a
  # path that ends in a slash (tmux and others start shells in one) the next is no step.
  if [ "${PWD%/*}" = "${from%/*}" ] || [ "${PWD%/*}" = "$from" ]; then
    "__goenvmgr_step$depth"
  elif [ "$PWD" != "${from%/*}" ]; then
    "__goenvmgr_way$depth"
  fi
  case "$PWD" in */) ;; *) __goenvmgr_rung="$PWD" ;; esac
  "__goenvmgr_none$depth" || return 1
  __goenvmgr_none="__goenvmgr_none$depth"
  __goenvmgr_key="$PWD:${GOENVMGR_VERSION-}:${GOWORK-}"
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

# Compiles for a depth the names that could decide, in all levels and in the last one, and the test
# that none is there.
__goenvmgr_ladder() {
  if [ "$depth" -gt "$__goenvmgr_high" ]; then return 1; fi
  \local at="$depth" dir='${PWD%/}' level='' step='' names='' levels=''
  while [ "$at" -gt 0 ]; do
    level=" __goenvmgr_0=\"$dir\" __goenvmgr_a$at=\"\$__goenvmgr_0/goenvmgr.toml\" __goenvmgr_b$at=\"\$__goenvmgr_0/.go-version\" __goenvmgr_c$at=\"\$__goenvmgr_0/.tool-versions\" __goenvmgr_d$at=\"\$__goenvmgr_0/go.work\" __goenvmgr_e$at=\"\$__goenvmgr_0/go.mod\""
    step="${step:-$level}"
    names="$names$level"
    levels="$levels && ! -e \$__goenvmgr_a$at && ! -e \$__goenvmgr_b$at && ! -e \$__goenvmgr_c$at && ! -e \$__goenvmgr_d$at && ! -e \$__goenvmgr_e$at"
    dir='${__goenvmgr_0%/*}'
    at="$((at - 1))"
  done
  __goenvmgr_depths="$__goenvmgr_depths$depth "
  \eval "__goenvmgr_step$depth() { $step; }
  __goenvmgr_way$depth() { $names; }
  __goenvmgr_none$depth() {
    [[ ${levels# && }$__goenvmgr_rest
  }"
}
