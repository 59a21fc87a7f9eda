//! What the shell function makes of each word that can be typed after `goenvmgr`, aliases included.

use std::path::Path;

use super::terminal::Terminal;
use super::world::{World, exe};
use crate::support::program::pwsh;

/// What is said is evaluated: it is asked with `__GOENVMGR_EMIT`.
const ASKED: [&str; 3] = ["check", "deactivate", "use"];
/// Every word: commands, their aliases, help.
fn words() -> Vec<String> {
    let definition = goenvmgr::cli::definition();
    let all = definition.get_subcommands().flat_map(|command| {
        [command.get_name()].into_iter().chain(command.get_visible_aliases()).collect::<Vec<_>>()
    });
    let all: Vec<String> = all.map(str::to_owned).collect();
    for word in ASKED.iter().chain(&["help", "ls", "versions", "version"]) {
        assert!(all.iter().any(|known| known == word), "{word} is no word of the command line");
    }
    all
}

/// A script that reads `init`, calls a recorder in place of the program, and goes on with `lines`.
fn script(world: &World, shell: &str, lines: &[String]) -> std::process::Output {
    let (exe, recorder) = (exe(), world.show("recorder"));
    let (mut command, head) = match shell {
        "fish" => (
            world.command("fish"),
            format!("'{exe}' init fish | source\nset -g __goenvmgr_exe '{recorder}'"),
        ),
        "elvish" => (
            world.command("elvish"),
            format!(
                "var g: = (ns [&])\neval ('{exe}' init elvish | slurp) &on-end={{|n| set g: = $n}}\n\
                 set g:exe = '{recorder}'\nfn goenvmgr {{|@a| g:goenvmgr $@a }}"
            ),
        ),
        "nu" => {
            let init = world.run(&["init", "nu"]);
            world.write("init.nu", &init.stdout);
            (world.command("nu"), format!("source init.nu\n$env.__goenvmgr.exe = '{recorder}'"))
        }
        "pwsh" => (
            world.command(pwsh().unwrap()),
            format!(
                ". ([scriptblock]::Create((& '{exe}' init powershell) -join \"`n\"))\n\
                 $global:__goenvmgr_exe = '{recorder}'"
            ),
        ),
        _ => {
            let head = format!("eval \"$('{exe}' init {shell})\"\n__goenvmgr_exe='{recorder}'");
            (world.command(shell), head)
        }
    };
    let name = if shell == "pwsh" { "script.ps1" } else { "script" };
    world.write(name, &format!("{head}\n{}\n", lines.join("\n")));
    let quiet: &[&str] = match shell {
        "bash" => &["--norc"],
        "zsh" => &["-f"],
        "fish" => &["--no-config"],
        "elvish" => &["-norc"],
        "nu" => &["--no-config-file"],
        _ => &["-NoProfile", "-File"],
    };
    command.env("PATH", std::env::var_os("PATH").unwrap()).args(quiet).arg(world.path(name));
    command.output().unwrap()
}

fn shells() -> Vec<&'static str> {
    let mut shells = vec!["bash", "zsh", "fish", "elvish", "nu"];
    shells.extend(pwsh().is_some().then_some("pwsh"));
    shells
}

#[test]
fn shell_function_evaluates_three_words_and_asks_nothing_after_others_that_change_nothing() {
    for shell in shells() {
        let world = World::with_shells();
        let log = world.show("calls");
        let text = format!(
            "#!/bin/sh\necho \"$* ${{__GOENVMGR_EMIT+asked}}\" >>'{log}'\n[ \"$*\" = hook ] || exit 0\nexec '{}' \"$@\"\n",
            exe()
        );
        world.program("recorder", &text);
        let words = words();
        // Options of the program's own stand before some of them.
        let lines = words.iter().enumerate().map(|(number, word)| {
            format!("goenvmgr {}{word} --word-{number}", ["", "-q ", "--color never "][number % 3])
        });
        let text = |word: &str| format!("{word} ");
        let done = script(&world, shell, &lines.collect::<Vec<_>>());
        let calls = std::fs::read_to_string(&log).unwrap_or_default();
        let mut calls = calls.lines();
        let context = format!("{shell}: {}", String::from_utf8_lossy(&done.stderr));
        let mut next = calls.next();
        for (number, word) in words.iter().enumerate() {
            let call = next.unwrap_or_default();
            assert!(
                call.contains(&format!("{} --word-{number}", text(word).trim())),
                "{call} {context}"
            );
            assert_eq!(call.ends_with(" asked"), ASKED.contains(&&**word), "{call} {context}");
            next = calls.next();
        }
        assert_eq!(next, None, "{shell}");
    }
}

