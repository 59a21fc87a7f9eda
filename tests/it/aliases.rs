//! `goenvmgr alias`: names of the user's own for requests.

use std::fs;

use crate::support::net::Net;
use crate::support::world::{World, ran};

fn config(world: &World) -> String {
    fs::read_to_string(world.home().join("config.toml")).unwrap_or_default()
}

#[test]
fn alias_is_set_listed_and_forgotten() {
    let world = World::with(&["1.22.5", "1.22.6"]);
    let set = world.run(&["alias", "set", "work", "1.22"]).exits(0);
    assert_eq!(set.stdout, "work stands for 1.22\n");
    let again = world.run(&["alias", "set", "work", "1.23", "--format", "json"]).exits(0).json();
    assert_eq!((&again["request"], &again["previous"]), (&"1.23".into(), &"1.22".into()));
    world.run(&["alias", "set", "work", "1.22"]).exits(0);
    let list = world.run(&["alias", "list", "--format", "json"]).exits(0).json();
    assert_eq!(
        (&list[0]["name"], &list[0]["version"], &list[0]["origin"]["line"]),
        (&"work".into(), &"1.22.6".into(), &2.into())
    );
    assert!(world.run(&["alias"]).exits(0).stdout.contains("1.22.6"));
    for remove in [&["unalias", "work"][..], &["alias", "rm", "work"]] {
        world.run(&["alias", "set", "work", "1.22"]).exits(0);
        assert_eq!(world.run(remove).exits(0).stdout, "work stands for 1.22 no more\n");
    }
    assert_eq!(config(&world), "");
    world.run(&["alias", "remove", "work"]).exits(1);
}

#[test]
fn alias_counts_wherever_its_user_asks_for_a_version() {
    let net = Net::new();
    net.run(&["alias", "set", "work", "1.22"]).exits(0);
    let installed = net.run(&["install", "work", "--format", "json"]).exits(0).json();
    assert_eq!(installed[0]["version"], "1.22.5");
    let mut world = World::with(&["1.21.3", "1.22.5", "1.22.6"]);
    world.run(&["alias", "set", "work", "1.22"]).exits(0);
    world.run(&["alias", "set", "old", "1.21.3"]).exits(0);
    let go = |args: &[&str]| world.run(args).exits(0).stdout;
    assert!(go(&["exec", "work,old", "--", "go"]).starts_with("go1.22.6 "));
    let used = ran(world.ours(&["use", "work"]).env("__GOENVMGR_EMIT", "bash"));
    assert!(used.code == 0 && used.stdout.contains("go1.22.6"), "{used:?}");
    assert_eq!(
        world.run(&["list", "old", "--format", "json"]).exits(0).json()[0]["version"],
        "1.21.3"
    );
    world.run(&["default", "work"]).exits(0);
    assert!(config(&world).contains("default = \"work\""), "it stays an alias");
    assert_eq!(world.run(&["default"]).exits(0).stdout.split(' ').next(), Some("work,"));
    assert!(world.run(&["current"]).exits(0).stdout.starts_with("1.22.6 ("));
    let refused = world.run(&["uninstall", "work"]).exits(1).stderr;
    assert!(refused.contains("it is the default"), "{refused}");
    let refused = world.run(&["alias", "remove", "work"]).exits(1).stderr;
    assert!(
        refused.contains("it is the default") || refused.contains("is the default"),
        "{refused}"
    );
    world.run(&["alias", "set", "work", "old"]).exits(2);
    world.run(&["alias", "set", "work", "1.21"]).exits(0);
    assert!(world.run(&["current"]).exits(0).stdout.starts_with("1.21.3 ("), "the default follows");
    world.set("GOENVMGR_VERSION", "old");
    assert!(world.run(&["current"]).exits(0).stdout.starts_with("1.21.3 ("));
    let refused = world.run(&["uninstall", "old"]).exits(1).stderr;
    assert!(refused.contains("this shell uses it"), "{refused}");
    world.set("GOENVMGR_VERSION", "older");
    assert!(world.run(&["current"]).exits(1).stdout.contains("older"));
}

#[test]
fn alias_hides_no_request_and_no_link() {
    let world = World::with(&["1.22.5"]);
    world.goroot(&world.path("own/go"), "1.23.1");
    for name in ["stable", "latest", "system", "auto", "local", "1.22", "go1.22", "Work"] {
        let refused = world.run(&["alias", "set", name, "1.22"]).exits(2);
        assert!(
            refused.stderr.contains("name") || refused.stderr.contains("already"),
            "{refused:?}"
        );
    }
    world.run(&["link", "mygo", &world.show("own/go")]).exits(0);
    let refused = world.run(&["alias", "set", "mygo", "1.22"]).exits(2).stderr;
    assert!(refused.contains("linked to"), "{refused}");
    world.run(&["alias", "set", "work", "1.22"]).exits(0);
    let refused = world.run(&["link", "work", &world.show("own/go")]).exits(2).stderr;
    assert!(refused.contains("goenvmgr alias remove work"), "{refused}");
    // Written by hand: the link counts.
    world.write("home/config.toml", "default = 'mygo'\n[aliases]\nmygo = '1.22'\n");
    assert!(world.run(&["current"]).exits(0).stdout.starts_with("mygo 1.23.1"));
    for (wrong, says) in [
        ("[aliases]\nwork = 'mygo'\n", "config.toml:2: an alias stands for a version"),
        ("[aliases]\nwork = 'work'\n", "config.toml:2: an alias stands for a version"),
        ("[aliases]\n\nlatest = '1.22'\n", "config.toml:3: [aliases] \"latest\": "),
        ("aliases = 1\n", "config.toml:1: aliases is a table"),
    ] {
        world.write("home/config.toml", wrong);
        let told = world.run(&["current"]).exits(2).stderr;
        assert!(told.contains(says), "{wrong}: {told}");
    }
}

#[test]
fn pin_of_a_project_names_no_alias() {
    let world = World::with(&["1.22.5"]);
    world.run(&["alias", "set", "work", "1.22"]).exits(0);
    let refused = world.run(&["pin", "work"]).exits(2).stderr;
    assert!(
        refused.contains("alias of yours") && refused.contains("goenvmgr pin 1.22\n"),
        "{refused}"
    );
    world.write("work/goenvmgr.toml", "go = 'work'\n");
    for trusted in [false, true] {
        if trusted {
            world.run(&["trust"]).exits(0);
        }
        let told = world.run(&["current"]).exits(1);
        assert!(
            told.stdout.contains("alias of yours") && told.stderr.contains("goenvmgr pin 1.22\n"),
            "{told:?}"
        );
    }
}

#[test]
fn alias_is_offered_where_a_version_may_stand() {
    let world = World::with(&["1.22.5"]);
    world.run(&["alias", "set", "work", "1.22"]).exits(0);
    for command in ["use", "install", "uninstall", "exec"] {
        let offered = world.run(&["__versions", "=w", command]).exits(0).stdout;
        assert_eq!(offered, "work\n", "{command}");
    }
    assert_eq!(world.run(&["__versions", "=w", "unlink"]).exits(0).stdout, "");
}
