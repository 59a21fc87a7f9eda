//! Pin files of every kind through the program: lists, `[tools]`, mise's files, and those of other
//! programs that decide nothing.

use std::fs;

use goenvmgr::projects::pins::KINDS;

use crate::support::world::World;

const PINNED: [(&str, &str); 4] = [
    ("goenvmgr.toml", "[tools]\ngo = \"1.22.5\"\n"),
    (".tool-versions", "nodejs 20\ngolang 1.21.3 1.22.5 system\n"),
    (".mise.toml", "[tools]\ngo = { version = \"1.22.5\", postinstall = \"touch pwned\" }\n"),
    ("mise.toml", "[env]\nA = \"{{ exec(command='touch pwned') }}\"\n[tools]\ngolang = '1.22.5'\n"),
];

fn read(world: &World, name: &str) -> String {
    fs::read_to_string(world.work().join(name)).unwrap()
}

#[test]
fn pin_of_every_kind_selects_runs_and_is_explained() {
    for (name, text) in PINNED {
        let world = World::with(&["1.22.5", "1.23.1"]).file(name, text);
        let json = world.run(&["current", "--format", "json"]).exits(0).json();
        assert_eq!((&json["version"], &json["request"]), (&"1.22.5".into(), &"1.22.5".into()));
        let line = text.lines().position(|line| line.contains("1.22.5")).unwrap() + 1;
        assert_eq!(json["decided_by"]["line"], line, "{name}: {json}");
        let explained = world.run(&["explain"]).exits(0).stdout;
        assert!(explained.contains(&format!("{name}:{line}  ")), "{name}: {explained}");
        assert!(explained.contains("selected: 1.22.5"), "{name}: {explained}");
        let ran = world.run(&["exec", "--", "go", "build"]).exits(0).stdout;
        assert!(ran.starts_with("go1.22.5 ") && ran.ends_with("build\n"), "{name}: {ran}");
        assert!(!world.work().join("pwned").exists(), "{name}");
        let alone = World::with(&["1.23.1"]).file(name, text);
        let missing = alone.run(&["current"]).exits(1);
        let first = if name == ".tool-versions" { "1.21.3" } else { "1.22.5" };
        let says = format!("{name}:{line} asks for {first}: it is not installed");
        assert!(missing.stdout.contains(&says), "{name}: {missing:?}");
        assert!(missing.stderr.contains(&format!("hint: goenvmgr install {first}\n")));
        alone.run(&["exec", "--", "go", "build"]).exits(127);
        alone.run(&["check"]).exits(1);
    }
    let tried: Vec<_> = PINNED.iter().map(|(name, _)| *name).chain([".go-version"]).collect();
    assert!(KINDS.iter().all(|kind| tried.contains(&kind.name)), "a kind is not tried here");
}

#[test]
fn pin_list_falls_back_in_its_order_and_says_so() {
    let list = "golang 1.21.3 1.22.5 system\n";
    let second = World::with(&["1.22.5", "1.23.1"]).file(".tool-versions", list);
    let explained = second.run(&["explain"]).exits(0).stdout;
    let says = "1.21.3 1.22.5 system  selected: 1.22.5, for 1.21.3 is not installed";
    assert!(explained.contains(says), "{explained}");
    let both = World::with(&["1.22.5", "1.21.3"]).file(".tool-versions", list);
    assert_eq!(both.run(&["current", "--format", "json"]).json()["version"], "1.21.3");
    let system = World::with(&["1.23.1"]).file(".tool-versions", list).system("1.26.8");
    let json = system.run(&["current", "--format", "json"]).exits(0).json();
    assert_eq!((&json["outcome"], &json["version"]), (&"system".into(), &"1.26.8".into()));
    let ran = system.run(&["exec", "--", "go", "vet"]).exits(0).stdout;
    assert!(ran.starts_with("go1.26.8 "), "{ran}");
    let nothing = World::with(&["1.23.1"]).file(".tool-versions", list);
    let json = nothing.run(&["current", "--format", "json"]).exits(1).json();
    let what = json["missing"]["what"].as_str().unwrap();
    let wanted =
        "asks for 1.21.3: it is not installed, nor is what may take its place: 1.22.5 system";
    assert!(what.ends_with(wanted), "{what}");
    assert_eq!(json["missing"]["hint"], "goenvmgr install 1.21.3");
}

