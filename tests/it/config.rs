//! `goenvmgr config`: what holds, where it was set, and changes of it.

use std::fs;

use crate::support::world::World;

fn config(world: &World) -> String {
    fs::read_to_string(world.home().join("config.toml")).unwrap_or_default()
}

#[test]
fn config_shows_each_setting_and_where_it_was_set() {
    let world = World::new().var("GOENVMGR_VERIFY", "transparency");
    world.write(&world.home().join("config.toml"), "# mine\npath = \"shims\"\n");
    let all = world.run(&["config", "--format", "json"]).exits(0).json();
    assert_eq!(all["verify"]["value"], "transparency");
    assert_eq!(all["verify"]["origin"]["name"], "GOENVMGR_VERIFY");
    assert_eq!(
        (&all["path"]["value"], &all["path"]["origin"]["line"]),
        (&"shims".into(), &2.into())
    );
    assert_eq!(all["goroot"]["origin"]["kind"], "default");
    assert_eq!(world.run(&["config", "get", "path"]).exits(0).stdout, "shims\n");
    let unknown = world.run(&["config", "get", "pth"]).exits(2);
    assert!(unknown.stderr.contains("the settings are"), "{}", unknown.stderr);
}

#[test]
fn config_changes_one_key_and_leaves_everything_else() {
    let world = World::new();
    world.write(&world.home().join("config.toml"), "# mine\npath = \"shims\" # why\n\n[health]\n");
    for (key, value) in [
        ("path", "toolchain"),
        ("auto_install", "true"),
        ("http_timeout", "20"),
        ("sources", "goproxy, go.dev"),
        ("default", "1.20"),
    ] {
        world.run(&["config", "set", key, value]).exits(0);
    }
    assert_eq!(
        config(&world),
        "# mine\npath = \"toolchain\" # why\nauto_install = true\nhttp_timeout = 20\n\
         sources = [\"goproxy\", \"go.dev\"]\ndefault = \"1.20\"\n\n[health]\n"
    );
    assert_eq!(world.run(&["config", "get", "sources"]).exits(0).stdout, "goproxy,go.dev\n");
    for key in ["sources", "default", "http_timeout", "auto_install", "path"] {
        world.run(&["config", "unset", key]).exits(0);
    }
    assert_eq!(config(&world), "# mine\n\n[health]\n");
}

#[test]
fn config_writes_nothing_that_is_wrong() {
    let world = World::new();
    for (key, value, words) in [
        ("verfy", "standard", "did you mean"),
        ("verify", "none", "standard or transparency"),
        ("http_timeout", "0", "from 1 to 3600"),
        ("sources", "nobody", "go.dev"),
        ("health", "true", "unknown key"),
        ("default", "x", "no linked toolchain and no alias"),
        ("default", "x.y", "it must be a version"),
    ] {
        let refused = world.run(&["config", "set", key, value]).exits(2);
        let said = refused.stderr.contains(words) || words == "did you mean";
        assert!(said && refused.stderr.contains("nothing was written"), "{}", refused.stderr);
    }
    assert_eq!(config(&world), "");
}

#[test]
fn config_says_where_the_environment_goes_before_it() {
    let world = World::new().var("GOENVMGR_PATH", "shims");
    let set = world.run(&["config", "set", "path", "toolchain"]).exits(0);
    assert!(
        set.stderr.contains("GOENVMGR_PATH of the environment goes before it"),
        "{}",
        set.stderr
    );
}

#[test]
fn config_judges_the_file_and_not_what_the_environment_hides() {
    let world = World::new().var("GOENVMGR_SOURCES", "goproxy");
    world.run(&["config", "set", "sources", "nonsense"]).exits(2);
    world.run(&["config", "unset", "nope"]).exits(2);
    assert_eq!(config(&world), "");
}

/// An editor on Windows writes them, and a diff of a repository shows each line that changes.
#[test]
fn config_and_pins_keep_line_ends_and_the_byte_order_mark() {
    let world = World::with(&["1.22.5", "1.23.1"]);
    let file = world.home().join("config.toml");
    world.write(&file, "\u{feff}# mine\r\npath = \"shims\" # why\r\n\r\n[health]\r\n");
    world.run(&["config", "set", "path", "toolchain"]).exits(0);
    world.run(&["default", "1.22"]).exits(0);
    assert_eq!(
        config(&world),
        "\u{feff}# mine\r\npath = \"toolchain\" # why\r\ndefault = \"1.22\"\r\n\r\n[health]\r\n"
    );
    world.run(&["default", "--unset"]).exits(0);
    assert_eq!(config(&world), "\u{feff}# mine\r\npath = \"toolchain\" # why\r\n\r\n[health]\r\n");
    for (name, before) in [
        ("goenvmgr.toml", "\u{feff}# a\r\n[tools]\r\ngo = \"1.22.5\" # why\r\nx = 1\n"),
        ("mise.toml", "# a\r\n[tools]\r\ngo = [\"1.22.5\"]\r\n\r\nnode = \"1\"\r\n"),
        (".tool-versions", "\u{feff}# a\r\ngolang 1.22.5 # why\r\nnode 1\r\n"),
        (".go-version", "\u{feff}# a\r\n1.22.5 # why\r\n"),
    ] {
        let world = World::with(&["1.22.5", "1.23.1"]).file(name, before);
        world.run(&["pin", "1.23.1"]).exits(0);
        let after = fs::read_to_string(world.work().join(name)).unwrap();
        assert_eq!(after, before.replace("1.22.5", "1.23.1"), "{name}");
    }
}

#[test]
fn config_get_says_what_a_key_that_sets_others_sets() {
    let world = World::new();
    world.run(&["config", "set", "mirror", "https://go.example/"]).exits(0);
    let said = world.run(&["config", "get", "mirror"]).exits(1).stderr;
    assert!(said.contains("index_url") && said.contains("archive_url"), "{said}");
}
