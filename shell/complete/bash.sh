
# shellcheck shell=bash disable=SC2206
# Versions: goenvmgr itself says which may stand here, without network.
_goenvmgr_or_versions() {
    _goenvmgr "$@"
    local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]-}" found=''
    case "$word" in -*) return 0 ;; esac
    found="$(command "${__goenvmgr_exe:-goenvmgr}" __versions "=$word" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)"
    if [ -n "$found" ]; then COMPREPLY=($found); fi
    return 0
}
if [[ "${BASH_VERSINFO[0]}" -eq 4 && "${BASH_VERSINFO[1]}" -ge 4 || "${BASH_VERSINFO[0]}" -gt 4 ]]; then
    complete -F _goenvmgr_or_versions -o nosort -o bashdefault -o default goenvmgr
else
    complete -F _goenvmgr_or_versions -o bashdefault -o default goenvmgr
fi
