# goenvmgr for PowerShell 5.1 and 7: the prompt hook, and the function. `goenvmgr init` puts
# assignments in front of this file: $global:__goenvmgr_exe, __goenvmgr_protocol and __goenvmgr_asked.
# Every global is assigned before it is read: the user may have said Set-StrictMode. Nothing but the
# language and .NET is called: cmdlets obey preferences and aliases. Texts are compared by Equals: for
# -ceq a NUL is nothing.
#
# Which files and variables count, the program alone knows: its answer is a call of __goenvmgr_take with a
# table of texts and lists. Answers are remembered by their base. A path leads through links as the program sees it, which
# takes $PWD for the name of its directory.

$global:__goenvmgr_told = "$($ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_told'))"
$global:__goenvmgr_prompt = $ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_prompt')
$global:__goenvmgr_moved_action = $ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_moved_action')
$global:__goenvmgr_script = "$($ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_script'))"
$global:__goenvmgr_active = $false
$global:__goenvmgr_net = [Environment]::Version.Major
# Whether our prompt has run since the last call of goenvmgr.
$global:__goenvmgr_prompted = $false
# Where the answer was compared last (empty: ask), how the program calls that, and the variables then.
$global:__goenvmgr_here = ''
$global:__goenvmgr_dir = ''
$global:__goenvmgr_values = @()
# How PowerShell calls that: a path, and its drive.
$global:__goenvmgr_path = ''
$global:__goenvmgr_drive = $null
$global:__goenvmgr_now = $null
$global:__goenvmgr_left = $false
$global:__goenvmgr_killed = $false
# Answers by their base, each with the variables that it was given for and its size, in the order in which
# they came.
$global:__goenvmgr_known = [Collections.Specialized.OrderedDictionary]::new()
$global:__goenvmgr_bytes = 0
# The user's prompt comes first: it sees $? and $LASTEXITCODE as the last command left them.
$global:__goenvmgr_wrapper = {
    & $global:__goenvmgr_prompt
    $global:__goenvmgr_prompted = $true
    $null = __goenvmgr_hook
}

# The path without links, for want of a function for that in .NET.
function global:__goenvmgr_real([string] $path) {
    if (-not $path.StartsWith('/')) { return $path }
    $real = ''
    $links = 0
    $parts = [Collections.Generic.List[string]]::new($path.Split('/'))
    while ($parts.Count -gt 0) {
        $part = $parts[0]
        $parts.RemoveAt(0)
        if ($part -eq '..') { $real = "$([IO.Path]::GetDirectoryName($real))".TrimEnd('/') }
        elseif ($part -ne '' -and $part -ne '.') {
            $target = ([IO.FileInfo] "$real/$part").LinkTarget
            if ($null -eq $target) {
                $real = "$real/$part"
                continue
            }
            $links += 1
            if ($links -gt 40) { return '' }
            if ($target.StartsWith('/')) { $real = '' }
            $parts.InsertRange(0, [string[]] $target.Split('/'))
        }
    }
    if ($real -eq '') { return '/' }
    return $real
}

# The directory, and how the program will call it.
function global:__goenvmgr_where($at) {
    $global:__goenvmgr_path = $at.Path
    $global:__goenvmgr_drive = $at.Drive
    $where = $at.ProviderPath
    if (-not ([string]::Equals($where, $global:__goenvmgr_here) -and [string]::Equals($where, $global:__goenvmgr_dir))) {
        $global:__goenvmgr_dir = $where
        if (-not [string]::Equals($where, $env:PWD)) { $global:__goenvmgr_dir = __goenvmgr_real $where }
    }
    return $where
}

# So many bytes from the start of a file. What has no length is not opened: a FIFO would wait.
function global:__goenvmgr_start([string] $file, [int] $most) {
    if (([IO.FileInfo] $file).Length -eq 0) { return '' }
    $stream = [IO.FileStream]::new($file, 'Open', 'Read', 'ReadWrite, Delete', 1)
    try {
        $bytes = [byte[]]::new($most)
        return [Convert]::ToBase64String($bytes, 0, $stream.Read($bytes, 0, $most))
    }
    finally { $stream.Dispose() }
}

