//! What one project, or a toolchain of the user's own, decides is not what another gets.

use std::fs;
use std::path::Path;

use super::fake::{OLD, built, pin, program, seen, world};
use crate::support::server::Server;
use crate::support::world::{World, exe};

const HELLO: &str = "[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n";
const OTHER: &str = "\"example.com/t/other\" = \"v1.0.0\"\n";

/// A toolchain of the user's own, which takes itself for the release.
fn link(world: &World, dir: &str) {
    program(world, &world.path(dir).join("bin/go"), dir);
    world.write(&world.path(dir).join("VERSION"), &format!("go{OLD}\n"));
    world.run(&["link", "mine", world.path(dir).to_str().unwrap()]).exits(0);
}

fn said(world: &World) -> String {
    world.run(&["exec", "--", "hello"]).exits(0).stdout
}

#[test]
fn tools_that_a_linked_toolchain_built_are_no_releases() {
    let world = world(&format!("go = \"{OLD}\"\n"));
    link(&world, "first");
    pin(&world, &format!("go = \"mine\"\n{HELLO}"));
    let synced = world.run(&["tools", "sync"]).exits(0);
    assert_eq!(said(&world), "example.com/t/hello@v1.0.0 by first\n");
    for pinned in [HELLO.to_owned(), format!("{HELLO}{OTHER}")] {
        pin(&world, &format!("go = \"{OLD}\"\n{pinned}"));
        world.run(&["tools", "sync"]).exits(0);
        assert_eq!(said(&world), format!("example.com/t/hello@v1.0.0 by {OLD}\n"));
    }
    assert!(synced.stdout.contains("with mine (1.17.13, linked: unverified)"), "{synced:?}");
    // Nor is it the other way round, and another directory under the name is another builder.
    link(&world, "second");
    pin(&world, &format!("go = \"mine\"\n{HELLO}"));
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(said(&world), "example.com/t/hello@v1.0.0 by second\n");
}

/// Another build of the same version came in the place of the one that built them.
#[test]
fn tools_of_a_toolchain_that_was_replaced_are_built_again() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(built(&world).len(), 1);
    let [set] = super::fake::sets(&world).try_into().unwrap();
    let receipt = world.home().join("tools").join(set).join("set.json");
    let text = fs::read_to_string(&receipt).unwrap();
    assert!(text.contains("\"h1\": null"), "{text}");
    fs::write(&receipt, text.replace("\"h1\": null", "\"h1\": \"h1:another\"")).unwrap();
    for manifest in [HELLO.to_owned(), format!("{HELLO}{OTHER}")] {
        pin(&world, &format!("go = \"{OLD}\"\n{manifest}"));
        world.run(&["tools", "sync"]).exits(0);
        assert!(built(&world)[0].contains("example.com/t/hello@v1.0.0"), "{manifest}");
        fs::write(&receipt, text.replace("\"h1\": null", "\"h1\": \"h1:another\"")).unwrap();
    }
}

/// Go compares what its module cache has extracted with nothing: who names the cache names the source.
#[test]
fn tools_are_not_built_of_what_a_project_sets() {
    let own = "[env]\nGOMODCACHE = \"/evil/mod\"\nGOCACHE = \"/evil/build\"\nCC = \"/evil/cc\"\nGOSUMDB = \"off\"\n\
               GOPRIVATE = \"corp.example\"\nMINE = \"/evil\"\n";
    let world = world(&format!("go = \"{OLD}\"\n{own}{HELLO}"));
    let synced = world.run(&["tools", "sync"]).exits(0);
    let file = world.work().join("goenvmgr.toml");
    for (line, set) in [(3, "GOMODCACHE=/evil/mod"), (4, "GOCACHE=/evil/build"), (5, "CC=/evil/cc")]
    {
        let note = format!("{set} ({}:{line}) is left out", file.display());
        assert!(synced.stderr.contains(&note), "{synced:?}");
    }
    let vars = seen(&world);
    assert!(!vars.contains("/evil") && vars.contains("\nGOPRIVATE=corp.example\n"), "{vars}");
    // Another project, typed in the shell of this one.
    world.write(&world.work().join("b/goenvmgr.toml"), &format!("go = \"{OLD}\"\n{HELLO}{OTHER}"));
    world.run_in("b", &["trust"]).exits(0);
    let there = format!("cd b && {} tools sync", exe());
    world.run(&["exec", "--", "sh", "-c", &there]).exits(0);
    let vars = seen(&world);
    assert!(!vars.contains("/evil") && !vars.contains("corp.example"), "{vars}");
    assert_eq!(built(&world).len(), 3, "nothing is taken out of the set of another's variables");
}

#[test]
fn what_outlives_a_project_does_not_go_by_what_it_sets() {
    let server = Server::start();
    let own = format!(
        "[env]\nGOPROXY = \"{}\"\nGOMODCACHE = \"/evil\"\nNVIM_APPNAME = \"evil\"\nGOBIN = \"/evil\"\n",
        server.url()
    );
    let mut world = world(&format!("go = \"{OLD}\"\n{own}"));
    world.set("GOPROXY", "off");
    world.set("GOENVMGR_SOURCES", "goproxy");
    let inside = |args: &[&str]| {
        let words = ["exec", "--", exe()].iter().chain(args).copied().collect::<Vec<_>>();
        world.run(&words)
    };
    let ours = world.command("env").output().unwrap();
    assert!(!String::from_utf8_lossy(&ours.stdout).contains("evil"));
    let install = inside(&["install", "1.24.2"]);
    assert_ne!(install.code, 0, "{install:?}");
    assert!(server.seen().is_empty(), "{install:?}");
    for args in [
        &["ide", "neovim"][..],
        &["du", "--format", "json"],
        &["why", "example.com/x"],
        &["setup", "--dry-run", "--go-bin"],
    ] {
        let ran = inside(args);
        let told = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!told.contains("evil") && !told.contains("/evil"), "{args:?}: {told}");
    }
    // What is about the shell itself sees it.
    let env = inside(&["env", "--format", "json"]).exits(0);
    assert!(!env.stdout.contains("evil"), "it is set already: {env:?}");
    let printed = inside(&["exec", "--", "sh", "-c", "echo $NVIM_APPNAME"]).exits(0);
    assert_eq!(printed.stdout, "evil\n");
    assert!(!Path::new("/evil").exists());
}
