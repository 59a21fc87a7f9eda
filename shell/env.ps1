# goenvmgr for PowerShell: puts shims/ first on PATH. Starts no process, and reading it again
# changes nothing. Three assignments stand in front: $global:__goenvmgr_toolchains,
# $global:__goenvmgr_tools and $global:__goenvmgr_shims. Where `goenvmgr init` has run in this very shell there is nothing to do.
$__goenvmgr_mark = $ExecutionContext.SessionState.PSVariable.GetValue('global:__goenvmgr_shell')
if ($__goenvmgr_mark -ne $PID) {
    $__goenvmgr_separator = [IO.Path]::PathSeparator
    $__goenvmgr_slash = [IO.Path]::DirectorySeparatorChar
    $__goenvmgr_rest = [Collections.Generic.List[string]]::new()
    $__goenvmgr_rest.Add($global:__goenvmgr_shims)
    foreach ($__goenvmgr_part in "${env:PATH}".Split($__goenvmgr_separator)) {
        $__goenvmgr_inner = ''
        foreach ($__goenvmgr_below in $global:__goenvmgr_toolchains, $global:__goenvmgr_tools) {
            if ($__goenvmgr_part.StartsWith($__goenvmgr_below + $__goenvmgr_slash)) {
                $__goenvmgr_inner = $__goenvmgr_part.Substring($__goenvmgr_below.Length + 1)
            }
        }
        if ($__goenvmgr_part -cne $global:__goenvmgr_shims -and $__goenvmgr_inner -cnotmatch '^[^/\\]+[/\\]bin$') {
            $__goenvmgr_rest.Add($__goenvmgr_part)
        }
    }
    ${env:PATH} = $__goenvmgr_rest -join $__goenvmgr_separator
    # An inherited GOROOT of ours would belong to another directory's version.
    if ("${env:GOROOT}".StartsWith($global:__goenvmgr_toolchains + $__goenvmgr_slash)) {
        $__goenvmgr_at = "${env:__GOENVMGR_UNDO}".IndexOf(';GOROOT=')
        if ($__goenvmgr_at -ge 0) {
            ${env:GOROOT} = "${env:__GOENVMGR_UNDO}".Substring($__goenvmgr_at + 8)
        }
        else {
            ${env:GOROOT} = $null
        }
    }
    # From here on shims/ is the user's own wish: it stays where nothing is selected.
    if ("${env:__GOENVMGR_UNDO}" -ne '') {
        $__goenvmgr_at = "${env:__GOENVMGR_UNDO}".IndexOf(';')
        if ($__goenvmgr_at -ge 0) {
            ${env:__GOENVMGR_UNDO} = '0' + "${env:__GOENVMGR_UNDO}".Substring($__goenvmgr_at)
        }
        else {
            ${env:__GOENVMGR_UNDO} = '0'
        }
    }
}
