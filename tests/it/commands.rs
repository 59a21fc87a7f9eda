//! `current`, `explain`, `which` and `pin`, as users type them.

use std::fs;
use std::path::Path;

use crate::support::net::Net;
use crate::support::platform::symlink;
use crate::support::world::{World, ran};

#[test]
fn current_says_version_place_and_rule() {
    let world = World::with(&["1.22.5", "1.22.10"]).file(".go-version", "# ours\n1.22\n");
    let human = world.run(&["current"]).exits(0).stdout;
    let place = world.work().join(".go-version:2");
    assert_eq!(human, format!("1.22.10 ({}: the nearest pin)\n", place.display()));
    let json = world.run(&["current", "--format", "json"]).exits(0).json();
    assert_eq!(json["outcome"], "toolchain");
    assert_eq!(json["version"], "1.22.10");
    assert_eq!(json["request"], "1.22");
    assert_eq!(json["rule"], "pin");
    assert_eq!(json["decided_by"]["line"], 2);
    assert!(json["minimum"].is_null() && json["missing"].is_null() && json["fetches"].is_null());
    assert_eq!(json.get("chain"), None);
}

#[test]
fn version_that_is_missing_exits_1_and_says_what_to_type() {
    let world = World::with(&["1.22.5"]).file(".go-version", "1.22.6\n");
    for command in ["current", "explain", "which"] {
        let ran = world.run(&[command]).exits(1);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(told.contains(".go-version:1 asks for 1.22.6: it is not installed"), "{told}");
        assert!(ran.stderr.contains("hint: goenvmgr install 1.22.6"), "{told}");
    }
    let json = world.run(&["current", "--format", "json"]).exits(1).json();
    assert_eq!(json["outcome"], "missing");
    assert_eq!(json["missing"]["hint"], "goenvmgr install 1.22.6");
    assert!(json["version"].is_null());
    let broken = World::with(&["1.22.5"]).file(".tool-versions", "golang path:/opt/go\n");
    let ran = broken.run(&["current"]).exits(1);
    assert!(ran.stdout.contains(".tool-versions:1: what `path:` names"), "{ran:?}");
}

#[test]
fn minimum_that_go_will_fetch_is_said_with_file_and_line() {
    let world = World::with(&["1.22.5"]).file("go.mod", "module m\n\ngo 1.30\n");
    let ran = world.run(&["current"]).exits(0);
    assert!(ran.stdout.contains("Go will fetch 1.30.0"), "{ran:?}");
    assert!(ran.stdout.contains("go.mod:3 says go 1.30"), "{ran:?}");
    assert_eq!(world.run(&["current", "--format", "json"]).json()["fetches"], "1.30.0");
    let local = world.var("GOTOOLCHAIN", "local").run(&["current"]).exits(1);
    assert!(local.stderr.contains("goenvmgr install 1.30.0"), "{local:?}");
}

#[test]
fn pin_that_go_will_not_keep_to_is_said_with_file_and_line() {
    let world = World::with(&["1.22.5", "1.23.1"])
        .file(".go-version", "1.22.5\n")
        .file("go.mod", "module m\n\ngo 1.23.1\n");
    let ran = world.run(&["current"]).exits(0);
    assert!(ran.stdout.starts_with("1.22.5 ("), "{ran:?}");
    assert!(ran.stdout.contains("go.mod:3") && ran.stdout.contains("1.23.1"), "{ran:?}");
    let json = world.run(&["current", "--format", "json"]).json();
    assert_eq!(json["meets_minimum"], false);
    assert!(json["switching"].as_str().unwrap().contains("1.23.1"), "{json}");
}

