# What runs as `goenvmgr` in PowerShell: the body of a function, and a script that an alias of that name
# leads to where `init` could write it. After a script that ends with a status $? is what it is after a
# program; after a function it is True. Input goes through a process block; an end block alone would get
# it when it is complete.
begin {
    if ($null -eq ${function:__goenvmgr_call}) { . ([scriptblock]::Create($global:__goenvmgr_words)) }
    $call = __goenvmgr_call $MyInvocation $args
    $words = $args
    $asked = __goenvmgr_for_shell $words
    $is_gone = __goenvmgr_gone
    __goenvmgr_lost $words
    $pipe = $null
    if ($MyInvocation.ExpectingInput -and $asked -eq '' -and -not $is_gone) {
        # A part of the pipeline that this is called in: what it prints goes on at once too.
        $pipe = $call.GetSteppablePipeline()
        $pipe.Begin($true, $ExecutionContext)
    }
}
process { if ($null -ne $pipe) { $pipe.Process($_) } }
end {
    if ($is_gone) { $global:LASTEXITCODE = 127 }
    elseif ($null -ne $pipe) { $pipe.End() }
    elseif ($asked -ne '') { __goenvmgr_ask $call }
    # In this scope, and not captured: without a pipe the program has the terminal.
    else { . $call }
    $code = $global:LASTEXITCODE
    $env:__GOENVMGR_HOOK = $null
    if ($asked -eq 'use' -and $code -eq 0) { __goenvmgr_on }
    $null = __goenvmgr_hook
    if ($MyInvocation.MyCommand.CommandType -eq 'ExternalScript') { exit $code }
}
