#goenvmgr
$global:__goenvmgr_exe = '/usr/bin/goenvmgr'
$global:__goenvmgr_home = '/w/home'
$global:__goenvmgr_kind = 'powershell'
$global:__goenvmgr_protocol = '2'
$global:__goenvmgr_asked = 'check deactivate use'
$global:__goenvmgr_shell = $PID
# (here stands shell/powershell.ps1)
__goenvmgr_on
$null = __goenvmgr_hook