# Whether a condition is the case. What fails and what is not known is not.
function global:__goenvmgr_is([string] $word, [string] $file, [string] $said) {
    $stands = [IO.File]::Exists($file)
    switch ($word) {
        'file' { return $stands }
        'directory' { return [IO.Directory]::Exists($file) }
        { $_ -eq 'program' -or $_ -eq 'no-program' } {
            if ($stands -and $file.StartsWith('/')) {
                $stands = ([int] [IO.File]::GetUnixFileMode($file) -band 73) -ne 0
            }
            return $stands -eq ($word -eq 'program')
        }
        'unreadable' {
            # What has no length may be readable by now: it is not opened, so the program is asked.
            if (([IO.FileInfo] $file).Length -gt 0) {
                try { $null = __goenvmgr_start $file 1 } catch { return $true }
            }
        }
        'same' { return [string]::Equals((__goenvmgr_real $file), $said) }
        'bytes' { return $stands -and [string]::Equals((__goenvmgr_start $file 4097), $said) }
        'says' {
            $said = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($said))
            return $stands -and [string]::Equals((__goenvmgr_start $file 4097), $said)
        }
        'begins' {
            $bytes = [Text.Encoding]::UTF8.GetBytes($said)
            return [string]::Equals((__goenvmgr_start $file $bytes.Length), [Convert]::ToBase64String($bytes))
        }
    }
    return $false
}

function global:__goenvmgr_look($answer) {
    return , @(foreach ($name in $answer['vars']) { [Environment]::GetEnvironmentVariable($name) })
}

# Whether the variables of an answer have these values.
function global:__goenvmgr_has($answer, $values) {
    $n = 0
    foreach ($name in $answer['vars']) {
        if (-not [string]::Equals([Environment]::GetEnvironmentVariable($name), $values[$n])) { return $false }
        $n += 1
    }
    return $true
}

# Whether any of these is there. From .NET 7 on that is one question; below it, in PowerShell 5.1 to 7.2, two.
function global:__goenvmgr_any($files) {
    if ($global:__goenvmgr_net -ge 7) {
        foreach ($file in $files) { if ([IO.Path]::Exists($file)) { return $true } }
        return $false
    }
    foreach ($file in $files) { if ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) { return $true } }
    return $false
}

# Whether all that an answer rests on is the case, in this directory and with these variables. Most of it is
# what is absent; a function for each would take the time.
function global:__goenvmgr_holds($answer, $values) {
    if (-not (__goenvmgr_has $answer $values)) { return $false }
    $base = $answer['base']
    $dir = $global:__goenvmgr_dir
    while ($dir -and -not [string]::Equals($dir, $base)) {
        if (__goenvmgr_any @(foreach ($name in $answer['names']) { "$dir/$name" })) { return $false }
        $dir = [IO.Path]::GetDirectoryName($dir)
    }
    if ($base -and -not $dir) { return $false }
    if (__goenvmgr_any $answer['absent']) { return $false }
    foreach ($file in $answer['stands']) {
        if (-not ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file))) { return $false }
    }
    try {
        $files = $answer['unaltered']
        for ($n = 0; $n -lt $files.Count; $n += 2) {
            if ([IO.File]::GetLastWriteTimeUtc($files[$n]) -ne [IO.File]::GetLastWriteTimeUtc($files[$n + 1])) { return $false }
        }
        $files = $answer['files']
        for ($n = 0; $n -lt $files.Count; $n += 3) {
            if (-not (__goenvmgr_is $files[$n] $files[$n + 1] $files[$n + 2])) { return $false }
        }
    }
    catch { return $false }
    return $true
}

