//! What a user relies on around `install` and `uninstall`, one promise each.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::net::Net;
use crate::support::publish::{ModuleProxy, Toolchain};
use crate::support::server::Answer;
use crate::support::world::{exe, ran};

#[test]
fn install_of_several_versions_takes_those_that_can_be_had_and_the_first_failure_decides() {
    let net = Net::new();
    let other = Toolchain::new("1.21.4");
    net.site.publish(&other);
    // The log of this world knows 1.22.5 alone; for 1.21.4 the index attests.
    let ran = net.run(&["install", "1.99.0", "1.22.5", "1.21.4"]).exits(3);
    assert!(ran.stderr.contains("go1.99.0 for linux/"), "{ran:?}");
    let mut installed = net.installed();
    installed.sort();
    assert_eq!(installed, ["go1.21.4", "go1.22.5"]);
    for version in ["1.22.5", "1.21.4"] {
        assert!(ran.stdout.contains(&format!("installed go{version}")), "{ran:?}");
    }
}

#[test]
fn go_settings_exempt_no_toolchain_from_the_log() {
    let exempting = |net: Net| {
        net.var("GONOSUMDB", "*")
            .var("GONOSUMCHECK", "1")
            .var("GOPRIVATE", "golang.org/*")
            .var("GONOPROXY", "none")
            .var("GOENVMGR_SOURCES", "goproxy")
    };
    let net = exempting(Net::new());
    net.run(&["install", "1.22.5"]).exits(0);
    assert_eq!(net.receipt()["transparency"]["h1"], net.toolchain.h1());
    let net = exempting(Net::new());
    let mut forged = Toolchain::new("1.22.5");
    forged.files.insert("bin/go".to_owned(), (true, b"#!/bin/sh\n".to_vec()));
    net.proxy.server.on(&ModuleProxy::zip_path(&forged), Answer::ok(forged.module_zip()));
    net.run(&["install", "1.22.5"]).exits(6);
    assert!(net.installed().is_empty());
}

#[test]
fn toolchain_that_a_shell_runs_is_not_taken_from_under_it_without_force() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let root = net.root();
    for (name, value, words) in [
        ("PATH", root.join("bin").into_os_string(), "on the PATH of this shell"),
        ("GOROOT", root.clone().into_os_string(), "the GOROOT of this shell"),
        ("GOENVMGR_VERSION", "1.22.5".into(), "this shell uses it (GOENVMGR_VERSION)"),
    ] {
        let mut command = net.world.ours(&["uninstall", "1.22.5"]);
        command.env(name, value);
        let ran = ran(command).exits(1);
        assert!(ran.stderr.contains(words), "{name}: {ran:?}");
        assert!(ran.stderr.contains("--force"), "{name}: {ran:?}");
        net.is_whole(false);
    }
    // As an activation leaves it, which is taken back for what outlives the shell.
    net.run(&["pin", "1.22.5"]).exits(0);
    let uninstall = [exe(), "uninstall", "1.22.5"];
    let refused = net.run(&[&["exec", "--"], &uninstall[..]].concat()).exits(1);
    assert!(refused.stderr.contains("on the PATH of this shell"), "{refused:?}");
    net.is_whole(false);
    let mut command = net.world.ours(&["uninstall", "--force", "1.22.5"]);
    command.env("GOENVMGR_VERSION", "1.22.5");
    ran(command).exits(0);
    assert!(net.traces().is_empty());
}

#[test]
fn install_alone_takes_what_the_directory_asks_for_and_makes_no_default() {
    let net = Net::new();
    net.run(&["install"]).exits(2);
    net.world.write(&net.world.work().join(".go-version"), "1.22\n");
    let ran = net.run(&["install"]).exits(0);
    assert_eq!(net.installed(), ["go1.22.5"]);
    assert!(!ran.stderr.contains("goenvmgr default"), "a pin decides here: {ran:?}");
    assert!(!net.world.home().join("config.toml").exists());
    let quiet = net.run(&["--quiet", "install", "--reinstall"]).exits(0);
    assert_eq!(quiet.stderr, "");
}

