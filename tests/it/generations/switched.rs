//! Going back.

use std::fs;

use super::{commands, config, current, two_versions};
use crate::kills::{STEPS, struck};
use crate::support::net::Net;
use crate::support::publish::Toolchain;

const BACK: [&str; 4] = ["generations", "switch", "2", "--yes"];

/// Generation 2: go1.22.5 is the default. Generation 5: go1.23.1 is, and alone.
fn changed() -> Net {
    let net = two_versions();
    for line in [
        &["install", "1.22.5"][..],
        &["default", "1.22.5"],
        &["install", "1.23.1"],
        &["default", "1.23.1"],
        &["uninstall", "--force", "1.22.5"],
    ] {
        net.run(line).exits(0);
    }
    assert_eq!((current(&net), net.installed()), (5, vec!["go1.23.1".to_owned()]));
    net
}

#[track_caller]
fn is_as_in_the_second(net: &Net) {
    net.is_whole(false);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert_eq!(config(net), "default = \"1.22.5\"\n");
    let mut shims: Vec<_> = fs::read_dir(net.world.home().join("shims"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    shims.sort();
    assert_eq!(shims, ["go", "go1.22.5", "gofmt"]);
    assert_eq!(current(net), 2);
    assert_eq!(net.run(&["current"]).exits(0).stdout.split_whitespace().next(), Some("1.22.5"));
}

#[test]
fn switch_brings_back_settings_versions_and_shims() {
    let net = changed();
    let plan = net.run(&["generations", "switch", "2", "--dry-run"]).exits(0).stdout;
    for words in ["install 1.22.5", "remove 1.23.1: it came later", "  + default = \"1.22.5\""] {
        assert!(plan.contains(words), "{plan}");
    }
    assert_eq!((current(&net), net.installed().len()), (5, 1), "a dry run");
    let refused = net.run(&["generations", "switch", "2"]).exits(2);
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    net.run(&BACK).exits(0);
    is_as_in_the_second(&net);
    net.run(&BACK).exits(0);
    is_as_in_the_second(&net);
    // And forth.
    net.run(&["generations", "switch", "5", "--yes"]).exits(0);
    assert_eq!((current(&net), net.installed()), (5, vec!["go1.23.1".to_owned()]));
    assert_eq!(config(&net), "default = \"1.23.1\"\n");
}

#[test]
fn switch_repairs_what_was_damaged_since() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["default", "1.22.5"]).exits(0);
    fs::write(net.root().join("bin/go"), "cut").unwrap();
    let plan = net.run(&["generations", "switch", "2", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains("repair 1.22.5: not as it was installed: bin/go"), "{plan}");
    net.run(&BACK).exits(0);
    is_as_in_the_second(&net);
}

#[test]
fn switch_that_cannot_be_done_changes_nothing() {
    let mut net = changed();
    net.without_site();
    let settings = config(&net);
    net.run(&BACK).exits(3);
    assert_eq!((current(&net), net.installed()), (5, vec!["go1.23.1".to_owned()]));
    assert_eq!(config(&net), settings);
    // Nothing was begun, so nothing goes on by itself.
    let list = net.run(&["generations"]).exits(0);
    assert_eq!(list.stderr, "");
}

#[test]
fn switch_takes_no_other_bytes_than_those_of_then() {
    let net = changed();
    let file = net.world.home().join("state/generations/2.json");
    let text = fs::read_to_string(&file).unwrap();
    let h1 = text.split('"').find(|word| word.starts_with("h1:")).unwrap();
    fs::write(&file, text.replace(h1, "h1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).unwrap();
    let refused = net.run(&BACK).exits(6);
    assert!(refused.stderr.contains("is not what it was"), "{}", refused.stderr);
    assert_eq!(current(&net), 5);
}

#[test]
fn switch_leaves_pins_and_says_what_to_type() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["pin", "1.22.5"]).exits(0);
    net.run(&["pin", "1.23.1"]).exits(0);
    let done = net.run(&BACK).exits(0).stdout;
    assert!(done.contains(".go-version is not what it was"), "{done}");
    assert_eq!(fs::read_to_string(net.world.work().join(".go-version")).unwrap(), "1.23.1\n");
}

#[test]
fn switch_uses_the_settings_of_the_generation_it_goes_back_to() {
    let net = changed();
    // Nothing of this can be installed from.
    fs::write(net.world.home().join("config.toml"), "sources = [\"nobody\"]\n").unwrap();
    net.run(&BACK).exits(0);
    is_as_in_the_second(&net);
    assert_eq!(commands(&net)[0], "changed by hand");
}

#[test]
fn switch_killed_at_any_step_is_old_or_new_and_goes_on() {
    let mut strikes = 0;
    for call in STEPS {
        for nth in (1..).step_by(3) {
            let net = changed();
            let status = struck(&net.world, &BACK, call, "SIGKILL", nth);
            assert!([2, 5].contains(&current(&net)), "{call} {nth}");
            net.run(&BACK).exits(0);
            is_as_in_the_second(&net);
            if status.code() == Some(0) {
                break;
            }
            strikes += 1;
        }
    }
    assert!(strikes > 10, "{strikes}");
}

/// Nobody publishes what the user's own hash stands for.
#[test]
fn switch_keeps_what_nothing_could_bring_back() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    let mut own = Toolchain::new("1.23.7");
    own.files.insert("src/own.go".into(), (false, b"mine".to_vec()));
    let (archive, file) = (own.archive(), net.world.path("own.tar.gz"));
    fs::write(&file, &archive).unwrap();
    let sum = goenvmgr::base::digest::Sha256Sum::of(&archive).to_string();
    let from = ["install", "1.23.7", "--from", file.to_str().unwrap(), "--sha256", &sum];
    net.run(&from).exits(0);
    let done = net.run(&["generations", "switch", "1", "--yes"]).exits(0).stdout;
    assert!(done.contains("go1.23.7 came later and stays"), "{done}");
    net.run(&["upgrade", "--prune"]).exits(0);
    let mine = || net.world.home().join("toolchains/go1.23.7/src/own.go");
    assert!(mine().exists());
    // Nor is it replaced by what is published under its name.
    fs::write(net.world.home().join("toolchains/go1.23.7/VERSION"), "go1.23.7\n# changed\n")
        .unwrap();
    let plan = net.run(&["generations", "switch", "2", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains("go1.23.7 is not as it was, and nothing attested it"), "{plan}");
    net.run(&["generations", "switch", "2", "--yes"]).exits(0);
    assert!(mine().exists());
}

#[test]
fn switch_keeps_what_a_project_asks_for() {
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    let shop = net.world.path("shop");
    net.world.write(&shop.join("go.mod"), "module m\n\ngo 1.20\n");
    net.world.write(&shop.join(".go-version"), "1.23.1\n");
    net.run(&["roots", "add", shop.to_str().unwrap()]).exits(0);
    net.run(&["install", "1.23.1"]).exits(0);
    let done = net.run(&["generations", "switch", "1", "--yes"]).exits(0).stdout;
    assert!(done.contains(&format!("stays: {} asks for it", shop.display())), "{done}");
    assert_eq!(net.installed().len(), 2);
}

#[test]
fn settings_come_back_with_their_mode_and_behind_their_link() {
    use std::os::unix::fs::PermissionsExt as _;
    let net = two_versions();
    net.run(&["install", "1.22.5"]).exits(0);
    let (file, link) = (net.world.path("dot/config.toml"), net.world.home().join("config.toml"));
    net.world.write(&file, "verify = \"standard\"\n");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o600)).unwrap();
    std::os::unix::fs::symlink(&file, &link).unwrap();
    net.run(&["default", "1.22.5"]).exits(0);
    for (number, text) in [("1", ""), ("2", "verify = \"standard\"\n")] {
        net.run(&["generations", "switch", number, "--yes"]).exits(0);
        assert_eq!(fs::read_to_string(&file).unwrap(), text);
        assert_eq!(fs::read_link(&link).unwrap(), file);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
