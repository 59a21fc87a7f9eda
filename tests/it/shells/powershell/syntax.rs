//! What PowerShell is told, as its own parser reads it: nothing but the language and .NET is called, and
//! nothing that Windows PowerShell 5.1, which cannot be run here, does not have.

use std::collections::{BTreeMap, BTreeSet};

use super::world::{World, exe};
use crate::support::program::pwsh;

const READER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/powershell/syntax.ps1");

/// The syntax of 5.1 that we use. Not among it: pipeline chains, `? :`, `??`, `?.`, `clean` blocks.
const KINDS: &str = "ArrayExpressionAst ArrayLiteralAst AssignmentStatementAst BeginBlock \
    BinaryExpressionAst CatchClauseAst CommandAst CommandExpressionAst ConstantExpressionAst \
    ContinueStatementAst ConvertExpressionAst EndBlock ExitStatementAst ExpandableStringExpressionAst \
    ForEachStatementAst ForStatementAst FunctionDefinitionAst HashtableAst IfStatementAst IndexExpressionAst \
    InvokeMemberExpressionAst MemberExpressionAst NamedBlockAst ParamBlockAst ParameterAst \
    ParenExpressionAst PipelineAst ProcessBlock ReturnStatementAst ScriptBlockAst \
    ScriptBlockExpressionAst StatementBlockAst StringConstantExpressionAst SubExpressionAst \
    SwitchStatementAst TryStatementAst TypeConstraintAst TypeExpressionAst UnaryExpressionAst \
    VariableExpressionAst WhileStatementAst";

const OPERATORS: &str = "And Band Ccontains Cnotcontains Ceq Cmatch Cne Cnotmatch Divide Equals Ieq Ige Igt Ile Ilt Ine \
    Ireplace Is Isplit Join Minus MinusEquals Multiply Not Or Plus PlusEquals";

/// What is called by & and by dot: the program, what was typed for it, the prompt that was there, and text
/// of ours.
const RUNS: &str = "Ampersand $call|Ampersand $global:__goenvmgr_exe|Ampersand $global:__goenvmgr_prompt|\
    Dot $call|Dot ([scriptblock]::Create($said))|Dot ([scriptblock]::Create($global:__goenvmgr_words))";

/// Types of .NET Framework 4.6.2 and of PowerShell 5.1.
const TYPES: &str = "Collections.Generic.List[int] Collections.Generic.List[string] Collections.IDictionary \
    Collections.Specialized.OrderedDictionary Console Convert DateTime Delegate Diagnostics.Process \
    Diagnostics.ProcessStartInfo Environment IO.Directory IO.File IO.FileInfo \
    IO.FileStream IO.Path Math NullString Text.Encoding bool byte[] char int object ref scriptblock string string[] \
    Management.Automation.Language.ArrayLiteralAst Management.Automation.Language.CommandAst \
    Management.Automation.Language.CommandParameterAst Management.Automation.Language.ConstantExpressionAst \
    Management.Automation.Language.ExpandableStringExpressionAst Management.Automation.Language.Parser \
    Management.Automation.Language.StringConstantExpressionAst \
    Management.Automation.Language.VariableExpressionAst";