/// elvish completes in a session on a terminal only.
#[test]
fn versions_complete_in_elvish() {
    let world = World::with_shells();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/completions/goenvmgr.elv");
    let program = Path::new(exe()).parent().unwrap();
    let mut command = world.command("setsid");
    command.args(["-c", "elvish", "-norc"]).env("TERM", "xterm");
    let path = std::env::var("PATH").unwrap();
    command.env("PATH", format!("{}:{path}", program.display()));
    let mut terminal = Terminal::start(command, "");
    terminal.type_in(&format!("eval (slurp < {file}); echo RE''ADY\r"));
    terminal.until("READY");
    for (number, words) in ["use ''", "exec 1.23", "rm 1.22.5 ''", "use --"].iter().enumerate() {
        terminal.type_in(&format!(
            "$edit:completion:arg-completer[goenvmgr] goenvmgr {words} | each {{|c| echo $c >> said{number} }}; echo EN''D\r"
        ));
        terminal.until("END");
    }
    let said = |number: usize| std::fs::read_to_string(world.path(&format!("said{number}")));
    assert_eq!(said(0).unwrap(), "1.23.1\n1.22.5\nsystem\n");
    assert_eq!(said(1).unwrap(), "1.23.1\n");
    assert_eq!(said(2).unwrap(), "1.23.1\n");
    assert!(said(3).unwrap().contains("--system"), "{:?}", said(3));
}

#[test]
fn alias_takes_effect_in_the_shell_at_once() {
    for shell in shells() {
        let world = World::with_shells();
        let recorder = format!("#!/bin/sh\nexec '{}' \"$@\"\n", exe());
        world.program("recorder", &recorder);
        let root = |label: &str| match shell {
            "fish" => format!("echo {label} $GOROOT"),
            "elvish" => {
                format!("if (has-env GOROOT) {{ echo {label} $E:GOROOT }} else {{ echo {label} }}")
            }
            "nu" => format!("print $'{label} ($env.GOROOT? | default \"\")'"),
            "pwsh" => format!("\"{label} $env:GOROOT\""),
            _ => format!("echo {label} \"${{GOROOT-}}\""),
        };
        let lines = [
            "cd p".to_owned(),
            "goenvmgr global 1.23.1".to_owned(),
            root("global"),
            "goenvmgr -q local 1.22.5".to_owned(),
            root("local"),
            "goenvmgr use --color never 1.23.1".to_owned(),
            root("use"),
            "goenvmgr use".to_owned(),
            root("bare"),
            "goenvmgr versions".to_owned(),
            "goenvmgr version".to_owned(),
            "cd ..".to_owned(),
            "goenvmgr global --unset".to_owned(),
            root("unset"),
            "goenvmgr help rm".to_owned(),
        ];
        let done = script(&world, shell, &lines);
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        let context = format!("{shell}: {out}\n{}", String::from_utf8_lossy(&done.stderr));
        for (label, version) in
            [("global", "1.23.1"), ("local", "1.22.5"), ("use", "1.23.1"), ("bare", "1.22.5")]
        {
            let line = out.lines().find_map(|line| line.strip_prefix(&format!("{label} ")));
            let root =
                line.map(|root| Path::new(root.trim()).file_name().unwrap_or_default().to_owned());
            assert_eq!(root, Some(format!("go{version}").into()), "{label} {context}");
        }
        let unset = out.lines().find_map(|line| line.strip_prefix("unset"));
        assert_eq!(unset.map(str::trim), Some(""), "{context}");
        assert!(
            out.contains("1.22.5 (") && out.contains("Remove installed toolchains"),
            "{context}"
        );
    }
}