#[test]
fn list_keys_are_a_contract() {
    let net = Net::new();
    assert_eq!(net.run(&["list", "--format", "json"]).exits(0).json(), serde_json::json!([]));
    net.run(&["install", "1.22.5"]).exits(0);
    let listed = net.run(&["list", "--format", "json"]).exits(0).json();
    let keys = |value: &serde_json::Value| {
        let mut keys: Vec<_> = value.as_object().unwrap().keys().cloned().collect();
        keys.sort();
        keys
    };
    let wanted = [
        "absent",
        "active",
        "default",
        "link",
        "origin",
        "path",
        "platform",
        "rebuilt",
        "size_bytes",
        "source",
        "verified",
        "version",
        "vulnerabilities",
    ];
    assert_eq!(keys(&listed[0]), wanted);
    assert_eq!(keys(&listed[0]["vulnerabilities"]), ["fixed_in", "ids"]);
    assert_eq!(
        keys(&listed[0]["verified"]),
        ["h1", "own_sha256", "sha256", "transparency", "unverified"]
    );
    assert_eq!(keys(&listed[0]["verified"]["transparency"]), ["database", "tree_size"]);
    assert_eq!(listed[0]["default"], false);
    fs::remove_dir_all(net.world.home().join("receipts")).unwrap();
    let listed = net.run(&["list", "--format", "json"]).exits(0).json();
    for unknown in ["size_bytes", "source", "origin", "verified"] {
        assert_eq!(listed[0][unknown], serde_json::Value::Null, "{unknown}");
    }
}

#[test]
fn read_only_home_is_named_and_reading_goes_on() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let home = net.world.home();
    let mount = |args: &[&str]| {
        let done = Command::new("mount").args(args).arg(&home).status().unwrap();
        assert!(done.success(), "the tests may mount (root): {args:?}");
    };
    mount(&["--bind", home.to_str().unwrap()]);
    mount(&["-o", "remount,bind,ro"]);
    let fails = net.run(&["install", "--reinstall", "1.22.5"]);
    let reads = [net.run(&["list"]), net.run(&["verify"]), net.run(&["current"])];
    Command::new("umount").arg("-l").arg(&home).status().unwrap();
    let ran = fails.exits(3);
    assert!(ran.stderr.contains("Read-only file system"), "{ran:?}");
    assert!(ran.stderr.contains(home.to_str().unwrap()), "{ran:?}");
    let [list, verify, current] = reads;
    list.exits(0);
    verify.exits(0);
    assert!(current.stderr.is_empty() || current.code < 2, "{current:?}");
    net.is_whole(false);
}

#[test]
fn directory_in_the_place_of_a_toolchain_gives_way() {
    let net = Net::new();
    let toolchains = net.world.home().join("toolchains");
    fs::create_dir_all(&toolchains).unwrap();
    type Taken = fn(&Path);
    let taken: [Taken; 3] = [
        |place| fs::write(place, "mine").unwrap(),
        |place| std::os::unix::fs::symlink("/nowhere", place).unwrap(),
        |place| fs::create_dir(place).unwrap(),
    ];
    for take in taken {
        take(&net.root());
        let plan = net.run(&["install", "1.22.5", "--dry-run"]).exits(0);
        assert!(plan.stdout.contains("would repair"), "{plan:?}");
        let said = net.run(&["install", "1.22.5"]).exits(0);
        assert!(said.stdout.contains("repaired go1.22.5"), "{said:?}");
        net.is_whole(false);
        net.is_tidy();
        fs::remove_dir_all(net.root()).unwrap();
    }
    // One that somebody emptied says how it comes back.
    fs::create_dir(net.root()).unwrap();
    let shim = net.world.home().join("shims/go1.22.5");
    assert!(shim.exists());
    let mut run = Command::new(shim);
    run.arg("version").env("GOENVMGR_HOME", net.world.home());
    let said = ran(run).exits(127);
    assert!(said.stderr.contains("goenvmgr install 1.22.5"), "{said:?}");
}
