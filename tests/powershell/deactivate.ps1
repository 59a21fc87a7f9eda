#goenvmgr
Remove-Item -LiteralPath 'Env:\GOENVMGR_VERSION' -ErrorAction SilentlyContinue
Remove-Item -LiteralPath 'Env:\__GOENVMGR_UNDO' -ErrorAction SilentlyContinue
${env:GOROOT} = '/own/go'
${env:MINE} = 'mine'
${env:PATH} = '/bin'
__goenvmgr_off
