# goenvmgr for fish: the hook, and the function. `goenvmgr init` puts assignments in front of this
# file: __goenvmgr_exe, __goenvmgr_home, __goenvmgr_protocol and __goenvmgr_asked.
#
# Which files and variables count, the program alone knows. An answer of its is a text that sets
# __goenvmgr_base, __goenvmgr_used and __goenvmgr_names, and defines four functions: `vars` puts the
# variables that count into __goenvmgr_now; `prompt` does __goenvmgr_otherwise unless all is as it was,
# where none of the names may be in __goenvmgr_dirs, the directories from here up to the base: that is
# __goenvmgr_way, put together once for all prompts of a place; `enter`
# and `leave` lead from the user's own environment to that of this place and back. Answers are
# remembered by their base, with the variables that they were given for, in three lists.
#
# Names that fish lets its users redefine, `path` and `contains` and more, stand behind `builtin`.

# Nothing is known of this place, and no text that came from one is left.
function __goenvmgr_nowhere
    set -g __goenvmgr_key
    set -g __goenvmgr_after
    set -g __goenvmgr_now
    set -g __goenvmgr_answer
    set -g __goenvmgr_base
    set -g __goenvmgr_dirs
    set -g __goenvmgr_names
    set -g __goenvmgr_way
    function __goenvmgr_vars
        set -g __goenvmgr_now
    end
    function __goenvmgr_earlier
        set -g __goenvmgr_now
    end
    function __goenvmgr_prompt
        __goenvmgr_moved
    end
    function __goenvmgr_enter
    end
    function __goenvmgr_leave
    end
end
__goenvmgr_nowhere
set -g __goenvmgr_used ''
set -g __goenvmgr_active
set -g __goenvmgr_event
set -g __goenvmgr_otherwise __goenvmgr_moved
set -g __goenvmgr_places
set -g __goenvmgr_answers
set -g __goenvmgr_befores
set -g __goenvmgr_bytes 0
set -q __goenvmgr_told; or set -g __goenvmgr_told ''

# Runs goenvmgr and evaluates what it says, if that is meant for a shell.
function __goenvmgr_ask
    if not test -x $__goenvmgr_exe
        builtin printf 'goenvmgr: %s is gone; this shell stays as it is\n' $__goenvmgr_exe >&2
        set -g __goenvmgr_test 'not test -x $__goenvmgr_exe'
        return 127
    end
    set -lx __GOENVMGR_EMIT fish
    set -lx __GOENVMGR_PROTOCOL $__goenvmgr_protocol
    set -lx __GOENVMGR_TOLD $__goenvmgr_told
    set -q HOME; or set -lx HOME $__goenvmgr_home
    set -l said ($__goenvmgr_exe $argv | string collect --allow-empty)
    set -l result $pipestatus[1]
    set -e __GOENVMGR_EMIT __GOENVMGR_PROTOCOL __GOENVMGR_TOLD
    # Half an answer is none.
    test $result -ge 128; and set said
    if string match -q '#goenvmgr*' -- "$said"
        eval $said
    else if test -n "$said"
        builtin printf '%s\n' $said
    end
    return $result
end

# Something is another than it was. Where no variable is, what was set here can be left without a
# question, and where the place that one comes to is known it can be entered without one. From here to
# the end of all statements there is no place: who is interrupted looks again.
function __goenvmgr_moved
    set -l before "$__goenvmgr_after"
    set -g __goenvmgr_key
    set -g __goenvmgr_after
    test -z "$__goenvmgr_active"; or builtin functions -q __goenvmgr_cd; or __goenvmgr_on
    __goenvmgr_vars
    set -l same
    if test "$__goenvmgr_now" = "$before"
        set same 1
        __goenvmgr_climb
        set -g __goenvmgr_way $__goenvmgr_dirs/$__goenvmgr_names
        if test "$__goenvmgr_found" = "$__goenvmgr_base"; and __goenvmgr_holds "$before"
            set -g __goenvmgr_after "$before"
            set -g __goenvmgr_key "$PWD$before"
            return
        end
        __goenvmgr_leave
        __goenvmgr_recall; and return
    end
    set -g __goenvmgr_test 'builtin true'
    set -g __goenvmgr_counts
    __goenvmgr_ask hook </dev/null; and return
    # There was no answer: all stays as it was, until what the program names is another, or it is back.
    # One that was killed, by Ctrl-C or for want of memory, could name nothing: it is asked again.
    test $status -ge 128; and set -g __goenvmgr_test 'builtin false'
    # Variables that counted before count still, beside those that it names.
    if test -n "$same$__goenvmgr_answer"
        eval (string replace -- __goenvmgr_vars __goenvmgr_earlier "$__goenvmgr_answer" | string collect)
        test -n "$same"; and __goenvmgr_enter
    end
    eval "function __goenvmgr_vars
        __goenvmgr_earlier
        $__goenvmgr_counts
    end"
    set -g __goenvmgr_way
    __goenvmgr_settled
    eval "function __goenvmgr_prompt $__goenvmgr_event
        __goenvmgr_vars
        test \"\$PWD\$__goenvmgr_now\" = \"\$__goenvmgr_key\"; and $__goenvmgr_test; or \$__goenvmgr_otherwise
    end"
end

# Whether all that the answer rests on is the case, here and now, by these variables. What is exported here
# is so for what is called from here alone, even where that is interrupted.
function __goenvmgr_holds --argument-names before
    set -lx __goenvmgr_key "$PWD$before"
    set -lx __goenvmgr_otherwise __goenvmgr_no
    __goenvmgr_prompt
end

