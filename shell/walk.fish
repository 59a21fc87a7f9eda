# goenvmgr for fish: what stands on the way up, and what it says. fish.fish asks for it.

# What one file says, up to a NUL: `read` takes no more of it than fish_read_limit lets it. (`read -n`
# takes a character at a time and is slow.) Of one that is longer it says nothing, and of what stands
# behind a NUL neither: the time of each file is compared beside it.
function __goenvmgr_look --argument-names file
    set -g __goenvmgr_got
    if test -f $file -a -r $file
        set -l fish_read_limit 16384
        read -z -g __goenvmgr_got <$file
    end
    true
end

# Each directory from the root down, in a variable of its own: one match does what would take a
# substitution per level, and a substitution costs as much as all else here. Eight levels at most.
set -g __goenvmgr_steps '^(?!(?:/+[^/]+){9})'
begin
    set -l level
    for level in 1 2 3 4 5 6 7 8
        set -g __goenvmgr_steps "$__goenvmgr_steps(?=(?<__goenvmgr_$level>(?:/+[^/]+){$level}))?"
    end
end

# Walks upwards: which files stand there that may decide, which do not, and what they say. In
# __goenvmgr_module is the nearest directory with go.mod or go.work then, or `?` where it did not
# look.
function __goenvmgr_walk
    set -l dirs
    set -l dir $PWD
    test $dir = /; and set dir ''
    while test -n "$dir"
        set -a dirs $dir
        string match -q -r '(?s)^(?<dir>.*)/' -- $dir
    end
    set -a dirs ''
    set -g __goenvmgr_module '?'
    set -g __goenvmgr_files
    set -l pin
    if test -n "$__goenvmgr_stop"
        __goenvmgr_cut
    else
        test $__goenvmgr_names = manifest; or set -g __goenvmgr_module ''
    end
    if test $__goenvmgr_names = manifest
        set -g __goenvmgr_absent $dirs/goenvmgr.toml
    else
        set -g __goenvmgr_absent $dirs/$__goenvmgr_any $pin
    end
    path filter -q -- $__goenvmgr_absent; and __goenvmgr_sort
    if test -e $__goenvmgr_config
        set -a __goenvmgr_files $__goenvmgr_config
    else
        set -a __goenvmgr_absent $__goenvmgr_config
    end
    set -g __goenvmgr_said
    for file in $__goenvmgr_files
        __goenvmgr_look $file
        set -a __goenvmgr_said "$__goenvmgr_got"
    end
    set -g __goenvmgr_when
    set -q __goenvmgr_files[1]; and set __goenvmgr_when (path mtime -- $__goenvmgr_files)
    set -g __goenvmgr_now "$GOENVMGR_VERSION" "$GOWORK" $__goenvmgr_files -- $__goenvmgr_said $__goenvmgr_when
    if test -n "$__goenvmgr_has"
        test -x $__goenvmgr_has; or set -a __goenvmgr_now gone
    end
    if test -n "$__goenvmgr_lacks"
        set -a __goenvmgr_absent $__goenvmgr_lacks
        test -e $__goenvmgr_lacks; and set -a __goenvmgr_now there
    end
    true
end

# Where the pin that decides is on the way, what is above it does not count; nor does, in its own
# directory, what comes after it in order.
function __goenvmgr_cut --no-scope-shadowing
    string match -q -r '(?s)^(?<__goenvmgr_top>.*)/(?<__goenvmgr_name>[^/]*)$' -- $__goenvmgr_stop
    if contains -- "$__goenvmgr_top" $dirs
        set -l inner
        for dir in $dirs
            test "$dir" = "$__goenvmgr_top"; and break
            set -a inner $dir
        end
        set dirs $inner
        if test $__goenvmgr_names = all
            for name in goenvmgr.toml .go-version .tool-versions
                set -a pin "$__goenvmgr_top"/$name
                test $name = $__goenvmgr_name; and break
            end
        else
            set -a dirs "$__goenvmgr_top"
        end
    else if test $__goenvmgr_names != manifest
        set -g __goenvmgr_module ''
    end
end

# Something is there: parts what is there from what is not. Above a go.mod no other one counts.
function __goenvmgr_sort --no-scope-shadowing
    set -l names /goenvmgr.toml
    test $__goenvmgr_names = manifest
    or set -a names /.go-version /.tool-versions /go.work /go.mod
    set -g __goenvmgr_absent
    for dir in $dirs
        if not path filter -q -- "$dir"$names
            set -a __goenvmgr_absent "$dir"$names
            continue
        end
        for name in $names
            if path filter -q -- $dir$name
                set -a __goenvmgr_files $dir$name
                if contains $name /go.mod /go.work; and contains "$__goenvmgr_module" '?' ''
                    set -g __goenvmgr_module $dir
                end
            else
                set -a __goenvmgr_absent $dir$name
            end
        end
        path filter -q -- $dir/go.mod; and set names $names[1..4]
    end
    for file in $pin
        if path filter -q -- $file
            set -a __goenvmgr_files $file
        else
            set -a __goenvmgr_absent $file
        end
    end
end

# Whether a file that is not simply read says what it said.
function __goenvmgr_again --argument-names i
    __goenvmgr_look $__goenvmgr_files[$i]
    test -e $__goenvmgr_files[$i]; and test "$__goenvmgr_got" = "$__goenvmgr_said[$i]"
end

# From a place where nothing decides to another one like it, most changes of directory lead. True
# where that is so: the comparison stays as it is, with other names.
function __goenvmgr_bare
    test "$GOENVMGR_VERSION:$GOWORK" = "$__goenvmgr_bare"; or return
    string match -q -r $__goenvmgr_steps -- $PWD; or return
    set -g __goenvmgr_absent $__goenvmgr_8/$__goenvmgr_any $__goenvmgr_7/$__goenvmgr_any \
        $__goenvmgr_6/$__goenvmgr_any $__goenvmgr_5/$__goenvmgr_any $__goenvmgr_4/$__goenvmgr_any \
        $__goenvmgr_3/$__goenvmgr_any $__goenvmgr_2/$__goenvmgr_any $__goenvmgr_1/$__goenvmgr_any \
        /$__goenvmgr_any $__goenvmgr_config
    not path filter -q -- $__goenvmgr_absent; or return
    set -g __goenvmgr_key "$PWD:$__goenvmgr_bare"
end
