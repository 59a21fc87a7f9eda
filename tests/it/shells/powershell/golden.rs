//! What PowerShell is told, word for word: golden files in `tests/powershell/`. `UPDATE=1` writes them again.

use std::path::PathBuf;

use super::world::{World, exe};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
/// The form of questions, as `init` says it.
const PROTOCOL: &str = "3";
const SNIPPET: &str = include_str!("../../../../shell/powershell.ps1");
const WORDS: &str = include_str!("../../../../shell/words.ps1");
/// All files of ours in the text of `init`.
const FILES: [(&str, &str); 3] = [
    ("powershell.ps1", SNIPPET),
    ("words.ps1", WORDS),
    ("goenvmgr.ps1", include_str!("../../../../shell/goenvmgr.ps1")),
];

/// A world in which every kind of statement is printed.
fn world(pin: &str) -> World {
    let world = World::with_shells();
    world.shims();
    world.write(
        &format!("{pin}/goenvmgr.toml"),
        "go = \"1.22.5\"\n[env]\nMINE = \"O\u{2019}Brien's $(x) `y` \\\"z\\\"\"\nPLAIN = \"a b\"\n",
    );
    world.run(&["trust", &world.show(pin)]).exits(0);
    world
}

/// What the function would be told, with the names of this run taken out.
fn told(world: &World, dir: &str, args: &[&str], vars: &[(&str, &str)]) -> String {
    let mut command = world.command(exe());
    command.args(args).current_dir(world.path(dir)).envs(vars.iter().copied());
    command.env("__GOENVMGR_EMIT", "powershell").env("GOROOT", "/own/go");
    command.env("__GOENVMGR_PROTOCOL", PROTOCOL);
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.starts_with("#goenvmgr\n") && text.is_ascii(), "{args:?}: {text}");
    plain(world, &text)
}

/// Without comments and indentation.
fn lean(file: &str) -> String {
    let lines = file.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.map(|line| format!("{line}\n")).collect()
}

fn plain(world: &World, text: &str) -> String {
    let text = FILES.iter().fold(text.to_owned(), |text, (name, file)| {
        let stands = format!("# (here stands shell/{name})\n");
        // What a call needs stands there as a text.
        text.replace(&lean(file), &stands).replace(&lean(file).replace('\'', "''"), &stands)
    });
    let text = text.replace(&world.show(""), "/w/").replace(exe(), "/usr/bin/goenvmgr");
    // Times and marks of this run are among what it rests on.
    let first = regex::Regex::new("(?s)__goenvmgr_first .*\n").unwrap();
    let text = first.replace(&text, "__goenvmgr_first (here stands the first answer)\n");
    let told = regex::Regex::new("(?m)^told='[0-9a-f ]+'").unwrap();
    told.replace(&text, "told='0'").into_owned()
}

/// What is to be done, without what it rests on, which names the directories of this run.
fn changes(text: &str) -> String {
    let about = ["names=", "vars=", "absent=", "stands=", "unaltered=", "files=", "keep="];
    let is_change = |line: &&str| !about.iter().any(|word| line.starts_with(word));
    text.lines().filter(is_change).map(|line| format!("{line}\n")).collect()
}

fn golden(name: &str, text: &str) {
    let file = PathBuf::from(ROOT).join("tests/powershell").join(name);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == text, "{name} is another; UPDATE=1 writes it anew. Now:\n{text}");
}

#[test]
fn powershell_is_told_what_stands_in_the_golden_files() {
    let simple = world("p");
    golden("init.ps1", &told(&simple, "p", &["init", "powershell"], &[]));
    golden("use.data", &changes(&told(&simple, "p", &["use", "1.23.1"], &[])));
    golden("hook.data", &changes(&told(&simple, "p", &["hook"], &[])));
    golden("check-fix.data", &changes(&told(&simple, "p", &["check", "--fix"], &[])));
    let undo = "-;MINE~00000000=mine;GOROOT=/own/go";
    let inside = format!(
        "{}:{}:/bin",
        simple.show("data/toolchains/go1.22.5/bin"),
        simple.show("data/shims")
    );
    let root = simple.show("data/toolchains/go1.22.5");
    let vars = [
        ("__GOENVMGR_UNDO", undo),
        ("PATH", &*inside),
        ("GOROOT", &*root),
        ("GOENVMGR_VERSION", "1.22.5"),
    ];
    let mut command = simple.command(exe());
    command.arg("deactivate").envs(vars).env("__GOENVMGR_EMIT", "powershell");
    command.env("__GOENVMGR_PROTOCOL", PROTOCOL);
    let text = String::from_utf8(command.output().unwrap().stdout).unwrap();
    golden("deactivate.data", &plain(&simple, &text));
    // The five quotes, and what ends a word elsewhere.
    let hostile = world("O\u{2019}B\u{2018}r\u{201a}i\u{201b}en's $(x) `y` \"z\"");
    let dir = "O\u{2019}B\u{2018}r\u{201a}i\u{201b}en's $(x) `y` \"z\"";
    golden("init-hostile.ps1", &told(&hostile, dir, &["init", "powershell"], &[]));
}

#[test]
fn profile_and_env_ps1_are_what_stands_in_the_golden_files() {
    let world = World::with_shells();
    let setup = |world: &World| {
        let mut command = world.command(exe());
        let done = command.args(["setup", "--shell", "powershell"]).output().unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    setup(&world);
    let read = |name: &str| std::fs::read_to_string(world.path(name)).unwrap();
    let profile = read("home/.config/powershell/profile.ps1");
    let sum = regex::Regex::new(r"v1 [0-9a-f]{8}").unwrap();
    golden("profile.ps1", &sum.replace_all(&plain(&world, &profile), "v1 00000000"));
    golden("env.ps1", &plain(&world, &read("data/env.ps1")));
}

/// StrictMode: a global that is read before it was written is an error there.
#[test]
fn globals_are_written_before_they_are_read() {
    let name = regex::Regex::new(r"\$global:(__goenvmgr_[a-z_]+)").unwrap();
    let prelude = ["exe", "protocol", "asked", "shell"].map(|name| format!("__goenvmgr_{name}"));
    let body: String = SNIPPET.lines().take_while(|line| !line.starts_with("function ")).collect();
    for found in name.captures_iter(SNIPPET) {
        let global = found[1].to_owned();
        let written = body.contains(&format!("$global:{global} = ")) || prelude.contains(&global);
        assert!(written, "{global} is not assigned above the first function");
    }
}
