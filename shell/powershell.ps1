# goenvmgr for PowerShell 5.1 and 7: the prompt hook, and the function. `goenvmgr init` puts
# assignments in front of this file: $global:__goenvmgr_exe, __goenvmgr_protocol and __goenvmgr_asked.
# Every global is assigned before it is read: the user may have said Set-StrictMode. Nothing but the
# language and .NET is called: cmdlets obey preferences and aliases. Texts are compared by Equals: for
# -ceq a NUL is nothing.
#
# Which files and variables count, the program alone knows: its answer is data, lists of texts by their
# word. Answers are remembered by their base. A path leads through links as the program sees it, which
# takes $PWD for the name of its directory.

$global:__goenvmgr_told = "$($ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_told'))"
$global:__goenvmgr_prompt = $ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_prompt')
$global:__goenvmgr_moved_action = $ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_moved_action')
$global:__goenvmgr_script = "$($ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_script'))"
$global:__goenvmgr_active = $false
# Where the answer was compared last (empty: ask), how the program calls that, and the variables then.
$global:__goenvmgr_here = ''
$global:__goenvmgr_dir = ''
$global:__goenvmgr_values = ''
$global:__goenvmgr_now = $null
$global:__goenvmgr_left = $false
$global:__goenvmgr_killed = $false
$global:__goenvmgr_known = [Collections.Generic.Dictionary[string, object]]::new()
$global:__goenvmgr_places = [Collections.Generic.List[string]]::new()
$global:__goenvmgr_bytes = 0
$global:__goenvmgr_noted = [Collections.Generic.HashSet[string]]::new()
# The user's prompt comes first: it sees $? and $LASTEXITCODE as the last command left them.
$global:__goenvmgr_wrapper = {
    & $global:__goenvmgr_prompt
    $null = __goenvmgr_hook
}

# An answer, from its lines. Both notations have the same escapes.
function global:__goenvmgr_read([string] $said) {
    $answer = [Collections.Generic.Dictionary[string, object]]::new()
    foreach ($word in 'at', 'seen', 'kind', 'clean', 'enter', 'leave', 'base', 'names', 'vars', 'file', 'keep', 'used', 'told') {
        $answer[$word] = [Collections.Generic.List[object]]::new()
    }
    foreach ($line in $said.Split("`n")) {
        $texts = [Collections.Generic.List[string]]::new()
        foreach ($match in [regex]::Matches($line, '"((?:[^"\\]|\\.)*)"')) {
            $texts.Add([regex]::Unescape($match.Groups[1].Value))
        }
        if ($texts.Count -gt 0) { $answer[$texts[0]].Add($texts.GetRange(1, $texts.Count - 1)) }
    }
    return $answer
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
function global:__goenvmgr_where {
    $where = $ExecutionContext.SessionState.Path.CurrentFileSystemLocation.ProviderPath
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

# Whether all conditions are the case. What fails and what is not known is not. No function is called
# for the usual ones: that is what takes time.
function global:__goenvmgr_true($files) {
    foreach ($it in $files) {
        $word, $file, $other, $said = $it
        $is = $false
        switch ($word) {
            'absent' { $is = -not ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) }
            'stands' { $is = [IO.File]::Exists($file) -or [IO.Directory]::Exists($file) }
            'directory' { $is = [IO.Directory]::Exists($file) }
            'file' { $is = [IO.File]::Exists($file) }
            { $_ -eq 'program' -or $_ -eq 'no-program' } {
                $is = [IO.File]::Exists($file)
                if ($is -and $file.StartsWith('/')) {
                    $is = ([int] [IO.File]::GetUnixFileMode($file) -band 73) -ne 0
                }
                $is = $is -eq ($word -eq 'program')
            }
            'unreadable' {
                # What has no length may be readable by now: it is not opened, so the program is asked.
                if (([IO.FileInfo] $file).Length -gt 0) {
                    try { $null = __goenvmgr_start $file 1 } catch { $is = $true }
                }
            }
            'same' { $is = [string]::Equals((__goenvmgr_real $file), $other) }
            'bytes' { $is = [IO.File]::Exists($file) -and [string]::Equals((__goenvmgr_start $file 4097), $other) }
            'says' {
                $other = [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($other))
                $is = [IO.File]::Exists($file) -and [string]::Equals((__goenvmgr_start $file 4097), $other)
            }
            { $_ -eq 'unaltered' -or $_ -eq 'begins' } {
                $is = ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) -and [IO.File]::GetLastWriteTimeUtc($file) -eq [IO.File]::GetLastWriteTimeUtc($other)
                if ($word -eq 'begins' -and $is) {
                    $bytes = [Text.Encoding]::UTF8.GetBytes($said)
                    $is = [string]::Equals((__goenvmgr_start $file $bytes.Length), [Convert]::ToBase64String($bytes))
                }
            }
        }
        if (-not $is) { return $false }
    }
    return $true
}

