# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_goenvmgr_global_optspecs
    string join \n q/quiet color= h/help V/version
end

function __fish_goenvmgr_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_goenvmgr_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_goenvmgr_using_subcommand
    set -l cmd (__fish_goenvmgr_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` is set or `TERM=dumb`'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s q -l quiet -d 'Print results and errors only'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s V -l version -d 'Print version'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "completions" -d 'Print the completion script for a shell'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` is set or `TERM=dumb`'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -s q -l quiet -d 'Print results and errors only'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -s h -l help -d 'Print help'