function global:__goenvmgr_change($steps) {
    for ($n = 0; $n -lt $steps.Count; $n += 2) {
        # $null would be the empty text.
        if ($null -ne $steps[$n + 1]) { [Environment]::SetEnvironmentVariable($steps[$n], $steps[$n + 1]) }
        else { [Environment]::SetEnvironmentVariable($steps[$n], [NullString]::Value) }
    }
}

# Something is another than it was. Where no variable is, what was set here can be left without a
# question, and where the place that one comes to is known it can be entered without one.
function global:__goenvmgr_moved([bool] $looked) {
    # Where the event was taken away the prompt is left, and puts it back.
    __goenvmgr_on
    $now = $global:__goenvmgr_now
    $global:__goenvmgr_left = $false
    if ($looked -and (__goenvmgr_has $now $global:__goenvmgr_values)) {
        $global:__goenvmgr_left = $true
        __goenvmgr_change $now['leave']
        if (__goenvmgr_recall) { return }
    }
    $global:__goenvmgr_killed = $false
    if (-not (__goenvmgr_gone)) {
        try { __goenvmgr_ask $null } catch {
            [Console]::Error.WriteLine("goenvmgr: there is no answer ($_); this shell stays as it is")
        }
    }
    # Without an answer all stays as it was, until one of what counted is another; who was killed could
    # name nothing, and is asked again.
    if ($global:__goenvmgr_here -eq '' -and $global:__goenvmgr_active) {
        __goenvmgr_stay @{ kind = 'none'; base = ''; names = @(); vars = @(); absent = @(); stands = @(); unaltered = @(); files = @() }
        if ($global:__goenvmgr_killed) { $global:__goenvmgr_here = '' }
    }
}

# Enters by what is remembered of the nearest directory, if all of it still holds.
function global:__goenvmgr_recall {
    $dir = "$global:__goenvmgr_dir"
    while ($dir -ne '' -and -not $global:__goenvmgr_known.Contains($dir)) {
        $dir = "$([IO.Path]::GetDirectoryName($dir))"
    }
    if (-not $global:__goenvmgr_known.Contains($dir)) { return $false }
    $answer, $values, $null = $global:__goenvmgr_known[$dir]
    if (-not (__goenvmgr_holds $answer $values)) { return $false }
    __goenvmgr_change $answer['enter']
    __goenvmgr_settle $answer
    # The last use of a toolchain, at most hourly.
    $used = $answer['used']
    if ([IO.File]::Exists($used) -and [IO.File]::GetLastWriteTimeUtc($used).AddHours(1) -lt [DateTime]::UtcNow) {
        try { [IO.File]::SetLastWriteTimeUtc($used, [DateTime]::UtcNow) } catch { $null = $_ }
    }
    return $true
}

# Takes an answer over, and remembers it by its base with the variables that it was given for; the
# oldest go, and what was known further down, which rested on something that is not there any more.
function global:__goenvmgr_take($answer) {
    $global:__goenvmgr_here = ''
    $global:__goenvmgr_told = $answer['told']
    if ($answer['clean'].Count -gt 0) { __goenvmgr_change $answer['clean'] }
    $values = __goenvmgr_look $answer
    $size = $answer['keep'] + ($values -join '').Length
    if ($global:__goenvmgr_bytes -gt 0) { __goenvmgr_forget $answer['base'] $size }
    if ($answer['keep'] -gt 0) {
        $global:__goenvmgr_known.Add($answer['base'], @($answer, $values, $size))
        $global:__goenvmgr_bytes += $size
    }
    if ($answer['enter'].Count -gt 0) { __goenvmgr_change $answer['enter'] }
    __goenvmgr_settle $answer
}

