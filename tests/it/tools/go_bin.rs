//! What the user's own `go install` left: `tools list` names it, `tools rebuild --go-bin` builds it again.

use std::fs;
use std::path::Path;

use crate::support::real_go;
use crate::support::world::{World, ran};

use super::real::{self, Published};

/// A world in which the machine's own Go is selected, and GOBIN holds what Go 1.21 built.
fn world(published: &Published) -> World {
    let world = published.world();
    let older = real_go::root("1.21.13");
    for (package, version) in
        [("example.com/t/hello", "v1.0.0"), ("example.com/t/cmd/other", "v1.0.0")]
    {
        let mut go = world.command(older.join("bin/go"));
        go.args(["install", &format!("{package}@{version}")]).env("GOTOOLCHAIN", "local");
        ran(go).exits(0);
    }
    world
}

#[test]
fn programs_that_an_older_go_built_are_named_and_built_again() {
    let published = Published::new();
    let world = world(&published);
    let list = world.run(&["tools", "list", "--format", "json"]).exits(0).json();
    let programs = list["go_bin"].as_array().unwrap();
    assert_eq!(programs.len(), 2, "{list:#}");
    assert!(
        programs.iter().all(|one| one["older"] == true && one["go"] == "go1.21.13"),
        "{list:#}"
    );
    let dry = world.run(&["tools", "rebuild", "--go-bin", "--dry-run"]).exits(0);
    assert!(dry.stdout.contains("would rebuild hello v1.0.0, which go1.21.13 built"), "{dry:?}");
    let own = real::own();
    let rebuilt = world.run(&["tools", "rebuild", "--go-bin", "hello"]).exits(0);
    assert_eq!(rebuilt.stdout, format!("rebuilt hello v1.0.0 with go{own}\n"));
    let list = world.run(&["tools", "list", "--format", "json"]).exits(0).json();
    let older: Vec<_> = list["go_bin"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["older"].as_bool().unwrap())
        .collect();
    assert_eq!(older, [false, true], "{list:#}");
    let told = world.run(&["tools", "list"]).exits(0);
    assert!(told.stderr.contains("goenvmgr tools rebuild --go-bin"), "{told:?}");
    // One that was built in its own tree says no version.
    let tree = world.path("tree");
    world.write(&tree.join("go.mod"), "module example.com/devel\n\ngo 1.21\n");
    world.write(&tree.join("main.go"), "package main\n\nfunc main() {}\n");
    let mut go = world.command(real_go::root("1.21.13").join("bin/go"));
    ran(go
        .args(["install", "."])
        .current_dir(&tree)
        .env("GOTOOLCHAIN", "local")
        .env("GOFLAGS", "-buildvcs=false"))
    .exits(0);
    let rebuilt = world.run(&["tools", "rebuild", "--go-bin", "--format", "json"]).exits(0).json();
    let states: Vec<_> = rebuilt["programs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {}", one["name"].as_str().unwrap(), one["state"].as_str().unwrap()))
        .collect();
    assert_eq!(states, ["devel left", "other rebuilt"], "{rebuilt:#}");
    let bin = Path::new(rebuilt["path"].as_str().unwrap());
    assert!(fs::metadata(bin.join("other")).is_ok());
}

#[test]
fn program_that_was_renamed_is_built_again_where_it_stands_and_no_other_is() {
    let published = Published::new();
    let world = world(&published);
    let told = world.run(&["tools", "rebuild", "--go-bin", "--dry-run", "--format", "json"]);
    let bin = told.exits(0).json()["path"].as_str().unwrap().to_owned();
    let bin = Path::new(&bin);
    fs::copy(bin.join("hello"), bin.join("hello-1.0")).unwrap();
    let other = fs::read(bin.join("hello")).unwrap();
    let rebuilt = world.run(&["tools", "rebuild", "--go-bin", "hello-1.0"]).exits(0);
    assert_eq!(rebuilt.stdout, format!("rebuilt hello-1.0 v1.0.0 with go{}\n", real::own()));
    assert!(fs::read(bin.join("hello")).unwrap() == other, "another program was replaced");
    let list = world.run(&["tools", "list", "--format", "json"]).exits(0).json();
    let of = |name: &str| {
        let all = list["go_bin"].as_array().unwrap();
        all.iter().find(|one| one["name"] == name).unwrap()["older"].as_bool().unwrap()
    };
    assert_eq!((of("hello"), of("hello-1.0")), (true, false), "{list:#}");
}

#[test]
fn go_bin_is_the_users_own_whatever_a_project_sets() {
    let published = Published::new();
    let world = published.world().var("GOBIN", "/own/bin");
    let manifest = format!("go = \"{}\"\n[env]\nGOBIN = \"/evil/bin\"\n", real::own());
    world.write(&world.work().join("goenvmgr.toml"), &manifest);
    world.run(&["trust"]).exits(0);
    let exe = crate::support::world::exe();
    let asked =
        ["exec", "--", exe, "tools", "rebuild", "--go-bin", "--dry-run", "--format", "json"];
    assert_eq!(world.run(&asked).exits(0).json()["path"], "/own/bin");
    let setup =
        world.run(&["exec", "--", exe, "setup", "--go-bin", "--dry-run", "--shell", "bash"]);
    assert!(!setup.stdout.contains("/evil"), "{setup:?}");
}

#[test]
fn program_is_built_again_as_it_was_built_but_for_what_could_run_another() {
    let published = Published::new();
    let world = published.world();
    let older = real_go::root("1.21.13");
    for (package, ldflags) in [
        ("example.com/t/hello", "-s -w -X main.name=a"),
        ("example.com/t/cmd/other", "-s -extld=gcc"),
    ] {
        let mut go = world.command(older.join("bin/go"));
        go.args(["install", "-tags=a,b", &format!("-ldflags={ldflags}")]);
        go.arg(format!("{package}@v1.0.0")).env("GOTOOLCHAIN", "local");
        ran(go).exits(0);
    }
    let dry = world.run(&["tools", "rebuild", "--go-bin", "-n"]).exits(0).stdout;
    assert!(
        dry.contains("which go1.21.13 built, without the -ldflags that it was built with\n"),
        "{dry}"
    );
    let rebuilt = world.run(&["tools", "rebuild", "--go-bin", "--format", "json"]).exits(0).json();
    let bin = Path::new(rebuilt["path"].as_str().unwrap());
    for (number, name, has, why) in [
        (0, "hello", "-ldflags=\"-s -w -X main.name=a\"", None),
        (1, "other", "-tags=a,b", Some("without the -ldflags that it was built with")),
    ] {
        assert_eq!(rebuilt["programs"][number]["why"].as_str(), why, "{rebuilt:#}");
        let mut go = world.command(Path::new(real_go::OWN).join("bin/go"));
        let said = ran(go.args(["version", "-m"]).arg(bin.join(name))).exits(0).stdout;
        assert!(said.contains(&real::own()) && said.contains("-tags=a,b"), "{said}");
        assert!(said.contains(has) && !said.contains("extld"), "{said}");
    }
}
