//! A command through PowerShell's function is the command: each line is typed twice, for the function and
//! for the program, and words, output, `$?`, `$LASTEXITCODE` and side effects are compared.

use super::world::{World, exe};
use crate::support::program::pwsh;

/// What stands in for the program: says its words, or what it reads; ends with `$RC`.
const PROGRAM: &str = r#"#!/bin/sh
case "$1" in
    hook) exec "$EXE" "$@" ;;
    cat) cat ;;
    complain) echo "complaint" >&2 ;;
    lines) echo one; echo; echo 'two  three' ;;
    nothing) ;;
    *) printf '%s' "$#"; for word; do printf ' [%s]' "$word"; done; echo ;;
esac
exit "${RC:-0}"
"#;

/// `@@` is the command.
const LINES: &str = r#"
@@ exec 1.22.5 -- go build
@@ -- a
@@ a -- -- b
@@ a '--' b -- -- c
@@ -x -- -y -- -z
@@ list -- -x:y -a
@@ -tags a,b
@@ -coverpkg=./a,./b --x=a,b
@@ a, b
@@ a ,b
@@ a , b c,d
@@ "a,b" 'c,d' a','b a`,b
@@ a,"b c"
@@ -x:a,b -y: a,b
@@ -tags a,$one
@@ -tags $one,b
@@ a,$(side) (side),b
@@ -x:a,$(side)
@@ 1,2 1.20,3
@@ 1.20 0x10 1kb 1e3 1.0 007 -1 -1.50 -0x10
@@ -x:1.20 -x: 0x10
@@ -x:y -x: y -x:'a b' -x:"*.go" -x:'' -x:$one -x:$none -x:$empty -x:(side) -xy:z
@@ --x:y --x:$one --x=$one -x$one -$one -x=$one
@@ $list
@@ -x:$list
@@ @list
@@ a @list -- b @list c
@@ @table
@@ @table -- @list -x
@@ a @table b -q @list -r:s -- @none
@@ @none a @empty b
@@ $none
@@ $none a $empty b
@@ '' "" a
@@ $empty
@@ *.go '*.go' "*.go" $glob "$glob" ./$glob x*.go
@@ ~ ~/x '~' "~" $tilde
@@ a$one $one"b" "a"$one "$one b" a$(side)b "$(side)"
@@ $(side) (side) @(side) @(side; side) -- $(side)
@@ $one.Length $list[0] $list[1] $table.x
@@ $true $false $null
@@ -v -D -e -V -d -ea -ov -verbose -ErrorAction Stop -OutVariable x -WhatIf -Confirm
@@ -v -- -v
@@ -o"x y" -p'x' a"b c"d
@@ `$x `"q `'q ``
@@ 'a"b' "a""b" "a'b" 'a''b' a\b "a\" 'C:\x y\'
@@ [int] {a} %x ?y 1..3 a=b a:b a;
@@ a --% b "c d" $x *.go a,b -- --%
@@ a -- b --% 'x y' | cat
@@ -foo.bar -a.b:c
@@ @{a=1} $table
@@ a#b #c
@@ "日本 é" 日本
@@ exec -- go test -run '^Test(A|B)$' -count=1 ./...
@@ exec -- sh -c 'echo "a  b"; exit 3'
@@ lines
@@ lines | ForEach-Object { "<$_>" }
@@ nothing
$x = @@ lines; "[$($x.Count)] $x"
"sub $(@@ lines)"
if ((@@ lines) -contains 'one') { 'yes' }
'a','b c','' | @@ cat
1..3 | @@ cat | ForEach-Object { "<$_>" }
'x' | @@ a -- b,c 1.20 '*.go' $list @list $(side) -x:y
@() | @@ cat
$none | @@ cat
'x' | @@ cat | @@ cat
@@ lines | @@ cat
@@ complain 2>&1 | ForEach-Object { "$_" }
@@ complain 2>$null
@@ lines > out.txt; [IO.File]::ReadAllText('out.txt')
& { @@ a -- b,c }
foreach ($i in 1,2) { @@ $i -- "$i" a,$i }
$wrapped = { @@ exec -- go @args -- $args }; & $wrapped -x a -v 1.20
function wrapper { @@ exec @args -- go @list -- b }; wrapper a b; wrapper; wrapper -x y
function wrapper { param($a, [Parameter(ValueFromRemainingArguments)] $rest) @@ $a -- @rest $PSBoundParameters.Count }; wrapper 1 2 3
@@ a && 'and' || 'or'
@@ a || 'or'
@@ a -- b && @@ c,d
if (@@ nothing) { 'said' } else { 'silent' }
try { @@ a -- b; 'after' } finally { 'finally' }
$null = @@ a; 'quiet'
[void] (@@ a)
"#;