/// Their methods, with how many arguments they take there.
const CALLS: &str = ".Add/1 .Add/2 .AddHours/1 .Begin/2 .Contains/1 .Dispose/0 .End/0 .EndsWith/1 .Find/2 .Get/1 .GetBytes/1 \
    .GetSteppablePipeline/0 .GetValue/1 .IndexOf/1 .InsertRange/2 .Process/1 .Read/3 .Remove/1 \
    .RemoveAt/1 .Replace/2 .Split/1 .StartsWith/1 .Substring/1 .Substring/2 .TrimEnd/1 .WriteLine/1 \
    [Collections.Generic.List[int]]::new/0 [Collections.Specialized.OrderedDictionary]::new/0 \
    [Collections.Generic.List[string]]::new/0 [Collections.Generic.List[string]]::new/1 \
    [Convert]::ToBase64String/1 [Convert]::ToBase64String/3 [Delegate]::Combine/2 [Delegate]::Remove/2 \
    [Diagnostics.ProcessStartInfo]::new/2 [Diagnostics.Process]::Start/1 .ReadToEnd/0 .WaitForExit/0 \
    [Environment]::GetEnvironmentVariable/1 [Environment]::SetEnvironmentVariable/2 [IO.Directory]::Exists/1 \
    [IO.FileStream]::new/5 [IO.File]::Exists/1 [IO.File]::GetLastWriteTimeUtc/1 \
    [IO.File]::SetLastWriteTimeUtc/2 [IO.Path]::Combine/2 [IO.Path]::GetDirectoryName/1 \
    [Management.Automation.Language.Parser]::ParseInput/3 [Math]::Abs/1 [Math]::Max/2 \
    [Math]::Min/2 [byte[]]::new/1 [scriptblock]::Create/1 \
    [object]::ReferenceEquals/2 [string]::Concat/1 [string]::Equals/2";

/// And what they have besides.
const MEMBERS: &str = ".Argument .CommandElements .CommandType .Count .CurrentFileSystemLocation .Drive .Elements \
    .ExitCode .ExpectingInput .Extent .Groups .InvokeCommand .Length .Line .Major .MyCommand .OffsetInLine .PSObject \
    .PSVariable .PSVersion .Path .Properties .ProviderPath .SessionState .Splatted .StartOffset \
    .RedirectStandardOutput .StandardOutput .StringConstantType .Text .Ticks .UseShellExecute .UserPath .Value .VariablePath \
    .WorkingDirectory [Console]::Error [DateTime]::UtcNow \
    [Environment]::Version [IO.Path]::DirectorySeparatorChar [IO.Path]::PathSeparator [NullString]::Value [Text.Encoding]::UTF8";

/// What 7 alone has, with what stands around it in the same function.
const GUARDED: [(&str, &str); 7] = [
    ("call [IO.Path]::Exists/1", "if ($global:__goenvmgr_net -ge 7)"),
    ("member .Statement", "$null -ne $_call.PSObject.Properties['Statement']"),
    ("member .LinkTarget", "if (-not $path.StartsWith('/')) { return $path }"),
    ("call [IO.File]::GetUnixFileMode/1", "$file.StartsWith('/')"),
    (
        "type EventHandler[Management.Automation.LocationChangedEventArgs]",
        "[string]::Equals($PSEdition, 'Core')",
    ),
    ("member .LocationChangedAction", "[string]::Equals($PSEdition, 'Core')"),
    ("member .LocationChangedAction", "if ($null -ne $global:__goenvmgr_moved_action)"),
];

/// Variables that every session of 5.1 has, by their first letter in capitals, and of drives.
const VARIABLES: &str = "ExecutionContext MyInvocation PID PSEdition \
    PSNativeCommandUseErrorActionPreference alias:goenvmgr function:PSConsoleHostReadLine function:global:prompt function:prompt";

type Facts = BTreeMap<String, BTreeSet<String>>;

/// What each text is made of; each fact with the functions that it stands in.
fn facts(world: &World, pwsh: &str, texts: &[String]) -> Vec<Facts> {
    let mut command = world.command(pwsh);
    command.args(["-NoProfile", "-File", READER]);
    for (number, text) in texts.iter().enumerate() {
        assert!(text.is_ascii(), "Windows PowerShell reads other bytes as ANSI: {text}");
        let name = format!("{number}.ps1");
        world.write(&name, text);
        command.arg(world.path(&name));
    }
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && output.stderr.is_empty(), "{:?}", output.stderr);
    let mut all: Vec<Facts> = Vec::new();
    for line in said.lines() {
        match line.split_once('\t') {
            None => all.push(Facts::new()),
            Some((fact, function)) => {
                let functions = all.last_mut().unwrap().entry(fact.to_owned()).or_default();
                functions.insert(function.to_owned());
            }
        }
    }
    assert_eq!(all.len(), texts.len(), "{said}");
    assert!(all.iter().all(|facts| facts.contains_key("kind ScriptBlockAst")), "{said}");
    all
}