# Up to the nearest directory of which something is known, or to the base of what was just answered.
function __goenvmgr_climb
    set -g __goenvmgr_dirs
    set -g __goenvmgr_found none
    set -l dir $PWD
    test $dir = /; and set dir ''
    while not builtin contains -- "=$dir" $__goenvmgr_base $__goenvmgr_places
        set -a __goenvmgr_dirs "$dir"
        string match -q -r '(?s)^(?<dir>.*)/' -- $dir; or return
    end
    set -g __goenvmgr_found "=$dir"
end

# Enters by what is remembered, if all of it still holds.
function __goenvmgr_recall
    set -l at (builtin contains -i -- $__goenvmgr_found $__goenvmgr_places); or return
    eval $__goenvmgr_answers[$at]
    set -g __goenvmgr_way $__goenvmgr_dirs/$__goenvmgr_names
    if __goenvmgr_holds "$__goenvmgr_befores[$at]"
        set -g __goenvmgr_answer $__goenvmgr_answers[$at]
        __goenvmgr_enter
        __goenvmgr_settled
        test -f "$__goenvmgr_used" -a ! -L "$__goenvmgr_used"; and builtin echo -n 2>/dev/null >$__goenvmgr_used
        return 0
    end
    # Where something stands on the way to it, it is as true as it was.
    builtin path filter -q -- $__goenvmgr_way ''; or __goenvmgr_forget $at
    return 1
end

# Takes an answer over: its text, and whether it may be remembered; the oldest are forgotten.
function __goenvmgr_take
    set -g __goenvmgr_key
    set -g __goenvmgr_after
    set -g __goenvmgr_answer $argv[1]
    eval $argv[1]
    __goenvmgr_vars
    __goenvmgr_climb
    # What was known further down rested on something that is not there any more.
    while test $__goenvmgr_found != "$__goenvmgr_base" -a $__goenvmgr_found != none
        __goenvmgr_forget (builtin contains -i -- $__goenvmgr_found $__goenvmgr_places)
        __goenvmgr_climb
    end
    set -l at (builtin contains -i -- $__goenvmgr_base $__goenvmgr_places); and __goenvmgr_forget $at
    if test $argv[2] = keep -a $__goenvmgr_found = "$__goenvmgr_base"
        set -g -a __goenvmgr_places $__goenvmgr_base
        set -g -a __goenvmgr_answers $argv[1]
        set -g -a __goenvmgr_befores "$__goenvmgr_now"
        set -g __goenvmgr_bytes (builtin math $__goenvmgr_bytes + (string length -- "$argv[1]$__goenvmgr_now"))
        while test (builtin count $__goenvmgr_places) -gt 256 -o $__goenvmgr_bytes -gt 524288
            __goenvmgr_forget 1
        end
    end
    set -g __goenvmgr_way $__goenvmgr_dirs/$__goenvmgr_names
    __goenvmgr_enter
    __goenvmgr_settled
end

function __goenvmgr_forget --argument-names at
    set -g __goenvmgr_bytes (builtin math $__goenvmgr_bytes - (string length -- "$__goenvmgr_answers[$at]$__goenvmgr_befores[$at]"))
    set -e __goenvmgr_places[$at]
    set -e __goenvmgr_answers[$at]
    set -e __goenvmgr_befores[$at]
end

function __goenvmgr_settled
    __goenvmgr_vars
    set -g __goenvmgr_after "$__goenvmgr_now"
    set -g __goenvmgr_key "$PWD$__goenvmgr_now"
end

function __goenvmgr_no
    return 1
end

# The same for whoever calls it, where no event keeps the status.
function __goenvmgr_hook
    set -l result $status
    if test -n "$__goenvmgr_active"; and not status is-command-substitution
        __goenvmgr_prompt
    end
    return $result
end

function __goenvmgr_on
    set -g __goenvmgr_active 1
    # At a prompt, and before what is typed runs: others change PATH at the same event.
    set -g __goenvmgr_event --on-event fish_prompt --on-event fish_preexec
    test -z "$__goenvmgr_answer"; or eval $__goenvmgr_answer
    builtin functions -q __goenvmgr_prompt; or __goenvmgr_nowhere
    # fish has no subshells: in a command substitution `cd` moves the shell itself, which says so
    # later.
    function __goenvmgr_cd --on-variable PWD
        status is-command-substitution; and return
        # Where one of the two was erased, the other puts it back.
        builtin functions -q __goenvmgr_prompt; or __goenvmgr_on
        __goenvmgr_prompt
    end
end

function __goenvmgr_off
    set -g __goenvmgr_active
    set -g __goenvmgr_event
    __goenvmgr_nowhere
    builtin functions -e __goenvmgr_prompt __goenvmgr_cd
end

# The handlers that were erased, or redefined without their event.
function __goenvmgr_lost
    test -n "$__goenvmgr_active"; or return
    builtin functions __goenvmgr_prompt 2>/dev/null | string match -q '*--on-event fish_prompt*'; or builtin echo __goenvmgr_prompt
    builtin functions __goenvmgr_cd 2>/dev/null | string match -q '*--on-variable PWD*'; or builtin echo __goenvmgr_cd
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
    if test "$command" = check -o "$command" = doctor
        set -l lost (__goenvmgr_lost)
        test -z "$lost"; or set -fx __GOENVMGR_HOOK "$lost"
    end
    if builtin contains -- "$command" (string split ' ' -- $__goenvmgr_asked)
        __goenvmgr_ask $argv
        set result $status
        test "$command" = use -a $result = 0; and __goenvmgr_on
        # Whoever lost the hook gets it back.
        test "$command" = check -a -n "$__goenvmgr_active"; and builtin contains -- --fix $argv; and __goenvmgr_on
    else
        $__goenvmgr_exe $argv
        set result $status
        __goenvmgr_hook
    end
    return $result
end