/// Lines that are longer than one.
const LONG: [&str; 3] = [
    "@@ `\n  a `\n  -- `\n  b,c",
    "@@ exec -- sh -c @'\necho \"a  b\"\n'@ x,y",
    "'x' |\n  @@ a --  b,c |\n  ForEach-Object { $_ }",
];

const COMPARE: &str = r#"
$program = "$PWD/bin/goenvmgr"
$one = 'one'; $list = 'x y', '*.go', 3, ''; $none = $null; $empty = ''; $glob = '*.go'; $tilde = '~'
$table = @{ x = 1 }
$global:sides = 0
function side { $global:sides += 1; "side$global:sides" }
function run($line, $as, $rc) {
    $env:RC = $rc
    $global:sides = 0
    $global:LASTEXITCODE = 99
    $Error.Clear()
    $ok = 'not reached'
    $said = try {
        & ([scriptblock]::Create('Set-StrictMode -Version ' + $strict + "`n" + $line.Replace('@@', $as) + "`n" + 'Set-Variable ok $? -Scope 1')) 2>&1
    } catch { "thrown: $($_.FullyQualifiedErrorId)" }
    $env:RC = $null
    $said = @($said | ForEach-Object { "$_" }) -join "`n"
    "said $said`nok $ok`ncode $global:LASTEXITCODE`nsides $global:sides`nerrors $($Error.Count)"
}
$compared = 0
foreach ($strict in 'Latest', 'Off') {
    foreach ($line in $lines) {
        # Half of them each: it is the lines that differ.
        foreach ($rc in @{ Latest = '0'; Off = '3' }[$strict]) {
            $ours = run $line 'goenvmgr' $rc
            $theirs = run $line '& $program' $rc
            $compared += 1
            if ($ours -cne $theirs) { "DIFFERENT ($rc, $strict): $line`n--- function`n$ours`n--- program`n$theirs" }
        }
    }
}
"compared $compared"
"#;

/// A world whose program is the stand-in, and how a script for it begins.
fn world() -> (World, String) {
    let world = World::with_shells();
    world.program("bin/goenvmgr", PROGRAM);
    for file in ["a.go", "b.go"] {
        world.write(file, "");
    }
    let head = format!(
        ". ([scriptblock]::Create((& '{}' init powershell) -join \"`n\"))\n\
         $global:__goenvmgr_exe = \"$PWD/bin/goenvmgr\"\n",
        exe()
    );
    (world, head)
}

fn run(world: &World, pwsh: &str, script: &str) -> (String, String) {
    world.write("s.ps1", script);
    let mut command = world.command(pwsh);
    command.args(["-NoProfile", "-File", &world.show("s.ps1")]).env("EXE", exe());
    let output = command.output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

/// As a list in PowerShell.
fn quoted<'a>(lines: impl Iterator<Item = &'a str>) -> String {
    let quoted: Vec<String> = lines.map(|line| format!("'{}'", line.replace('\'', "''"))).collect();
    quoted.join(",\n")
}

