//! `health gate`, where it may go back.

use std::fs;
use std::os::unix::fs::symlink;

use serde_json::Value;

use super::{current, two_versions};
use crate::kills::struck;
use crate::support::net::Net;

const GATE: [&str; 4] = ["health", "gate", "--env", "prod"];
const MANIFEST: &str = "[health.env.prod]\nstrict = true\nonly = [\"install.*\", \"custom.*\"]\n\
                        [[check]]\nname = \"flag\"\ntype = \"file\"\npath = \"flag\"\n\
                        expect = { exists = true }\n";

/// A home with go1.22.5, in which a gate was green.
fn good(own: &str) -> Net {
    let mut net = two_versions();
    let path = net.world.vars()[std::ffi::OsStr::new("PATH")].clone().into_string().unwrap();
    net.set("PATH", format!("{}:{path}", net.root().join("bin").display()));
    net.world.write(&net.world.work().join("goenvmgr.toml"), MANIFEST);
    net.world.write(&net.world.work().join("flag"), "");
    net.world.write(&net.world.home().join("config.toml"), own);
    net.run(&["trust"]).exits(0);
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&GATE).exits(0);
    net
}

const ALLOWED: &str = "[health]\nrollback = true\n";

fn incidents(net: &Net) -> Vec<Value> {
    let dir = net.world.home().join("state/generations/incidents");
    let files = fs::read_dir(dir).into_iter().flatten();
    files
        .map(|file| serde_json::from_slice(&fs::read(file.unwrap().path()).unwrap()).unwrap())
        .collect()
}

#[test]
fn gate_marks_what_is_green_and_a_part_of_it_marks_nothing() {
    let net = good(ALLOWED);
    let number = current(&net);
    let good = || fs::read_to_string(net.world.home().join("state/generations/last-good")).unwrap();
    assert_eq!(good(), format!("{number}\n"));
    net.run(&["install", "1.23.1"]).exits(0);
    net.run(&["health", "gate", "--env", "prod", "--only", "custom"]).exits(0);
    assert_eq!(good(), format!("{number}\n"));
    net.run(&GATE).exits(0);
    assert_eq!(good(), format!("{}\n", number + 1));
}

#[test]
fn gate_goes_back_from_what_is_broken_and_ends_with_four() {
    type Break = fn(&Net);
    let breaks: [(&str, Break); 4] = [
        ("install.files", |net| fs::remove_file(net.root().join("src/fmt/print.go")).unwrap()),
        ("install.files", |net| fs::write(net.root().join("bin/go"), "").unwrap()),
        ("install.shims", |net| {
            let shim = net.world.home().join("shims/go");
            fs::remove_file(&shim).unwrap();
            symlink("go", shim).unwrap();
        }),
        ("install.default", |net| {
            net.run(&["default", "1.23.1"]).exits(0);
        }),
    ];
    for (check, damage) in breaks {
        let net = good(ALLOWED);
        let before = current(&net);
        damage(&net);
        let gate = net.run(&GATE).exits(4);
        assert!(
            gate.stderr.contains(check) && gate.stderr.contains("has both reports"),
            "{}",
            gate.stderr
        );
        net.is_whole(false);
        assert_eq!(current(&net), before, "{check}");
        let [incident] = &incidents(&net)[..] else { panic!("{:?}", incidents(&net)) };
        assert_eq!(incident["outcome"], "rolled-back");
        assert!(
            incident["failed_checks"].as_array().unwrap().contains(&check.into()),
            "{incident}"
        );
        assert_eq!(incident["report"]["overall_status"], "DEGRADED");
        assert_eq!(incident["report_after"]["overall_status"], "OK");
        net.run(&GATE).exits(0);
    }
}

#[test]
fn gate_stays_where_it_may_not_go_back_or_nothing_was_good() {
    let net = good("");
    fs::write(net.root().join("bin/go"), "").unwrap();
    let gate = net.run(&GATE).exits(1);
    assert!(gate.stderr.contains("rollback = true"), "{}", gate.stderr);
    assert_eq!(fs::read(net.root().join("bin/go")).unwrap(), b"");
    fs::remove_file(net.world.home().join("state/generations/last-good")).unwrap();
    net.world.write(&net.world.home().join("config.toml"), ALLOWED);
    let gate = net.run(&GATE).exits(1);
    assert!(gate.stderr.contains("no gate was green before"), "{}", gate.stderr);
}

#[test]
fn gate_goes_back_for_no_check_of_the_user_unless_it_is_listed() {
    let net = good(ALLOWED);
    fs::remove_file(net.world.work().join("flag")).unwrap();
    let gate = net.run(&GATE).exits(1);
    assert!(gate.stderr.contains("no generation causes"), "{}", gate.stderr);
    let listed = "[health]\nrollback = true\nrollback_on = [\"custom.flag\"]\n";
    net.world.write(&net.world.home().join("config.toml"), listed);
    let settings = ALLOWED.replace("true", "true\nrollback_on = [\"custom.flag\"]");
    // Everything is as it was: there is nothing to go back to.
    fs::write(net.world.work().join("flag"), "").unwrap();
    net.run(&GATE).exits(0);
    fs::remove_file(net.world.work().join("flag")).unwrap();
    let gate = net.run(&GATE).exits(1);
    assert!(gate.stderr.contains("everything is as it was"), "{}", gate.stderr);
    // What is wrong lies outside: it fails there too.
    net.run(&["install", "1.23.1"]).exits(0);
    net.world.write(&net.world.home().join("config.toml"), &settings);
    let gate = net.run(&GATE).exits(5);
    assert!(gate.stderr.contains("it fails there too"), "{}", gate.stderr);
    assert_eq!(incidents(&net)[0]["outcome"], "still-failing");
}

