<#
.SYNOPSIS
Builds goenvmgr from this checkout, installs it and, when asked, a Go toolchain.

.DESCRIPTION
Builds with cargo and puts goenvmgr.exe into a bin directory. With a version (1.22.5, 1.22, latest) it also
installs that Go, verified, makes it the default, and builds and runs a small program with it. PATH of the
user and the profile of PowerShell 7 are set up by `goenvmgr setup`, which `goenvmgr setup --undo` takes back.

.PARAMETER Version
The Go to install.

.PARAMETER Prefix
Puts the program into PREFIX\bin (default: goenvmgr in the local application data).

.PARAMETER NoModifyPath
Leaves PATH and profiles alone.

.EXAMPLE
.\install.ps1 1.22.5
#>
param(
    [string]$Version = '',
    [string]$Prefix = '',
    [switch]$NoModifyPath
)

# Everything stands in functions and the last line calls them, so a cut-off copy runs nothing.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'

function Stop-Install([string]$Message, [int]$Code = 3) {
    [Console]::Error.WriteLine("install.ps1: $Message")
    exit $Code
}

function Find-Prefix {
    if ($Prefix) { return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Prefix) }
    $local = [Environment]::GetFolderPath('LocalApplicationData')
    if (-not $local) { Stop-Install 'no folder for local application data is known: name a directory with -Prefix DIR' }
    return [IO.Path]::Combine($local, 'goenvmgr')
}

function Build-Program([string]$Suffix) {
    if (-not (Get-Command cargo -CommandType Application -ErrorAction SilentlyContinue)) {
        Stop-Install 'cargo is missing: install Rust 1.89 or newer from https://rustup.rs, then run this again'
    }
    $manifest = [IO.Path]::Combine($PSScriptRoot, 'Cargo.toml')
    if (-not [IO.File]::Exists($manifest)) {
        Stop-Install 'no Cargo.toml beside install.ps1: run it from a checkout of goenvmgr'
    }
    $target = $env:CARGO_TARGET_DIR
    if (-not $target) { $target = [IO.Path]::Combine($PSScriptRoot, 'target') }
    Write-Host 'building goenvmgr ...'
    # The first build takes a minute or two. cargo's own errors are the best there are.
    & cargo build --release --locked --quiet --bin goenvmgr --manifest-path $manifest --target-dir $target | Out-Host
    if ($LASTEXITCODE -ne 0) { Stop-Install 'cargo could not build goenvmgr; its messages stand above' }
    return [IO.Path]::Combine($target, 'release', "goenvmgr$Suffix")
}

# A program that runs can be renamed and not replaced: it is taken aside, and goes the next time.
function Copy-Program([string]$Built, [string]$Bin, [string]$Suffix) {
    $program = [IO.Path]::Combine($Bin, "goenvmgr$Suffix")
    try {
        $null = [IO.Directory]::CreateDirectory($Bin)
        foreach ($old in [IO.Directory]::GetFiles($Bin, '.goenvmgr.ran-*')) {
            try { [IO.File]::Delete($old) } catch { Write-Verbose "$old runs" }
        }
        $new = [IO.Path]::Combine($Bin, ".goenvmgr.new-$PID")
        [IO.File]::Copy($Built, $new, $true)
        if ([IO.File]::Exists($program)) {
            [IO.File]::Move($program, [IO.Path]::Combine($Bin, ".goenvmgr.ran-$PID"))
        }
        [IO.File]::Move($new, $program)
    } catch {
        Stop-Install "cannot write to ${Bin}: $($_.Exception.Message): choose another place with -Prefix DIR"
    }
    Write-Host "installed $program"
    return $program
}

function Install-Go([string]$Program) {
    # With the version named, it does not advise the default that comes next.
    $before = $env:GOENVMGR_VERSION
    $env:GOENVMGR_VERSION = $Version
    try { & $Program install $Version | Out-Host } finally { $env:GOENVMGR_VERSION = $before }
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    & $Program --quiet default $Version | Out-Null
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

# A toolchain is installed when it has built a program and the program has run.
function Test-Go([string]$Program) {
    $work = [IO.Path]::Combine([IO.Path]::GetTempPath(), "goenvmgr-$PID")
    $null = [IO.Directory]::CreateDirectory($work)
    $source = [IO.Path]::Combine($work, 'hello.go')
    [IO.File]::WriteAllText($source, @'
package main

import (
	"fmt"
	"runtime"
)

func main() {
	fmt.Printf("a program built by %s runs on %s/%s\n", runtime.Version(), runtime.GOOS, runtime.GOARCH)
}
'@)
    $kept = @{}
    $plain = @{ GOFLAGS = ''; GO111MODULE = ''; GOWORK = 'off'; GOOS = ''; GOARCH = '' }
    foreach ($name in $plain.Keys) {
        $kept[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $plain[$name])
    }
    # Away from any go.mod or go.work that would decide otherwise.
    Push-Location $work
    try {
        & $Program exec $Version -- go run $source | Out-Host
        $code = $LASTEXITCODE
    } finally {
        Pop-Location
        foreach ($name in $plain.Keys) { [Environment]::SetEnvironmentVariable($name, $kept[$name]) }
        [IO.Directory]::Delete($work, $true)
    }
    if ($code -ne 0) { Stop-Install "Go $Version is installed but could not build and run a program; see above" }
}

function Install-Goenvmgr {
    $suffix = ''
    if ([IO.Path]::DirectorySeparatorChar -eq '\') { $suffix = '.exe' }
    $bin = [IO.Path]::Combine((Find-Prefix), 'bin')
    $program = Copy-Program (Build-Program $suffix) $bin $suffix
    if ($Version) {
        Install-Go $program
        Test-Go $program
    }
    if ($NoModifyPath) {
        Write-Host "PATH was left alone. To set it up: & '$program' setup"
        return
    }
    & $program setup | Out-Host
    if ($LASTEXITCODE -ne 0) {
        Stop-Install "PATH could not be set up: run '$program setup' again, or use -NoModifyPath"
    }
}

Install-Goenvmgr
