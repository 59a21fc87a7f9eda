//! Which commands leave a generation, and what stands in it.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::{commands, config, current, listed, two_versions};
use crate::output::PRINTS;
use crate::support::net::Net;
use crate::support::world::ran;

#[test]
fn generations_follow_every_change_and_nothing_else() {
    let net = two_versions();
    assert!(net.run(&["generations"]).exits(0).stdout.contains("none yet"));
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["install", "--dry-run", "1.23.1"]).exits(0);
    net.run(&["default", "1.22.5"]).exits(0);
    net.run(&["pin", "1.22.5"]).exits(0);
    net.run(&["list"]).exits(0);
    net.run(&["clean", "--stale"]).exits(0);
    net.run(&["uninstall", "--force", "1.22.5"]).exits(0);
    assert_eq!(
        commands(&net),
        ["uninstall --force 1.22.5", "pin 1.22.5", "default 1.22.5", "install 1.22.5"]
    );
    assert_eq!(current(&net), 4);
    let shown = net.run(&["generations", "show", "2"]).exits(0).stdout;
    assert!(shown.contains("go1.22.5  h1:") && shown.contains("default = \"1.22.5\""), "{shown}");
    let diff = net.run(&["generations", "diff", "1", "4"]).exits(0).stdout;
    assert!(diff.contains("- toolchain go1.22.5") && diff.contains("+ pin "), "{diff}");
    assert!(diff.contains("  + default = \"1.22.5\""), "{diff}");
    let file = net.world.home().join("state/generations/2.json");
    assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
}

/// Whatever a command writes below our home, or into a start-up file or pin, a generation knows of it.
#[test]
fn generation_is_current_after_every_command() {
    let net = two_versions().var("__GOENVMGR_EMIT", "bash");
    net.run(&["install", "1.23.1"]).exits(0);
    let more = ["trust", "untrust", "clean", "uninstall"];
    let more = more.map(|name| match name {
        "clean" => (name, &["--stale", "--older-than", "0h"][..]),
        "uninstall" => (name, &["1.23.1", "--force"][..]),
        _ => (name, &[][..]),
    });
    net.world.write(&net.world.work().join("goenvmgr.toml"), "[env]\nA = \"b\"\n");
    for (name, arguments) in PRINTS.iter().copied().chain(more) {
        net.run(&[&[name], arguments].concat());
        let number = current(&net).to_string();
        let same = net.run(&["generations", "switch", &number, "--dry-run"]).exits(0).stdout;
        assert_eq!(same, format!("everything is as in generation {number}\n"), "{name}");
    }
}

#[test]
fn generation_is_written_of_what_was_changed_by_hand() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    net.world.write(&net.world.home().join("config.toml"), "verify = \"standard\" # mine\n");
    net.run(&["default", "1.22.5"]).exits(0);
    assert_eq!(commands(&net), ["default 1.22.5", "changed by hand", "install 1.22.5"]);
    let shown = net.run(&["generations", "show", "2"]).exits(0).stdout;
    assert!(shown.contains("# mine") && !shown.contains("default ="), "{shown}");
}

#[test]
fn generation_of_a_consent_is_written_too() {
    let net = two_versions();
    let mut asked = net.world.ours(&["use", "--install", "1.22.5"]);
    ran(asked.env("__GOENVMGR_EMIT", "bash")).exits(0);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert_eq!(commands(&net), ["use --install 1.22.5"]);
}

#[test]
fn generations_stop_no_command_where_they_cannot_be_written() {
    let net = two_versions();
    net.world.write(&net.world.home().join("state/generations"), "no directory");
    let done = net.run(&["install", "1.22.5"]).exits(0);
    assert!(done.stderr.contains("no generation was written"), "{}", done.stderr);
    net.is_whole(false);
}

#[test]
fn generations_that_are_damaged_hide_no_other() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["default", "1.22.5"]).exits(0);
    net.world.write(&net.world.home().join("state/generations/1.json"), "{");
    let list = net.run(&["generations"]).exits(0);
    assert!(list.stderr.contains("1.json is damaged"), "{}", list.stderr);
    assert!(list.stdout.contains("default 1.22.5"), "{}", list.stdout);
    assert!(net.run(&["generations", "switch", "1"]).exits(3).stderr.contains("damaged"));
    assert!(net.run(&["generations", "switch", "9"]).exits(1).stderr.contains("no generation 9"));
}

#[test]
fn generations_are_pruned_but_for_what_is_pointed_at() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    good(&net, 1);
    for version in ["1.22.5", "1.22", "1"] {
        net.run(&["default", version]).exits(0);
    }
    let would = net.run(&["generations", "prune", "--keep", "1", "--dry-run"]).exits(0).stdout;
    assert!(would.contains("would forget 2 generations"), "{would}");
    net.run(&["generations", "prune", "--keep", "1"]).exits(0);
    let numbers: Vec<_> = listed(&net).iter().map(|one| one["number"].as_u64().unwrap()).collect();
    assert_eq!(numbers, [4, 1]);
    assert!(config(&net).contains("default = \"1\""));
}

#[test]
fn clean_keeps_what_the_last_good_generation_needs() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    good(&net, 1);
    net.run(&["install", "1.23.1"]).exits(0);
    let plan = net.run(&["clean", "--stale", "--older-than", "0h", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains("go1.23.1  155.6 kB  less than an hour  no root wants it"), "{plan}");
    assert!(plan.contains("wanted by the last good generation (1)"), "{plan}");
}

/// As if a gate had been green there.
fn good(net: &Net, number: u32) {
    let file = net.world.home().join("state/generations/last-good");
    fs::write(file, format!("{number}\n")).unwrap();
}