#[test]
fn selection_of_nothing_is_the_system_go() {
    let none = World::new().run(&["current"]).exits(0).stdout;
    let there_is_none = "no Go version is selected here, and there is no other go on PATH\n";
    assert_eq!(
        none,
        format!("system (nothing selects a version: the system's Go)\n{there_is_none}")
    );
    let world = World::with(&["1.22.5"]).system("1.26.8");
    let json = world.run(&["current", "--format", "json"]).exits(0).json();
    assert_eq!((&json["outcome"], &json["version"]), (&"system".into(), &"1.26.8".into()));
    assert!(json["decided_by"].is_null());
    let which = world.run(&["which", "gofmt"]).exits(0).stdout;
    assert_eq!(which, format!("{}\n", world.path("system/bin/gofmt").display()));
    let none = World::new().run(&["which"]).exits(1).stderr;
    assert!(none.contains("goenvmgr install"), "{none}");
}

#[test]
fn explain_prints_the_whole_chain_in_order() {
    let world = World::with(&["1.22.5", "1.23.1"])
        .system("1.26.8")
        .file(".tool-versions", "golang 1.22.5\n")
        .file("p/go.mod", "module m\ngo 1.23\n");
    world.write(&world.home().join("config.toml"), "default = \"1.22\"\n");
    let human = world.run_in("p", &["explain"]).exits(0).stdout;
    assert!(human.starts_with("1.23.1 ("), "{human}");
    let chain = human.split_once("\n\n").unwrap().1;
    let places = [
        "GOENVMGR_VERSION in the environment",
        "p/go.mod:2",
        ".tool-versions:1",
        "config.toml:1",
        "system/bin/go",
    ];
    let found: Vec<_> = places.iter().map(|place| chain.find(place)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?}\n{human}");
    assert!(human.contains("ignored: lower than 1.23 in"), "{human}");
    let chain = world.run_in("p", &["explain", "--format", "json"]).exits(0).json();
    let verdicts: Vec<_> =
        chain["chain"].as_array().unwrap().iter().map(|step| step["verdict"].clone()).collect();
    assert_eq!(verdicts, ["absent", "selected", "ignored", "not_reached", "not_reached"]);
}

#[test]
fn which_prints_the_path_of_any_program() {
    let world = World::with(&["1.22.5"]).var("GOENVMGR_VERSION", "1.22");
    let bin = world.home().join("toolchains/go1.22.5/bin");
    for (args, program) in [(&["which"][..], "go"), (&["which", "gofmt"], "gofmt")] {
        let path = world.run(args).exits(0).stdout;
        assert_eq!(path, format!("{}\n", bin.join(program).display()));
    }
    let none = world.run(&["which", "gopls"]).exits(1);
    assert!(none.stderr.contains("no program gopls"), "{none:?}");
    world.run(&["which", "../go"]).exits(2);
    assert_eq!(world.run(&["which", "--format", "json"]).json()["version"], "1.22.5");
}

#[test]
fn pin_writes_the_file_that_decides_here() {
    let world = World::with(&["1.22.5"]).file("go.mod", "module m\ngo 1.20\n");
    let dry = world.run(&["pin", "1.22.5", "--dry-run"]).exits(0);
    assert!(dry.stdout.starts_with("would pin 1.22.5 in "), "{dry:?}");
    assert!(!world.work().join(".go-version").exists());
    let first = world.run(&["pin", "go1.22.5"]).exits(0);
    assert!(first.stdout.starts_with("pinned 1.22.5 in "), "{first:?}");
    assert_eq!(fs::read_to_string(world.work().join(".go-version")).unwrap(), "1.22.5\n");
    assert_eq!(world.run(&["current", "--format", "json"]).json()["version"], "1.22.5");
    let second = world.run(&["pin", "1.23", "--format", "json"]).exits(0);
    assert!(second.stderr.contains("hint: goenvmgr install 1.23"), "{second:?}");
    let json = second.json();
    assert_eq!((&json["previous"], &json["request"]), (&"1.22.5".into(), &"1.23".into()));
    assert_eq!((&json["created"], &json["installed"]), (&false.into(), &false.into()));
    let text = "go = \"1.20\" # why\n\n[env]\nA = \"1\"\n";
    let world = world.file("goenvmgr.toml", text);
    world.run(&["pin", "latest"]).exits(0);
    let now = fs::read_to_string(world.work().join("goenvmgr.toml")).unwrap();
    assert_eq!(now, text.replace("1.20", "latest"));
    assert_eq!(fs::read_to_string(world.work().join("go.mod")).unwrap(), "module m\ngo 1.20\n");
}