/// The text of a function, to where the next begins.
fn function<'a>(text: &'a str, name: &str) -> &'a str {
    let (_, body) = text.split_once(&format!("function {name}")).unwrap_or(("", text));
    body.split("\nfunction ").next().unwrap()
}

/// What of the facts is on no list.
fn refused(text: &str, facts: &Facts) -> Vec<String> {
    let on = |list: &str, name: &str| list.split_whitespace().any(|it| it == name);
    let is_known = |fact: &str, functions: &BTreeSet<String>| {
        let (what, name) = fact.split_once(' ').unwrap();
        let is_listed = match what {
            "kind" => on(KINDS, name),
            "operator" => on(OPERATORS, name),
            "command" => name.starts_with("__goenvmgr_"),
            "runs" => RUNS.split('|').any(|it| it == name),
            "type" => on(TYPES, name),
            "call" => on(CALLS, name),
            "member" => on(MEMBERS, name),
            // What is ours, and what a function has for itself.
            "variable" => {
                let is_ours = name.contains("__goenvmgr_") || name == "global:LASTEXITCODE";
                let is_own = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_');
                is_ours
                    || on(VARIABLES, name)
                    || name.starts_with("env:")
                    || is_own && !name.contains(':')
            }
            _ => false,
        };
        let is_guarded = |function: &String| {
            let body = self::function(text, function);
            GUARDED.iter().any(|(guarded, guard)| *guarded == fact && body.contains(guard))
        };
        is_listed || functions.iter().all(is_guarded)
    };
    let unknown = facts.iter().filter(|(fact, functions)| !is_known(fact, functions));
    unknown.map(|(fact, functions)| format!("{fact} in {functions:?}")).collect()
}

#[test]
fn powershell_is_told_what_5_1_can_read_and_calls_no_cmdlet() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    let hostile = "O\u{2019}B\u{2018}r\u{201a}i\u{201b}en's $(x) `y` \"z\" \u{201c}\u{201e}\u{65e5}\u{672c} }{";
    let mut texts = Vec::new();
    for (name, words) in [
        ("plain", &["init", "powershell"][..]),
        (hostile, &["init", "powershell"]),
        (hostile, &["env", "--shell", "powershell"]),
    ] {
        world.write(&format!("{name}/.go-version"), "1.22.5\n");
        let mut command = world.command(exe());
        command.args(words).current_dir(world.path(name)).env("GOROOT", format!("/own/{name}"));
        texts.push(String::from_utf8(command.output().unwrap().stdout).unwrap());
    }
    texts.push(include_str!("../../../../shell/words.ps1").to_owned());
    world.run(&["setup", "--shell", "powershell"]).exits(0);
    for file in ["data/env.ps1", "data/goenvmgr.ps1", "home/.config/powershell/profile.ps1"] {
        texts.push(std::fs::read_to_string(world.path(file)).unwrap());
    }
    let facts = facts(&world, &pwsh, &texts);
    assert!(facts[0].len() > 100, "{:?}", facts[0]);
    for (number, (text, mut facts)) in texts.iter().zip(facts).enumerate() {
        if number == 6 {
            // The profile calls the program and our files by their paths.
            facts.retain(|fact, _| !fact.starts_with("runs "));
        }
        assert_eq!(refused(text, &facts), [""; 0], "{number}: {text}");
    }
}

/// What is printed has no comments and no indentation; else it is the files, token by token.
#[test]
fn powershell_gets_its_files_as_its_parser_reads_them() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    world.write("init.ps1", &world.run(&["init", "powershell"]).exits(0).stdout);
    let script = r#"