function global:__goenvmgr_look($answer) {
    $values = foreach ($name in $answer['vars'][0]) {
        $value = [Environment]::GetEnvironmentVariable($name)
        if ($null -eq $value) { '' } else { "=$value" }
    }
    return $values -join "`0"
}

# Whether all that an answer rests on is the case, in this directory and with these variables.
function global:__goenvmgr_holds($answer, [string] $values) {
    if (-not [string]::Equals((__goenvmgr_look $answer), $values)) { return $false }
    $base = $answer['base'][0][0]
    $dir = $global:__goenvmgr_dir
    while ($dir -and -not [string]::Equals($dir, $base)) {
        foreach ($name in $answer['names'][0]) {
            $file = [IO.Path]::Combine($dir, $name)
            if ([IO.File]::Exists($file) -or [IO.Directory]::Exists($file)) { return $false }
        }
        $dir = [IO.Path]::GetDirectoryName($dir)
    }
    if ($base -and -not $dir) { return $false }
    try { return __goenvmgr_true $answer['file'] } catch { return $false }
}

function global:__goenvmgr_change($steps) {
    foreach ($step in $steps) {
        # $null would be the empty text.
        [Environment]::SetEnvironmentVariable($step[0], $(if ($step.Count -gt 1) { $step[1] } else { [NullString]::Value }))
    }
}

# Something is another than it was. Where no variable is, what was set here can be left without a
# question, and where the place that one comes to is known it can be entered without one. From here to
# the end of all statements there is no place: who is interrupted looks again.
function global:__goenvmgr_moved {
    $now = $global:__goenvmgr_now
    $where = __goenvmgr_where
    $stays = [string]::Equals($where, $global:__goenvmgr_here)
    $looked = $null -ne $now -and $global:__goenvmgr_here -ne ''
    $global:__goenvmgr_here = ''
    if ($looked -and ($stays -or $now['kind'][0][0] -eq 'answer') -and (__goenvmgr_holds $now $global:__goenvmgr_values)) {
        $global:__goenvmgr_here = $where
        return
    }
    $global:__goenvmgr_left = $false
    if ($looked -and [string]::Equals((__goenvmgr_look $now), $global:__goenvmgr_values)) {
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
        __goenvmgr_said "[`"kind`",`"none`"]`n[`"base`",`"`"]`n[`"names`"]`n[`"vars`"]"
        if ($global:__goenvmgr_killed) { $global:__goenvmgr_here = '' }
    }
}

# Enters by what is remembered of the nearest directory, if all of it still holds.
function global:__goenvmgr_recall {
    $dir = "$global:__goenvmgr_dir"
    while ($dir -ne '' -and -not $global:__goenvmgr_known.ContainsKey($dir)) {
        $dir = "$([IO.Path]::GetDirectoryName($dir))"
    }
    if (-not $global:__goenvmgr_known.ContainsKey($dir)) { return $false }
    $answer, $values, $null = $global:__goenvmgr_known[$dir]
    if (-not (__goenvmgr_holds $answer $values)) { return $false }
    __goenvmgr_change $answer['enter']
    __goenvmgr_settle $answer
    # The last use of a toolchain, at most hourly.
    $used = $answer['used'][0][0]
    if ($global:__goenvmgr_noted.Add("$([Math]::Floor([DateTime]::UtcNow.Ticks / 36e9)) $used") -and [IO.File]::Exists($used)) {
        try { [IO.File]::SetLastWriteTimeUtc($used, [DateTime]::UtcNow) } catch { $null = $_ }
    }
    return $true
}