function global:__goenvmgr_forget([string] $base, [int] $size) {
    $dirs = @($base)
    for ($dir = $global:__goenvmgr_dir; $dir -and -not [string]::Equals($dir, $base); $dir = [IO.Path]::GetDirectoryName($dir)) {
        $dirs += $dir
    }
    foreach ($dir in $dirs) {
        if ($global:__goenvmgr_known.Contains($dir)) {
            $global:__goenvmgr_bytes -= $global:__goenvmgr_known[$dir][2]
            $global:__goenvmgr_known.Remove($dir)
        }
    }
    # Room for one more.
    while ($global:__goenvmgr_known.Count -gt 0 -and ($global:__goenvmgr_known.Count -gt 255 -or $global:__goenvmgr_bytes + $size -gt 524288)) {
        $global:__goenvmgr_bytes -= $global:__goenvmgr_known[0][2]
        $global:__goenvmgr_known.RemoveAt(0)
    }
}

# That there is no answer: what was set stays, and what counted before counts still.
function global:__goenvmgr_stay($answer) {
    $now = $global:__goenvmgr_now
    $answer['enter'] = @()
    $answer['leave'] = @()
    if ($null -ne $now) {
        $answer['enter'] = $now['enter']
        $answer['leave'] = $now['leave']
        foreach ($name in $now['vars']) {
            if ($answer['vars'] -cnotcontains $name) { $answer['vars'] += $name }
        }
    }
    if ($global:__goenvmgr_left) { __goenvmgr_change $answer['enter'] }
    __goenvmgr_settle $answer
}

function global:__goenvmgr_settle($answer) {
    $global:__goenvmgr_now = $answer
    $global:__goenvmgr_values = __goenvmgr_look $answer
    $global:__goenvmgr_here = __goenvmgr_where $ExecutionContext.SessionState.Path.CurrentFileSystemLocation
}

# Asks by a call, or where there is none whether all is as it should be, and takes over what is said, if
# that is meant for a shell. Lines of a native program arrive as such.
function global:__goenvmgr_ask($call) {
    $PSNativeCommandUseErrorActionPreference = $false
    $before = $env:PWD
    $null = __goenvmgr_where $ExecutionContext.SessionState.Path.CurrentFileSystemLocation
    try {
        $env:__GOENVMGR_EMIT = 'powershell'
        $env:__GOENVMGR_PROTOCOL = $global:__goenvmgr_protocol
        $env:__GOENVMGR_TOLD = $global:__goenvmgr_told
        $env:PWD = $global:__goenvmgr_dir
        $lines = @(if ($null -eq $call) { __goenvmgr_question } else { & $call })
    }
    finally {
        $env:__GOENVMGR_EMIT = $null
        $env:__GOENVMGR_PROTOCOL = $null
        $env:__GOENVMGR_TOLD = $null
        $env:PWD = $before
    }
    $said = $lines -join "`n"
    if ($said.StartsWith('#goenvmgr')) { . ([scriptblock]::Create($said)) }
    else { $lines }
}

# While a prompt is made errors are caught and dropped: what the program says there goes to the terminal
# itself.
function global:__goenvmgr_question {
    $start = [Diagnostics.ProcessStartInfo]::new($global:__goenvmgr_exe, 'hook')
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $start.WorkingDirectory = $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
    $process = [Diagnostics.Process]::Start($start)
    $said = $process.StandardOutput.ReadToEnd()
    $process.WaitForExit()
    # What was killed has not said all.
    $global:__goenvmgr_killed = $process.ExitCode -gt 128
    if (-not $global:__goenvmgr_killed) { return $said }
}

# Where the program is gone that is one line.
function global:__goenvmgr_gone {
    if ([IO.File]::Exists($global:__goenvmgr_exe)) { return $false }
    [Console]::Error.WriteLine("goenvmgr: $global:__goenvmgr_exe is gone; this shell stays as it is")
    return $true
}

# While `init` is read: the answer that came with it, where this is still the place that it is for. What
# there is to say comes with the answer to the next question, at the first prompt: PowerShell has a reader
# of lines, before it reads the profile, where there will be one.
function global:__goenvmgr_first($answer, $values) {
    $null = __goenvmgr_where $ExecutionContext.SessionState.Path.CurrentFileSystemLocation
    if (-not (__goenvmgr_holds $answer $values)) {
        __goenvmgr_hook
        return
    }
    __goenvmgr_take $answer
    if ([string]::Equals($answer['told'], 'first')) {
        $global:__goenvmgr_here = ''
        if ($null -eq ${function:PSConsoleHostReadLine}) { __goenvmgr_hook }
    }
}

