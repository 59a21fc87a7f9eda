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
set -g __goenvmgr_when
set -g __goenvmgr_noted
set -g __goenvmgr_bare
set -g __goenvmgr_any goenvmgr.toml .go-version .tool-versions go.work go.mod
set -g __goenvmgr_same true
set -g __goenvmgr_active
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

# Something is another than it was: only a process can tell what that means, unless it is the
# directory alone and the same files decide.
function __goenvmgr_moved
    __goenvmgr_bare; and return
    # Out of the reach of the file that decided, the walk comes after the answer. (A path that holds
    # the other one further on counts as in reach: then it walks before, as it may.)
    set -l stop out
    set -l reach ''
    string match -q -r '(?s)^(?<reach>.*)/' -- $__goenvmgr_stop
    if test $__goenvmgr_names = manifest; or string replace -q -- "$reach/" '' $PWD/
        set stop "$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks$__goenvmgr_names"
        __goenvmgr_walk
    else
        set -g __goenvmgr_pwd
    end
    if test -z "$__goenvmgr_pwd"; or test "$__goenvmgr_now" != "$__goenvmgr_then"
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
    set -l dir $__goenvmgr_module
    if test "$dir" = '?'
        set dir $PWD
        while test -n "$dir"; and not path filter -q -- $dir/go.mod $dir/go.work
            string match -q -r '(?s)^(?<dir>.*)/' -- $dir
        end
    end
    test -z "$dir"; or contains -- $dir $__goenvmgr_noted; and return
    string match -q -r '[[:cntrl:]\\\\]' -- $dir; and return
    set -g -a __goenvmgr_noted $dir
    set -l into
    if string match -q -r '(?s)^(?<into>.*)/' -- $__goenvmgr_roots; and test -d $into; and not test -L $__goenvmgr_roots
        printf '%s\n' $dir >>$__goenvmgr_roots 2>/dev/null
    end
    true
end

# Makes what the last walk found the state to compare with: a comparison without loops and
# substitutions, for it runs at every prompt. An event hands the previous status on by itself.
function __goenvmgr_watch
    set -g __goenvmgr_then "$__goenvmgr_now"
    set -g __goenvmgr_pwd $PWD
    set -g __goenvmgr_key "$PWD:$GOENVMGR_VERSION:$GOWORK"
    set -g __goenvmgr_bare
    if test -z "$__goenvmgr_files$__goenvmgr_stop$__goenvmgr_has$__goenvmgr_lacks" -a $__goenvmgr_names != manifest
        set __goenvmgr_bare "$GOENVMGR_VERSION:$GOWORK"
    end
    set -l key '$PWD:$GOENVMGR_VERSION:$GOWORK'
    set -l tests
    set -l reads
    set -l others
    test -n "$__goenvmgr_has"; and set tests '-x $__goenvmgr_has'
    set -l numbers 1 2 3 4 5 6 7 8
    set -q __goenvmgr_files[9]; and set numbers (seq (count $__goenvmgr_files))
    for i in $numbers
        set -q __goenvmgr_files[$i]; or break
        set -l file $__goenvmgr_files[$i]
        if test -f $file -a -r $file
            # Never opened before it is known to be a file: a FIFO would hang.
            set -q tests[1]; and set -a tests -a
            set -a tests "-f \$__goenvmgr_files[$i]"
            set -a reads "read -z -l got$i <\$__goenvmgr_files[$i];"
            set key "$key:\$got$i"
            set __goenvmgr_key "$__goenvmgr_key:$__goenvmgr_said[$i]"
        else
            set others "$others; and __goenvmgr_again $i"
        end
    end
    set -l when
    if set -q __goenvmgr_files[1]
        set when 'set -l when (path mtime -- $__goenvmgr_files);'
        set key "$key:\$when"
        set __goenvmgr_key "$__goenvmgr_key:$__goenvmgr_when"
    end
    set -l same "test \"$key\" = \"\$__goenvmgr_key\""
    if set -q reads[1]
        # The limit is for these reads alone: it holds for command substitutions as well.
        set reads "set -l fish_read_limit 16384; $reads"
    end
    if set -q tests[1]; or test -n "$when"
        set -q tests[1]; and set tests "test $tests; and"
        set same "$tests begin; $when $reads $same; end"
    end
    set same "$same; and not path filter -q -- \$__goenvmgr_absent$others"
    test "$same" = "$__goenvmgr_same"; and return
    set -g __goenvmgr_same $same
    __goenvmgr_compile
end

# One function for comparison and event: a call costs as much as a look at two files.
function __goenvmgr_compile
    set -l on
    test -n "$__goenvmgr_active"; and set on '--on-event fish_prompt'
    eval "function __goenvmgr_prompt $on
        $__goenvmgr_same; or __goenvmgr_moved
    end"
end

# The same for whoever calls it, where no event keeps the status.
function __goenvmgr_hook
    set -l result $status
    if test -n "$__goenvmgr_active"; and not status is-command-substitution
        __goenvmgr_prompt
    end
    return $result
end

function __goenvmgr_refresh
    set -g __goenvmgr_pwd
    set -g __goenvmgr_bare
    __goenvmgr_moved
end

function __goenvmgr_mark
    __goenvmgr_walk
    __goenvmgr_watch
end

function __goenvmgr_on
    set -g __goenvmgr_active 1
    __goenvmgr_compile
    # fish has no subshells: in a command substitution `cd` moves the shell itself, which says so
    # later.
    function __goenvmgr_cd --on-variable PWD
        status is-command-substitution; or __goenvmgr_prompt
    end
end

function __goenvmgr_off
    set -g __goenvmgr_active
    set -g __goenvmgr_pwd
    set -g __goenvmgr_then
    set -g __goenvmgr_same true
    functions -e __goenvmgr_prompt __goenvmgr_cd
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
    if contains -- "$command" (string split ' ' -- $__goenvmgr_asked)
        __goenvmgr_ask $argv
        set result $status
        test "$command" = use -a $result = 0; and __goenvmgr_on
    else
        $__goenvmgr_exe $argv
        set result $status
        if contains -- "$command" (string split ' ' -- $__goenvmgr_changes)
            test -n "$__goenvmgr_active"; and __goenvmgr_refresh
        end
    end
    return $result
end