#[test]
fn gate_that_went_back_in_vain_does_not_go_back_again() {
    let net = good(ALLOWED);
    let file = net.root().join("bin/go");
    fs::write(&file, "").unwrap();
    net.run(&GATE).exits(4);
    fs::write(&file, "").unwrap();
    let gate = net.run(&GATE).exits(1);
    assert!(gate.stderr.contains("had its one already"), "{}", gate.stderr);
    net.run(&["install", "--reinstall", "1.22.5"]).exits(0);
    net.run(&GATE).exits(0);
    fs::write(&file, "").unwrap();
    net.run(&GATE).exits(4);
}

#[test]
fn gate_that_cannot_go_back_says_so_and_the_next_one_does() {
    let mut net = good(ALLOWED);
    let index = net.site.index_url();
    fs::write(net.root().join("bin/go"), "").unwrap();
    net.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
    let archives = net.site.archive_url();
    net.set("GOENVMGR_ARCHIVE_URL", "http://127.0.0.1:1/go/");
    net.set("GOPROXY", "off");
    let gate = net.run(&GATE).exits(5);
    assert!(gate.stderr.contains("going back from generation"), "{}", gate.stderr);
    assert_eq!(incidents(&net)[0]["outcome"], "failed");
    net.set("GOENVMGR_INDEX_URL", index);
    net.set("GOENVMGR_ARCHIVE_URL", archives);
    net.run(&GATE).exits(4);
    net.is_whole(false);
}

#[test]
fn gate_that_went_back_tells_of_what_is_red_besides() {
    let net = good(ALLOWED);
    let tell = net.world.path("tell");
    net.world.program(&tell, &format!("#!/bin/sh\n/bin/cat >>{}.log\n", tell.display()));
    let own = format!("{ALLOWED}[health.alert]\ncommand = [\"{}\"]\n", tell.display());
    net.world.write(&net.world.home().join("config.toml"), &own);
    net.run(&GATE).exits(0);
    fs::remove_file(net.world.work().join("flag")).unwrap();
    fs::write(net.root().join("bin/go"), "").unwrap();
    let gate = net.run(&GATE).exits(4);
    assert!(gate.stdout.contains("custom.flag"), "{}", gate.stdout);
    let told = fs::read_to_string(tell.with_extension("log"));
    let told = told.unwrap_or_else(|error| panic!("{error}: {}", gate.stderr));
    let said: Vec<_> = told.matches("\"failed_check\":\"custom.flag\"").collect();
    assert_eq!((said.len(), told.matches("failed_check").count()), (1, 1), "{told}");
}

#[test]
fn gate_killed_while_it_goes_back_is_finished_by_the_next_one() {
    for call in ["rename", "renameat", "renameat2"] {
        for nth in 1.. {
            let net = good(ALLOWED);
            let before = current(&net);
            fs::write(net.root().join("bin/go"), "").unwrap();
            let status = struck(&net.world, &GATE, call, "SIGKILL", nth);
            assert_eq!(current(&net), before, "{call} {nth}");
            let next = net.run(&GATE);
            assert!([0, 4].contains(&next.code), "{call} {nth}: {}", next.stderr);
            net.is_whole(false);
            if status.code().is_some() {
                assert_eq!((status.code(), next.code), (Some(4), 0), "{call} {nth}");
                break;
            }
        }
    }
}

/// What is selected is told by the settings that were gone back to.
#[test]
fn gate_looks_again_with_the_settings_that_it_went_back_to() {
    let net = good(&format!("default = \"1.22.5\"\n{ALLOWED}rollback_on = [\"custom.version\"]\n"));
    let manifest = "[health.env.prod]\nonly = [\"custom.*\"]\n[[check]]\nname = \"version\"\n\
                    type = \"go-version\"\nexpect = { matches = \"1.22.5\" }\n";
    net.world.write(&net.world.work().join("goenvmgr.toml"), manifest);
    net.run(&["trust"]).exits(0);
    net.run(&["install", "1.23.1"]).exits(0);
    net.run(&GATE).exits(0);
    net.run(&["default", "1.23.1"]).exits(0);
    let gate = net.run(&GATE).exits(4);
    assert!(gate.stderr.contains("gone back from generation"), "{}", gate.stderr);
}

/// A switch that the user began, and gave up, is no gate's to finish.
#[test]
fn gate_finishes_only_what_a_gate_began() {
    let net = good(ALLOWED);
    let state = net.world.home().join("state/generations");
    net.run(&["install", "1.23.1"]).exits(0);
    net.run(&GATE).exits(0);
    let note = "{\"from\": 3, \"to\": 1, \"by_gate\": false}";
    fs::write(state.join("switching.json"), note).unwrap();
    net.run(&GATE).exits(0);
    assert_eq!(net.installed().len(), 2);
    net.run(&["default", "1.23.1"]).exits(0);
    assert!(!state.join("switching.json").exists(), "whoever changes something goes on from there");
}
