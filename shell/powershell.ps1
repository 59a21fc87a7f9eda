# goenvmgr for PowerShell 5.1 and 7: the prompt hook, and the function. `goenvmgr init` puts
# assignments in front of this file: $global:__goenvmgr_exe, __goenvmgr_home, __goenvmgr_config and
# __goenvmgr_roots.
# Every global is assigned before it is read: the user may have said Set-StrictMode.

$global:__goenvmgr_pwd = ''
$global:__goenvmgr_then = ''
$global:__goenvmgr_stop = ''
$global:__goenvmgr_has = ''
$global:__goenvmgr_lacks = ''
$global:__goenvmgr_names = 'all'
if (-not (Test-Path -LiteralPath 'Variable:global:__goenvmgr_told')) {
    $global:__goenvmgr_told = ''
}
if (-not (Test-Path -LiteralPath 'Variable:global:__goenvmgr_prompt')) {
    $global:__goenvmgr_prompt = $null
}
if (-not (Test-Path -LiteralPath 'Variable:global:__goenvmgr_moved_action')) {
    $global:__goenvmgr_moved_action = $null
}
$global:__goenvmgr_active = $false
$global:__goenvmgr_noted = New-Object 'System.Collections.Generic.List[string]'
# The user's prompt comes first: it sees $? and $LASTEXITCODE as the last command left them.
$global:__goenvmgr_wrapper = {
    & $global:__goenvmgr_prompt
    $null = __goenvmgr_hook
}

# Runs goenvmgr and evaluates what it says, if that is meant for a shell. Native output arrives as
# lines, so they are joined first.
function global:__goenvmgr_ask {
    $said = ''
    ${env:__GOENVMGR_EMIT} = 'powershell'
    ${env:__GOENVMGR_TOLD} = $global:__goenvmgr_told
    try {
        $said = (& $global:__goenvmgr_exe @args) -join "`n"
    }
    finally {
        Remove-Item -LiteralPath 'Env:\__GOENVMGR_EMIT' -ErrorAction SilentlyContinue
        Remove-Item -LiteralPath 'Env:\__GOENVMGR_TOLD' -ErrorAction SilentlyContinue
    }
    if ($said.StartsWith('#goenvmgr')) {
        Invoke-Expression $said
    }
    elseif ($said -ne '') {
        Write-Output $said
    }
}

# What one file says: its first 65536 bytes, and of a longer one how long it is, and since when. .NET
# opens it; no process does.
function global:__goenvmgr_look([string] $file) {
    if (-not [IO.File]::Exists($file)) {
        return '?'
    }
    try {
        $stream = New-Object IO.FileStream($file, [IO.FileMode]::Open, [IO.FileAccess]::Read, [IO.FileShare]::ReadWrite)
        try {
            $bytes = New-Object byte[] 65536
            $count = $stream.Read($bytes, 0, 65536)
            $said = [Convert]::ToBase64String($bytes, 0, $count)
            if ($count -lt 65536) {
                return $said
            }
            return "$said $($stream.Length) $([IO.File]::GetLastWriteTimeUtc($file).Ticks)"
        }
        finally {
            $stream.Dispose()
        }
    }
    catch {
        return '?'
    }
}

# Walks upwards: the files that may decide, and what each says.
function global:__goenvmgr_walk {
    $found = New-Object 'System.Collections.Generic.List[string]'
    $found.Add("${env:GOENVMGR_VERSION}")
    $found.Add("${env:GOWORK}")
    $names = @('goenvmgr.toml', '.go-version', '.tool-versions', 'go.work', 'go.mod')
    if ($global:__goenvmgr_names -ceq 'manifest') {
        $names = @('goenvmgr.toml')
    }
    $module = $false
    $dir = (Get-Location).ProviderPath
    while ($dir) {
        foreach ($name in $names) {
            if ($module -and $name -ceq 'go.mod') {
                continue
            }
            $file = [IO.Path]::Combine($dir, $name)
            if ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) {
                $found.Add($file)
                $found.Add((__goenvmgr_look $file))
                if ($name -ceq 'go.mod') {
                    $module = $true
                }
                # What comes after the pin that decides does not count.
                if (($global:__goenvmgr_names -ceq 'all') -and ($file -ceq $global:__goenvmgr_stop)) {
                    break
                }
            }
        }
        if ($global:__goenvmgr_stop -and [IO.Path]::GetDirectoryName($global:__goenvmgr_stop) -ceq $dir) {
            break
        }
        $dir = [IO.Path]::GetDirectoryName($dir)
    }
    $found.Add((__goenvmgr_look $global:__goenvmgr_config))
    if ($global:__goenvmgr_has -and -not [IO.File]::Exists($global:__goenvmgr_has)) {
        $found.Add('gone')
    }
    if ($global:__goenvmgr_lacks -and [IO.Directory]::Exists($global:__goenvmgr_lacks)) {
        $found.Add('there')
    }
    return $found -join "`n"
}

