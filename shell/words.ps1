# A call of `goenvmgr` in PowerShell: what of it is for the shell, and the words that a program gets.

# The command that is for the shell; empty for every other one.
function global:__goenvmgr_for_shell($words) {
    $skip = $false
    foreach ($word in $words) {
        if ($skip) { $skip = $false }
        elseif ("$word" -ceq '--color') { $skip = $true }
        elseif (-not "$word".StartsWith('-')) {
            if (($global:__goenvmgr_asked -split ' ') -ccontains "$word") { return "$word" }
            return ''
        }
    }
    return ''
}

# Tells `check` and `doctor` that our prompt is no longer the one here, and in none that stands around it:
# those ran it. Whoever lost it gets it back by --fix.
function global:__goenvmgr_lost($words) {
    $env:__GOENVMGR_HOOK = $null
    $is_lost = $global:__goenvmgr_active -and -not $global:__goenvmgr_prompted -and "${function:prompt}" -cne "$global:__goenvmgr_wrapper"
    $global:__goenvmgr_prompted = $false
    if (-not $is_lost -or -not ($words -ccontains 'check' -or $words -ccontains 'doctor')) { return }
    $env:__GOENVMGR_HOOK = 'prompt'
    if ($words -ccontains '--fix') {
        $global:__goenvmgr_prompt = $null
        __goenvmgr_on
    }
}

# The program with the words that a program gets, as text to run where $words are those of the call. A
# function or a script gets them by other rules: the first `--` is dropped, `a,b` are two, '*.go' has lost
# its quotes, `-x:y` is `-x:` and y. So what was typed is typed again, with values in place of all that was
# worked out; where that cannot be told the words are handed on as they came. (Names begin with `_` where
# the caller's variables are looked for by theirs.)
function global:__goenvmgr_call($_call, $_words) {
    # 5.1 knows the line, and where in it the command begins.
    $_typed = ''
    if ($null -ne $_call.PSObject.Properties['Statement']) { $_typed = $_call.Statement }
    elseif ($_call.OffsetInLine -gt 0) { $_typed = $_call.Line.Substring($_call.OffsetInLine - 1) }
    $_tree = [Management.Automation.Language.Parser]::ParseInput($_typed, [ref] $null, [ref] $null)
    $_command = $_tree.Find({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)
    $_counts = __goenvmgr_counts $_command $_words.Count
    $_text = ''
    if ($null -ne $_counts) { $_text = __goenvmgr_typed $_command $_counts $_words }
    else { for ($_at = 0; $_at -lt $_words.Count; $_at += 1) { $_text += " `$words[$_at]" } }
    return [scriptblock]::Create('& $global:__goenvmgr_exe' + $_text)
}

# How many words each element of a command is; nothing where that is not all of them. A list that is
# splatted and not seen from here (@args are the caller's), or else the last one, is all that is left. A
# table's come after all others, and are less than none.
function global:__goenvmgr_counts($_command, [int] $_left) {
    $_counts = [Collections.Generic.List[int]]::new()
    $_open = 0
    $_is_seen = $true
    foreach ($_it in $_command.CommandElements) {
        $_count = 1
        if ($_counts.Count -eq 0) { $_count = 0 }
        elseif ($_it -is [Management.Automation.Language.CommandParameterAst]) {
            if ($_it.Extent.Text -ceq '--') { $_count = 0 }
            elseif ($null -ne $_it.Argument) { $_count = 2 }
        }
        elseif ($_it -is [Management.Automation.Language.VariableExpressionAst] -and $_it.Splatted) {
            $_list = $null
            if ($_it.VariablePath.UserPath -ne 'args') {
                $_list = $ExecutionContext.SessionState.PSVariable.Get($_it.VariablePath.UserPath)
            }
            $_is_table = $null -ne $_list -and $_list.Value -is [Collections.IDictionary]
            if ($_is_seen -and -not $_is_table) { $_open = $_counts.Count }
            if ($null -eq $_list) {
                $_is_seen = $false
                $_count = 0
            }
            elseif ($_is_table) { $_count = -2 * $_list.Value.Count }
            elseif ($_list.Value -is [string] -and $_list.Value -eq '') { $_count = 0 }
            else { $_count = @($_list.Value).Count }
        }
        $_counts.Add($_count)
        $_left -= [Math]::Abs($_count)
    }
    if ($_open -gt 0) { $_counts[$_open] += $_left }
    if ($_counts.Count -eq 0 -or $_counts[$_open] -lt 0 -or ($_open -eq 0 -and $_left -ne 0)) { return $null }
    return , $_counts
}

function global:__goenvmgr_typed($command, $counts, $words) {
    $text = ''
    $at = 0
    $tables = $words.Count
    foreach ($count in $counts) { $tables += [Math]::Min($count, 0) }
    for ($n = 1; $n -lt $counts.Count; $n += 1) {
        $it = $command.CommandElements[$n]
        if ($it -is [Management.Automation.Language.CommandParameterAst]) {
            $before = $it.Extent.Text
            if ($null -eq $it.Argument) { $text += " $before" }
            else {
                $before = $before.Substring(0, $it.Argument.Extent.StartOffset - $it.Extent.StartOffset)
                $text += __goenvmgr_word $it.Argument ($at + 1) $before
            }
        }
        elseif ($it -is [Management.Automation.Language.VariableExpressionAst] -and $it.Splatted) {
            $next = $at
            if ($counts[$n] -lt 0) {
                $next = $tables
                $tables -= $counts[$n]
            }
            for ($end = $next + [Math]::Abs($counts[$n]); $next -lt $end; $next += 1) {
                # Of @{x = 1} these are `-x:`, which says that it was a name, and 1.
                $word = $words[$next]
                $is_name = $word -is [string] -and $null -ne $word.PSObject.Properties['<CommandParameterName>']
                if ($is_name -and $word -cmatch '^-\w+:$') {
                    $next += 1
                    $text += " $word`$words[$next]"
                }
                else { $text += " `$words[$next]" }
            }
        }
        else { $text += __goenvmgr_word $it $at '' }
        $at += [Math]::Max($counts[$n], 0)
    }
    return $text
}

# One element of a call, after what is in front of it. What stands for itself is typed as it was: of a list
# a program gets the text, so what was worked out in it must not be again. Of a quoted text the value is
# quoted. Anything else is its value.
function global:__goenvmgr_word($it, [int] $at, [string] $before) {
    $value = "`$words[$at]"
    if ($it -is [Management.Automation.Language.StringConstantExpressionAst]) { $value = $it.Extent.Text }
    elseif ($it -is [Management.Automation.Language.ConstantExpressionAst]) { $value = "'$($it.Extent.Text)'" }
    elseif ($it -is [Management.Automation.Language.ExpandableStringExpressionAst]) {
        if ($it.StringConstantType -ne 'BareWord') { $value = "`"`$($value)`"" }
    }
    elseif ($it -is [Management.Automation.Language.ArrayLiteralAst]) {
        $value = $it.Extent.Text
        foreach ($element in $it.Elements) {
            if (-not ($element -is [Management.Automation.Language.ConstantExpressionAst] -or $element -is [Management.Automation.Language.VariableExpressionAst])) {
                $value = "'$($it.Extent.Text.Replace("'", "''") -replace '\s+', "' $before'")'"
            }
        }
    }
    return " $before$value"
}
