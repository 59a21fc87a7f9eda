#goenvmgr
$global:__goenvmgr_exe = '/usr/bin/goenvmgr'
$global:__goenvmgr_home = '/w/home'
$global:__goenvmgr_config = '/w/data/config.toml'
$global:__goenvmgr_roots = '/w/data/state/roots.log'
$global:__goenvmgr_kind = 'powershell'
$global:__goenvmgr_asked = 'check deactivate use'
$global:__goenvmgr_changes = 'clean default global doctor install pin local setup trust uninstall rm remove untrust'
$global:__goenvmgr_shell = $PID
# (here stands shell/powershell.ps1)
__goenvmgr_on
if (($PID -in @(1)) -and ((Get-Location).ProviderPath -ceq '/w/p') -and ("${env:PATH}" -ceq '/usr/bin:/bin') -and ("${env:GOROOT}" -ceq '/own/go') -and ("${env:GOTOOLCHAIN}" -ceq '') -and ("${env:GOENVMGR_VERSION}" -ceq '') -and ("${env:__GOENVMGR_UNDO}" -ceq '')) {
${env:GOROOT} = '/w/data/toolchains/go1.22.5'
${env:MINE} = ('O'+[char]0x2019+'Brien''s $(x) `y` "z"')
${env:PATH} = '/w/data/toolchains/go1.22.5/bin:/w/data/shims:/usr/bin:/bin'
${env:PLAIN} = 'a b'
${env:__GOENVMGR_UNDO} = '-;MINE~fe44e9c9;PLAIN~10a3f9f2;GOROOT=/own/go'
$global:__goenvmgr_stop = '/w/p/goenvmgr.toml'
$global:__goenvmgr_has = '/w/data/toolchains/go1.22.5/bin/go'
$global:__goenvmgr_lacks = ''
$global:__goenvmgr_names = 'all'
$global:__goenvmgr_told = '0'
__goenvmgr_mark
}
else {
    __goenvmgr_refresh
}
