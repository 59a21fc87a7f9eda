# goenvmgr for fish: the hook, and the function. `goenvmgr init` puts assignments in front of this
# file: __goenvmgr_exe, __goenvmgr_home, __goenvmgr_config and __goenvmgr_roots.

set -g __goenvmgr_pwd
set -g __goenvmgr_then
set -g __goenvmgr_stop ''
set -g __goenvmgr_has ''
set -g __goenvmgr_lacks ''
set -g __goenvmgr_names all
set -g __goenvmgr_absent
set -g __goenvmgr_files
set -g __goenvmgr_said
set -g __goenvmgr_noted
set -g __goenvmgr_compiled
set -q __goenvmgr_told; or set -g __goenvmgr_told ''

# Runs goenvmgr and evaluates what it says, if that is meant for a shell.
function __goenvmgr_ask
    if not test -x $__goenvmgr_exe
        printf 'goenvmgr: %s is gone; this shell stays as it is\n' $__goenvmgr_exe >&2
        return 127
    end
    set -lx __GOENVMGR_EMIT fish
    set -lx __GOENVMGR_TOLD $__goenvmgr_told
    set -q HOME; or set -lx HOME $__goenvmgr_home
    set -l said ($__goenvmgr_exe $argv | string collect --allow-empty)
    set -l result $pipestatus[1]
    set -e __GOENVMGR_EMIT
    set -e __GOENVMGR_TOLD
    if string match -q '#goenvmgr*' -- "$said"
        eval $said
    else if test -n "$said"
        printf '%s\n' $said
    end
    return $result
end

# What one file says. `read -n` takes a character at a time and is slow; a file is read whole, and
# one that is too long for that is known by its time.
function __goenvmgr_look --argument-names file
    set -g __goenvmgr_got
    if contains -- $file $__goenvmgr_long
        set -g __goenvmgr_got (path mtime -- $file)
    else if test -f $file -a -r $file
        read -z -g __goenvmgr_got <$file
    end
end

# The directory of a file; nothing for the root's.
function __goenvmgr_parent --argument-names file
    string replace -r '/[^/]*\z' '' -- $file | string collect
end

# Walks upwards: which files stand there that may decide, which do not, and what they say.
function __goenvmgr_walk
    set -l dirs
    set -l dir ''
    set -l top (__goenvmgr_parent "$__goenvmgr_stop")
    if string match -q -- '*'\n'*' $PWD
        # Lines of a substitution are words: such a name is taken apart step by step.
        set dir (string trim -r -c / -- $PWD | string collect)
        while test -n "$dir"
            set -a dirs "$dir"
            set dir (__goenvmgr_parent "$dir")
        end
        set -a dirs ''
    else
        for part in (string split / -- (string trim -r -c / -- $PWD))
            test -n "$part"; and set dir $dir/$part
            set -p dirs "$dir"
        end
    end
    if test -n "$__goenvmgr_stop"
        set -l at (contains -i -- "$top" $dirs)
        and set dirs $dirs[1..$at]
    end
    if test $__goenvmgr_names = manifest
        set -g __goenvmgr_absent $dirs/goenvmgr.toml
    else
        # In the directory of the pin that decides, what comes after it in order does not count.
        set -l pin
        if test $__goenvmgr_names = all -a -n "$__goenvmgr_stop" -a "$dirs[-1]" = "$top"
            set -l names goenvmgr.toml .go-version .tool-versions
            set -l at (contains -i -- (string replace -r '^.*/' '' -- $__goenvmgr_stop) $names)
            and set pin "$top"/$names[1..$at]
            and set -e dirs[-1]
        end
        set -l module (path filter -Z -- $dirs/go.mod | string split0)[1]
        set -l inner $dirs
        if set -q module[1]
            set -l at (contains -i -- (__goenvmgr_parent $module)"" $dirs)
            set inner $dirs[1..$at]
        end
        set -g __goenvmgr_absent $dirs/{goenvmgr.toml,.go-version,.tool-versions,go.work} $inner/go.mod $pin
    end
    set -a __goenvmgr_absent $__goenvmgr_config
    set -g __goenvmgr_files (path filter -Z -- $__goenvmgr_absent | string split0)
    for file in $__goenvmgr_files
        set -e __goenvmgr_absent[(contains -i -- $file $__goenvmgr_absent)]
    end
    test -n "$__goenvmgr_lacks"; and set -a __goenvmgr_absent $__goenvmgr_lacks
    set -g __goenvmgr_said
    for file in $__goenvmgr_files
        __goenvmgr_look $file
        if test (string length -- "$__goenvmgr_got") -gt 16384
            set -g -a __goenvmgr_long $file
            __goenvmgr_look $file
        end
        set -a __goenvmgr_said "$__goenvmgr_got"
    end
    set -g __goenvmgr_now "$GOENVMGR_VERSION" "$GOWORK" $__goenvmgr_files -- $__goenvmgr_said
    test -z "$__goenvmgr_has" -o -x "$__goenvmgr_has"; or set -a __goenvmgr_now gone
    test -n "$__goenvmgr_lacks" -a -e "$__goenvmgr_lacks"; and set -a __goenvmgr_now there
    true
