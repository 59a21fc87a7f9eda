#!/usr/bin/env bash
# windows.sh DIR SOURCES: drives the Windows program under wine, as a user would. `.ci/platforms windows` calls it
# inside a root folder that has wine; DIR is a Windows path of a folder that holds `goenvmgr.exe`,
# `module.zip` (a toolchain of the module proxy, its version in `version`), `small.zip` (its programs as an
# archive of the release site) and `web`, which `http://127.0.0.1:$PORT` serves. SOURCES holds `program.go`.
#
# Each test's name starts with its subject. Wine lets through what Windows refuses (a file in use, a link),
# so those refusals come from a fault point that programs built for use do not have.
set -uo pipefail
here=$1 sources=$2 ours='C:\test-home' failed=0 count=0 begun=$SECONDS
below=$WINEPREFIX/drive_c
version=$(<"$(winepath -u "$here")/version") || exit 2
export LC_ALL=C.UTF-8 WINEDEBUG=-all GOENVMGR_HOME=$ours
export GOFLAGS=-mod=mod GOTOOLCHAIN=local

wine() { command wine64 "$@" | tr -d '\r'; }
g() { wine "$here\\goenvmgr.exe" "$@" 2>"$below/said"; }
said() { tr -d '\r' <"$below/said"; }
# fails CODE COMMAND…: it ends so. The code of a Windows program has 8 bits here.
ends() { local code=$1; shift; "$@" >"$below/out"; local got=$?; [[ $got == "$code" ]] || { echo "ended with $got: $*"; cat "$below/out"; said; return 1; }; }
# Wine hands on 0 where a thread ends in the moment in which its program does, and doctor has many.
ends_at_last() { local _; for _ in {1..8}; do ends "$@" >/dev/null && return; done; ends "$@"; }
has() { grep -qF -- "$2" <<<"$1" || { printf 'lacks %q:\n%s\n' "$2" "$1"; return 1; }; }
lacks() { ! grep -qF -- "$2" <<<"$1" || { printf 'has %q:\n%s\n' "$2" "$1"; return 1; }; }
out() { tr -d '\r' <"$below/out"; }
fresh() { rm -rf "$below/test-home"; }
shim() { wine "$ours\\shims\\$1.exe" "${@:2}"; }
toolchain=$below/test-home/toolchains/go$version

run() { # NAME
    local from=$SECONDS told
    count=$((count + 1))
    if told=$("$1" 2>&1); then printf 'ok    %s (%d s)\n' "$1" $((SECONDS - from))
    else failed=$((failed + 1)); printf 'FAIL  %s (%d s)\n%s\n' "$1" $((SECONDS - from)) "$told"; fi
}

homes_are_the_users_own() {
    (unset GOENVMGR_HOME
    ends 0 g default system && [[ -f $below/users/root/AppData/Roaming/goenvmgr/config.toml ]] &&
        ends 1 g verify && rm -r "$below/users/root/AppData/Roaming/goenvmgr"
    rm -rf "$below/users/root/AppData/Local/goenvmgr")
}

install_of_a_module_is_proved_by_the_log() {
    fresh
    GOENVMGR_VERIFY=transparency ends 0 g install "$version" || return
    ends 0 g list && has "$(out)" "$version" && has "$(out)" sum.golang.org || return
    ends 0 g verify && has "$(out)" 'as published' && has "$(out)" 'signature and proof checked'
}

shim_builds_and_ends_as_the_program_does() {
    ends 0 g default "$version" || return
    ends 0 shim go version && has "$(out)" "go$version windows/amd64" || return
    ends 0 shim "go$version" env GOROOT && has "$(out)" "$ours\\toolchains\\go$version" || return
    mkdir -p "$below/hello" && cd "$below/hello" || return
    printf 'module example.com/hello\ngo 1.21\n' >go.mod
    cp "$(winepath -u "$sources")/program.go" main.go
    ends 0 shim go build -o hello.exe . || return
    ends 0 shim gofmt -l . && [[ -z $(out) ]] || return
    # The code is written down by cmd: a Unix has 8 bits of it.
    printf '%s\r\n' '@echo off' "set PATH=$ours\\shims;%PATH%" 'go version' \
        "\"$here\\goenvmgr.exe\" exec -- .\\hello.exe a b c" 'echo code %errorlevel%' 'exit /b 0' >codes.cmd
    ends 0 wine cmd /c codes.cmd && has "$(out)" "go$version windows/amd64" && has "$(out)" 'code 3000'
}

