//! Files that the user's settings name, and what a project needs by them.

use std::process::Command;

use super::world::{World, ran};

const CLEAN: &[&str] = &["clean", "--modcache", "--yes"];

fn world() -> World {
    let world = World::with_caches();
    for module in ["a", "b", "c", "d", "garbage"] {
        world.module(&format!("example.com/{module}"), "v1.0.0");
    }
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    let sum = |name: &str| format!("example.com/{name} v1.0.0 h1:x=\n");
    world.write("else/go.work", "go 1.22\n\nuse ./member\n");
    world.write("else/go.work.sum", &sum("a"));
    world.write("else/member/go.mod", "module m\n\ngo 1.22\n");
    world.write("else/member/go.sum", &sum("b"));
    world.write("odd dir/alt.mod", "module p\n\ngo 1.22\n\nrequire example.com/c v1.0.0\n");
    world.write("odd dir/alt.sum", &sum("c"));
    world.write("p/rel/tools.txt.mod", "module p\n\ngo 1.22\n");
    world.write("p/rel/tools.txt.sum", &sum("d"));
    world.run(&["roots", "add", "p"]).exits(0);
    world
}

fn kept(world: &World) -> Vec<&'static str> {
    let names = ["a", "b", "c", "d", "garbage"];
    names.into_iter().filter(|name| world.has(&format!("example.com/{name}"), "v1.0.0")).collect()
}

fn with(world: &World, name: &str, value: &str) -> Command {
    let mut ours = world.ours(&[]);
    ours.env(name, value).args(CLEAN);
    ours
}

/// A variable, its value in a world, and the modules that stay.
type Case<'a> = (&'a str, &'a dyn Fn(&World) -> String, &'a [&'a str]);

#[test]
fn gowork_and_modfile_of_the_environment_keep_what_they_need() {
    let work = |world: &World| world.path("else/go.work").display().to_string();
    let alt = |world: &World| world.path("odd dir/alt.mod").display().to_string();
    let cases: [Case<'_>; 6] = [
        ("GOWORK", &work, &["a", "b", "d"]),
        ("GOWORK", &|_| "off".to_owned(), &["d"]),
        ("GOWORK", &|_| "/nowhere/go.work".to_owned(), &["d"]),
        ("GOFLAGS", &|world| format!("-v '-modfile={}'", alt(world)), &["c", "d"]),
        ("GOFLAGS", &|world| format!("\"--modfile={}\" -v", alt(world)), &["c", "d"]),
        ("GOFLAGS", &|_| "-v".to_owned(), &["d"]),
    ];
    for (name, value, expected) in cases {
        let world = world();
        ran(with(&world, name, &value(&world))).exits(0);
        assert_eq!(kept(&world), expected, "{name}={}", value(&world));
    }
}

#[test]
fn gowork_and_modfile_of_the_go_env_file_keep_what_they_need() {
    let world = world();
    let work = world.path("else/go.work").display().to_string();
    let alt = world.path("odd dir/alt.mod").display().to_string();
    world.write("user/.config/go/env", &format!("GOWORK={work}\nGOFLAGS='-modfile={alt}'\n"));
    let mut ours = world.ours(&[]);
    ran(ours.env_remove("GOFLAGS").args(CLEAN)).exits(0);
    assert_eq!(kept(&world), ["a", "b", "c", "d"]);
}

#[test]
fn workspace_of_another_shell_is_remembered() {
    let world = world();
    let mut check = world.ours(&[]);
    check.args(["check"]).env("GOWORK", world.path("else/go.work")).current_dir(world.path("p"));
    ran(check);
    world.run(CLEAN).exits(0);
    assert_eq!(kept(&world), ["a", "b", "d"], "GOWORK was exported where the project was used");
}

#[test]
fn workspace_that_cannot_be_read_keeps_the_cache() {
    let world = world();
    let mut strace = Command::new("strace");
    let work = world.path("else/go.work");
    strace.args(["-f", "-qq", "-o", "/dev/null", "-e", "trace=openat", "-P"]);
    strace.arg(&work).args(["-e", "inject=openat:error=ESTALE"]);
    world.under(strace, &with(&world, "GOWORK", work.to_str().unwrap())).exits(1);
    assert_eq!(kept(&world), ["a", "b", "c", "d", "garbage"]);
}
