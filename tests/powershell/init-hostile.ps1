#goenvmgr
$global:__goenvmgr_exe = '/usr/bin/goenvmgr'
$global:__goenvmgr_protocol = '3'
$global:__goenvmgr_asked = 'check deactivate use'
$global:__goenvmgr_shell = $PID
# (here stands shell/powershell.ps1)
${function:global:__goenvmgr_call} = $null
$global:__goenvmgr_words = '# (here stands shell/words.ps1)
'
function global:goenvmgr {
# (here stands shell/goenvmgr.ps1)
}
__goenvmgr_on
$global:__goenvmgr_script = '/w/data/goenvmgr.ps1'
${alias:goenvmgr} = $global:__goenvmgr_script
$null = __goenvmgr_first (here stands the first answer)
