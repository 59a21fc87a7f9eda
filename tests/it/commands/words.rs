//! The words of the command line, and what is said to them.

use std::fs;

use crate::support::world::{World, ran};

#[test]
fn help_of_every_command_has_examples() {
    for command in ["current", "explain", "pin", "which"] {
        let help = World::new().run(&[command, "--help"]).exits(0).stdout;
        assert!(help.contains("Examples:\n  goenvmgr "), "{command}: {help}");
    }
}

#[test]
fn help_prints_what_the_option_prints() {
    let world = World::new();
    for words in [&["help"][..], &["help", "use"], &["help", "rm"], &["help", "doctor", "explain"]]
    {
        let mut option: Vec<&str> = words[1..].to_vec();
        option.push("--help");
        let [word, option] = [words, &option].map(|args| world.run(args).exits(0));
        assert_eq!((word.stdout, word.stderr), (option.stdout, option.stderr), "{words:?}");
    }
    let none = world.run(&["help", "instal"]).exits(2);
    assert!(none.stderr.contains("hint: goenvmgr install\n"), "{none:?}");
}

#[test]
fn alias_is_the_command_that_it_stands_for() {
    let world = World::with(&["1.22.5", "1.23.1"]);
    for (alias, command) in [
        ("ls", "list"),
        ("versions", "list"),
        ("rm", "uninstall"),
        ("remove", "uninstall"),
        ("local", "pin"),
        ("global", "default"),
        ("version", "current"),
    ] {
        let help = |word: &str| world.run(&[word, "--help"]).exits(0).stdout;
        assert_eq!(help(alias), help(command), "{alias}");
        let shown = world.run(&["--help"]).exits(0).stdout;
        let line = shown.lines().find(|line| line.trim_start().starts_with(&format!("{command} ")));
        assert!(line.is_some(), "{shown}");
        assert!(shown.contains(alias), "{alias} is not visible: {shown}");
    }
    assert_eq!(world.run(&["ls"]).exits(0).stdout, world.run(&["list"]).exits(0).stdout);
    world.run(&["global", "1.22.5"]).exits(0);
    assert!(world.run(&["version"]).exits(0).stdout.starts_with("1.22.5 ("));
    world.run(&["local", "1.23.1"]).exits(0);
    assert!(world.run(&["version"]).exits(0).stdout.starts_with("1.23.1 ("));
    let removed = world.run(&["rm", "1.22.5", "--force"]);
    let removed = if removed.code == 0 { removed } else { world.run(&["rm", "1.22.5"]) };
    assert!(!world.home().join("toolchains/go1.22.5").exists(), "{removed:?}");
}

#[test]
fn unknown_command_is_refused_with_what_was_meant() {
    let world = World::new();
    for (args, hint) in [
        (&["prune"][..], "goenvmgr clean --stale"),
        (&["prune", "--yes", "-n"], "goenvmgr clean --stale"),
        (&["-q", "prune"], "goenvmgr clean --stale"),
        (&["help", "prune"], "goenvmgr clean --stale"),
        (&["instal", "1.22.5"], "goenvmgr install"),
        (&["unistall", "1.22.5"], "goenvmgr uninstall"),
        (&["golbal", "1.22.5"], "goenvmgr global"),
        (&["frobnicate"], "goenvmgr help names all commands"),
    ] {
        let ran = world.run(args).exits(2);
        assert!(ran.stderr.ends_with(&format!("hint: {hint}\n")), "{args:?}: {ran:?}");
        assert!(ran.stdout.is_empty(), "{args:?}: {ran:?}");
    }
    let odd = world.run(&["a\u{1b}[2Kb"]).exits(2);
    assert!(!odd.stderr.contains('\u{1b}'), "{odd:?}");
}

#[test]
fn control_characters_in_names_never_reach_a_terminal() {
    const HOSTILE: &str = "a\u{1b}]0;owned\u{7}\u{1b}[2Kb\r\u{9b}2J\u{202e}";
    let world = World::new();
    let root = world.path(HOSTILE);
    fs::create_dir_all(root.join("home")).unwrap();
    world.goroot(&root.join("home/toolchains/go1.22.5"), "1.22.5");
    let work = root.join("work");
    world.write(&work.join(".go-version"), "1.22.5\n");
    world.write(&work.join("bad/.go-version"), "1.\u{1b}[2K\n");
    world.write(&work.join("bad/goenvmgr.toml"), "go = \"\u{1b}[2K\"\n");
    for (dir, args) in [
        ("", &["list"][..]),
        ("", &["list", "--format", "json"]),
        ("", &["current"]),
        ("", &["current", "--format", "json"]),
        ("", &["explain"]),
        ("", &["verify", "./nowhere"]),
        ("", &["install", "--from", "./\u{1b}[2K"]),
        ("", &["default", "1.22.5"]),
        ("", &["uninstall", "--dry-run", "1.22.5"]),
        ("bad", &["current"]),
        ("bad", &["explain"]),
        ("bad", &["install"]),
    ] {
        let mut command = world.ours(args);
        command.env("GOENVMGR_HOME", root.join("home")).current_dir(work.join(dir));
        let ran = ran(command);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!told.is_empty(), "{args:?}");
        let raw = told.chars().find(|c| (c.is_control() && *c != '\n') || *c == '\u{202e}');
        assert_eq!(raw, None, "{dir} {args:?}: {told:?}");
    }
}

/// One who knows it of `install` types it everywhere.
#[test]
fn dry_run_has_its_letter_wherever_it_is() {
    fn look(command: &clap::Command, found: &mut Vec<(String, Option<char>)>) {
        let dry = command.get_arguments().find(|it| it.get_long() == Some("dry-run"));
        let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
        found.extend(dry.map(|it| (name, it.get_short())));
        command.get_subcommands().for_each(|below| look(below, found));
    }
    let mut found = Vec::new();
    look(&goenvmgr::cli::definition(), &mut found);
    assert!(found.len() > 15, "{found:?}");
    found.retain(|(_, letter)| *letter != Some('n'));
    assert_eq!(found, []);
}

#[test]
fn go_that_is_not_on_path_is_reached_by_what_run_and_doctor_name() {
    let world = World::with(&["1.22.5"]);
    world.run(&["default", "1.22.5"]).exits(0);
    let run = world.run(&["run", "--", "go", "version"]).exits(127);
    assert!(run.stderr.contains("hint: goenvmgr exec -- COMMAND"), "{run:?}");
    let doctor = world.run(&["doctor", "--only", "path.go"]).exits(1);
    assert!(doctor.stdout.contains("goenvmgr setup puts the Go"), "{doctor:?}");
}
