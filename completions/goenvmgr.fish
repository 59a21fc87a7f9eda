# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_goenvmgr_global_optspecs
    string join \n q/quiet v/verbose offline color= h/help V/version
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

complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -s V -l version -d 'Print version'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "alias" -d 'Have names of your own for versions that you type often'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "check" -d 'Does this shell match what the directory asks for?'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "clean" -d 'Remove what no project needs any more: toolchains, modules, build results, downloads'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "completions" -d 'Print the completion script for a shell'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "config" -d 'Show the settings and where each was set, or change one'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "current" -d 'Show the version that is selected here, and what selects it'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "version" -d 'Show the version that is selected here, and what selects it'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "deactivate" -d 'Take goenvmgr off this shell: environment and prompt hook'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "default" -d 'Show or set the version that is active where no pin says otherwise'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "global" -d 'Show or set the version that is active where no pin says otherwise'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "doctor" -d 'Find out why Go does not work on this machine'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "du" -d 'Show what Go takes on this machine: toolchains of every manager, caches, downloads'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "env" -d 'Print what activation changes in the environment'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "exec" -d 'Run a program with a version of Go, or with the one that is selected here'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "explain" -d 'Explain why this version is active here: every place that could decide, with file and line'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "generations" -d 'Show what the Go environment was after each change, and go back'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "health" -d 'Checks that run unattended: doctor\'s, this machine\'s load, and your own'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "hook" -d 'Print what a shell evaluates after a change (used by the shell function)'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "ide" -d 'Show what an editor needs to start the Go that is pinned, write it, or take it back'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "import" -d 'Take in what other version managers have: toolchains, their default, and their lines at start-up'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "init" -d 'Print the shell function and the prompt hook'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "install" -d 'Install Go, verified'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "link" -d 'Give a Go of your own a name to select it by'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "list" -d 'List the installed versions, newest first, or with --remote those that could be'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "ls" -d 'List the installed versions, newest first, or with --remote those that could be'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "versions" -d 'List the installed versions, newest first, or with --remote those that could be'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "lock" -d 'Write down which version this project\'s pin means, and its checksum for each platform'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "mirror" -d 'Keep toolchains, and what verifies them, for machines without a way out'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "outdated" -d 'Show which versions are old: installed ones, and those that known projects pin'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "pin" -d 'Pin a version for this directory and all below it'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "local" -d 'Pin a version for this directory and all below it'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "roots" -d 'Show or change the projects from which `clean` decides what stays'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "run" -d 'Run a command, and explain its failure'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "self" -d 'Bring goenvmgr itself up to date, or remove it'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "setup" -d 'Set up your shells to find Go, or take that back'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "tools" -d 'Build, and keep, the tools that a project pins'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "trust" -d 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "uninstall" -d 'Remove installed toolchains'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "rm" -d 'Remove installed toolchains'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "remove" -d 'Remove installed toolchains'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "unlink" -d 'Take the name of a linked toolchain away; the toolchain stays'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "untrust" -d 'Take back the trust in a goenvmgr.toml'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "upgrade" -d 'Install the newest of each line that is installed, or that the default or a known project asks for'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "update" -d 'Install the newest of each line that is installed, or that the default or a known project asks for'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "use" -d 'Switch this shell to a version, or back to what the directory asks for'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "verify" -d 'Check installed files against what Go published'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "which" -d 'Print the path of the program that runs here'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "why" -d 'Show which root keeps a module in the cache, and which file says so'
complete -c goenvmgr -n "__fish_goenvmgr_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "list" -d 'List all'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "ls" -d 'List all'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "set" -d 'Let a name stand for a version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "remove" -d 'Forget a name'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "rm" -d 'Forget a name'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and not __fish_seen_subcommand_from list ls set remove rm help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "list" -d 'List all'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "set" -d 'Let a name stand for a version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Forget a name'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand alias; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l time-limit -d 'How long a fresh shell may take' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l fix -d 'Fix this shell (needs the shell function)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l all-shells -d 'Ask fresh shells of every kind that you have, and print one table'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l max-size -d 'With --build-cache: only the oldest, until this much stays (10G, 500M)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l vendor -d 'List vendor trees that disagree with go.mod; with DIR, remove that one' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l older-than -d 'What counts as unused: 30d unless given (90d, 12h)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l scan -d 'Name every project below this directory as a root first' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l stale -d 'What is provably of no use: unused toolchains, interrupted work, cached archives'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l modcache -d 'Modules that no root reaches'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l zips -d 'With --modcache: the zips of kept modules too'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l everything -d 'With --modcache: all of it, as go clean -modcache does'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l build-cache -d 'Entries of Go\'s build cache'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l downloads -d 'Archives and indexes that goenvmgr downloaded'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l all -d '--stale --modcache --build-cache --downloads'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -s n -l dry-run -d 'Show the plan and change nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -s y -l yes -d 'Do not ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand clean" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -f -a "list" -d 'List all settings that hold, and where each was set'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -f -a "get" -d 'Print the value of one that holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -f -a "set" -d 'Write one into config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -f -a "unset" -d 'Take one out of config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and not __fish_seen_subcommand_from list get set unset help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from set" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from set" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from unset" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from unset" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from unset" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from unset" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from unset" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "list" -d 'List all settings that hold, and where each was set'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "get" -d 'Print the value of one that holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "set" -d 'Write one into config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "unset" -d 'Take one out of config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand config; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand current" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand deactivate" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand deactivate" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand deactivate" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand deactivate" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand deactivate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -l unset -d 'Have no default: outside of pinned directories the system\'s Go is active'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand default" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -l unset -d 'Have no default: outside of pinned directories the system\'s Go is active'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand global" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l mode -d 'How much to look at' -r -f -a "quick\t'What can be answered at once: no network beyond one proxy request, no hashing'
full\t'Everything'
debug\t'Everything, with the evidence of what passed too'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l only -d 'Only these checks (globs, or an area such as env)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l skip -d 'Not these checks' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'One JSON value, as `schema/doctor.json` describes it'
junit\t'JUnit XML, for CI test reports'
tap\t'Test Anything Protocol, version 13'
nagios\t'One line and Nagios\'s own exit codes, 0 to 3'
github\t'GitHub workflow commands, which annotate a run'
prometheus\t'Prometheus text format 0.0.4, for the textfile collector'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l strict -d 'Count warnings as failures'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l list -d 'List the checks and do nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l fix -d 'Cure what can be cured safely: shown first, backed up, checked again'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l undo -d 'Take back what the last --fix did'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -s n -l dry-run -d 'With --fix: show what would change, and change nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -s y -l yes -d 'With --fix: do not ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l bundle -d 'Print what an issue needs to know, as Markdown without credentials: the selection, settings, versions, findings'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -f -a "explain" -d 'Explain the output of a failed go command'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -f -a "docs" -d 'Say what a check reads, when it fails and why we believe it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and not __fish_seen_subcommand_from explain docs help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from explain" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from explain" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from explain" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from explain" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from docs" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from docs" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from docs" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from docs" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from docs" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from help" -f -a "explain" -d 'Explain the output of a failed go command'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from help" -f -a "docs" -d 'Say what a check reads, when it fails and why we believe it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand doctor; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand du" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -l shell -d 'The shell to write for [default: the one that calls]' -r -f -a "bash\t'GNU bash'
zsh\t'zsh'
fish\t'fish'
powershell\t'PowerShell 7 and Windows PowerShell 5.1'
sh\t'Any shell that reads POSIX sh: dash, ksh, mksh, yash, busybox'
elvish\t'elvish'
nu\t'nushell'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -l format -d 'How it is written: for a shell, or as this' -r -f -a "shell\t'A shell: what `eval` takes'
json\t'Programs: one JSON value'
github\t'The file that GITHUB_ENV names, and that of other CI machines in its form'
dotenv\t'A file of NAME="value" lines'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand env" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand exec" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand exec" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand exec" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand exec" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand exec" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand explain" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "list" -d 'List them, the newest first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "show" -d 'Show what one holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "diff" -d 'Show what is another in one than in another'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "switch" -d 'Go back to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "prune" -d 'Let the oldest go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and not __fish_seen_subcommand_from list show diff switch prune help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -s y -l yes -d 'Do it without a question'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from switch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -l keep -d 'How many stay' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -s n -l dry-run -d 'Show which would go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "list" -d 'List them, the newest first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show what one holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "diff" -d 'Show what is another in one than in another'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "switch" -d 'Go back to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Let the oldest go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand generations; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "run" -d 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "gate" -d 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "status" -d 'How the last runs ended, and what fails since when'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "history" -d 'What past runs found'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "report" -d 'One run as a page in one file, with the last seven days'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "serve" -d 'Metrics for Prometheus and /healthz, by HTTP'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "schedule" -d 'A timer of this system that calls `health run`'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "grafana" -d 'A dashboard for Grafana, as JSON'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "sudoers" -d 'Rules for what your checks run by sudo'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "list" -d 'The checks that a run may ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "init" -d 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and not __fish_seen_subcommand_from run gate status history report serve schedule grafana sudoers list init help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l mode -d 'How much to look at [default: as the environment says]' -r -f -a "quick\t'What can be answered at once: no network beyond one proxy request, no hashing'
full\t'Everything'
debug\t'Everything, with the evidence of what passed too'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l only -d 'Only these checks (globs, or an area such as env)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l skip -d 'Not these checks' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'One JSON value, as `schema/doctor.json` describes it'
junit\t'JUnit XML, for CI test reports'
tap\t'Test Anything Protocol, version 13'
nagios\t'One line and Nagios\'s own exit codes, 0 to 3'
github\t'GitHub workflow commands, which annotate a run'
prometheus\t'Prometheus text format 0.0.4, for the textfile collector'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l lock-wait -d 'How long to wait for another run of the same project and environment, in seconds' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l strict -d 'Count warnings as failures'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l mode -d 'How much to look at [default: as the environment says]' -r -f -a "quick\t'What can be answered at once: no network beyond one proxy request, no hashing'
full\t'Everything'
debug\t'Everything, with the evidence of what passed too'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l only -d 'Only these checks (globs, or an area such as env)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l skip -d 'Not these checks' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'One JSON value, as `schema/doctor.json` describes it'
junit\t'JUnit XML, for CI test reports'
tap\t'Test Anything Protocol, version 13'
nagios\t'One line and Nagios\'s own exit codes, 0 to 3'
github\t'GitHub workflow commands, which annotate a run'
prometheus\t'Prometheus text format 0.0.4, for the textfile collector'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l strict -d 'Count warnings as failures'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from gate" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l check -d 'Only this check (a glob, or an area)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l days -d 'How many days' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from history" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l html -d 'Where the page is written; - for standard output' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l state -d 'A copy of another machine\'s state directory (may be repeated); its last part is the machine\'s name' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l mode -d 'How much to look at [default: as the environment says]' -r -f -a "quick\t'What can be answered at once: no network beyond one proxy request, no hashing'
full\t'Everything'
debug\t'Everything, with the evidence of what passed too'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l only -d 'Only these checks (globs, or an area such as env)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l skip -d 'Not these checks' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l strict -d 'Count warnings as failures'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l max-age -d 'For how long a run is answered before the next one, in seconds' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l mode -d 'How much to look at [default: as the environment says]' -r -f -a "quick\t'What can be answered at once: no network beyond one proxy request, no hashing'
full\t'Everything'
debug\t'Everything, with the evidence of what passed too'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l only -d 'Only these checks (globs, or an area such as env)' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l skip -d 'Not these checks' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l strict -d 'Count warnings as failures'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l env -d 'The environment, as goenvmgr.toml names it' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l print -d 'Print what would be installed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l install -d 'Write it and begin it, shown first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l remove -d 'End it and take its files away'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -s y -l yes -d 'Do not ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from schedule" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from grafana" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from grafana" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from grafana" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from grafana" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from grafana" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -l user -d 'Who runs the checks [default: you]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -l print -d 'Print them'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from sudoers" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -s n -l dry-run -d 'Show what would be written, and write nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -s y -l yes -d 'Do not ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from init" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "run" -d 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "gate" -d 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "status" -d 'How the last runs ended, and what fails since when'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "history" -d 'What past runs found'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "report" -d 'One run as a page in one file, with the last seven days'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Metrics for Prometheus and /healthz, by HTTP'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "schedule" -d 'A timer of this system that calls `health run`'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "grafana" -d 'A dashboard for Grafana, as JSON'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "sudoers" -d 'Rules for what your checks run by sudo'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "list" -d 'The checks that a run may ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "init" -d 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand health; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand hook" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand hook" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand hook" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand hook" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand hook" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l project -d 'Settings of the project in this directory (vscode: .vscode/settings.json) [default: those of the user]'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l sdk-links -d 'Names in ~/sdk that lead to installed toolchains, in place of settings (goland, vscode)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l write -d 'Do it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l undo -d 'Take back what was written'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -s y -l yes -d 'Do it without a question'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ide" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -l silence -d 'Silence the lines of goenv, gvm and g in your start-up files; `setup --undo` gives them back'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -s n -l dry-run -d 'Verify and show what would be taken in, and change nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -s y -l yes -d 'Do it without a question'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -l no-cd -d 'Leave bash its own cd, pushd and popd: what follows one on the same line is then the former directory\'s'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand init" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l from -d 'Take it from an archive, a module zip, a GOROOT, or a directory of archives; with a name of your own, build it from a checkout of Go\'s source, or from an archive of it (.tar.gz, .zip): a path, or a URL (http, https, file)' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l sha256 -d 'With --from: the archive\'s SHA-256, which you know from elsewhere; recorded as the user\'s own hash. What is built of such an archive stays unverified' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l name -d 'With --build: the name [default: built-1-22-5 of 1.22.5]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l bootstrap -d 'With --build, or a name and --from SOURCE: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system\'s, else the newest]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l verify -d 'What must verify it: standard or transparency' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l mirror -d 'A mirror\'s name (golang.google.cn, aliyun, ustc, nju) or the URL of a directory of archives' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l locked -d 'Install the version that goenvmgr.lock says, with the checksum that stands there'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l unverified -d 'With --from: install bytes that nothing verifies, and mark them so'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l build -d 'Build VERSION here from its own verified source, with another Go, and keep it under a name'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l reinstall -d 'Install it again where it is installed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand install" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -s n -l dry-run -d 'Show what would be linked'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand link" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l remote -d 'List what the first source that answers has to install'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l remote -d 'List what the first source that answers has to install'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l remote -d 'List what the first source that answers has to install'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand versions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -l platform -d 'For this machine too, by Go\'s names; with what the lock has [default: linux, darwin and windows on amd64 and arm64]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -l upgrade -d 'Take the newest version that the pin means'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -s n -l dry-run -d 'Show what would be written'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand lock" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "create" -d 'Make a mirror, or add to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "update" -d 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "verify" -d 'Hold every file against its record, and the records against the signed tree'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "prune" -d 'Remove what no word asks for any more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "nginx" -d 'Print a configuration of nginx that serves a mirror'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and not __fish_seen_subcommand_from create update verify prune nginx help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l platform -d 'For which machines, by Go\'s names [default: all that the mirror has, else this machine\'s]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l head -d 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l any-head -d 'Keep every tile there is, from now on: for clients with any older head'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l platform -d 'For which machines, by Go\'s names [default: all that the mirror has, else this machine\'s]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l head -d 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l repair -d 'Also read all that is there, and fetch again what is damaged'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l any-head -d 'Keep every tile there is, from now on: for clients with any older head'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -l forget -d 'Take this off what the mirror was asked for, first' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -s n -l dry-run -d 'Show what would be removed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -s y -l yes -d 'Do not ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from prune" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -l listen -d 'Where nginx listens: PORT or ADDRESS:PORT' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -l name -d 'The name by which clients ask' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from nginx" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "create" -d 'Make a mirror, or add to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "update" -d 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "verify" -d 'Hold every file against its record, and the records against the signed tree'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "prune" -d 'Remove what no word asks for any more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "nginx" -d 'Print a configuration of nginx that serves a mirror'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand mirror; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -l exit-code -d 'End with 1 where something is old'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand outdated" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -l install -d 'Install it first, if nothing installed is what it asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -s n -l dry-run -d 'Show what would be written, and write nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand pin" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -l install -d 'Install it first, if nothing installed is what it asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -s n -l dry-run -d 'Show what would be written, and write nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand local" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -f -a "list" -d 'List the roots and how they stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -f -a "add" -d 'Name directories as roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -f -a "remove" -d 'Forget roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and not __fish_seen_subcommand_from list add remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -l scan -d 'Name every project below this directory' -r -F
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from remove" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from remove" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the roots and how they stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from help" -f -a "add" -d 'Name directories as roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Forget roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand roots; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand run" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand run" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand run" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand run" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand run" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -f -a "uninstall" -d 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -f -a "update" -d 'Put the newest release in the place of this program'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and not __fish_seen_subcommand_from uninstall update help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -s n -l dry-run -d 'Show what would go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -s y -l yes -d 'Do it without a question'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from uninstall" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -l check -d 'Change nothing, and end with 1 where a newer one is there'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from help" -f -a "uninstall" -d 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from help" -f -a "update" -d 'Put the newest release in the place of this program'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand self; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l shell -d 'Only for this shell (may be repeated) [default: those that you use]' -r -f -a "bash\t'GNU bash'
zsh\t'zsh'
fish\t'fish'
powershell\t'PowerShell 7 and Windows PowerShell 5.1'
sh\t'Any shell that reads POSIX sh: dash, ksh, mksh, yash, busybox'
elvish\t'elvish'
nu\t'nushell'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -s n -l dry-run -d 'Show what would change, and change nothing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l go-bin -d 'Put the directory of `go install` (GOBIN, else GOPATH/bin) at the end of PATH, too'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l undo -d 'Take out everything that setup wrote'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand setup" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -f -a "sync" -d 'Build what is pinned here and does not stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -f -a "list" -d 'Show what is pinned here, whether it stands, and which Go built it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -f -a "outdated" -d 'Show which tools have a newer version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -f -a "rebuild" -d 'Build tools once more, or those in GOBIN that an older Go built'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and not __fish_seen_subcommand_from sync list outdated rebuild help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -s n -l dry-run -d 'Show what would be built'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from sync" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -l all -d 'Every version that there is, newest first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -l exit-code -d 'End with 1 where something is old'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from outdated" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -l go-bin -d 'The programs in GOBIN'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -s n -l dry-run -d 'Show what would be built'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from rebuild" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from help" -f -a "sync" -d 'Build what is pinned here and does not stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from help" -f -a "list" -d 'Show what is pinned here, whether it stands, and which Go built it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from help" -f -a "outdated" -d 'Show which tools have a newer version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from help" -f -a "rebuild" -d 'Build tools once more, or those in GOBIN that an older Go built'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand tools; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -l list -d 'Show what is trusted'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand trust" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l all -d 'Every installed version that VERSION means, not its newest alone'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l keep-newest -d 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l force -d 'Remove it even where it is the default or in use'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -s n -l dry-run -d 'Show what would be removed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand uninstall" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l all -d 'Every installed version that VERSION means, not its newest alone'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l keep-newest -d 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l force -d 'Remove it even where it is the default or in use'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -s n -l dry-run -d 'Show what would be removed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l all -d 'Every installed version that VERSION means, not its newest alone'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l keep-newest -d 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l force -d 'Remove it even where it is the default or in use'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -s n -l dry-run -d 'Show what would be removed'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -l force -d 'Take it away even where it is the default or in use'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -s n -l dry-run -d 'Show what would be taken away'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand unlink" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand untrust" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand untrust" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand untrust" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand untrust" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand untrust" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -l minor -d 'The newest Go there is, too; a default of one version moves to it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -l prune -d 'Remove the older ones of these lines that nobody asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand upgrade" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -l minor -d 'The newest Go there is, too; a default of one version moves to it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -l prune -d 'Remove the older ones of these lines that nobody asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -s n -l dry-run -d 'Show what would be done'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l default -d 'Use the user\'s default'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l system -d 'Use the system\'s own Go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l install -d 'Install the version if it is missing, without asking'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l pin -d 'Install the version if it is missing, pin it here, and follow the pin'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand use" -s h -l help -d 'Print help'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l bootstrap -d 'With --rebuild: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system\'s]' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l os -d 'For another system, by Go\'s name: linux, darwin, windows; such toolchains are kept apart and never selected' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l arch -d 'For another processor, by Go\'s name: amd64, arm64' -r
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l against-source -d 'Fetch the published files and name those that differ'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l online -d 'Ask the checksum database again, or the release index where it has no record'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l rebuild -d 'Build this version from its own source with another Go, and compare bit for bit with the record of the checksum database'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand verify" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand which" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -l format -d 'Output format' -r -f -a "human\t'For people'
json\t'For programs: one JSON value'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -l color -d 'When to use colour' -r -f -a "auto\t'On terminals, unless `NO_COLOR` or `CI` is set, or `TERM` is `dumb` or not set'
always\t'Always'
never\t'Never'"
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -s q -l quiet -d 'Say nothing on success; print only data that is asked for, and errors'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -s v -l verbose -d 'Say on standard error what is read, asked and started; twice for more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -l offline -d 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand why" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "alias" -d 'Have names of your own for versions that you type often'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "check" -d 'Does this shell match what the directory asks for?'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "clean" -d 'Remove what no project needs any more: toolchains, modules, build results, downloads'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "completions" -d 'Print the completion script for a shell'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "config" -d 'Show the settings and where each was set, or change one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "current" -d 'Show the version that is selected here, and what selects it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "deactivate" -d 'Take goenvmgr off this shell: environment and prompt hook'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "default" -d 'Show or set the version that is active where no pin says otherwise'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "doctor" -d 'Find out why Go does not work on this machine'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "du" -d 'Show what Go takes on this machine: toolchains of every manager, caches, downloads'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "env" -d 'Print what activation changes in the environment'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "exec" -d 'Run a program with a version of Go, or with the one that is selected here'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "explain" -d 'Explain why this version is active here: every place that could decide, with file and line'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "generations" -d 'Show what the Go environment was after each change, and go back'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "health" -d 'Checks that run unattended: doctor\'s, this machine\'s load, and your own'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "hook" -d 'Print what a shell evaluates after a change (used by the shell function)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "ide" -d 'Show what an editor needs to start the Go that is pinned, write it, or take it back'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "import" -d 'Take in what other version managers have: toolchains, their default, and their lines at start-up'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "init" -d 'Print the shell function and the prompt hook'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "install" -d 'Install Go, verified'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "link" -d 'Give a Go of your own a name to select it by'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "list" -d 'List the installed versions, newest first, or with --remote those that could be'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "lock" -d 'Write down which version this project\'s pin means, and its checksum for each platform'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "mirror" -d 'Keep toolchains, and what verifies them, for machines without a way out'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "outdated" -d 'Show which versions are old: installed ones, and those that known projects pin'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "pin" -d 'Pin a version for this directory and all below it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "roots" -d 'Show or change the projects from which `clean` decides what stays'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "run" -d 'Run a command, and explain its failure'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "self" -d 'Bring goenvmgr itself up to date, or remove it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "setup" -d 'Set up your shells to find Go, or take that back'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "tools" -d 'Build, and keep, the tools that a project pins'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "trust" -d 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "uninstall" -d 'Remove installed toolchains'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "unlink" -d 'Take the name of a linked toolchain away; the toolchain stays'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "untrust" -d 'Take back the trust in a goenvmgr.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "upgrade" -d 'Install the newest of each line that is installed, or that the default or a known project asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "use" -d 'Switch this shell to a version, or back to what the directory asks for'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "verify" -d 'Check installed files against what Go published'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "which" -d 'Print the path of the program that runs here'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "why" -d 'Show which root keeps a module in the cache, and which file says so'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and not __fish_seen_subcommand_from alias check clean completions config current deactivate default doctor du env exec explain generations health hook ide import init install link list lock mirror outdated pin roots run self setup tools trust uninstall unlink untrust upgrade use verify which why help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "list" -d 'List all'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "set" -d 'Let a name stand for a version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from alias" -f -a "remove" -d 'Forget a name'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "list" -d 'List all settings that hold, and where each was set'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "get" -d 'Print the value of one that holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "set" -d 'Write one into config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from config" -f -a "unset" -d 'Take one out of config.toml'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "explain" -d 'Explain the output of a failed go command'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from doctor" -f -a "docs" -d 'Say what a check reads, when it fails and why we believe it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from generations" -f -a "list" -d 'List them, the newest first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from generations" -f -a "show" -d 'Show what one holds'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from generations" -f -a "diff" -d 'Show what is another in one than in another'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from generations" -f -a "switch" -d 'Go back to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from generations" -f -a "prune" -d 'Let the oldest go'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "run" -d 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "gate" -d 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "status" -d 'How the last runs ended, and what fails since when'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "history" -d 'What past runs found'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "report" -d 'One run as a page in one file, with the last seven days'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "serve" -d 'Metrics for Prometheus and /healthz, by HTTP'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "schedule" -d 'A timer of this system that calls `health run`'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "grafana" -d 'A dashboard for Grafana, as JSON'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "sudoers" -d 'Rules for what your checks run by sudo'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "list" -d 'The checks that a run may ask'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from health" -f -a "init" -d 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from mirror" -f -a "create" -d 'Make a mirror, or add to one'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from mirror" -f -a "update" -d 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from mirror" -f -a "verify" -d 'Hold every file against its record, and the records against the signed tree'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from mirror" -f -a "prune" -d 'Remove what no word asks for any more'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from mirror" -f -a "nginx" -d 'Print a configuration of nginx that serves a mirror'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from roots" -f -a "list" -d 'List the roots and how they stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from roots" -f -a "add" -d 'Name directories as roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from roots" -f -a "remove" -d 'Forget roots'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from self" -f -a "uninstall" -d 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from self" -f -a "update" -d 'Put the newest release in the place of this program'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from tools" -f -a "sync" -d 'Build what is pinned here and does not stand'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from tools" -f -a "list" -d 'Show what is pinned here, whether it stands, and which Go built it'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from tools" -f -a "outdated" -d 'Show which tools have a newer version'
complete -c goenvmgr -n "__fish_goenvmgr_using_subcommand help; and __fish_seen_subcommand_from tools" -f -a "rebuild" -d 'Build tools once more, or those in GOBIN that an older Go built'

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