#[test]
fn pin_that_cannot_be_read_is_named_with_file_and_line_and_nothing_else_runs() {
    for (name, text, says) in [
        (".tool-versions", "a 1\ngolang ref:main 1.22.5\n", ":2: what `ref:` names"),
        (".tool-versions", "golang path:/opt/go\n", ":1: what `path:` names"),
        ("mise.toml", "[tools]\ngo = 1.22\n", ":2: a version is a string"),
        ("mise.toml", "[tools]\ngo = '{{ env.GO }}'\n", ":2: goenvmgr evaluates no template"),
        (".mise.toml", "[tools]\n\ngo = '~1.22'\n", ":3: asdf and mise know no ranges"),
        (".mise.toml", "[tools]\ngo = \n", ":2: "),
        ("goenvmgr.toml", "[tools]\ngo = \"1.22.5.1\"\n", ":2: "),
        ("goenvmgr.toml", "go = \"1.22\"\n[tools]\ngo = \"1.23\"\n", ":3: the version stands"),
    ] {
        let world = World::with(&["1.22.5"]).file(name, text);
        world.write(&world.path(".go-version"), "1.22.5\n");
        let ran = world.run(&["current"]).exits(1);
        assert!(ran.stdout.contains(&format!("{name}{says}")), "{text}: {ran:?}");
        world.run(&["exec", "--", "go", "build"]).exits(127);
    }
}

#[test]
fn pin_writes_where_the_version_stands() {
    for (name, before, after) in [
        ("goenvmgr.toml", "[tools]\ngo = '1.22.5' # why\n", "[tools]\ngo = \"1.23.1\" # why\n"),
        (
            ".tool-versions",
            "golang 1.21.3 1.22.5 system # why\n",
            "golang 1.23.1 1.22.5 system # why\n",
        ),
        (
            "mise.toml",
            "[tools]\nnode = '20'\ngo = ['1.21.3', '1.22.5'] # why\n\n[tasks.b]\nrun = 'x'\n",
            "[tools]\nnode = '20'\ngo = [\"1.23.1\", '1.22.5'] # why\n\n[tasks.b]\nrun = 'x'\n",
        ),
    ] {
        let world = World::with(&["1.22.5", "1.23.1"]).file(name, before);
        let dry = world.run(&["pin", "1.23.1", "--dry-run"]).exits(0).stdout;
        assert!(dry.starts_with("would pin 1.23.1 in ") && dry.contains(name), "{dry}");
        assert_eq!(read(&world, name), before);
        let json = world.run(&["pin", "1.23.1", "--format", "json"]).exits(0).json();
        assert_eq!(read(&world, name), after);
        assert!(!world.work().join(".go-version").exists(), "{name}");
        let is_list = before.contains("1.21.3");
        assert_eq!(
            json["fallbacks"][0],
            if is_list { "1.22.5".into() } else { serde_json::Value::Null }
        );
        assert_eq!(world.run(&["current", "--format", "json"]).json()["version"], "1.23.1");
    }
    let world = World::with(&["1.22.5"]).file(".tool-versions", "golang 1.21.3 1.22.5\n");
    let said = world.run(&["pin", "1.23.1"]).exits(0);
    assert!(said.stdout.contains("(was 1.21.3)"), "{said:?}");
    assert!(said.stdout.contains("what stands after it counts: 1.22.5\n"), "{said:?}");
    assert!(said.stderr.contains("hint: goenvmgr install 1.23.1"), "{said:?}");
    let world = World::new().file("mise.toml", "[tools]\ngo = '1.22'\n");
    let said = world.run(&["pin", "oldstable"]).exits(2);
    assert!(said.stderr.contains("mise.toml is mise's too"), "{said:?}");
    assert_eq!(read(&world, "mise.toml"), "[tools]\ngo = '1.22'\n");
    let help = world.run(&["pin", "--help"]).exits(0).stdout;
    assert!(KINDS.iter().all(|kind| help.contains(&format!("\n  {}", kind.name))), "{help}");
}