function told($text) {
    $tokens = $null
    $null = [Management.Automation.Language.Parser]::ParseInput($text, [ref] $tokens, [ref] $null)
    $said = foreach ($it in $tokens) {
        if ($it.Kind -in 'Comment', 'NewLine', 'EndOfInput') { ' '; continue }
        if ($it.Text.Contains("`n")) { "goes over lines: $($it.Text)" }
        "$($it.Kind) $($it.Text)"
    }
    ($said -join "`n") -replace '(?m)(^ \n)+', "`n"
}
$init = [IO.File]::ReadAllText("$PWD/init.ps1")
. ([scriptblock]::Create($init))
$printed = (told $init) + (told $global:__goenvmgr_words)
foreach ($file in 'powershell', 'words', 'goenvmgr') {
    $text = (told ([IO.File]::ReadAllText("$env:SHELL_FILES/$file.ps1"))).Trim()
    "$file $($text.Length -gt 1000) $($printed.Contains($text)) $($text.Contains('goes over lines'))"
}
"comments $($init -match '(?m)^(#(?!goenvmgr)| )')"
"#;
    world.write("s.ps1", script);
    let mut command = world.command(pwsh);
    command.args(["-NoProfile", "-File", &world.show("s.ps1")]);
    command.env("SHELL_FILES", concat!(env!("CARGO_MANIFEST_DIR"), "/shell"));
    let output = command.output().unwrap();
    let expected = "powershell True True False\nwords True True False\ngoenvmgr True True False\ncomments False\n";
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected, "{output:?}");
}

/// Completions are read by 5.1 as well; they may call what completions call.
#[test]
fn powershell_completions_are_the_syntax_of_5_1() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    let said = world.run(&["completions", "powershell"]).exits(0).stdout;
    let facts = &facts(&world, &pwsh, &[said])[0];
    let newer = ["PipelineChainAst", "TernaryExpressionAst", "NullConditional", "CleanBlock"];
    for newer in newer.map(|kind| format!("kind {kind}")) {
        assert!(!facts.contains_key(&newer), "{newer}");
    }
    assert!(
        !facts.keys().any(|fact| fact.starts_with("error ") || fact.contains("QuestionQuestion"))
    );
}

#[test]
fn reader_of_powershell_sees_what_5_1_does_not_have() {
    let Some(pwsh) = pwsh() else { return };
    let world = World::with_shells();
    let cases = [
        ("$a = 'O'Brien'", "error 1:"),
        ("if ($x) { '1'", "error 1:"),
        ("__goenvmgr_on && __goenvmgr_off", "kind PipelineChainAst"),
        ("$x = $a ? 1 : 2", "kind TernaryExpressionAst"),
        ("$x = $a ?? 1", "operator QuestionQuestion"),
        ("$x ??= 1", "operator QuestionQuestionEquals"),
        ("${a}?.Length", "kind NullConditional"),
        ("function f { clean { $x = 1 } }", "kind CleanBlock"),
        ("Get-Location", "command Get-Location"),
        ("$null = $x | Out-String", "command Out-String"),
        ("& $other", "runs Ampersand $other"),
        ("$x = [IO.Path]::Join('a', 'b')", "call [IO.Path]::Join/2"),
        ("$x = $y.Split('a', 'b')", "call .Split/2"),
        ("$x = [Text.Rune] $y", "type Text.Rune"),
        ("$x = [IO.Path]::EndsInDirectorySeparator", "member [IO.Path]::EndsInDirectorySeparator"),
        ("if ($IsLinux) { $x = 1 }", "variable IsLinux"),
        ("$x = $_call.Statement", "member .Statement"),
        ("$x = $PSStyle", "variable PSStyle"),
    ];
    let texts = cases.map(|(text, _)| text.to_owned());
    for ((text, sees), facts) in cases.into_iter().zip(facts(&world, &pwsh, &texts)) {
        let refused = refused(text, &facts);
        assert!(refused.iter().any(|it| it.starts_with(sees)), "{text}: {refused:?}");
    }
}
