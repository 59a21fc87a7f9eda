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