# Looks whether all is as it was. From here to the end of all statements there is no place: who is
# interrupted looks again.
function global:__goenvmgr_hook {
    # The function is left where its script has gone.
    if ($global:__goenvmgr_script -ne '' -and -not [IO.File]::Exists($global:__goenvmgr_script)) {
        $global:__goenvmgr_script = ''
        ${alias:goenvmgr} = $null
    }
    if (-not $global:__goenvmgr_active) { return }
    $now = $global:__goenvmgr_now
    $here = $global:__goenvmgr_here
    $at = $ExecutionContext.SessionState.Path.CurrentFileSystemLocation
    # ProviderPath is worked out anew at each use.
    $where = if ([string]::Equals($at.Path, $global:__goenvmgr_path) -and [object]::ReferenceEquals($at.Drive, $global:__goenvmgr_drive) -and [string]::Equals($here, $global:__goenvmgr_dir)) { $here }
    else { __goenvmgr_where $at }
    $global:__goenvmgr_here = ''
    $looked = $here -ne '' -and $null -ne $now
    if ($looked -and ([string]::Equals($where, $here) -or $now['kind'] -eq 'answer') -and (__goenvmgr_holds $now $global:__goenvmgr_values)) {
        $global:__goenvmgr_here = $where
        return
    }
    __goenvmgr_moved $looked
}

function global:__goenvmgr_on {
    $global:__goenvmgr_active = $true
    # A profile that is read again defines the prompt again that was wrapped; another one may be around ours.
    if ($null -eq $global:__goenvmgr_prompt -or "${function:prompt}" -ceq "$global:__goenvmgr_prompt") {
        $global:__goenvmgr_prompt = ${function:prompt}
        ${function:global:prompt} = $global:__goenvmgr_wrapper
    }
    # PowerShell 7 tells of a change at once; 5.1 sees it at the next prompt. Others may have put theirs in
    # the place of ours.
    if ([string]::Equals($PSEdition, 'Core')) {
        if ($null -eq $global:__goenvmgr_moved_action) {
            $global:__goenvmgr_moved_action = [EventHandler[Management.Automation.LocationChangedEventArgs]] { __goenvmgr_hook }
        }
        $invoke = $ExecutionContext.SessionState.InvokeCommand
        if ($null -eq $invoke.LocationChangedAction) { $invoke.LocationChangedAction = $global:__goenvmgr_moved_action }
        else {
            $others = [Delegate]::Remove($invoke.LocationChangedAction, $global:__goenvmgr_moved_action)
            $invoke.LocationChangedAction = [Delegate]::Combine($others, $global:__goenvmgr_moved_action)
        }
    }
}

function global:__goenvmgr_off {
    $global:__goenvmgr_active = $false
    # No value of a manifest is left.
    $global:__goenvmgr_now = $null
    $global:__goenvmgr_values = @()
    # Somebody may have wrapped ours since: then it stays, and does nothing.
    $wrapped = "${function:prompt}" -cne "$global:__goenvmgr_wrapper"
    if (($null -ne $global:__goenvmgr_prompt) -and (-not $wrapped)) {
        ${function:global:prompt} = $global:__goenvmgr_prompt
        $global:__goenvmgr_prompt = $null
    }
    if ($null -ne $global:__goenvmgr_moved_action) {
        $invoke = $ExecutionContext.SessionState.InvokeCommand
        $invoke.LocationChangedAction = [Delegate]::Remove($invoke.LocationChangedAction, $global:__goenvmgr_moved_action)
        $global:__goenvmgr_moved_action = $null
    }
    $global:__goenvmgr_here = ''
}