end

# Whether a file that is not simply read says what it said.
function __goenvmgr_again --argument-names i
    __goenvmgr_look $__goenvmgr_files[$i]
    test -e $__goenvmgr_files[$i]; and test "$__goenvmgr_got" = "$__goenvmgr_said[$i]"
end

# Something is another than it was: only a process can tell what that means, unless it is the
# directory alone and the same files decide.
function __goenvmgr_moved
    __goenvmgr_walk
    if test -z "$__goenvmgr_pwd"; or test "$__goenvmgr_now" != "$__goenvmgr_then"
        set -l stop "$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names"
        __goenvmgr_ask hook </dev/null
        if test "$stop" != "$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names"
            __goenvmgr_walk
        end
    else
        __goenvmgr_note
    end
    __goenvmgr_watch
end

# A project that one walks into without a question is noted for `clean` all the same, once per
# shell. The program folds the list; a name that is not plain text is left to it.
function __goenvmgr_note
    set -l dir $PWD
    string match -q -r '[[:cntrl:]\\\\]' -- "$dir"; and return
    while test -n "$dir"; and not path filter -q -- $dir/go.mod $dir/go.work
        set dir (string replace -r '/[^/]*$' '' -- $dir)
    end
    test -z "$dir"; or contains -- $dir $__goenvmgr_noted; and return
    set -g -a __goenvmgr_noted $dir
    if test -d (string replace -r '/[^/]*$' '' -- $__goenvmgr_roots)
        printf '%s\n' $dir >>$__goenvmgr_roots 2>/dev/null
    end
    true
end

# Makes what the last walk found the state to compare with: a comparison without loops and
# substitutions, for it runs at every prompt.
function __goenvmgr_watch
    set -g __goenvmgr_then "$__goenvmgr_now"
    set -g __goenvmgr_pwd $PWD
    set -g __goenvmgr_key "$PWD:$GOENVMGR_VERSION:$GOWORK"
    set -l tests
    set -l reads
    set -l key '$PWD:$GOENVMGR_VERSION:$GOWORK'
    set -l others
    test -n "$__goenvmgr_has"; and set tests '-x $__goenvmgr_has'
    set -l i 0
    for file in $__goenvmgr_files
        set i (math $i + 1)
        if test -f $file -a -r $file; and not contains -- $file $__goenvmgr_long
            # Never opened before it is known to be a file: a FIFO would hang.
            set -a tests "-f \$__goenvmgr_files[$i]"
            set -a reads "read -z -l got$i <\$__goenvmgr_files[$i];"
            set key "$key:\$got$i"
            set __goenvmgr_key "$__goenvmgr_key:$__goenvmgr_said[$i]"
        else
            set -a others "; and __goenvmgr_again $i"
        end
    end
    set -q tests[1]; or set tests '-n x'
    set tests (string join ' -a ' -- $tests)
    set tests "test $tests; and begin; $reads test \"$key\" = \"\$__goenvmgr_key\"; end"
    set tests "$tests; and not path filter -q -- \$__goenvmgr_absent$others"
    test "$tests" = "$__goenvmgr_compiled"; and return
    set -g __goenvmgr_compiled "$tests"
    # fish has no subshells: in a command substitution `cd` moves the shell itself, which says so
    # later.
    eval "function __goenvmgr_hook
        set -l result \$status
        if not status is-command-substitution
            $tests; or __goenvmgr_moved
        end
        return \$result
    end"
end

function __goenvmgr_refresh
    set -g __goenvmgr_pwd
    __goenvmgr_moved
end

function __goenvmgr_mark
    __goenvmgr_walk
    __goenvmgr_watch
end

function __goenvmgr_on
    set -g __goenvmgr_active 1
    function __goenvmgr_prompt --on-event fish_prompt
        __goenvmgr_hook
    end
    function __goenvmgr_cd --on-variable PWD
        __goenvmgr_hook
    end
end

function __goenvmgr_off
    set -g __goenvmgr_active
    set -g __goenvmgr_pwd
    set -g __goenvmgr_then
    set -g __goenvmgr_compiled
    functions -e __goenvmgr_prompt __goenvmgr_cd
    function __goenvmgr_hook
        return $status
    end
end

function goenvmgr
    set -l command
    set -l skip no
    for word in $argv
        if test $skip = yes
            set skip no
        else if test "$word" = --color
            set skip yes
        else if not string match -q -- '-*' "$word"
            set command $word
            break
        end
    end
    set -l result 0
    switch "$command"
        case use check
            __goenvmgr_ask $argv
            set result $status
            test "$command" = use -a $result = 0; and __goenvmgr_on
        case deactivate
            __goenvmgr_ask $argv
            set result $status
        case install uninstall default pin trust untrust
            $__goenvmgr_exe $argv
            set result $status
            test -n "$__goenvmgr_active"; and __goenvmgr_refresh
        case '*'
            $__goenvmgr_exe $argv
            set result $status
    end
    return $result
end