#[test]
fn pin_refuses_what_is_no_request_and_says_when_the_shell_stays() {
    let world = World::with(&["1.22.5"]);
    let bad = world.run(&["pin", "1.22.5rc1"]).exits(2);
    assert!(bad.stderr.contains("not a Go version"), "{bad:?}");
    let world = world.var("GOENVMGR_VERSION", "1.22.5");
    let ran = world.run(&["pin", "system"]).exits(0);
    assert!(ran.stderr.contains("stays at GOENVMGR_VERSION=1.22.5"), "{ran:?}");
}

#[test]
fn pin_follows_no_link_out_of_its_directory() {
    for (file, text) in [
        (".go-version", "1.22.5\n"),
        (".tool-versions", "golang 1.22.5\n"),
        ("goenvmgr.toml", "go = \"1.22.5\"\n"),
        ("mise.toml", "[tools]\ngo = \"1.22.5\"\n"),
        (".go-version", "ssh-ed25519 AAAA me\n"),
    ] {
        let world = World::with(&["1.22.5"]);
        let at = |name: &str| world.path(name);
        world.write(&at("user/keys"), text);
        fs::create_dir(at("work/deep")).unwrap();
        symlink(at("user"), at("work/dir")).unwrap();
        symlink(at("user/keys"), at("work/hop")).unwrap();
        let link = world.work().join(file);
        for to in [at("user/keys"), "../user/keys".into(), "dir/keys".into(), "hop".into()] {
            symlink(&to, &link).unwrap();
            for args in [&["pin", "1.23.1"][..], &["pin", "1.23.1", "--dry-run"]] {
                let said = world.run(args).exits(2);
                assert!(said.stderr.contains("leads out of its directory"), "{said:?}");
                assert!(said.stderr.contains(at("user/keys").to_str().unwrap()), "{said:?}");
            }
            assert_eq!(fs::read_to_string(at("user/keys")).unwrap(), text);
            fs::remove_file(&link).unwrap();
        }
    }
}

#[test]
fn pin_creates_nothing_behind_a_link() {
    let world = World::with(&["1.22.5"]);
    let link = world.work().join(".go-version");
    for to in ["../user/new", "../user/none/new", "../..", ".go-version", "/nowhere/x"] {
        symlink(to, &link).unwrap();
        let said = world.run(&["pin", "1.22.5"]);
        assert!(matches!(said.code, 2 | 3), "{to}: {said:?}");
        assert_eq!(fs::read_dir(world.path("user")).unwrap().count(), 0, "{to}");
        assert_eq!(fs::read_link(&link).unwrap(), Path::new(to));
        fs::remove_file(&link).unwrap();
    }
}

#[test]
fn pin_keeps_a_link_that_stays_in_its_directory() {
    let mut world = World::with(&["1.22.5"]).file("conf/go", "1.22.5\n");
    symlink("conf/go", world.work().join(".go-version")).unwrap();
    // The directory itself may be reached through a link.
    symlink(world.work(), world.path("here")).unwrap();
    world.set("PWD", world.path("here"));
    let mut pin = world.ours(&["pin", "1.23.1"]);
    pin.current_dir(world.path("here"));
    ran(pin).exits(0);
    assert_eq!(fs::read_to_string(world.work().join("conf/go")).unwrap(), "1.23.1\n");
    assert!(world.work().join(".go-version").is_symlink());
}