#[test]
fn unread_files_are_named_by_explain_and_setup_with_what_to_type() {
    let world = World::with(&["1.22.5"])
        .file(".prototools", "node = \"20\"\ngo = \"1.22.5\"\n")
        .file("devbox.json", "{\n  \"packages\": [\"go@latest\"]\n}\n")
        .file(".vfox.toml", "[tools]\nnodejs = \"20\"\n");
    world.write(&world.path("user/.config/mise/config.toml"), "[tools]\ngo = \"1.21\"\n");
    let explained = world.run(&["explain"]).exits(0).stdout;
    for says in [
        ".prototools:2  1.22.5  ignored: goenvmgr does not read this file of proto; type: goenvmgr pin 1.22.5",
        "devbox.json:2  latest  ignored: goenvmgr does not read this file of devbox; type: goenvmgr pin latest",
    ] {
        assert!(explained.contains(says), "{explained}");
    }
    assert!(!explained.contains(".vfox.toml"), "it is about other things\n{explained}");
    let plan = world.run(&["setup", "--dry-run", "--shell", "bash"]).exits(0).stdout;
    for says in [
        "work/.prototools:2 (proto): 1.22.5\n    type: goenvmgr pin 1.22.5\n",
        "~/.config/mise/config.toml:2 (mise): 1.21\n    type: goenvmgr default 1.21\n",
    ] {
        assert!(plan.contains(says), "{plan}");
    }
    let json = world.run(&["setup", "--dry-run", "--shell", "bash", "--format", "json"]).json();
    assert_eq!(json["unread_pins"].as_array().unwrap().len(), 3, "{json}");
    let undo = world.run(&["setup", "--undo", "--dry-run", "--format", "json"]).exits(0).json();
    assert_eq!(undo["unread_pins"], serde_json::json!([]));
    // What is typed works.
    world.run(&["pin", "1.22.5"]).exits(0);
    assert_eq!(world.run(&["current", "--format", "json"]).json()["version"], "1.22.5");
}

#[test]
fn pin_may_be_a_range_where_no_other_program_reads_it() {
    for (name, text) in [
        (".go-version", "# ours\n>=1.21 <1.23 # why\n"),
        ("goenvmgr.toml", "go = '>=1.21 <1.23'\n"),
        ("goenvmgr.toml", "[tools]\ngo = '~1.22.2'\n"),
    ] {
        let world = World::with(&["1.20.1", "1.22.5", "1.23.1"]).file(name, text);
        let said = world.run(&["current", "--format", "json"]).exits(0).json();
        assert_eq!(said["version"], "1.22.5", "{name}: {text}");
        let none = World::with(&["1.20.1"]).file(name, text);
        let missing = none.run(&["exec", "--", "go", "build"]).exits(127).stderr;
        assert!(missing.contains("hint: goenvmgr install '"), "a word of a shell: {missing}");
        assert!(none.run(&["check"]).exits(1).stdout.contains("no such version is installed"));
    }
    for name in [".tool-versions", "mise.toml"] {
        let text = if name == "mise.toml" { "[tools]\ngo = '1.22'\n" } else { "golang 1.22\n" };
        let world = World::with(&["1.22.5"]).file(name, text);
        let refused = world.run(&["pin", "~1.22.3"]).exits(2).stderr;
        assert!(refused.contains("which knows no ranges"), "{refused}");
        assert_eq!(read(&world, name), text);
    }
}

#[test]
fn pin_writes_a_range_whole_and_takes_its_place_whole() {
    let world = World::with(&["1.22.5"]);
    let pinned = |range: &str| {
        world.run(&["pin", range]).exits(0);
        read(&world, ".go-version")
    };
    assert_eq!(pinned(">= 1.21,<1.23"), ">=1.21 <1.23\n");
    fs::write(world.work().join(".go-version"), ">=1.21 <1.23 # why\n").unwrap();
    assert_eq!(pinned("^1.22"), "^1.22 # why\n");
    assert_eq!(pinned("1.22.5"), "1.22.5 # why\n");
    world.run(&["pin", ">=1.21 or 1.20"]).exits(2);
    assert_eq!(read(&world, ".go-version"), "1.22.5 # why\n");
}
