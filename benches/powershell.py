#!/usr/bin/env python3
"""What the shell layer costs a PowerShell, beside PowerShell alone and, where it is at hand, mise.

    benches/powershell.py target/release/goenvmgr [ROUNDS]

pwsh by PWSH, else on PATH; mise on PATH (npm serves it). Each round starts a fresh PowerShell for each of
them in turn, which measures itself by its own clock: the line of a start-up file as `setup` and mise's
manual have it, the same text in one and the same form, the first prompt after it, then an idle prompt, a
change of directory between two places without a pin, and one that switches, both seen before. The last
three are means of many. Printed are medians, with least and most, in milliseconds.
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile

MEASURE = r"""
$clock = [Diagnostics.Stopwatch]::StartNew()
$tick = 1000 / [Diagnostics.Stopwatch]::Frequency
function prompt { 'PS> ' }
function told($name, $from, $times) { [Console]::WriteLine("$name $((($clock.ElapsedTicks - $from) * $tick / $times).ToString([cultureinfo]::InvariantCulture))") }
[Environment]::CurrentDirectory = $env:WORK
$at = $clock.ElapsedTicks
LINE
told 'line' $at 1
$at = $clock.ElapsedTicks; $null = prompt; told 'first prompt' $at 1
function many($times, $what) { for ($n = 0; $n -lt $times; $n += 1) { . $what } }
function timed($name, $times, $what) { many 20 $what; $at = $clock.ElapsedTicks; many $times $what; told $name $at $times }
timed 'idle prompt' 200 { $null = prompt }
Set-Location "$env:WORK/a"
timed 'cd' 100 { Set-Location ../b; $null = prompt; Set-Location ../a; $null = prompt }
timed 'switch' 30 { Set-Location ../p; $null = prompt; Set-Location ../q; $null = prompt }
"""
ROWS = ["line", "same form", "first prompt", "idle prompt", "cd", "switch"]
FORM = '. ([scriptblock]::Create((& {0}) -join "`n"))'


def main():
    exe = os.path.realpath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    pwsh = os.environ.get("PWSH") or shutil.which("pwsh") or sys.exit("no pwsh")
    mise = shutil.which("mise")
    work = tempfile.mkdtemp()
    try:
        env = prepare(work, exe)
        ours = f"'{exe}' init powershell"
        lines = {"without": {"line": "", "same form": ""}, "ours": {
            "line": f"if ([IO.File]::Exists('{exe}')) {{ {FORM.format(ours)} }}",
            "same form": FORM.format(ours),
        }}
        if mise:
            theirs = f"'{mise}' activate pwsh"
            lines["mise"] = {
                "line": f"(& {theirs}) | Out-String | Invoke-Expression",
                "same form": FORM.format(theirs),
            }
        report(lines, runs(pwsh, lines, rounds, work, env), rounds)
    finally:
        shutil.rmtree(work)


def prepare(work, exe):
    for version in ("1.22.5", "1.23.1"):
        # mise takes what lies in its directory for installed.
        for root in (f"data/toolchains/go{version}", f"mise/data/installs/go/{version}"):
            os.makedirs(f"{work}/{root}/bin")
            for name, text in (("VERSION", f"go{version}\n"), ("bin/go", "#!/bin/sh\n")):
                with open(f"{work}/{root}/{name}", "w") as file:
                    file.write(text)
            os.chmod(f"{work}/{root}/bin/go", 0o755)
    for name, version in (("p", "1.22.5"), ("q", "1.23.1"), ("a", None), ("b", None)):
        os.mkdir(f"{work}/{name}")
        if version:
            for file, text in ((".go-version", version), (".tool-versions", f"golang {version}")):
                with open(f"{work}/{name}/{file}", "w") as pin:
                    pin.write(f"{text}\n")
    return {
        "PATH": "/usr/bin:/bin", "HOME": work, "WORK": work, "TERM": "dumb", "LANG": "C.UTF-8",
        "GOENVMGR_HOME": f"{work}/data", "MISE_DATA_DIR": f"{work}/mise/data",
        "MISE_CACHE_DIR": f"{work}/mise/cache", "MISE_CONFIG_DIR": f"{work}/mise/config",
        "MISE_YES": "1", "MISE_OFFLINE": "1",
    }


def runs(pwsh, lines, rounds, work, env):
    told = {who: {row: [] for row in ROWS} for who in lines}
    for number in range(rounds + 1):
        for who, forms in lines.items():
            for form, line in forms.items():
                script = f"{work}/{who}.ps1"
                with open(script, "w") as file:
                    file.write(MEASURE.replace("LINE", line))
                # PowerShell compiles at the start what its last start needed: each has a last start of its own.
                cache = {"XDG_CACHE_HOME": f"{work}/cache/{who} {form}"}
                ran = subprocess.run([pwsh, "-NoProfile", "-File", script], env=env | cache, cwd=f"{work}/a",
                                     capture_output=True, text=True, stdin=subprocess.DEVNULL)
                if number == 0:  # The first fills caches.
                    if ran.stderr:
                        print(f"{who}: {ran.stderr}", file=sys.stderr)
                    continue
                for said in ran.stdout.splitlines():
                    row, _, value = said.rpartition(" ")
                    if row == "line":
                        told[who][form].append(float(value))
                    elif row in ROWS and form == "line":
                        told[who][row].append(float(value))
    return told


def report(lines, told, rounds):
    load = " ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"milliseconds, median [least..most] of {rounds}; load {load}")
    for row in ROWS:
        said = []
        for who in lines:
            values = told[who][row]
            if values:
                said.append(f"{who} {statistics.median(values):8.2f} [{min(values):.2f}..{max(values):.2f}]")
        if "mise" in lines and told["mise"][row]:
            share = statistics.median(a / b for a, b in zip(told["ours"][row], told["mise"][row]))
            alone = statistics.median(told["without"][row])
            added = [statistics.median(told[who][row]) - alone for who in ("ours", "mise")]
            said.append(f"{share:.2f} of mise's, {added[0] / added[1]:.2f} of what it adds")
        print(f"  {row:14}" + "   ".join(said))


main()