function global:__goenvmgr_forget([string] $base) {
    if ($global:__goenvmgr_known.ContainsKey($base)) {
        $global:__goenvmgr_bytes -= $global:__goenvmgr_known[$base][2]
        $null = $global:__goenvmgr_known.Remove($base)
        $null = $global:__goenvmgr_places.Remove($base)
    }
}

# Takes an answer over, and remembers it by its base with the variables that it was given for; the
# oldest go, and what was known further down, which rested on something that is not there any more.
function global:__goenvmgr_said([string] $said) { __goenvmgr_take (__goenvmgr_read $said) $said.Length }

function global:__goenvmgr_take($answer, [int] $length) {
    $global:__goenvmgr_here = ''
    __goenvmgr_change $answer['clean']
    if ($answer['kind'][0][0] -eq 'off') {
        __goenvmgr_off
        return
    }
    if ($answer['kind'][0][0] -eq 'none') {
        if ($null -ne $global:__goenvmgr_now) {
            foreach ($word in 'enter', 'leave', 'used') { $answer[$word] = $global:__goenvmgr_now[$word] }
            # What counted before counts still, beside what it names.
            foreach ($name in $global:__goenvmgr_now['vars'][0]) {
                if (-not $answer['vars'][0].Contains($name)) { $answer['vars'][0].Add($name) }
            }
        }
        if ($global:__goenvmgr_left) { __goenvmgr_change $answer['enter'] }
        __goenvmgr_settle $answer
        return
    }
    $global:__goenvmgr_told = $answer['told'][0][0]
    $base = $answer['base'][0][0]
    $values = __goenvmgr_look $answer
    $dir = "$global:__goenvmgr_dir"
    while ($dir -ne '' -and -not [string]::Equals($dir, $base)) {
        __goenvmgr_forget $dir
        $dir = "$([IO.Path]::GetDirectoryName($dir))"
    }
    __goenvmgr_forget $base
    if ($answer['keep'].Count -gt 0) {
        $global:__goenvmgr_known[$base] = @($answer, $values, ($length + $values.Length))
        $global:__goenvmgr_places.Add($base)
        $global:__goenvmgr_bytes += $length + $values.Length
        while ($global:__goenvmgr_places.Count -gt 256 -or $global:__goenvmgr_bytes -gt 524288) {
            __goenvmgr_forget $global:__goenvmgr_places[0]
        }
    }
    __goenvmgr_change $answer['enter']
    __goenvmgr_settle $answer
}

function global:__goenvmgr_settle($answer) {
    $global:__goenvmgr_now = $answer
    $global:__goenvmgr_values = __goenvmgr_look $answer
    $global:__goenvmgr_here = __goenvmgr_where
}

# Asks by a call, or where there is none whether all is as it should be, and takes over what is said, if
# that is meant for a shell. Lines of a native program arrive as such.
function global:__goenvmgr_ask($call) {
    $PSNativeCommandUseErrorActionPreference = $false
    $before = $env:PWD
    $null = __goenvmgr_where
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
    if ($said.StartsWith("#goenvmgr`n[")) { __goenvmgr_said $said }
    elseif ($said.StartsWith('#goenvmgr')) { . ([scriptblock]::Create($said)) }
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
function global:__goenvmgr_first([string] $said) {
    $answer = __goenvmgr_read $said
    $null = __goenvmgr_where
    if ($answer['at'].Count -gt 0 -and [string]::Equals($answer['at'][0][0], $global:__goenvmgr_dir) -and [string]::Equals(($answer['seen'][0] -join "`0"), (__goenvmgr_look $answer))) {
        __goenvmgr_take $answer $said.Length
        if ($global:__goenvmgr_told -ceq 'first') {
            $global:__goenvmgr_here = ''
            if ($null -ne ${function:PSConsoleHostReadLine}) { return }
        }
    }
    __goenvmgr_hook
}

function global:__goenvmgr_hook {
    # The function is left where its script has gone.
    if ($global:__goenvmgr_script -ne '' -and -not [IO.File]::Exists($global:__goenvmgr_script)) {
        $global:__goenvmgr_script = ''
        ${alias:goenvmgr} = $null
    }
    if ($global:__goenvmgr_active) { __goenvmgr_moved }
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
    # No value of a manifest is left.
    $global:__goenvmgr_now = $null
    $global:__goenvmgr_values = ''
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
    $global:__goenvmgr_here = ''
}
