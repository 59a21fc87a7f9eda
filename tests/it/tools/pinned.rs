//! What is pinned is built once, by the toolchain that is selected, and nothing before it is trusted.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::process::{Command, Stdio};

use super::fake::{OLD, built, pin, sets, staged, toolchain, world};
use crate::support::until;
use crate::support::world::ran;

const HELLO: &str = "go = \"1.17.13\"\n[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n";

#[test]
fn tools_are_built_once_and_stand_third_on_path() {
    let world = world(HELLO);
    let missing = world.run(&["exec", "--", "hello"]).exits(127);
    assert!(
        missing.stderr.contains("hello v1.0.0 is pinned here, and go1.17.13 has not built it yet"),
        "{missing:?}"
    );
    let dry = world.run(&["tools", "sync", "--dry-run"]).exits(0);
    assert!(dry.stdout.contains("would build hello v1.0.0 (example.com/t/hello)"), "{dry:?}");
    assert!(sets(&world).is_empty() && built(&world).is_empty());
    let synced = world.run(&["tools", "sync"]).exits(0);
    assert!(synced.stdout.contains("with go1.17.13, verified by sum.golang.org"), "{synced:?}");
    let asked = "install -- example.com/t/hello@v1.0.0 GOFLAGS=  GOTOOLCHAIN=local GOSUMDB=sum.golang.org GOPROXY=";
    assert_eq!(built(&world), [asked]);
    let [set] = sets(&world).try_into().unwrap();
    let again = world.run(&["tools", "sync"]).exits(0);
    assert!(again.stdout.contains("all tools stand, built by go1.17.13"), "{again:?}");
    assert!(built(&world).is_empty() && staged(&world).is_empty());
    let env = world.run(&["env", "--format", "json"]).exits(0).json();
    let home = world.home().display().to_string();
    let path =
        format!("{home}/toolchains/go{OLD}/bin:{home}/shims:{home}/tools/{set}/bin:/usr/bin:/bin");
    assert_eq!(env["set"]["PATH"], path);
    let said = world.run(&["exec", "--", "hello"]).exits(0);
    assert_eq!(said.stdout, "example.com/t/hello@v1.0.0 by 1.17.13\n");
    // Another line, another set; the same tool of the same toolchain is not built again.
    pin(&world, &format!("{HELLO}\"example.com/t/other\" = \"v1.1.0\"\n"));
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(built(&world).len(), 1, "hello is taken out of the first set");
    assert_eq!(sets(&world).len(), 2);
    // Another toolchain has sets of its own.
    toolchain(&world, "1.16.15");
    let mut other = world.ours(&["tools", "sync"]);
    let synced = ran(other.env("GOENVMGR_VERSION", "1.16.15")).exits(0);
    assert!(synced.stdout.contains("with go1.16.15"), "{synced:?}");
    assert_eq!(sets(&world).len(), 3);
}

#[test]
fn tools_count_after_trust_alone() {
    let world = world(HELLO);
    world.run(&["untrust"]).exits(0);
    let refused = world.run(&["tools", "sync"]).exits(2);
    assert!(refused.stderr.contains("pins tools, which count after you trust it"), "{refused:?}");
    assert!(refused.stderr.contains("hint: goenvmgr trust"), "{refused:?}");
    let env = world.run(&["env"]).exits(0);
    assert!(
        env.stderr.contains("goenvmgr.toml pins hello, which count after you trust it"),
        "{env:?}"
    );
    world.run(&["trust"]).exits(0);
    world.run(&["tools", "sync"]).exits(0);
    // Another byte, and they count no more.
    let file = world.work().join("goenvmgr.toml");
    fs::write(&file, format!("# x\n{HELLO}")).unwrap();
    assert!(!world.run(&["env"]).exits(0).stdout.contains("/tools/"));
}

#[test]
fn tools_that_cannot_be_built_leave_what_stood() {
    let world = world(HELLO);
    world.run(&["tools", "sync"]).exits(0);
    let stood = sets(&world);
    pin(&world, &format!("{HELLO}\"example.com/t/broken\" = \"v1.0.0\"\n"));
    let failed = world.run(&["tools", "sync"]).exits(3);
    assert!(failed.stderr.contains("go: it is broken"), "{failed:?}");
    assert!(
        failed.stderr.contains("error: broken v1.0.0 could not be built by go1.17.13"),
        "{failed:?}"
    );
    assert_eq!(sets(&world), stood);
    assert!(staged(&world).is_empty());
    // In silence the reason stands with the error.
    let quiet = world.run(&["tools", "sync", "--quiet"]).exits(3);
    assert!(quiet.stderr.contains("  go: it is broken"), "{quiet:?}");
    assert!(!quiet.stderr.contains("building"), "{quiet:?}");
}