exec_hands_arguments_on() {
    cd "$below/hello" || return
    # shellcheck disable=SC1003  # a word that ends so
    local words=('a b' 'c"d' '%PATH%' '^x' 'ü日' '' 'back\' 'a\"b' '*' '&|<>') own handed
    own=$(wine hello.exe "${words[@]}"); handed=$(g exec -- ./hello.exe "${words[@]}")
    [[ -n $own && $own == "$handed" ]] || { printf '%s\n%s\n' "$own" "$handed"; return 1; }
    has "$own" '"c\"d" "%PATH%" "^x" "ü日" "" "back\\"'
    ends 127 g exec -- no-such-program
}

shim_that_is_killed_takes_its_tool_along() {
    cd "$below/hello" || return
    rm -f runs
    command wine64 "$here\\goenvmgr.exe" exec -- ./hello.exe sleep >/dev/null 2>&1 &
    local starter=$! tries=0
    until [[ -f runs ]]; do sleep 0.1; ((tries++ < 100)) || { echo 'it never ran'; return 1; }; done
    runs 'hello.exe sleep' || { echo 'it does not run'; return 1; }
    kill -9 $starter; wait $starter 2>/dev/null
    for tries in {1..50}; do
        runs 'hello.exe sleep' || return 0
        sleep 0.1
    done
    echo 'it still runs'
    return 1
}

# On a console, which wine makes of a terminal.
on_console() { script -qec "wine64 $(printf '%q ' "$@")" /dev/null </dev/null; }

ctrl_c_is_the_programs_to_answer_and_ends_an_install() {
    cd "$below/hello" || return
    local way
    for way in "$here\\goenvmgr.exe exec -- .\\hello.exe" "$ours\\shims\\go$version.exe run ."; do
        rm -f runs
        # shellcheck disable=SC2086  # the way is words
        ends 0 on_console hello.exe press runs $way answer && has "$(out)" answered || return
        # `go run` ends with 1 itself where its program fails.
        [[ $way == *run* ]] || has "$(out)" 'ended with 1007' || return
    done
    local staging=$below/test-home/staging
    ends 0 on_console hello.exe press "$ours\\staging\\*.new-*\\*" \
        "$here\\goenvmgr.exe" install --reinstall "$version" --from "$here\\module.zip" || return
    has "$(out)" 'ended with 130' && [[ -f $toolchain/bin/go.exe ]] || return
    # What is left of it the next one takes away.
    ends 0 g install --reinstall "$version" --unverified --from "$here\\small.zip" || return
    [[ -z $(find "$staging" -name '*.new-*' 2>/dev/null) ]] || { find "$staging" | head -3; return 1; }
}

# A made-up toolchain, to which the real go switches by itself.
go_switches_by_a_shim() {
    cd "$below/hello" || return
    local newer=${version%.*}.99
    mkdir -p "$below/test-home/toolchains/go$newer/bin" "$below/newer"
    cp hello.exe "$below/test-home/toolchains/go$newer/bin/go.exe"; echo "go$newer" >"${toolchain%/*}/go$newer/VERSION"
    cp "$below/test-home/shims/go$version.exe" "$below/test-home/shims/go$newer.exe"
    printf 'module example.com/newer\ngo 1.21\ntoolchain go%s\n' "$newer" >"$below/newer/go.mod"
    cd "$below/newer" || return
    # The program ends with 1000 for each argument, of which a Unix has 8 bits.
    GOTOOLCHAIN=auto WINEPATH="$ours\\shims" ends $((1000 & 255)) shim "go$version" version
    local result=$?
    rm -r "${toolchain%/*}/go$newer" "$below/test-home/shims/go$newer.exe"
    ((result == 0)) && has "$(out)" '["version"]'
}

# runs WORDS: whether a command line begins with a program and these words, of which wine shows its own path.
runs() {
    local line
    for line in /proc/[0-9]*/cmdline; do
        [[ $(tr '\0' ' ' <"$line" 2>/dev/null) != *goenvmgr.exe*"$1"* ]] &&
            [[ $(tr '\0' ' ' <"$line" 2>/dev/null) == *"$1"* ]] && return
    done
    return 1
}

small() { g install "$version" --unverified --from "$here\\small.zip"; }

verify_names_what_was_changed() {
    fresh
    ends 0 small && ends 1 g verify || return
    echo x >>"$toolchain/src/fmt/print.go"; rm "$toolchain/src/fmt/doc.go"; echo x >"$toolchain/src/fmt/extra.go"
    ends 6 g verify || return
    for word in 'changed: src/fmt/print.go' 'missing: src/fmt/doc.go' 'extra: src/fmt/extra.go'; do
        has "$(out)" "$word" || return
    done
}

uninstall_waits_out_a_scanner_and_names_what_is_in_use() {
    GOENVMGR_FAULT_RENAME=5:100000:toolchains ends 3 g uninstall --force "$version" || return
    has "$(said)" 'has it open' && [[ -f $toolchain/bin/go.exe ]] || return
    ends 0 g list && has "$(out)" "$version" || return
    GOENVMGR_FAULT_RENAME=5:100000:toolchains ends 3 \
        g install --reinstall "$version" --unverified --from "$here\\small.zip" || return
    has "$(said)" 'has it open' && [[ -f $toolchain/bin/go.exe ]] || return
    GOENVMGR_FAULT_RENAME=32:4:toolchains ends 0 g uninstall --force "$version" || return
    [[ ! -e $toolchain && ! -e $below/test-home/shims/go$version.exe ]]
}

# Its bytes are looked at while they are unpacked; `verify`, which wine takes a minute for, has looked at one.
install_from_a_release_index_is_proved_too() {
    export GOENVMGR_INDEX_URL=http://127.0.0.1:$PORT/ GOENVMGR_ARCHIVE_URL=http://127.0.0.1:$PORT/
    GOENVMGR_SOURCES=go.dev ends 0 g install "$version" || return
    has "$(out)$(said)" sum.golang.org && ends 0 g list && has "$(out)" sum.golang.org
}

install_twice_at_once_leaves_one() {
    fresh
    small >/dev/null & local first=$!
    command wine64 "$here\\goenvmgr.exe" install "$version" --unverified --from "$here\\small.zip" >/dev/null 2>&1
    local second=$?
    wait $first && [[ $second == 0 && -f $toolchain/bin/go.exe ]] || return
    set -- "$below"/test-home/staging/*.new-*
    [[ ! -e $1 ]] || { echo "left: $*"; return 1; }
}

install_that_is_killed_goes_on() {
    local moment pid whole=0
    for moment in {1..20}; do
        fresh
        command wine64 "$here\\goenvmgr.exe" install "$version" --unverified --from "$here\\small.zip" >/dev/null 2>&1 &
        pid=$!
        sleep "$(printf '0.%03d' $((moment * 45)))"
        kill -9 $pid 2>/dev/null; wait $pid 2>/dev/null
        if [[ -d $toolchain ]]; then
            whole=$((whole + 1))
            [[ -f $toolchain/bin/go.exe && -f $toolchain/bin/gofmt.exe && -f $toolchain/VERSION ]] || { echo "half of one at $moment"; return 1; }
        fi
        small >/dev/null || { echo "not gone on with at $moment"; said; return 1; }
        [[ -f $toolchain/bin/go.exe ]] || return
    done
    echo "$whole of 20 were whole"
}

# With the toolchain that the release index gave.
clean_empties_a_read_only_module_cache() {
    ends 0 g default "$version" || return
    mkdir -p "$below/hello" && cd "$below/hello" || return
    printf 'module example.com/hello\ngo 1.21\nrequire rsc.io/quote v1.5.2\n' >go.mod
    ends 0 shim go mod download rsc.io/quote || return
    local cache=$below/users/root/go/pkg/mod
    [[ -f $cache/rsc.io/quote@v1.5.2/quote.go ]] || return
    ends 0 g clean --modcache --everything --yes || return
    [[ ! -e $cache/rsc.io && ! -e $cache/.goenvmgr-trash ]] || { find "$cache" | head; return 1; }
}

doctor_finds_nothing_wrong() {
    mkdir -p "$below/hello" && cd "$below/hello" && printf 'module example.com/hello\ngo 1.21\n' >go.mod
    # A look at each of 16,000 files takes wine longer than doctor waits, on a busy machine.
    WINEPATH="$ours\\shims" ends 0 g doctor --skip 'install.*'
}

doctor_reads_what_windows_is_told() {
    local entry long='HKLM\SYSTEM\CurrentControlSet\Control\FileSystem' user='HKCU\Environment'
    local shell='HKLM\SOFTWARE\Microsoft\PowerShell\1\ShellIds\Microsoft.PowerShell'
    local programs='HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall'
    wine reg add "$long" /v LongPathsEnabled /t REG_DWORD /d 0 /f >/dev/null
    wine reg add "$user" /v GOROOT /d 'C:\old' /f >/dev/null
    wine reg add "$shell" /v ExecutionPolicy /d AllSigned /f >/dev/null
    for entry in amd64 386; do
        wine reg add "$programs\\go-$entry" /v DisplayName /d "Go Programming Language $entry go1.21.0" /f >/dev/null
    done
    CC=cl ends_at_last 1 g doctor --only 'win.*' || return
    for entry in win.long-paths 'win.goroot: GOROOT is set for every program: C:\old' win.policy 'win.installers: 2' win.cc; do
        has "$(out)" "$entry" || return
    done
    wine reg add "$long" /v LongPathsEnabled /t REG_DWORD /d 1 /f >/dev/null
    wine reg delete "$user" /v GOROOT /f >/dev/null
    wine reg add "$shell" /v ExecutionPolicy /d RemoteSigned /f >/dev/null
    for entry in amd64 386; do wine reg delete "$programs\\go-$entry" /f >/dev/null; done
    ends 0 g doctor --only 'win.*' && lacks "$(out)" win.
}

config_names_its_mistake() {
    fresh
    ends 0 small && ends 0 g default "$version" && WINEPATH="$ours\\shims" ends 0 g doctor --only 'install.*' || return
    ends 0 g which go && has "$(out)" "$ours\\toolchains\\go$version\\bin\\go.exe" || return
    echo 'goroot = "maybe"' >>"$below/test-home/config.toml"
    ends 2 g list && has "$(said)" "$ours\\config.toml" && has "$(said)" goroot
    sed -i /maybe/d "$below/test-home/config.toml"
}

kept() { wine reg query 'HKCU\Environment' /v Path 2>&1; }

setup_puts_shims_on_path_and_undo_is_byte_for_byte() {
    local before after
    wine reg add 'HKCU\Environment' /v Path /t REG_EXPAND_SZ /d '%USERPROFILE%\bin;;C:\Ü b;' /f >/dev/null; before=$(kept)
    ends 0 g setup --dry-run && [[ $(kept) == "$before" ]] || return
    ends 0 g setup || return
    after=$(kept); has "$after" "REG_EXPAND_SZ    $ours\\shims;" && has "$after" '%USERPROFILE%\bin;;C:' || return
    ends 0 g setup && has "$(out)" 'everything is set up already' && [[ $(kept) == "$after" ]] || return
    ends 0 g setup --undo || return
    [[ $(kept) == "$before" ]] || { kept; return 1; }
    # What somebody added meanwhile stays.
    ends 0 g setup || return
    wine reg add 'HKCU\Environment' /v Path /t REG_SZ /d "C:\\new;$ours\\shims" /f >/dev/null
    ends 0 g setup --undo && has "$(kept)" 'REG_SZ    C:\new' && lacks "$(kept)" shims || return
    wine reg delete 'HKCU\Environment' /v Path /f >/dev/null; before=$(kept)
    ends 0 g setup && has "$(kept)" "$ours\\shims" && ends 0 g setup --undo && [[ $(kept) == "$before" ]]
}

# A bash as MSYS2 has it, as far as another system can show one: what it calls /c is C:, its root is Z:, and it
# hands PATH on in Windows' form. How often it asked is counted.
bash_of_windows_is_told_its_own_paths() {
    fresh
    ends 0 small && mkdir -p "$below/hello/sub" && echo "$version" >"$below/hello/.go-version" || return
    ln -sfn "$below" /c
    cat >"$below/msys" <<SH
#!/bin/bash
echo "\$1" >>/c/asked
IFS=: read -ra parts <<<"\$PATH"
for part in "\${parts[@]}"; do
    case \$part in /c/*) part=C:\${part#/c} ;; *) part=Z:\$part ;; esac
    list+=\${list:+;}\${part//\//\\\\}
done
WINEPATH=\$list exec $(command -v wine64) '$here\goenvmgr.exe' "\$@"
SH
    chmod +x "$below/msys"; rm -f "$below/asked"
    cat >"$below/msys.sh" <<'SH'
OSTYPE=msys
cygpath() { echo Z:/; }
# Linux starts no program of Windows by itself.
cd /c/hello && eval "$(/c/msys init bash | sed 's|/z/x/windows/goenvmgr.exe|/c/msys|')"
__goenvmgr_hook
echo "in $PATH"; echo "root $GOROOT"
echo "found $(type -P go.exe)"
asked=$(wc -l </c/asked)
cd sub; __goenvmgr_hook; cd ..; __goenvmgr_hook; cd sub; __goenvmgr_hook
echo "asked again $(($(wc -l </c/asked) - asked))"
cd /
echo "out $PATH"
goenvmgr deactivate
echo "off $PATH"
SH
    # Windows knows times to 100 ns; this bash compares what is finer.
    find "$below/test-home" -exec touch -hd @1700000000 {} +
    ends 0 env -u WINEPATH bash --norc "$below/msys.sh" || return
    local at=/c/test-home/toolchains/go$version/bin
    for word in "in $at:" :/usr/bin "found $at/go.exe" "root $ours\\toolchains\\go$version" 'asked again 0'; do
        has "$(out)" "$word" || return
    done
    ! grep -E '^(in|out|off) .*[;\\]' "$below/out" || return
    lacks "$(grep -E '^(out|off) ' "$below/out")" toolchains
}

for test in homes_are_the_users_own install_of_a_module_is_proved_by_the_log \
    shim_builds_and_ends_as_the_program_does exec_hands_arguments_on shim_that_is_killed_takes_its_tool_along \
    ctrl_c_is_the_programs_to_answer_and_ends_an_install go_switches_by_a_shim \
    verify_names_what_was_changed uninstall_waits_out_a_scanner_and_names_what_is_in_use \
    install_from_a_release_index_is_proved_too clean_empties_a_read_only_module_cache doctor_finds_nothing_wrong \
    doctor_reads_what_windows_is_told install_twice_at_once_leaves_one install_that_is_killed_goes_on \
    config_names_its_mistake setup_puts_shims_on_path_and_undo_is_byte_for_byte bash_of_windows_is_told_its_own_paths; do
    [[ $test =~ ${ONLY:-.} ]] || continue
    run "$test"
done
fresh; rm -rf "$below/hello" "$below"/msys* "$below/asked"; rm -f /c
printf '%d of %d tests failed, %d s\n' "$failed" "$count" $((SECONDS - begun))
((failed == 0))
