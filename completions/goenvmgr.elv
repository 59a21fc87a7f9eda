
use builtin;
use str;

set edit:completion:arg-completer[goenvmgr] = {|@words|
    fn spaces {|n|
        builtin:repeat $n ' ' | str:join ''
    }
    fn cand {|text desc|
        edit:complex-candidate $text &display=$text' '(spaces (- 14 (wcswidth $text)))$desc
    }
    var command = 'goenvmgr'
    for word $words[1..-1] {
        if (str:has-prefix $word '-') {
            break
        }
        set command = $command';'$word
    }
    var completions = [
        &'goenvmgr'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
            cand -V 'Print version'
            cand --version 'Print version'
            cand alias 'Have names of your own for versions that you type often'
            cand check 'Does this shell match what the directory asks for?'
            cand clean 'Remove what no project needs any more: toolchains, modules, build results, downloads'
            cand completions 'Print the completion script for a shell'
            cand config 'Show the settings and where each was set, or change one'
            cand current 'Show the version that is selected here, and what selects it'
            cand version 'Show the version that is selected here, and what selects it'
            cand deactivate 'Take goenvmgr off this shell: environment and prompt hook'
            cand default 'Show or set the version that is active where no pin says otherwise'
            cand global 'Show or set the version that is active where no pin says otherwise'
            cand doctor 'Find out why Go does not work on this machine'
            cand du 'Show what Go takes on this machine: toolchains of every manager, caches, downloads'
            cand env 'Print what activation changes in the environment'
            cand exec 'Run a program with a version of Go, or with the one that is selected here'
            cand explain 'Explain why this version is active here: every place that could decide, with file and line'
            cand generations 'Show what the Go environment was after each change, and go back'
            cand health 'Checks that run unattended: doctor''s, this machine''s load, and your own'
            cand hook 'Print what a shell evaluates after a change (used by the shell function)'
            cand ide 'Show what an editor needs to start the Go that is pinned, write it, or take it back'
            cand import 'Take in what other version managers have: toolchains, their default, and their lines at start-up'
            cand init 'Print the shell function and the prompt hook'
            cand install 'Install Go, verified'
            cand link 'Give a Go of your own a name to select it by'
            cand list 'List the installed versions, newest first, or with --remote those that could be'
            cand ls 'List the installed versions, newest first, or with --remote those that could be'
            cand versions 'List the installed versions, newest first, or with --remote those that could be'
            cand lock 'Write down which version this project''s pin means, and its checksum for each platform'
            cand mirror 'Keep toolchains, and what verifies them, for machines without a way out'
            cand outdated 'Show which versions are old: installed ones, and those that known projects pin'
            cand pin 'Pin a version for this directory and all below it'
            cand local 'Pin a version for this directory and all below it'
            cand roots 'Show or change the projects from which `clean` decides what stays'
            cand run 'Run a command, and explain its failure'
            cand self 'Bring goenvmgr itself up to date, or remove it'
            cand setup 'Set up your shells to find Go, or take that back'
            cand tools 'Build, and keep, the tools that a project pins'
            cand trust 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins'
            cand uninstall 'Remove installed toolchains'
            cand rm 'Remove installed toolchains'
            cand remove 'Remove installed toolchains'
            cand unlink 'Take the name of a linked toolchain away; the toolchain stays'
            cand untrust 'Take back the trust in a goenvmgr.toml'
            cand upgrade 'Install the newest of each line that is installed, or that the default or a known project asks for'
            cand update 'Install the newest of each line that is installed, or that the default or a known project asks for'
            cand use 'Switch this shell to a version, or back to what the directory asks for'
            cand verify 'Check installed files against what Go published'
            cand which 'Print the path of the program that runs here'
            cand why 'Show which root keeps a module in the cache, and which file says so'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;alias'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List all'
            cand ls 'List all'
            cand set 'Let a name stand for a version'
            cand remove 'Forget a name'
            cand rm 'Forget a name'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;alias;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;alias;ls'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;alias;set'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;alias;remove'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;alias;rm'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;alias;help'= {
            cand list 'List all'
            cand set 'Let a name stand for a version'
            cand remove 'Forget a name'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;alias;help;list'= {
        }
        &'goenvmgr;alias;help;set'= {
        }
        &'goenvmgr;alias;help;remove'= {
        }
        &'goenvmgr;alias;help;help'= {
        }
        &'goenvmgr;check'= {
            cand --time-limit 'How long a fresh shell may take'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --fix 'Fix this shell (needs the shell function)'
            cand --all-shells 'Ask fresh shells of every kind that you have, and print one table'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;clean'= {
            cand --max-size 'With --build-cache: only the oldest, until this much stays (10G, 500M)'
            cand --vendor 'List vendor trees that disagree with go.mod; with DIR, remove that one'
            cand --older-than 'What counts as unused: 30d unless given (90d, 12h)'
            cand --scan 'Name every project below this directory as a root first'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --stale 'What is provably of no use: unused toolchains, interrupted work, cached archives'
            cand --modcache 'Modules that no root reaches'
            cand --zips 'With --modcache: the zips of kept modules too'
            cand --everything 'With --modcache: all of it, as go clean -modcache does'
            cand --build-cache 'Entries of Go''s build cache'
            cand --downloads 'Archives and indexes that goenvmgr downloaded'
            cand --all '--stale --modcache --build-cache --downloads'
            cand -n 'Show the plan and change nothing'
            cand --dry-run 'Show the plan and change nothing'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;completions'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;config'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List all settings that hold, and where each was set'
            cand get 'Print the value of one that holds'
            cand set 'Write one into config.toml'
            cand unset 'Take one out of config.toml'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;config;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;config;get'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;config;set'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;config;unset'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;config;help'= {
            cand list 'List all settings that hold, and where each was set'
            cand get 'Print the value of one that holds'
            cand set 'Write one into config.toml'
            cand unset 'Take one out of config.toml'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;config;help;list'= {
        }
        &'goenvmgr;config;help;get'= {
        }
        &'goenvmgr;config;help;set'= {
        }
        &'goenvmgr;config;help;unset'= {
        }
        &'goenvmgr;config;help;help'= {
        }
        &'goenvmgr;current'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;version'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;deactivate'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;default'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --unset 'Have no default: outside of pinned directories the system''s Go is active'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;global'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --unset 'Have no default: outside of pinned directories the system''s Go is active'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;doctor'= {
            cand --mode 'How much to look at'
            cand --only 'Only these checks (globs, or an area such as env)'
            cand --skip 'Not these checks'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --strict 'Count warnings as failures'
            cand --list 'List the checks and do nothing'
            cand --fix 'Cure what can be cured safely: shown first, backed up, checked again'
            cand --undo 'Take back what the last --fix did'
            cand -n 'With --fix: show what would change, and change nothing'
            cand --dry-run 'With --fix: show what would change, and change nothing'
            cand -y 'With --fix: do not ask'
            cand --yes 'With --fix: do not ask'
            cand --bundle 'Print what an issue needs to know, as Markdown without credentials: the selection, settings, versions, findings'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand explain 'Explain the output of a failed go command'
            cand docs 'Say what a check reads, when it fails and why we believe it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;doctor;explain'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;doctor;docs'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;doctor;help'= {
            cand explain 'Explain the output of a failed go command'
            cand docs 'Say what a check reads, when it fails and why we believe it'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;doctor;help;explain'= {
        }
        &'goenvmgr;doctor;help;docs'= {
        }
        &'goenvmgr;doctor;help;help'= {
        }
        &'goenvmgr;du'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;env'= {
            cand --shell 'The shell to write for [default: the one that calls]'
            cand --format 'How it is written: for a shell, or as this'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;exec'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;explain'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List them, the newest first'
            cand show 'Show what one holds'
            cand diff 'Show what is another in one than in another'
            cand switch 'Go back to one'
            cand prune 'Let the oldest go'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;generations;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations;show'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations;diff'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations;switch'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -y 'Do it without a question'
            cand --yes 'Do it without a question'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations;prune'= {
            cand --keep 'How many stay'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show which would go'
            cand --dry-run 'Show which would go'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;generations;help'= {
            cand list 'List them, the newest first'
            cand show 'Show what one holds'
            cand diff 'Show what is another in one than in another'
            cand switch 'Go back to one'
            cand prune 'Let the oldest go'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;generations;help;list'= {
        }
        &'goenvmgr;generations;help;show'= {
        }
        &'goenvmgr;generations;help;diff'= {
        }
        &'goenvmgr;generations;help;switch'= {
        }
        &'goenvmgr;generations;help;prune'= {
        }
        &'goenvmgr;generations;help;help'= {
        }
        &'goenvmgr;health'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand run 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
            cand gate 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
            cand status 'How the last runs ended, and what fails since when'
            cand history 'What past runs found'
            cand report 'One run as a page in one file, with the last seven days'
            cand serve 'Metrics for Prometheus and /healthz, by HTTP'
            cand schedule 'A timer of this system that calls `health run`'
            cand grafana 'A dashboard for Grafana, as JSON'
            cand sudoers 'Rules for what your checks run by sudo'
            cand list 'The checks that a run may ask'
            cand init 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;health;run'= {
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --mode 'How much to look at [default: as the environment says]'
            cand --only 'Only these checks (globs, or an area such as env)'
            cand --skip 'Not these checks'
            cand --format 'Output format'
            cand --lock-wait 'How long to wait for another run of the same project and environment, in seconds'
            cand --color 'When to use colour'
            cand --strict 'Count warnings as failures'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;gate'= {
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --mode 'How much to look at [default: as the environment says]'
            cand --only 'Only these checks (globs, or an area such as env)'
            cand --skip 'Not these checks'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --strict 'Count warnings as failures'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;status'= {
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;history'= {
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --check 'Only this check (a glob, or an area)'
            cand --days 'How many days'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;report'= {
            cand --html 'Where the page is written; - for standard output'
            cand --state 'A copy of another machine''s state directory (may be repeated); its last part is the machine''s name'
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --mode 'How much to look at [default: as the environment says]'
            cand --only 'Only these checks (globs, or an area such as env)'
            cand --skip 'Not these checks'
            cand --color 'When to use colour'
            cand --strict 'Count warnings as failures'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;serve'= {
            cand --max-age 'For how long a run is answered before the next one, in seconds'
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --mode 'How much to look at [default: as the environment says]'
            cand --only 'Only these checks (globs, or an area such as env)'
            cand --skip 'Not these checks'
            cand --color 'When to use colour'
            cand --strict 'Count warnings as failures'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;schedule'= {
            cand --env 'The environment, as goenvmgr.toml names it'
            cand --color 'When to use colour'
            cand --print 'Print what would be installed'
            cand --install 'Write it and begin it, shown first'
            cand --remove 'End it and take its files away'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;grafana'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;health;sudoers'= {
            cand --user 'Who runs the checks [default: you]'
            cand --color 'When to use colour'
            cand --print 'Print them'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;health;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;health;init'= {
            cand --color 'When to use colour'
            cand -n 'Show what would be written, and write nothing'
            cand --dry-run 'Show what would be written, and write nothing'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;health;help'= {
            cand run 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
            cand gate 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
            cand status 'How the last runs ended, and what fails since when'
            cand history 'What past runs found'
            cand report 'One run as a page in one file, with the last seven days'
            cand serve 'Metrics for Prometheus and /healthz, by HTTP'
            cand schedule 'A timer of this system that calls `health run`'
            cand grafana 'A dashboard for Grafana, as JSON'
            cand sudoers 'Rules for what your checks run by sudo'
            cand list 'The checks that a run may ask'
            cand init 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;health;help;run'= {
        }
        &'goenvmgr;health;help;gate'= {
        }
        &'goenvmgr;health;help;status'= {
        }
        &'goenvmgr;health;help;history'= {
        }
        &'goenvmgr;health;help;report'= {
        }
        &'goenvmgr;health;help;serve'= {
        }
        &'goenvmgr;health;help;schedule'= {
        }
        &'goenvmgr;health;help;grafana'= {
        }
        &'goenvmgr;health;help;sudoers'= {
        }
        &'goenvmgr;health;help;list'= {
        }
        &'goenvmgr;health;help;init'= {
        }
        &'goenvmgr;health;help;help'= {
        }
        &'goenvmgr;hook'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;ide'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --project 'Settings of the project in this directory (vscode: .vscode/settings.json) [default: those of the user]'
            cand --sdk-links 'Names in ~/sdk that lead to installed toolchains, in place of settings (goland, vscode)'
            cand --write 'Do it'
            cand --undo 'Take back what was written'
            cand -y 'Do it without a question'
            cand --yes 'Do it without a question'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;import'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --silence 'Silence the lines of goenv, gvm and g in your start-up files; `setup --undo` gives them back'
            cand -n 'Verify and show what would be taken in, and change nothing'
            cand --dry-run 'Verify and show what would be taken in, and change nothing'
            cand -y 'Do it without a question'
            cand --yes 'Do it without a question'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;init'= {
            cand --color 'When to use colour'
            cand --no-cd 'Leave bash its own cd, pushd and popd: what follows one on the same line is then the former directory''s'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;install'= {
            cand --from 'Take it from an archive, a module zip, a GOROOT, or a directory of archives; with a name of your own, build it from a checkout of Go''s source, or from an archive of it (.tar.gz, .zip): a path, or a URL (http, https, file)'
            cand --sha256 'With --from: the archive''s SHA-256, which you know from elsewhere; recorded as the user''s own hash. What is built of such an archive stays unverified'
            cand --name 'With --build: the name [default: built-1-22-5 of 1.22.5]'
            cand --bootstrap 'With --build, or a name and --from SOURCE: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system''s, else the newest]'
            cand --verify 'What must verify it: standard or transparency'
            cand --mirror 'A mirror''s name (golang.google.cn, aliyun, ustc, nju) or the URL of a directory of archives'
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --locked 'Install the version that goenvmgr.lock says, with the checksum that stands there'
            cand --unverified 'With --from: install bytes that nothing verifies, and mark them so'
            cand --build 'Build VERSION here from its own verified source, with another Go, and keep it under a name'
            cand --reinstall 'Install it again where it is installed'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;link'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would be linked'
            cand --dry-run 'Show what would be linked'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;list'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --remote 'List what the first source that answers has to install'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;ls'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --remote 'List what the first source that answers has to install'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;versions'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --remote 'List what the first source that answers has to install'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;lock'= {
            cand --platform 'For this machine too, by Go''s names; with what the lock has [default: linux, darwin and windows on amd64 and arm64]'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --upgrade 'Take the newest version that the pin means'
            cand -n 'Show what would be written'
            cand --dry-run 'Show what would be written'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;mirror'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand create 'Make a mirror, or add to one'
            cand update 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
            cand verify 'Hold every file against its record, and the records against the signed tree'
            cand prune 'Remove what no word asks for any more'
            cand nginx 'Print a configuration of nginx that serves a mirror'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;mirror;create'= {
            cand --platform 'For which machines, by Go''s names [default: all that the mirror has, else this machine''s]'
            cand --head 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --any-head 'Keep every tile there is, from now on: for clients with any older head'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;mirror;update'= {
            cand --platform 'For which machines, by Go''s names [default: all that the mirror has, else this machine''s]'
            cand --head 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --repair 'Also read all that is there, and fetch again what is damaged'
            cand --any-head 'Keep every tile there is, from now on: for clients with any older head'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;mirror;verify'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;mirror;prune'= {
            cand --forget 'Take this off what the mirror was asked for, first'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would be removed'
            cand --dry-run 'Show what would be removed'
            cand -y 'Do not ask'
            cand --yes 'Do not ask'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;mirror;nginx'= {
            cand --listen 'Where nginx listens: PORT or ADDRESS:PORT'
            cand --name 'The name by which clients ask'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;mirror;help'= {
            cand create 'Make a mirror, or add to one'
            cand update 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
            cand verify 'Hold every file against its record, and the records against the signed tree'
            cand prune 'Remove what no word asks for any more'
            cand nginx 'Print a configuration of nginx that serves a mirror'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;mirror;help;create'= {
        }
        &'goenvmgr;mirror;help;update'= {
        }
        &'goenvmgr;mirror;help;verify'= {
        }
        &'goenvmgr;mirror;help;prune'= {
        }
        &'goenvmgr;mirror;help;nginx'= {
        }
        &'goenvmgr;mirror;help;help'= {
        }
        &'goenvmgr;outdated'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --exit-code 'End with 1 where something is old'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;pin'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --install 'Install it first, if nothing installed is what it asks for'
            cand -n 'Show what would be written, and write nothing'
            cand --dry-run 'Show what would be written, and write nothing'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;local'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --install 'Install it first, if nothing installed is what it asks for'
            cand -n 'Show what would be written, and write nothing'
            cand --dry-run 'Show what would be written, and write nothing'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;roots'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand list 'List the roots and how they stand'
            cand add 'Name directories as roots'
            cand remove 'Forget roots'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;roots;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;roots;add'= {
            cand --scan 'Name every project below this directory'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;roots;remove'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;roots;help'= {
            cand list 'List the roots and how they stand'
            cand add 'Name directories as roots'
            cand remove 'Forget roots'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;roots;help;list'= {
        }
        &'goenvmgr;roots;help;add'= {
        }
        &'goenvmgr;roots;help;remove'= {
        }
        &'goenvmgr;roots;help;help'= {
        }
        &'goenvmgr;run'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;self'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
            cand uninstall 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
            cand update 'Put the newest release in the place of this program'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;self;uninstall'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would go'
            cand --dry-run 'Show what would go'
            cand -y 'Do it without a question'
            cand --yes 'Do it without a question'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;self;update'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --check 'Change nothing, and end with 1 where a newer one is there'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;self;help'= {
            cand uninstall 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
            cand update 'Put the newest release in the place of this program'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;self;help;uninstall'= {
        }
        &'goenvmgr;self;help;update'= {
        }
        &'goenvmgr;self;help;help'= {
        }
        &'goenvmgr;setup'= {
            cand --shell 'Only for this shell (may be repeated) [default: those that you use]'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would change, and change nothing'
            cand --dry-run 'Show what would change, and change nothing'
            cand --go-bin 'Put the directory of `go install` (GOBIN, else GOPATH/bin) at the end of PATH, too'
            cand --undo 'Take out everything that setup wrote'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;tools'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
            cand sync 'Build what is pinned here and does not stand'
            cand list 'Show what is pinned here, whether it stands, and which Go built it'
            cand outdated 'Show which tools have a newer version'
            cand rebuild 'Build tools once more, or those in GOBIN that an older Go built'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;tools;sync'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -n 'Show what would be built'
            cand --dry-run 'Show what would be built'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;tools;list'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;tools;outdated'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --all 'Every version that there is, newest first'
            cand --exit-code 'End with 1 where something is old'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;tools;rebuild'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --go-bin 'The programs in GOBIN'
            cand -n 'Show what would be built'
            cand --dry-run 'Show what would be built'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;tools;help'= {
            cand sync 'Build what is pinned here and does not stand'
            cand list 'Show what is pinned here, whether it stands, and which Go built it'
            cand outdated 'Show which tools have a newer version'
            cand rebuild 'Build tools once more, or those in GOBIN that an older Go built'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;tools;help;sync'= {
        }
        &'goenvmgr;tools;help;list'= {
        }
        &'goenvmgr;tools;help;outdated'= {
        }
        &'goenvmgr;tools;help;rebuild'= {
        }
        &'goenvmgr;tools;help;help'= {
        }
        &'goenvmgr;trust'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --list 'Show what is trusted'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;uninstall'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --all 'Every installed version that VERSION means, not its newest alone'
            cand --keep-newest 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
            cand --force 'Remove it even where it is the default or in use'
            cand -n 'Show what would be removed'
            cand --dry-run 'Show what would be removed'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;rm'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --all 'Every installed version that VERSION means, not its newest alone'
            cand --keep-newest 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
            cand --force 'Remove it even where it is the default or in use'
            cand -n 'Show what would be removed'
            cand --dry-run 'Show what would be removed'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;remove'= {
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --all 'Every installed version that VERSION means, not its newest alone'
            cand --keep-newest 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]'
            cand --force 'Remove it even where it is the default or in use'
            cand -n 'Show what would be removed'
            cand --dry-run 'Show what would be removed'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;unlink'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --force 'Take it away even where it is the default or in use'
            cand -n 'Show what would be taken away'
            cand --dry-run 'Show what would be taken away'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;untrust'= {
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;upgrade'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --minor 'The newest Go there is, too; a default of one version moves to it'
            cand --prune 'Remove the older ones of these lines that nobody asks for'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;update'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --minor 'The newest Go there is, too; a default of one version moves to it'
            cand --prune 'Remove the older ones of these lines that nobody asks for'
            cand -n 'Show what would be done'
            cand --dry-run 'Show what would be done'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;use'= {
            cand --color 'When to use colour'
            cand --default 'Use the user''s default'
            cand --system 'Use the system''s own Go'
            cand --install 'Install the version if it is missing, without asking'
            cand --pin 'Install the version if it is missing, pin it here, and follow the pin'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help'
            cand --help 'Print help'
        }
        &'goenvmgr;verify'= {
            cand --bootstrap 'With --rebuild: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system''s]'
            cand --os 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected'
            cand --arch 'For another processor, by Go''s name: amd64, arm64'
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand --against-source 'Fetch the published files and name those that differ'
            cand --online 'Ask the checksum database again, or the release index where it has no record'
            cand --rebuild 'Build this version from its own source with another Go, and compare bit for bit with the record of the checksum database'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;which'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;why'= {
            cand --format 'Output format'
            cand --color 'When to use colour'
            cand -q 'Say nothing on success; print only data that is asked for, and errors'
            cand --quiet 'Say nothing on success; print only data that is asked for, and errors'
            cand -v 'Say on standard error what is read, asked and started; twice for more'
            cand --verbose 'Say on standard error what is read, asked and started; twice for more'
            cand --offline 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same'
            cand -h 'Print help (see more with ''--help'')'
            cand --help 'Print help (see more with ''--help'')'
        }
        &'goenvmgr;help'= {
            cand alias 'Have names of your own for versions that you type often'
            cand check 'Does this shell match what the directory asks for?'
            cand clean 'Remove what no project needs any more: toolchains, modules, build results, downloads'
            cand completions 'Print the completion script for a shell'
            cand config 'Show the settings and where each was set, or change one'
            cand current 'Show the version that is selected here, and what selects it'
            cand deactivate 'Take goenvmgr off this shell: environment and prompt hook'
            cand default 'Show or set the version that is active where no pin says otherwise'
            cand doctor 'Find out why Go does not work on this machine'
            cand du 'Show what Go takes on this machine: toolchains of every manager, caches, downloads'
            cand env 'Print what activation changes in the environment'
            cand exec 'Run a program with a version of Go, or with the one that is selected here'
            cand explain 'Explain why this version is active here: every place that could decide, with file and line'
            cand generations 'Show what the Go environment was after each change, and go back'
            cand health 'Checks that run unattended: doctor''s, this machine''s load, and your own'
            cand hook 'Print what a shell evaluates after a change (used by the shell function)'
            cand ide 'Show what an editor needs to start the Go that is pinned, write it, or take it back'
            cand import 'Take in what other version managers have: toolchains, their default, and their lines at start-up'
            cand init 'Print the shell function and the prompt hook'
            cand install 'Install Go, verified'
            cand link 'Give a Go of your own a name to select it by'
            cand list 'List the installed versions, newest first, or with --remote those that could be'
            cand lock 'Write down which version this project''s pin means, and its checksum for each platform'
            cand mirror 'Keep toolchains, and what verifies them, for machines without a way out'
            cand outdated 'Show which versions are old: installed ones, and those that known projects pin'
            cand pin 'Pin a version for this directory and all below it'
            cand roots 'Show or change the projects from which `clean` decides what stays'
            cand run 'Run a command, and explain its failure'
            cand self 'Bring goenvmgr itself up to date, or remove it'
            cand setup 'Set up your shells to find Go, or take that back'
            cand tools 'Build, and keep, the tools that a project pins'
            cand trust 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins'
            cand uninstall 'Remove installed toolchains'
            cand unlink 'Take the name of a linked toolchain away; the toolchain stays'
            cand untrust 'Take back the trust in a goenvmgr.toml'
            cand upgrade 'Install the newest of each line that is installed, or that the default or a known project asks for'
            cand use 'Switch this shell to a version, or back to what the directory asks for'
            cand verify 'Check installed files against what Go published'
            cand which 'Print the path of the program that runs here'
            cand why 'Show which root keeps a module in the cache, and which file says so'
            cand help 'Print this message or the help of the given subcommand(s)'
        }
        &'goenvmgr;help;alias'= {
            cand list 'List all'
            cand set 'Let a name stand for a version'
            cand remove 'Forget a name'
        }
        &'goenvmgr;help;alias;list'= {
        }
        &'goenvmgr;help;alias;set'= {
        }
        &'goenvmgr;help;alias;remove'= {
        }
        &'goenvmgr;help;check'= {
        }
        &'goenvmgr;help;clean'= {
        }
        &'goenvmgr;help;completions'= {
        }
        &'goenvmgr;help;config'= {
            cand list 'List all settings that hold, and where each was set'
            cand get 'Print the value of one that holds'
            cand set 'Write one into config.toml'
            cand unset 'Take one out of config.toml'
        }
        &'goenvmgr;help;config;list'= {
        }
        &'goenvmgr;help;config;get'= {
        }
        &'goenvmgr;help;config;set'= {
        }
        &'goenvmgr;help;config;unset'= {
        }
        &'goenvmgr;help;current'= {
        }
        &'goenvmgr;help;deactivate'= {
        }
        &'goenvmgr;help;default'= {
        }
        &'goenvmgr;help;doctor'= {
            cand explain 'Explain the output of a failed go command'
            cand docs 'Say what a check reads, when it fails and why we believe it'
        }
        &'goenvmgr;help;doctor;explain'= {
        }
        &'goenvmgr;help;doctor;docs'= {
        }
        &'goenvmgr;help;du'= {
        }
        &'goenvmgr;help;env'= {
        }
        &'goenvmgr;help;exec'= {
        }
        &'goenvmgr;help;explain'= {
        }
        &'goenvmgr;help;generations'= {
            cand list 'List them, the newest first'
            cand show 'Show what one holds'
            cand diff 'Show what is another in one than in another'
            cand switch 'Go back to one'
            cand prune 'Let the oldest go'
        }
        &'goenvmgr;help;generations;list'= {
        }
        &'goenvmgr;help;generations;show'= {
        }
        &'goenvmgr;help;generations;diff'= {
        }
        &'goenvmgr;help;generations;switch'= {
        }
        &'goenvmgr;help;generations;prune'= {
        }
        &'goenvmgr;help;health'= {
            cand run 'One run, as a timer asks for it: counted, remembered, told from the given failure on'
            cand gate 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last'
            cand status 'How the last runs ended, and what fails since when'
            cand history 'What past runs found'
            cand report 'One run as a page in one file, with the last seven days'
            cand serve 'Metrics for Prometheus and /healthz, by HTTP'
            cand schedule 'A timer of this system that calls `health run`'
            cand grafana 'A dashboard for Grafana, as JSON'
            cand sudoers 'Rules for what your checks run by sudo'
            cand list 'The checks that a run may ask'
            cand init 'Write commented health tables and sample checks into goenvmgr.toml, shown first'
        }
        &'goenvmgr;help;health;run'= {
        }
        &'goenvmgr;help;health;gate'= {
        }
        &'goenvmgr;help;health;status'= {
        }
        &'goenvmgr;help;health;history'= {
        }
        &'goenvmgr;help;health;report'= {
        }
        &'goenvmgr;help;health;serve'= {
        }
        &'goenvmgr;help;health;schedule'= {
        }
        &'goenvmgr;help;health;grafana'= {
        }
        &'goenvmgr;help;health;sudoers'= {
        }
        &'goenvmgr;help;health;list'= {
        }
        &'goenvmgr;help;health;init'= {
        }
        &'goenvmgr;help;hook'= {
        }
        &'goenvmgr;help;ide'= {
        }
        &'goenvmgr;help;import'= {
        }
        &'goenvmgr;help;init'= {
        }
        &'goenvmgr;help;install'= {
        }
        &'goenvmgr;help;link'= {
        }
        &'goenvmgr;help;list'= {
        }
        &'goenvmgr;help;lock'= {
        }
        &'goenvmgr;help;mirror'= {
            cand create 'Make a mirror, or add to one'
            cand update 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing'
            cand verify 'Hold every file against its record, and the records against the signed tree'
            cand prune 'Remove what no word asks for any more'
            cand nginx 'Print a configuration of nginx that serves a mirror'
        }
        &'goenvmgr;help;mirror;create'= {
        }
        &'goenvmgr;help;mirror;update'= {
        }
        &'goenvmgr;help;mirror;verify'= {
        }
        &'goenvmgr;help;mirror;prune'= {
        }
        &'goenvmgr;help;mirror;nginx'= {
        }
        &'goenvmgr;help;outdated'= {
        }
        &'goenvmgr;help;pin'= {
        }
        &'goenvmgr;help;roots'= {
            cand list 'List the roots and how they stand'
            cand add 'Name directories as roots'
            cand remove 'Forget roots'
        }
        &'goenvmgr;help;roots;list'= {
        }
        &'goenvmgr;help;roots;add'= {
        }
        &'goenvmgr;help;roots;remove'= {
        }
        &'goenvmgr;help;run'= {
        }
        &'goenvmgr;help;self'= {
            cand uninstall 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers'
            cand update 'Put the newest release in the place of this program'
        }
        &'goenvmgr;help;self;uninstall'= {
        }
        &'goenvmgr;help;self;update'= {
        }
        &'goenvmgr;help;setup'= {
        }
        &'goenvmgr;help;tools'= {
            cand sync 'Build what is pinned here and does not stand'
            cand list 'Show what is pinned here, whether it stands, and which Go built it'
            cand outdated 'Show which tools have a newer version'
            cand rebuild 'Build tools once more, or those in GOBIN that an older Go built'
        }
        &'goenvmgr;help;tools;sync'= {
        }
        &'goenvmgr;help;tools;list'= {
        }
        &'goenvmgr;help;tools;outdated'= {
        }
        &'goenvmgr;help;tools;rebuild'= {
        }
        &'goenvmgr;help;trust'= {
        }
        &'goenvmgr;help;uninstall'= {
        }
        &'goenvmgr;help;unlink'= {
        }
        &'goenvmgr;help;untrust'= {
        }
        &'goenvmgr;help;upgrade'= {
        }
        &'goenvmgr;help;use'= {
        }
        &'goenvmgr;help;verify'= {
        }
        &'goenvmgr;help;which'= {
        }
        &'goenvmgr;help;why'= {
        }
        &'goenvmgr;help;help'= {
        }
    ]
    $completions[$command]
}

# Versions: goenvmgr itself says which may stand here, without network.
var goenvmgr-words = $edit:completion:arg-completer[goenvmgr]
set edit:completion:arg-completer[goenvmgr] = {|@words|
    var word = $words[-1]
    var versions = []
    if (not (str:has-prefix $word '-')) {
        try {
            set versions = [((external goenvmgr) __versions '='$word (all $words[1..-1]) 2>/dev/null | from-lines)]
        } catch { nop }
    }
    if (eq $versions []) { $goenvmgr-words $@words } else { all $versions }
}