#[test]
fn mistake_in_the_configuration_is_named_with_its_line() {
    let world = World::new();
    world.write(&world.home().join("config.toml"), "\ndefalt = \"1.22\"\n");
    let ran = world.run(&["current"]).exits(2);
    assert!(ran.stderr.contains("config.toml:2: unknown key \"defalt\""), "{ran:?}");
    assert!(ran.stderr.contains("did you mean \"default\"?"), "{ran:?}");
}

#[test]
fn help_of_every_command_has_examples() {
    for command in ["current", "explain", "pin", "which"] {
        let help = World::new().run(&[command, "--help"]).exits(0).stdout;
        assert!(help.contains("Examples:\n  goenvmgr "), "{command}: {help}");
    }
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
fn use_system_without_one_changes_nothing() {
    let emit = |world: &World, args: &[&str]| {
        let mut command = world.ours(args);
        command.env("__GOENVMGR_EMIT", "bash");
        ran(command)
    };
    let world = World::with(&["1.22.5"]);
    let none = emit(&world, &["use", "--system"]).exits(1);
    assert!(none.stdout.is_empty(), "{none:?}");
    assert!(none.stderr.contains("no Go of its own") && none.stderr.contains("stays as it is"));
    // `system` in other words, and a default that means it.
    assert!(emit(&world, &["use", "system"]).exits(1).stdout.is_empty());
    world.run(&["default", "system"]);
    assert!(emit(&world, &["use", "--default"]).exits(1).stdout.is_empty());
    let world = world.system("1.26.8");
    let there = emit(&world, &["use", "--system"]).exits(0);
    assert!(
        there.stdout.starts_with("#goenvmgr\n") && there.stdout.contains("system"),
        "{there:?}"
    );
}

#[test]
fn dry_run_of_an_install_names_the_mirror() {
    let world = World::new()
        .var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/")
        .var("GOENVMGR_HTTP_TIMEOUT", "1")
        .var("GOPROXY", "off")
        .var("GOENV", "off");
    for mirror in ["http://127.0.0.1:1/go", "http://me:secret@127.0.0.1:1/x/"] {
        let refused = world.run(&["install", "-n", "--mirror", mirror, "1.22.5"]).exits(3);
        assert!(!refused.stderr.contains("secret"), "{refused:?}");
    }
    let net = Net::new();
    let mirror = net.site.archive_url();
    let args = ["install", "-n", "--mirror", &mirror, "1.22.5"];
    let plan = net.run(&args).exits(0);
    assert!(plan.stdout.contains(&mirror), "{plan:?}");
    let json = net.run(&[&args[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!(json[0]["archives"], mirror.as_str(), "{json}");
}

#[test]
fn uninstall_takes_a_whole_line_or_range_where_that_is_said() {
    let installed = ["1.20.1", "1.21.3", "1.21.9", "1.22.5"];
    let world = World::with(&installed);
    world.run(&["uninstall", "--all", "1.19"]).exits(1);
    let plan = world.run(&["uninstall", "--dry-run", "--all", "<1.22"]).exits(0).stdout;
    assert_eq!(plan.lines().count(), 3, "{plan}");
    world.run(&["uninstall", "--all", "1.21", "1.21.3"]).exits(0);
    assert_eq!(world.installed(), ["go1.20.1", "go1.22.5"]);
    world.run(&["default", "1.20.1"]).exits(0);
    let refused = world.run(&["uninstall", "--all", "<2"]).exits(1).stderr;
    assert!(refused.contains("it is the default"), "{refused}");
    assert_eq!(world.installed(), ["go1.20.1", "go1.22.5"], "none of them went");
}

#[test]
fn uninstall_asks_what_this_shell_asks_for_by_range_or_line() {
    for set in ["<1.21.10", "1.21"] {
        let world = World::with(&["1.21.5", "1.22.3"]).var("GOENVMGR_VERSION", set);
        let refused = world.run(&["uninstall", "1.21.5"]).exits(1).stderr;
        assert!(refused.contains("GOENVMGR_VERSION"), "{set}: {refused}");
        world.run(&["uninstall", "1.22.3"]).exits(0);
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
