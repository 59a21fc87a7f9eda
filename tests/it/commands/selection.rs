//! What is selected here, and why: `current`, `explain`, `which`.

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
fn mistake_in_the_configuration_is_named_with_its_line() {
    let world = World::new();
    world.write(&world.home().join("config.toml"), "\ndefalt = \"1.22\"\n");
    let ran = world.run(&["current"]).exits(2);
    assert!(ran.stderr.contains("config.toml:2: unknown key \"defalt\""), "{ran:?}");
    assert!(ran.stderr.contains("did you mean \"default\"?"), "{ran:?}");
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
