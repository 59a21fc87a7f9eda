# goenvmgr for fish: puts shims/ first on PATH. Starts no process, and reading it again changes
# nothing. Three assignments stand in front: __goenvmgr_toolchains, __goenvmgr_tools and
# __goenvmgr_shims. Where `goenvmgr init` has run in this very shell there is nothing to do.
if test "$__goenvmgr_shell" != $fish_pid
    set -l rest
    # Substitutions are dear: only what holds our directory's name is taken apart.
    if builtin contains -- $__goenvmgr_shims $PATH
        or string replace -q -- $__goenvmgr_toolchains/ '' $PATH
        or string replace -q -- $__goenvmgr_tools/ '' $PATH
        for part in $PATH
            set -l ours
            test "$part" = $__goenvmgr_shims; and set ours 1
            for below in $__goenvmgr_toolchains $__goenvmgr_tools
                if string replace -q -- $below/ '' "$part"
                    # A literal comparison: directories may hold what a glob takes for a pattern.
                    set -l inner (string replace -- $below/ '' $part)
                    test "$below/$inner" = "$part"
                    and string match -q -r -- '^[^/]+/bin$' "$inner"
                    and set ours 1
                end
            end
            test -n "$ours"; or set -a rest "$part"
        end
    else
        set rest $PATH
    end
    set -gx PATH $__goenvmgr_shims $rest
    # An inherited GOROOT of ours would belong to another directory's version.
    set -l inner
    if string replace -q -- $__goenvmgr_toolchains/ '' "$GOROOT"
        set inner (string replace -- $__goenvmgr_toolchains/ '' "$GOROOT")
    end
    if test -n "$GOROOT" -a "$__goenvmgr_toolchains/$inner" = "$GOROOT"
        if string match -q -- '*;GOROOT=*' "$__GOENVMGR_UNDO"
            set -gx GOROOT (string replace -r -- '(?s)^.*?;GOROOT=' '' "$__GOENVMGR_UNDO" | string collect)
        else
            set -e -g GOROOT
        end
    end
    # From here on shims/ is the user's own wish: it stays where nothing is selected.
    if test -n "$__GOENVMGR_UNDO"
        set -gx __GOENVMGR_UNDO (string replace -r -- '^[^;]*' 0 "$__GOENVMGR_UNDO" | string collect)
    end
end
set -e __goenvmgr_toolchains
set -e __goenvmgr_tools
set -e __goenvmgr_shims
