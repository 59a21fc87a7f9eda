#goenvmgr
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
