
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'goenvmgr' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'goenvmgr'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'goenvmgr' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('alias', 'alias', [CompletionResultType]::ParameterValue, 'Have names of your own for versions that you type often')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Does this shell match what the directory asks for?')
            [CompletionResult]::new('clean', 'clean', [CompletionResultType]::ParameterValue, 'Remove what no project needs any more: toolchains, modules, build results, downloads')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each was set, or change one')
            [CompletionResult]::new('current', 'current', [CompletionResultType]::ParameterValue, 'Show the version that is selected here, and what selects it')
            [CompletionResult]::new('version', 'version', [CompletionResultType]::ParameterValue, 'Show the version that is selected here, and what selects it')
            [CompletionResult]::new('deactivate', 'deactivate', [CompletionResultType]::ParameterValue, 'Take goenvmgr off this shell: environment and prompt hook')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Show or set the version that is active where no pin says otherwise')
            [CompletionResult]::new('global', 'global', [CompletionResultType]::ParameterValue, 'Show or set the version that is active where no pin says otherwise')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find out why Go does not work on this machine')
            [CompletionResult]::new('du', 'du', [CompletionResultType]::ParameterValue, 'Show what Go takes on this machine: toolchains of every manager, caches, downloads')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print what activation changes in the environment')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program with a version of Go, or with the one that is selected here')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain why this version is active here: every place that could decide, with file and line')
            [CompletionResult]::new('generations', 'generations', [CompletionResultType]::ParameterValue, 'Show what the Go environment was after each change, and go back')
            [CompletionResult]::new('health', 'health', [CompletionResultType]::ParameterValue, 'Checks that run unattended: doctor''s, this machine''s load, and your own')
            [CompletionResult]::new('hook', 'hook', [CompletionResultType]::ParameterValue, 'Print what a shell evaluates after a change (used by the shell function)')
            [CompletionResult]::new('ide', 'ide', [CompletionResultType]::ParameterValue, 'Show what an editor needs to start the Go that is pinned, write it, or take it back')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take in what other version managers have: toolchains, their default, and their lines at start-up')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Print the shell function and the prompt hook')
            [CompletionResult]::new('install', 'install', [CompletionResultType]::ParameterValue, 'Install Go, verified')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Give a Go of your own a name to select it by')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the installed versions, newest first, or with --remote those that could be')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List the installed versions, newest first, or with --remote those that could be')
            [CompletionResult]::new('versions', 'versions', [CompletionResultType]::ParameterValue, 'List the installed versions, newest first, or with --remote those that could be')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Write down which version this project''s pin means, and its checksum for each platform')
            [CompletionResult]::new('mirror', 'mirror', [CompletionResultType]::ParameterValue, 'Keep toolchains, and what verifies them, for machines without a way out')
            [CompletionResult]::new('outdated', 'outdated', [CompletionResultType]::ParameterValue, 'Show which versions are old: installed ones, and those that known projects pin')
            [CompletionResult]::new('pin', 'pin', [CompletionResultType]::ParameterValue, 'Pin a version for this directory and all below it')
            [CompletionResult]::new('local', 'local', [CompletionResultType]::ParameterValue, 'Pin a version for this directory and all below it')
            [CompletionResult]::new('roots', 'roots', [CompletionResultType]::ParameterValue, 'Show or change the projects from which `clean` decides what stays')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command, and explain its failure')
            [CompletionResult]::new('self', 'self', [CompletionResultType]::ParameterValue, 'Bring goenvmgr itself up to date, or remove it')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Set up your shells to find Go, or take that back')
            [CompletionResult]::new('tools', 'tools', [CompletionResultType]::ParameterValue, 'Build, and keep, the tools that a project pins')
            [CompletionResult]::new('trust', 'trust', [CompletionResultType]::ParameterValue, 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins')
            [CompletionResult]::new('uninstall', 'uninstall', [CompletionResultType]::ParameterValue, 'Remove installed toolchains')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Remove installed toolchains')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove installed toolchains')
            [CompletionResult]::new('unlink', 'unlink', [CompletionResultType]::ParameterValue, 'Take the name of a linked toolchain away; the toolchain stays')
            [CompletionResult]::new('untrust', 'untrust', [CompletionResultType]::ParameterValue, 'Take back the trust in a goenvmgr.toml')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Install the newest of each line that is installed, or that the default or a known project asks for')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Install the newest of each line that is installed, or that the default or a known project asks for')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Switch this shell to a version, or back to what the directory asks for')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check installed files against what Go published')
            [CompletionResult]::new('which', 'which', [CompletionResultType]::ParameterValue, 'Print the path of the program that runs here')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Show which root keeps a module in the cache, and which file says so')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;alias' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all')
            [CompletionResult]::new('ls', 'ls', [CompletionResultType]::ParameterValue, 'List all')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Let a name stand for a version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a name')
            [CompletionResult]::new('rm', 'rm', [CompletionResultType]::ParameterValue, 'Forget a name')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;alias;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;alias;ls' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;alias;set' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;alias;remove' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;alias;rm' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;alias;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Let a name stand for a version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a name')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;alias;help;list' {
            break
        }
        'goenvmgr;alias;help;set' {
            break
        }
        'goenvmgr;alias;help;remove' {
            break
        }
        'goenvmgr;alias;help;help' {
            break
        }
        'goenvmgr;check' {
            [CompletionResult]::new('--time-limit', '--time-limit', [CompletionResultType]::ParameterName, 'How long a fresh shell may take')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Fix this shell (needs the shell function)')
            [CompletionResult]::new('--all-shells', '--all-shells', [CompletionResultType]::ParameterName, 'Ask fresh shells of every kind that you have, and print one table')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;clean' {
            [CompletionResult]::new('--max-size', '--max-size', [CompletionResultType]::ParameterName, 'With --build-cache: only the oldest, until this much stays (10G, 500M)')
            [CompletionResult]::new('--vendor', '--vendor', [CompletionResultType]::ParameterName, 'List vendor trees that disagree with go.mod; with DIR, remove that one')
            [CompletionResult]::new('--older-than', '--older-than', [CompletionResultType]::ParameterName, 'What counts as unused: 30d unless given (90d, 12h)')
            [CompletionResult]::new('--scan', '--scan', [CompletionResultType]::ParameterName, 'Name every project below this directory as a root first')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--stale', '--stale', [CompletionResultType]::ParameterName, 'What is provably of no use: unused toolchains, interrupted work, cached archives')
            [CompletionResult]::new('--modcache', '--modcache', [CompletionResultType]::ParameterName, 'Modules that no root reaches')
            [CompletionResult]::new('--zips', '--zips', [CompletionResultType]::ParameterName, 'With --modcache: the zips of kept modules too')
            [CompletionResult]::new('--everything', '--everything', [CompletionResultType]::ParameterName, 'With --modcache: all of it, as go clean -modcache does')
            [CompletionResult]::new('--build-cache', '--build-cache', [CompletionResultType]::ParameterName, 'Entries of Go''s build cache')
            [CompletionResult]::new('--downloads', '--downloads', [CompletionResultType]::ParameterName, 'Archives and indexes that goenvmgr downloaded')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, '--stale --modcache --build-cache --downloads')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show the plan and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;completions' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;config' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings that hold, and where each was set')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of one that holds')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write one into config.toml')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take one out of config.toml')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;config;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;config;get' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;config;set' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;config;unset' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;config;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings that hold, and where each was set')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of one that holds')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write one into config.toml')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take one out of config.toml')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;config;help;list' {
            break
        }
        'goenvmgr;config;help;get' {
            break
        }
        'goenvmgr;config;help;set' {
            break
        }
        'goenvmgr;config;help;unset' {
            break
        }
        'goenvmgr;config;help;help' {
            break
        }
        'goenvmgr;current' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;version' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;deactivate' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;default' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Have no default: outside of pinned directories the system''s Go is active')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;global' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--unset', '--unset', [CompletionResultType]::ParameterName, 'Have no default: outside of pinned directories the system''s Go is active')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;doctor' {
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How much to look at')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these checks (globs, or an area such as env)')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Not these checks')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as failures')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'List the checks and do nothing')
            [CompletionResult]::new('--fix', '--fix', [CompletionResultType]::ParameterName, 'Cure what can be cured safely: shown first, backed up, checked again')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take back what the last --fix did')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'With --fix: show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'With --fix: show what would change, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'With --fix: do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'With --fix: do not ask')
            [CompletionResult]::new('--bundle', '--bundle', [CompletionResultType]::ParameterName, 'Print what an issue needs to know, as Markdown without credentials: the selection, settings, versions, findings')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the output of a failed go command')
            [CompletionResult]::new('docs', 'docs', [CompletionResultType]::ParameterValue, 'Say what a check reads, when it fails and why we believe it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;doctor;explain' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;doctor;docs' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;doctor;help' {
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the output of a failed go command')
            [CompletionResult]::new('docs', 'docs', [CompletionResultType]::ParameterValue, 'Say what a check reads, when it fails and why we believe it')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;doctor;help;explain' {
            break
        }
        'goenvmgr;doctor;help;docs' {
            break
        }
        'goenvmgr;doctor;help;help' {
            break
        }
        'goenvmgr;du' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;env' {
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'The shell to write for [default: the one that calls]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'How it is written: for a shell, or as this')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;exec' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;explain' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what one holds')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what is another in one than in another')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Go back to one')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Let the oldest go')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;generations;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations;show' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations;diff' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations;switch' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations;prune' {
            [CompletionResult]::new('--keep', '--keep', [CompletionResultType]::ParameterName, 'How many stay')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show which would go')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show which would go')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;generations;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what one holds')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what is another in one than in another')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Go back to one')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Let the oldest go')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;generations;help;list' {
            break
        }
        'goenvmgr;generations;help;show' {
            break
        }
        'goenvmgr;generations;help;diff' {
            break
        }
        'goenvmgr;generations;help;switch' {
            break
        }
        'goenvmgr;generations;help;prune' {
            break
        }
        'goenvmgr;generations;help;help' {
            break
        }
        'goenvmgr;health' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'One run, as a timer asks for it: counted, remembered, told from the given failure on')
            [CompletionResult]::new('gate', 'gate', [CompletionResultType]::ParameterValue, 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How the last runs ended, and what fails since when')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'What past runs found')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'One run as a page in one file, with the last seven days')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Metrics for Prometheus and /healthz, by HTTP')
            [CompletionResult]::new('schedule', 'schedule', [CompletionResultType]::ParameterValue, 'A timer of this system that calls `health run`')
            [CompletionResult]::new('grafana', 'grafana', [CompletionResultType]::ParameterValue, 'A dashboard for Grafana, as JSON')
            [CompletionResult]::new('sudoers', 'sudoers', [CompletionResultType]::ParameterValue, 'Rules for what your checks run by sudo')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The checks that a run may ask')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write commented health tables and sample checks into goenvmgr.toml, shown first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;health;run' {
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How much to look at [default: as the environment says]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these checks (globs, or an area such as env)')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Not these checks')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--lock-wait', '--lock-wait', [CompletionResultType]::ParameterName, 'How long to wait for another run of the same project and environment, in seconds')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as failures')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;gate' {
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How much to look at [default: as the environment says]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these checks (globs, or an area such as env)')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Not these checks')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as failures')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;status' {
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;history' {
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Only this check (a glob, or an area)')
            [CompletionResult]::new('--days', '--days', [CompletionResultType]::ParameterName, 'How many days')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;report' {
            [CompletionResult]::new('--html', '--html', [CompletionResultType]::ParameterName, 'Where the page is written; - for standard output')
            [CompletionResult]::new('--state', '--state', [CompletionResultType]::ParameterName, 'A copy of another machine''s state directory (may be repeated); its last part is the machine''s name')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How much to look at [default: as the environment says]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these checks (globs, or an area such as env)')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Not these checks')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as failures')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;serve' {
            [CompletionResult]::new('--max-age', '--max-age', [CompletionResultType]::ParameterName, 'For how long a run is answered before the next one, in seconds')
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--mode', '--mode', [CompletionResultType]::ParameterName, 'How much to look at [default: as the environment says]')
            [CompletionResult]::new('--only', '--only', [CompletionResultType]::ParameterName, 'Only these checks (globs, or an area such as env)')
            [CompletionResult]::new('--skip', '--skip', [CompletionResultType]::ParameterName, 'Not these checks')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--strict', '--strict', [CompletionResultType]::ParameterName, 'Count warnings as failures')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;schedule' {
            [CompletionResult]::new('--env', '--env', [CompletionResultType]::ParameterName, 'The environment, as goenvmgr.toml names it')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print what would be installed')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Write it and begin it, shown first')
            [CompletionResult]::new('--remove', '--remove', [CompletionResultType]::ParameterName, 'End it and take its files away')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;grafana' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;health;sudoers' {
            [CompletionResult]::new('--user', '--user', [CompletionResultType]::ParameterName, 'Who runs the checks [default: you]')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--print', '--print', [CompletionResultType]::ParameterName, 'Print them')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;health;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;health;init' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;health;help' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'One run, as a timer asks for it: counted, remembered, told from the given failure on')
            [CompletionResult]::new('gate', 'gate', [CompletionResultType]::ParameterValue, 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How the last runs ended, and what fails since when')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'What past runs found')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'One run as a page in one file, with the last seven days')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Metrics for Prometheus and /healthz, by HTTP')
            [CompletionResult]::new('schedule', 'schedule', [CompletionResultType]::ParameterValue, 'A timer of this system that calls `health run`')
            [CompletionResult]::new('grafana', 'grafana', [CompletionResultType]::ParameterValue, 'A dashboard for Grafana, as JSON')
            [CompletionResult]::new('sudoers', 'sudoers', [CompletionResultType]::ParameterValue, 'Rules for what your checks run by sudo')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The checks that a run may ask')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write commented health tables and sample checks into goenvmgr.toml, shown first')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;health;help;run' {
            break
        }
        'goenvmgr;health;help;gate' {
            break
        }
        'goenvmgr;health;help;status' {
            break
        }
        'goenvmgr;health;help;history' {
            break
        }
        'goenvmgr;health;help;report' {
            break
        }
        'goenvmgr;health;help;serve' {
            break
        }
        'goenvmgr;health;help;schedule' {
            break
        }
        'goenvmgr;health;help;grafana' {
            break
        }
        'goenvmgr;health;help;sudoers' {
            break
        }
        'goenvmgr;health;help;list' {
            break
        }
        'goenvmgr;health;help;init' {
            break
        }
        'goenvmgr;health;help;help' {
            break
        }
        'goenvmgr;hook' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;ide' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--project', '--project', [CompletionResultType]::ParameterName, 'Settings of the project in this directory (vscode: .vscode/settings.json) [default: those of the user]')
            [CompletionResult]::new('--sdk-links', '--sdk-links', [CompletionResultType]::ParameterName, 'Names in ~/sdk that lead to installed toolchains, in place of settings (goland, vscode)')
            [CompletionResult]::new('--write', '--write', [CompletionResultType]::ParameterName, 'Do it')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take back what was written')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;import' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--silence', '--silence', [CompletionResultType]::ParameterName, 'Silence the lines of goenv, gvm and g in your start-up files; `setup --undo` gives them back')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Verify and show what would be taken in, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Verify and show what would be taken in, and change nothing')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;init' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--no-cd', '--no-cd', [CompletionResultType]::ParameterName, 'Leave bash its own cd, pushd and popd: what follows one on the same line is then the former directory''s')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;install' {
            [CompletionResult]::new('--from', '--from', [CompletionResultType]::ParameterName, 'Take it from an archive, a module zip, a GOROOT, or a directory of archives; with a name of your own, build it from a checkout of Go''s source, or from an archive of it (.tar.gz, .zip): a path, or a URL (http, https, file)')
            [CompletionResult]::new('--sha256', '--sha256', [CompletionResultType]::ParameterName, 'With --from: the archive''s SHA-256, which you know from elsewhere; recorded as the user''s own hash. What is built of such an archive stays unverified')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'With --build: the name [default: built-1-22-5 of 1.22.5]')
            [CompletionResult]::new('--bootstrap', '--bootstrap', [CompletionResultType]::ParameterName, 'With --build, or a name and --from SOURCE: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system''s, else the newest]')
            [CompletionResult]::new('--verify', '--verify', [CompletionResultType]::ParameterName, 'What must verify it: standard or transparency')
            [CompletionResult]::new('--mirror', '--mirror', [CompletionResultType]::ParameterName, 'A mirror''s name (golang.google.cn, aliyun, ustc, nju) or the URL of a directory of archives')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--locked', '--locked', [CompletionResultType]::ParameterName, 'Install the version that goenvmgr.lock says, with the checksum that stands there')
            [CompletionResult]::new('--unverified', '--unverified', [CompletionResultType]::ParameterName, 'With --from: install bytes that nothing verifies, and mark them so')
            [CompletionResult]::new('--build', '--build', [CompletionResultType]::ParameterName, 'Build VERSION here from its own verified source, with another Go, and keep it under a name')
            [CompletionResult]::new('--reinstall', '--reinstall', [CompletionResultType]::ParameterName, 'Install it again where it is installed')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;link' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be linked')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be linked')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;list' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--remote', '--remote', [CompletionResultType]::ParameterName, 'List what the first source that answers has to install')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;ls' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--remote', '--remote', [CompletionResultType]::ParameterName, 'List what the first source that answers has to install')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;versions' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--remote', '--remote', [CompletionResultType]::ParameterName, 'List what the first source that answers has to install')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;lock' {
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'For this machine too, by Go''s names; with what the lock has [default: linux, darwin and windows on amd64 and arm64]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--upgrade', '--upgrade', [CompletionResultType]::ParameterName, 'Take the newest version that the pin means')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be written')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;mirror' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a mirror, or add to one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Hold every file against its record, and the records against the signed tree')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what no word asks for any more')
            [CompletionResult]::new('nginx', 'nginx', [CompletionResultType]::ParameterValue, 'Print a configuration of nginx that serves a mirror')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;mirror;create' {
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'For which machines, by Go''s names [default: all that the mirror has, else this machine''s]')
            [CompletionResult]::new('--head', '--head', [CompletionResultType]::ParameterName, 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--any-head', '--any-head', [CompletionResultType]::ParameterName, 'Keep every tile there is, from now on: for clients with any older head')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;mirror;update' {
            [CompletionResult]::new('--platform', '--platform', [CompletionResultType]::ParameterName, 'For which machines, by Go''s names [default: all that the mirror has, else this machine''s]')
            [CompletionResult]::new('--head', '--head', [CompletionResultType]::ParameterName, 'A head that clients have verified elsewhere: GOPATH/pkg/sumdb/NAME/latest of one of them')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--repair', '--repair', [CompletionResultType]::ParameterName, 'Also read all that is there, and fetch again what is damaged')
            [CompletionResult]::new('--any-head', '--any-head', [CompletionResultType]::ParameterName, 'Keep every tile there is, from now on: for clients with any older head')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;mirror;verify' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;mirror;prune' {
            [CompletionResult]::new('--forget', '--forget', [CompletionResultType]::ParameterName, 'Take this off what the mirror was asked for, first')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do not ask')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;mirror;nginx' {
            [CompletionResult]::new('--listen', '--listen', [CompletionResultType]::ParameterName, 'Where nginx listens: PORT or ADDRESS:PORT')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'The name by which clients ask')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;mirror;help' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a mirror, or add to one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Hold every file against its record, and the records against the signed tree')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what no word asks for any more')
            [CompletionResult]::new('nginx', 'nginx', [CompletionResultType]::ParameterValue, 'Print a configuration of nginx that serves a mirror')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;mirror;help;create' {
            break
        }
        'goenvmgr;mirror;help;update' {
            break
        }
        'goenvmgr;mirror;help;verify' {
            break
        }
        'goenvmgr;mirror;help;prune' {
            break
        }
        'goenvmgr;mirror;help;nginx' {
            break
        }
        'goenvmgr;mirror;help;help' {
            break
        }
        'goenvmgr;outdated' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'End with 1 where something is old')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;pin' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Install it first, if nothing installed is what it asks for')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;local' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Install it first, if nothing installed is what it asks for')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be written, and write nothing')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;roots' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the roots and how they stand')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Name directories as roots')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget roots')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;roots;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;roots;add' {
            [CompletionResult]::new('--scan', '--scan', [CompletionResultType]::ParameterName, 'Name every project below this directory')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;roots;remove' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;roots;help' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the roots and how they stand')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Name directories as roots')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget roots')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;roots;help;list' {
            break
        }
        'goenvmgr;roots;help;add' {
            break
        }
        'goenvmgr;roots;help;remove' {
            break
        }
        'goenvmgr;roots;help;help' {
            break
        }
        'goenvmgr;run' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;self' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('uninstall', 'uninstall', [CompletionResultType]::ParameterValue, 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Put the newest release in the place of this program')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;self;uninstall' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would go')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would go')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Do it without a question')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;self;update' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--check', '--check', [CompletionResultType]::ParameterName, 'Change nothing, and end with 1 where a newer one is there')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;self;help' {
            [CompletionResult]::new('uninstall', 'uninstall', [CompletionResultType]::ParameterValue, 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Put the newest release in the place of this program')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;self;help;uninstall' {
            break
        }
        'goenvmgr;self;help;update' {
            break
        }
        'goenvmgr;self;help;help' {
            break
        }
        'goenvmgr;setup' {
            [CompletionResult]::new('--shell', '--shell', [CompletionResultType]::ParameterName, 'Only for this shell (may be repeated) [default: those that you use]')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would change, and change nothing')
            [CompletionResult]::new('--go-bin', '--go-bin', [CompletionResultType]::ParameterName, 'Put the directory of `go install` (GOBIN, else GOPATH/bin) at the end of PATH, too')
            [CompletionResult]::new('--undo', '--undo', [CompletionResultType]::ParameterName, 'Take out everything that setup wrote')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;tools' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Build what is pinned here and does not stand')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show what is pinned here, whether it stands, and which Go built it')
            [CompletionResult]::new('outdated', 'outdated', [CompletionResultType]::ParameterValue, 'Show which tools have a newer version')
            [CompletionResult]::new('rebuild', 'rebuild', [CompletionResultType]::ParameterValue, 'Build tools once more, or those in GOBIN that an older Go built')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;tools;sync' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be built')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be built')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;tools;list' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;tools;outdated' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every version that there is, newest first')
            [CompletionResult]::new('--exit-code', '--exit-code', [CompletionResultType]::ParameterName, 'End with 1 where something is old')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;tools;rebuild' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--go-bin', '--go-bin', [CompletionResultType]::ParameterName, 'The programs in GOBIN')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be built')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be built')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;tools;help' {
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Build what is pinned here and does not stand')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show what is pinned here, whether it stands, and which Go built it')
            [CompletionResult]::new('outdated', 'outdated', [CompletionResultType]::ParameterValue, 'Show which tools have a newer version')
            [CompletionResult]::new('rebuild', 'rebuild', [CompletionResultType]::ParameterValue, 'Build tools once more, or those in GOBIN that an older Go built')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;tools;help;sync' {
            break
        }
        'goenvmgr;tools;help;list' {
            break
        }
        'goenvmgr;tools;help;outdated' {
            break
        }
        'goenvmgr;tools;help;rebuild' {
            break
        }
        'goenvmgr;tools;help;help' {
            break
        }
        'goenvmgr;trust' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--list', '--list', [CompletionResultType]::ParameterName, 'Show what is trusted')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;uninstall' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every installed version that VERSION means, not its newest alone')
            [CompletionResult]::new('--keep-newest', '--keep-newest', [CompletionResultType]::ParameterName, 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Remove it even where it is the default or in use')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;rm' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every installed version that VERSION means, not its newest alone')
            [CompletionResult]::new('--keep-newest', '--keep-newest', [CompletionResultType]::ParameterName, 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Remove it even where it is the default or in use')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;remove' {
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--all', '--all', [CompletionResultType]::ParameterName, 'Every installed version that VERSION means, not its newest alone')
            [CompletionResult]::new('--keep-newest', '--keep-newest', [CompletionResultType]::ParameterName, 'All but the newest of each line, and but what something needs [VERSION: of these lines alone]')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Remove it even where it is the default or in use')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be removed')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;unlink' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Take it away even where it is the default or in use')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be taken away')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be taken away')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;untrust' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;upgrade' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--minor', '--minor', [CompletionResultType]::ParameterName, 'The newest Go there is, too; a default of one version moves to it')
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Remove the older ones of these lines that nobody asks for')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;update' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--minor', '--minor', [CompletionResultType]::ParameterName, 'The newest Go there is, too; a default of one version moves to it')
            [CompletionResult]::new('--prune', '--prune', [CompletionResultType]::ParameterName, 'Remove the older ones of these lines that nobody asks for')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Show what would be done')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;use' {
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Use the user''s default')
            [CompletionResult]::new('--system', '--system', [CompletionResultType]::ParameterName, 'Use the system''s own Go')
            [CompletionResult]::new('--install', '--install', [CompletionResultType]::ParameterName, 'Install the version if it is missing, without asking')
            [CompletionResult]::new('--pin', '--pin', [CompletionResultType]::ParameterName, 'Install the version if it is missing, pin it here, and follow the pin')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'goenvmgr;verify' {
            [CompletionResult]::new('--bootstrap', '--bootstrap', [CompletionResultType]::ParameterName, 'With --rebuild: the Go that builds, a version or a GOROOT [default: the newest installed one that was verified, else the system''s]')
            [CompletionResult]::new('--os', '--os', [CompletionResultType]::ParameterName, 'For another system, by Go''s name: linux, darwin, windows; such toolchains are kept apart and never selected')
            [CompletionResult]::new('--arch', '--arch', [CompletionResultType]::ParameterName, 'For another processor, by Go''s name: amd64, arm64')
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('--against-source', '--against-source', [CompletionResultType]::ParameterName, 'Fetch the published files and name those that differ')
            [CompletionResult]::new('--online', '--online', [CompletionResultType]::ParameterName, 'Ask the checksum database again, or the release index where it has no record')
            [CompletionResult]::new('--rebuild', '--rebuild', [CompletionResultType]::ParameterName, 'Build this version from its own source with another Go, and compare bit for bit with the record of the checksum database')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;which' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;why' {
            [CompletionResult]::new('--format', '--format', [CompletionResultType]::ParameterName, 'Output format')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'When to use colour')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'Say nothing on success; print only data that is asked for, and errors')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Say on standard error what is read, asked and started; twice for more')
            [CompletionResult]::new('--offline', '--offline', [CompletionResultType]::ParameterName, 'Ask no network, as GOENVMGR_OFFLINE=1 does; health checks of your own are asked all the same')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'goenvmgr;help' {
            [CompletionResult]::new('alias', 'alias', [CompletionResultType]::ParameterValue, 'Have names of your own for versions that you type often')
            [CompletionResult]::new('check', 'check', [CompletionResultType]::ParameterValue, 'Does this shell match what the directory asks for?')
            [CompletionResult]::new('clean', 'clean', [CompletionResultType]::ParameterValue, 'Remove what no project needs any more: toolchains, modules, build results, downloads')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script for a shell')
            [CompletionResult]::new('config', 'config', [CompletionResultType]::ParameterValue, 'Show the settings and where each was set, or change one')
            [CompletionResult]::new('current', 'current', [CompletionResultType]::ParameterValue, 'Show the version that is selected here, and what selects it')
            [CompletionResult]::new('deactivate', 'deactivate', [CompletionResultType]::ParameterValue, 'Take goenvmgr off this shell: environment and prompt hook')
            [CompletionResult]::new('default', 'default', [CompletionResultType]::ParameterValue, 'Show or set the version that is active where no pin says otherwise')
            [CompletionResult]::new('doctor', 'doctor', [CompletionResultType]::ParameterValue, 'Find out why Go does not work on this machine')
            [CompletionResult]::new('du', 'du', [CompletionResultType]::ParameterValue, 'Show what Go takes on this machine: toolchains of every manager, caches, downloads')
            [CompletionResult]::new('env', 'env', [CompletionResultType]::ParameterValue, 'Print what activation changes in the environment')
            [CompletionResult]::new('exec', 'exec', [CompletionResultType]::ParameterValue, 'Run a program with a version of Go, or with the one that is selected here')
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain why this version is active here: every place that could decide, with file and line')
            [CompletionResult]::new('generations', 'generations', [CompletionResultType]::ParameterValue, 'Show what the Go environment was after each change, and go back')
            [CompletionResult]::new('health', 'health', [CompletionResultType]::ParameterValue, 'Checks that run unattended: doctor''s, this machine''s load, and your own')
            [CompletionResult]::new('hook', 'hook', [CompletionResultType]::ParameterValue, 'Print what a shell evaluates after a change (used by the shell function)')
            [CompletionResult]::new('ide', 'ide', [CompletionResultType]::ParameterValue, 'Show what an editor needs to start the Go that is pinned, write it, or take it back')
            [CompletionResult]::new('import', 'import', [CompletionResultType]::ParameterValue, 'Take in what other version managers have: toolchains, their default, and their lines at start-up')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Print the shell function and the prompt hook')
            [CompletionResult]::new('install', 'install', [CompletionResultType]::ParameterValue, 'Install Go, verified')
            [CompletionResult]::new('link', 'link', [CompletionResultType]::ParameterValue, 'Give a Go of your own a name to select it by')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the installed versions, newest first, or with --remote those that could be')
            [CompletionResult]::new('lock', 'lock', [CompletionResultType]::ParameterValue, 'Write down which version this project''s pin means, and its checksum for each platform')
            [CompletionResult]::new('mirror', 'mirror', [CompletionResultType]::ParameterValue, 'Keep toolchains, and what verifies them, for machines without a way out')
            [CompletionResult]::new('outdated', 'outdated', [CompletionResultType]::ParameterValue, 'Show which versions are old: installed ones, and those that known projects pin')
            [CompletionResult]::new('pin', 'pin', [CompletionResultType]::ParameterValue, 'Pin a version for this directory and all below it')
            [CompletionResult]::new('roots', 'roots', [CompletionResultType]::ParameterValue, 'Show or change the projects from which `clean` decides what stays')
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'Run a command, and explain its failure')
            [CompletionResult]::new('self', 'self', [CompletionResultType]::ParameterValue, 'Bring goenvmgr itself up to date, or remove it')
            [CompletionResult]::new('setup', 'setup', [CompletionResultType]::ParameterValue, 'Set up your shells to find Go, or take that back')
            [CompletionResult]::new('tools', 'tools', [CompletionResultType]::ParameterValue, 'Build, and keep, the tools that a project pins')
            [CompletionResult]::new('trust', 'trust', [CompletionResultType]::ParameterValue, 'Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins')
            [CompletionResult]::new('uninstall', 'uninstall', [CompletionResultType]::ParameterValue, 'Remove installed toolchains')
            [CompletionResult]::new('unlink', 'unlink', [CompletionResultType]::ParameterValue, 'Take the name of a linked toolchain away; the toolchain stays')
            [CompletionResult]::new('untrust', 'untrust', [CompletionResultType]::ParameterValue, 'Take back the trust in a goenvmgr.toml')
            [CompletionResult]::new('upgrade', 'upgrade', [CompletionResultType]::ParameterValue, 'Install the newest of each line that is installed, or that the default or a known project asks for')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Switch this shell to a version, or back to what the directory asks for')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Check installed files against what Go published')
            [CompletionResult]::new('which', 'which', [CompletionResultType]::ParameterValue, 'Print the path of the program that runs here')
            [CompletionResult]::new('why', 'why', [CompletionResultType]::ParameterValue, 'Show which root keeps a module in the cache, and which file says so')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'goenvmgr;help;alias' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Let a name stand for a version')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget a name')
            break
        }
        'goenvmgr;help;alias;list' {
            break
        }
        'goenvmgr;help;alias;set' {
            break
        }
        'goenvmgr;help;alias;remove' {
            break
        }
        'goenvmgr;help;check' {
            break
        }
        'goenvmgr;help;clean' {
            break
        }
        'goenvmgr;help;completions' {
            break
        }
        'goenvmgr;help;config' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List all settings that hold, and where each was set')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Print the value of one that holds')
            [CompletionResult]::new('set', 'set', [CompletionResultType]::ParameterValue, 'Write one into config.toml')
            [CompletionResult]::new('unset', 'unset', [CompletionResultType]::ParameterValue, 'Take one out of config.toml')
            break
        }
        'goenvmgr;help;config;list' {
            break
        }
        'goenvmgr;help;config;get' {
            break
        }
        'goenvmgr;help;config;set' {
            break
        }
        'goenvmgr;help;config;unset' {
            break
        }
        'goenvmgr;help;current' {
            break
        }
        'goenvmgr;help;deactivate' {
            break
        }
        'goenvmgr;help;default' {
            break
        }
        'goenvmgr;help;doctor' {
            [CompletionResult]::new('explain', 'explain', [CompletionResultType]::ParameterValue, 'Explain the output of a failed go command')
            [CompletionResult]::new('docs', 'docs', [CompletionResultType]::ParameterValue, 'Say what a check reads, when it fails and why we believe it')
            break
        }
        'goenvmgr;help;doctor;explain' {
            break
        }
        'goenvmgr;help;doctor;docs' {
            break
        }
        'goenvmgr;help;du' {
            break
        }
        'goenvmgr;help;env' {
            break
        }
        'goenvmgr;help;exec' {
            break
        }
        'goenvmgr;help;explain' {
            break
        }
        'goenvmgr;help;generations' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List them, the newest first')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show what one holds')
            [CompletionResult]::new('diff', 'diff', [CompletionResultType]::ParameterValue, 'Show what is another in one than in another')
            [CompletionResult]::new('switch', 'switch', [CompletionResultType]::ParameterValue, 'Go back to one')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Let the oldest go')
            break
        }
        'goenvmgr;help;generations;list' {
            break
        }
        'goenvmgr;help;generations;show' {
            break
        }
        'goenvmgr;help;generations;diff' {
            break
        }
        'goenvmgr;help;generations;switch' {
            break
        }
        'goenvmgr;help;generations;prune' {
            break
        }
        'goenvmgr;help;health' {
            [CompletionResult]::new('run', 'run', [CompletionResultType]::ParameterValue, 'One run, as a timer asks for it: counted, remembered, told from the given failure on')
            [CompletionResult]::new('gate', 'gate', [CompletionResultType]::ParameterValue, 'One run and one answer, for CI: nothing is counted; where your configuration allows it, a failure goes back to the generation that was good last')
            [CompletionResult]::new('status', 'status', [CompletionResultType]::ParameterValue, 'How the last runs ended, and what fails since when')
            [CompletionResult]::new('history', 'history', [CompletionResultType]::ParameterValue, 'What past runs found')
            [CompletionResult]::new('report', 'report', [CompletionResultType]::ParameterValue, 'One run as a page in one file, with the last seven days')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Metrics for Prometheus and /healthz, by HTTP')
            [CompletionResult]::new('schedule', 'schedule', [CompletionResultType]::ParameterValue, 'A timer of this system that calls `health run`')
            [CompletionResult]::new('grafana', 'grafana', [CompletionResultType]::ParameterValue, 'A dashboard for Grafana, as JSON')
            [CompletionResult]::new('sudoers', 'sudoers', [CompletionResultType]::ParameterValue, 'Rules for what your checks run by sudo')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'The checks that a run may ask')
            [CompletionResult]::new('init', 'init', [CompletionResultType]::ParameterValue, 'Write commented health tables and sample checks into goenvmgr.toml, shown first')
            break
        }
        'goenvmgr;help;health;run' {
            break
        }
        'goenvmgr;help;health;gate' {
            break
        }
        'goenvmgr;help;health;status' {
            break
        }
        'goenvmgr;help;health;history' {
            break
        }
        'goenvmgr;help;health;report' {
            break
        }
        'goenvmgr;help;health;serve' {
            break
        }
        'goenvmgr;help;health;schedule' {
            break
        }
        'goenvmgr;help;health;grafana' {
            break
        }
        'goenvmgr;help;health;sudoers' {
            break
        }
        'goenvmgr;help;health;list' {
            break
        }
        'goenvmgr;help;health;init' {
            break
        }
        'goenvmgr;help;hook' {
            break
        }
        'goenvmgr;help;ide' {
            break
        }
        'goenvmgr;help;import' {
            break
        }
        'goenvmgr;help;init' {
            break
        }
        'goenvmgr;help;install' {
            break
        }
        'goenvmgr;help;link' {
            break
        }
        'goenvmgr;help;list' {
            break
        }
        'goenvmgr;help;lock' {
            break
        }
        'goenvmgr;help;mirror' {
            [CompletionResult]::new('create', 'create', [CompletionResultType]::ParameterValue, 'Make a mirror, or add to one')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Bring a mirror up to date: a newer head of the checksum database, what its words mean now, what is missing')
            [CompletionResult]::new('verify', 'verify', [CompletionResultType]::ParameterValue, 'Hold every file against its record, and the records against the signed tree')
            [CompletionResult]::new('prune', 'prune', [CompletionResultType]::ParameterValue, 'Remove what no word asks for any more')
            [CompletionResult]::new('nginx', 'nginx', [CompletionResultType]::ParameterValue, 'Print a configuration of nginx that serves a mirror')
            break
        }
        'goenvmgr;help;mirror;create' {
            break
        }
        'goenvmgr;help;mirror;update' {
            break
        }
        'goenvmgr;help;mirror;verify' {
            break
        }
        'goenvmgr;help;mirror;prune' {
            break
        }
        'goenvmgr;help;mirror;nginx' {
            break
        }
        'goenvmgr;help;outdated' {
            break
        }
        'goenvmgr;help;pin' {
            break
        }
        'goenvmgr;help;roots' {
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the roots and how they stand')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Name directories as roots')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Forget roots')
            break
        }
        'goenvmgr;help;roots;list' {
            break
        }
        'goenvmgr;help;roots;add' {
            break
        }
        'goenvmgr;help;roots;remove' {
            break
        }
        'goenvmgr;help;run' {
            break
        }
        'goenvmgr;help;self' {
            [CompletionResult]::new('uninstall', 'uninstall', [CompletionResultType]::ParameterValue, 'Take everything of goenvmgr off this machine: lines in start-up files, toolchains, what it remembers')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Put the newest release in the place of this program')
            break
        }
        'goenvmgr;help;self;uninstall' {
            break
        }
        'goenvmgr;help;self;update' {
            break
        }
        'goenvmgr;help;setup' {
            break
        }
        'goenvmgr;help;tools' {
            [CompletionResult]::new('sync', 'sync', [CompletionResultType]::ParameterValue, 'Build what is pinned here and does not stand')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'Show what is pinned here, whether it stands, and which Go built it')
            [CompletionResult]::new('outdated', 'outdated', [CompletionResultType]::ParameterValue, 'Show which tools have a newer version')
            [CompletionResult]::new('rebuild', 'rebuild', [CompletionResultType]::ParameterValue, 'Build tools once more, or those in GOBIN that an older Go built')
            break
        }
        'goenvmgr;help;tools;sync' {
            break
        }
        'goenvmgr;help;tools;list' {
            break
        }
        'goenvmgr;help;tools;outdated' {
            break
        }
        'goenvmgr;help;tools;rebuild' {
            break
        }
        'goenvmgr;help;trust' {
            break
        }
        'goenvmgr;help;uninstall' {
            break
        }
        'goenvmgr;help;unlink' {
            break
        }
        'goenvmgr;help;untrust' {
            break
        }
        'goenvmgr;help;upgrade' {
            break
        }
        'goenvmgr;help;use' {
            break
        }
        'goenvmgr;help;verify' {
            break
        }
        'goenvmgr;help;which' {
            break
        }
        'goenvmgr;help;why' {
            break
        }
        'goenvmgr;help;help' {
            break
        }
    })

    # Versions: goenvmgr itself says which may stand here, without network; newest first.
    $exe = Get-Variable -Name __goenvmgr_exe -Scope Global -ValueOnly -ErrorAction Ignore
    if (-not $exe) {
        $exe = Get-Command -Name goenvmgr -CommandType Application -TotalCount 1 -ErrorAction Ignore
    }
    if ($exe -and -not "$wordToComplete".StartsWith('-')) {
        $words = @($commandElements | Select-Object -Skip 1 |
            Where-Object { $_.Extent.EndOffset -lt $cursorPosition } | ForEach-Object { "$_" })
        $versions = @(& $exe __versions "=$wordToComplete" @words 2>$null)
        if ($versions.Count -gt 0) {
            return $versions | ForEach-Object {
                [CompletionResult]::new($_, $_, [CompletionResultType]::ParameterValue, $_)
            }
        }
    }

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
