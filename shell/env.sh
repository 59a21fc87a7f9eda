# shellcheck shell=sh disable=SC2154
# goenvmgr, for every shell that reads POSIX sh: puts shims/ first on PATH, without a process, however
# often it is read. Where `goenvmgr init` has run in this very shell (not in one that took its place),
# its choice only goes back to the front: Debian's .profile puts ~/.local/bin there after .bashrc.
if [ "${__goenvmgr_shell-}" != "$$" ] || ! command -v __goenvmgr_front >/dev/null 2>&1; then
  # Each component has a colon on either side; an empty one is the current directory and stays where
  # it was. What is not ours is never looked at one by one: this runs in every shell.
  __goenvmgr_rest=":${PATH:+$PATH:}"
  for __goenvmgr_below in "$__goenvmgr_toolchains" "${__goenvmgr_tools:-$__goenvmgr_toolchains}"; do
    __goenvmgr_path=
    while :; do
      case "$__goenvmgr_rest" in
        *":$__goenvmgr_shims:"*)
          __goenvmgr_part="${__goenvmgr_rest%%":$__goenvmgr_shims:"*}"
          __goenvmgr_rest="$__goenvmgr_part:${__goenvmgr_rest#*":$__goenvmgr_shims:"}"
          ;;
        *":$__goenvmgr_below/"*)
          __goenvmgr_path="$__goenvmgr_path${__goenvmgr_rest%%":$__goenvmgr_below/"*}"
          __goenvmgr_rest="${__goenvmgr_rest#*":$__goenvmgr_below/"}"
          __goenvmgr_part="${__goenvmgr_rest%%:*}"
          __goenvmgr_rest=":${__goenvmgr_rest#*:}"
          case "$__goenvmgr_part" in
            */bin) ;;
            *) __goenvmgr_path="$__goenvmgr_path:$__goenvmgr_below/$__goenvmgr_part" ;;
          esac
          ;;
        *) break ;;
      esac
    done
    __goenvmgr_rest="$__goenvmgr_path$__goenvmgr_rest"
  done
  __goenvmgr_path="$__goenvmgr_rest"
  PATH="$__goenvmgr_shims${__goenvmgr_path%:}"
  export PATH
  # An inherited GOROOT of ours would belong to another directory's version.
  case "${GOROOT-}" in
    "$__goenvmgr_toolchains"/*)
      case "${__GOENVMGR_UNDO-}" in
        *";GOROOT="*)
          GOROOT="${__GOENVMGR_UNDO#*";GOROOT="}"
          export GOROOT
          ;;
        *) unset GOROOT ;;
      esac
      ;;
  esac
  # From here on shims/ is the user's own wish: it stays where nothing is selected.
  case "${__GOENVMGR_UNDO-}" in
    ?*\;*)
      __GOENVMGR_UNDO="0;${__GOENVMGR_UNDO#*;}"
      export __GOENVMGR_UNDO
      ;;
    ?*)
      __GOENVMGR_UNDO=0
      export __GOENVMGR_UNDO
      ;;
  esac
  unset __goenvmgr_rest __goenvmgr_path __goenvmgr_part __goenvmgr_below
else
  __goenvmgr_front
fi
unset __goenvmgr_toolchains __goenvmgr_shims __goenvmgr_tools
