# >>> goenvmgr env >>> v1 00000000 (managed by `goenvmgr setup`; edit outside)
if (-not $env:GOENVMGR_HOME) { $env:GOENVMGR_HOME = '/w/data' }
if (Test-Path -LiteralPath '/w/data/env.ps1') { . '/w/data/env.ps1' }
# <<< goenvmgr env <<<
# >>> goenvmgr init >>> v1 00000000 (managed by `goenvmgr setup`; edit outside)
if (Test-Path -LiteralPath '/usr/bin/goenvmgr') { (& '/usr/bin/goenvmgr' init powershell) -join "`n" | Invoke-Expression }
# <<< goenvmgr init <<<
