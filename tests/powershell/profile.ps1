# >>> goenvmgr env >>> v1 00000000 (managed by `goenvmgr setup`; edit outside)
if (-not $env:GOENVMGR_HOME) { $env:GOENVMGR_HOME = '/w/data' }
if ([IO.File]::Exists('/w/data/env.ps1')) { . '/w/data/env.ps1' }
# <<< goenvmgr env <<<
# >>> goenvmgr init >>> v1 00000000 (managed by `goenvmgr setup`; edit outside)
if ([IO.File]::Exists('/usr/bin/goenvmgr')) { . ([scriptblock]::Create((& '/usr/bin/goenvmgr' init powershell) -join "`n")) }
# <<< goenvmgr init <<<