# Asks only where something that selection depends on is another than it was.
function global:__goenvmgr_moved {
    if ((Get-Location).Provider.Name -cne 'FileSystem') {
        return
    }
    $now = __goenvmgr_walk
    if (($now -cne $global:__goenvmgr_then) -or (-not $global:__goenvmgr_pwd)) {
        $before = "$global:__goenvmgr_stop|$global:__goenvmgr_has|$global:__goenvmgr_lacks|$global:__goenvmgr_names"
        __goenvmgr_ask hook
        if ($before -cne "$global:__goenvmgr_stop|$global:__goenvmgr_has|$global:__goenvmgr_lacks|$global:__goenvmgr_names") {
            $now = __goenvmgr_walk
        }
    }
    else {
        __goenvmgr_note
    }
    $global:__goenvmgr_then = $now
    $global:__goenvmgr_pwd = (Get-Location).ProviderPath
}

# A project that one walks into without a question is noted for `clean` all the same, once per
# shell. The program folds the list; a name that is not plain text is left to it.
function global:__goenvmgr_note {
    $dir = (Get-Location).ProviderPath
    if (($dir -ceq $global:__goenvmgr_pwd) -or ($dir -cmatch '[\x00-\x1f\\]')) {
        return
    }
    while ($dir) {
        $inside = [IO.File]::Exists([IO.Path]::Combine($dir, 'go.mod'))
        if ($inside -or [IO.File]::Exists([IO.Path]::Combine($dir, 'go.work'))) {
            break
        }
        $dir = [IO.Path]::GetDirectoryName($dir)
    }
    if ((-not $dir) -or $global:__goenvmgr_noted.Contains($dir)) {
        return
    }
    $global:__goenvmgr_noted.Add($dir)
    try {
        [IO.File]::AppendAllText($global:__goenvmgr_roots, $dir + "`n")
    }
    catch {
        return
    }
}

function global:__goenvmgr_refresh {
    $global:__goenvmgr_pwd = ''
    __goenvmgr_moved
}

function global:__goenvmgr_mark {
    $global:__goenvmgr_then = __goenvmgr_walk
    $global:__goenvmgr_pwd = (Get-Location).ProviderPath
}

# $LASTEXITCODE is afterwards what it was.
function global:__goenvmgr_hook {
    if (-not $global:__goenvmgr_active) {
        return
    }
    $code = $null
    if (Test-Path -LiteralPath 'Variable:global:LASTEXITCODE') {
        $code = $global:LASTEXITCODE
    }
    try {
        __goenvmgr_moved
    }
    finally {
        $global:LASTEXITCODE = $code
    }
}

function global:__goenvmgr_on {
    $global:__goenvmgr_active = $true
    if ($null -eq $global:__goenvmgr_prompt) {
        $global:__goenvmgr_prompt = ${function:prompt}
        ${function:global:prompt} = $global:__goenvmgr_wrapper
    }
    # PowerShell 7 tells of a change at once; 5.1 sees it at the next prompt.
    if (($PSVersionTable.PSVersion.Major -ge 7) -and ($null -eq $global:__goenvmgr_moved_action)) {
        $global:__goenvmgr_moved_action = [EventHandler[Management.Automation.LocationChangedEventArgs]] {
            __goenvmgr_hook
        }
        $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction = [Delegate]::Combine(
            $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction,
            $global:__goenvmgr_moved_action
        )
    }
}

function global:__goenvmgr_off {
    $global:__goenvmgr_active = $false
    # Somebody may have wrapped ours since: then it stays, and does nothing.
    $wrapped = "${function:prompt}" -cne "$global:__goenvmgr_wrapper"
    if (($null -ne $global:__goenvmgr_prompt) -and (-not $wrapped)) {
        ${function:global:prompt} = $global:__goenvmgr_prompt
        $global:__goenvmgr_prompt = $null
    }
    if ($null -ne $global:__goenvmgr_moved_action) {
        $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction = [Delegate]::Remove(
            $ExecutionContext.SessionState.InvokeCommand.LocationChangedAction,
            $global:__goenvmgr_moved_action
        )
        $global:__goenvmgr_moved_action = $null
    }
    $global:__goenvmgr_pwd = ''
    $global:__goenvmgr_then = ''
}

function global:goenvmgr {
    $command = ''
    $skip = $false
    foreach ($word in $args) {
        if ($skip) {
            $skip = $false
        }
        elseif ("$word" -ceq '--color') {
            $skip = $true
        }
        elseif (-not "$word".StartsWith('-')) {
            $command = "$word"
            break
        }
    }
    if (($global:__goenvmgr_asked -split ' ') -ccontains $command) {
        __goenvmgr_ask @args
        $code = $global:LASTEXITCODE
        if (($command -ceq 'use') -and ($code -eq 0)) {
            __goenvmgr_on
        }
        $global:LASTEXITCODE = $code
        return
    }
    & $global:__goenvmgr_exe @args
    $code = $global:LASTEXITCODE
    if ((($global:__goenvmgr_changes -split ' ') -ccontains $command) -and $global:__goenvmgr_active) {
        __goenvmgr_refresh
    }
    $global:LASTEXITCODE = $code
}
