
# Versions: goenvmgr itself says which may stand here, without network; newest first.
function __goenvmgr_versions
    set -l exe (command -s goenvmgr)
    set -q __goenvmgr_exe; and set exe $__goenvmgr_exe
    set -l words (commandline -opc)
    set -e words[1]
    set -l word (commandline -ct)
    test -n "$exe"; and $exe __versions "=$word" $words 2>/dev/null
end
complete -c goenvmgr -k -f -n 'set -l found (__goenvmgr_versions); and set -q found[1]' -a '(__goenvmgr_versions)'
