# Versions: goenvmgr itself says which may stand here, without network; newest first.
(( $+functions[_goenvmgr_versions] )) ||
_goenvmgr_versions() {
    local -a found
    found=("${(@f)$(command ${__goenvmgr_exe:-goenvmgr} __versions "=$PREFIX" "${(@)before}" 2>/dev/null)}")
    found=("${(@)found:#}")
    if (( $#found )); then
        compadd -V versions -a found
    else
        _default
    fi
}
# The program of `exec` comes after `--`.
(( $+functions[_goenvmgr_program] )) ||
_goenvmgr_program() {
    (( ${before[(Ie)--]} )) && _default
}