#[test]
fn tools_are_refused_before_anything_is_built() {
    let world = world(HELLO);
    for (manifest, vars, code, says) in [
        (
            "[tools]\n\"example.com/t/cat\" = \"v1.0.0\"",
            &[][..],
            2,
            "cat would stand before /usr/bin/cat",
        ),
        (
            "[tools]\n\"example.com/t/hello\" = \"v1.0.0\"",
            &[("GOSUMDB", "off")],
            2,
            "verifying what tools are built from needs the checksum database, but GOSUMDB=off (GOSUMDB in the environment)",
        ),
        (
            "[tools]\n\"corp.example/t/hello\" = \"v1.0.0\"",
            &[("GOPRIVATE", "corp.example"), ("GOENVMGR_VERIFY", "transparency")],
            2,
            "GOPRIVATE=corp.example (GOPRIVATE in the environment) exempts corp.example/t/hello",
        ),
        (
            "[tools]\n\"example.com/t/hello\" = \"v1.0.0\"",
            &[("GOENVMGR_VERSION", "1.23.1")],
            1,
            "GOENVMGR_VERSION",
        ),
        (
            "[tools]\n\"example.com/t/hello\" = \"v1.0.0\"",
            &[("GOENVMGR_VERSION", "system")],
            1,
            "no toolchain of goenvmgr",
        ),
        ("[tools]\ngopls = \"latest\"", &[], 2, "a tool is pinned by one version of its module"),
    ] {
        world
            .write(&world.work().join("goenvmgr.toml"), &format!("go = \"1.17.13\"\n{manifest}\n"));
        world.run(&["trust"]);
        let mut sync = world.ours(&["tools", "sync"]);
        let refused = ran(sync.envs(vars.iter().copied())).exits(code);
        assert!(refused.stderr.contains(says), "{manifest}: {refused:?}");
    }
    assert!(sets(&world).is_empty() && built(&world).is_empty());
    // What is said to be meant is done; what is exempt is named.
    pin(
        &world,
        "go = \"1.17.13\"\n[tools]\n\"example.com/t/cat\" = { version = \"1.0.0\", shadows = true }\n\
         \"corp.example/t/own\" = \"1.0.0\"\n",
    );
    let mut sync = world.ours(&["tools", "sync"]);
    let synced = ran(sync.env("GOPRIVATE", "corp.example").env("GOFLAGS", "-mod=mod")).exits(0);
    assert!(
        synced.stderr.contains("GOFLAGS=-mod=mod (GOFLAGS in the environment) is left out"),
        "{synced:?}"
    );
    assert!(synced.stderr.contains("GOPRIVATE=corp.example"), "{synced:?}");
    assert!(
        synced.stdout.contains("(corp.example/t/own) with go1.17.13, not verified"),
        "{synced:?}"
    );
    assert!(built(&world).iter().all(|line| line.contains("GOFLAGS=  GO")), "nothing of GOFLAGS");
}

#[test]
fn tools_without_a_network_come_from_the_module_cache() {
    let world = world(HELLO);
    world.run(&["tools", "sync", "--offline"]).exits(0);
    let line = &built(&world)[0];
    assert!(line.contains("GOPROXY=file://") && line.ends_with("/cache/download"), "{line}");
}

#[test]
fn check_names_tools_that_are_not_built() {
    let world = world(HELLO);
    let told = world.run(&["check", "--format", "json"]).exits(1).json();
    let drift = told["drift"].as_array().unwrap();
    let tools: Vec<_> = drift.iter().filter(|one| one["name"] == "tools").collect();
    assert_eq!(tools.len(), 1, "{told}");
    assert_eq!(tools[0]["what"], "not built for this toolchain: hello");
    assert_eq!(tools[0]["hint"], "goenvmgr tools sync");
    world.run(&["tools", "sync"]).exits(0);
    let told = world.run(&["check", "--format", "json"]).exits(1).json();
    assert!(!told["drift"].to_string().contains("tools sync"), "{told}");
}

#[test]
fn second_sync_waits_for_the_first_and_finds_it_done() {
    let world = world(HELLO);
    let go = world.home().join("toolchains/go1.17.13/bin/go");
    let text = fs::read_to_string(&go).unwrap();
    let go_on = world.path("user/go-on");
    assert!(Command::new("mkfifo").arg(&go_on).status().unwrap().success());
    let wait = "read -r _ <\"$HOME/go-on\"\n";
    world.program(&go, &text.replace("name=${last%", &format!("{wait}name=${{last%")));
    let start = || {
        let mut sync = world.ours(&["tools", "sync"]);
        sync.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap()
    };
    let first = start();
    until("it builds", || !staged(&world).is_empty());
    let mut second = start();
    let mut told = BufReader::new(second.stderr.take().unwrap()).lines();
    let line = told.next().unwrap().unwrap();
    assert!(line.contains(&format!("waiting for process {} ", first.id())), "{line}");
    fs::write(&go_on, "on\n").unwrap();
    assert!(first.wait_with_output().unwrap().status.success());
    assert!(second.wait().unwrap().success());
    assert_eq!(built(&world).len(), 1);
}

#[test]
fn interrupted_sync_ends_with_130_and_leaves_nothing() {
    let world = world(HELLO);
    let go = world.home().join("toolchains/go1.17.13/bin/go");
    world.program(&go, "#!/bin/sh\nkill -INT $PPID\nexit 1\n");
    world.run(&["tools", "sync"]).exits(130);
    assert!(sets(&world).is_empty() && staged(&world).is_empty());
}