#[test]
fn powershell_function_is_the_program_word_for_word() {
    let Some(pwsh) = pwsh() else { return };
    let (world, head) = world();
    let lines: Vec<&str> = LINES.trim().lines().chain(LONG).collect();
    let script = format!("{head}$lines = {}\n{COMPARE}", quoted(lines.iter().copied()));
    let (said, error) = run(&world, &pwsh, &script);
    assert_eq!(said, format!("compared {}\n", lines.len() * 2), "{error}");
}

/// Whoever reads from a pipe that does not end reads its first line, and so does who comes after.
#[test]
fn powershell_function_hands_lines_on_as_they_come() {
    let Some(pwsh) = pwsh() else { return };
    let (world, head) = world();
    // Each side goes on when the other has had a line; who waits in vain says so.
    let wait = "timeout 60 sh -c 'read x <back; echo $x' || echo never";
    world.program("source", &format!("#!/bin/sh\necho first\n{wait}\n"));
    world.program(
        "bin/goenvmgr",
        &format!(
            "#!/bin/sh\n[ \"$1\" = hook ] && exec \"$EXE\" hook\n\
             [ \"$1\" = alone ] && {{ echo early; {wait}; exit; }}\n\
             read x\necho \"got $x\"\necho second >back\ncat\n"
        ),
    );
    let script = format!(
        "mkfifo back\n{head}./source | goenvmgr a\n\"input $?\"\n\
         goenvmgr alone | ForEach-Object {{ $_; if ($_ -eq 'early') {{ [IO.File]::WriteAllText('back', \"late`n\") }} }}\n\
         \"output $?\"\n"
    );
    let (said, error) = run(&world, &pwsh, &script);
    assert_eq!(said, "got first\nsecond\ninput True\nearly\nlate\noutput True\n", "{error}");
}

/// What 5.1 knows of a call: the line, and where in it the command begins.
#[test]
fn powershell_words_are_told_by_the_line_alone() {
    let Some(pwsh) = pwsh() else { return };
    let (world, head) = world();
    let lines = [
        ("goenvmgr exec 1.22.5 -- go build", "exec 1.22.5 -- go build"),
        ("'x' | goenvmgr -tags a,b -- '*.go' | cat", "-tags a,b -- '*.go'"),
        ("foreach ($i in 1) { $y = (goenvmgr a -- $one) + 'x' }; 'z'", "a -- $words[1]"),
        (
            "\"x $(goenvmgr a -- \"$one\" -x:$one 1.20) y\"",
            "a -- \"$($words[1])\" -x: $words[3] '1.20'",
        ),
        ("if ($true) { goenvmgr a -- b } else { 2 }", "a -- b"),
        ("goenvmgr a -- b; goenvmgr c", "a -- b"),
        // Where the words do not fit what stands there, they are handed on as they came.
        ("goenvmgr a -- `", "$words[0] $words[1]"),
    ];
    let mut script = format!(
        "{head}. ([scriptblock]::Create($global:__goenvmgr_words))\n$one = 'one'\nfunction goenvmgr {{\n\
         \x20 $call = [pscustomobject] @{{ Line = $line; OffsetInLine = $line.IndexOf('goenvmgr') + 1 }}\n\
         \x20 [Console]::WriteLine((__goenvmgr_call $call $args).ToString().Replace('& $global:__goenvmgr_exe ', ''))\n}}\n\
         ${{alias:goenvmgr}} = $null\n"
    );
    for (line, _) in lines {
        let runs = if line.ends_with('`') { format!("{line}\n  b") } else { line.to_owned() };
        let line = line.replace('\'', "''");
        script.push_str(&format!("$line = '{line}'\n$null = & {{ {runs}\n}}\n"));
    }
    let (said, error) = run(&world, &pwsh, &script);
    let mut expected: Vec<&str> = lines.iter().map(|(_, words)| *words).collect();
    // The last but one calls twice, the second time at the place of the first.
    expected.insert(6, "$words[0]");
    assert_eq!(said.lines().collect::<Vec<_>>(), expected, "{error}");
}
