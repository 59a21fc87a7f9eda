//! Programs of the user's own that run after an install and after a typed `use`.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;

use crate::support::publish::Toolchain;
use crate::support::publishers::Publishers;
use crate::support::world::World;

/// Writes down what it was called with, what `go` says, and speaks on standard output.
const TELLS: &str = "#!/bin/sh
echo \"${0##*/} $* $(go version) $GOROOT\" >>\"$HOME/told\"
echo spoken
";

fn publishers() -> Publishers {
    let versions = ["1.22.5", "1.22.6"].map(Toolchain::new);
    Publishers::of(&[&versions[0], &versions[1]])
}

/// A world with both hooks.
fn world(publishers: &Publishers) -> World {
    let world = publishers.world();
    for name in ["post-install", "post-use"] {
        world.program(&world.home().join("hooks").join(name), TELLS);
    }
    world
}

/// What the hooks wrote down.
fn told(world: &World) -> String {
    let home = world.vars()[std::ffi::OsStr::new("HOME")].clone();
    fs::read_to_string(std::path::Path::new(&home).join("told")).unwrap_or_default()
}

fn line(world: &World, name: &str, version: &str) -> String {
    let root = world.home().join("toolchains").join(format!("go{version}"));
    let root = root.display();
    format!("{name} {version} {root} go version go{version} linux/amd64 {root}\n")
}

#[test]
fn post_install_runs_once_for_what_came_in_its_environment_and_keeps_off_the_data() {
    let publishers = publishers();
    let world = world(&publishers);
    let done = world.run(&["install", "1.22.5", "--format", "json"]).exits(0);
    assert_eq!(told(&world), line(&world, "post-install", "1.22.5"), "{done:?}");
    assert!(done.stderr.contains("spoken") && !done.stdout.contains("spoken"), "{done:?}");
    // It is there, cannot be had, or only planned.
    world.run(&["install", "1.22.5"]).exits(0);
    world.run(&["install", "1.22.9"]).exits(1);
    world.run(&["install", "1.22.6", "--dry-run"]).exits(0);
    assert_eq!(told(&world), line(&world, "post-install", "1.22.5"));
    world.run(&["upgrade"]).exits(0);
    let both = ["1.22.5", "1.22.6"].map(|version| line(&world, "post-install", version));
    assert_eq!(told(&world), both.concat());
}

#[test]
fn post_install_runs_where_a_shim_installed() {
    let publishers = publishers();
    let world =
        world(&publishers).var("GOENVMGR_AUTO_INSTALL", "1").file(".go-version", "1.22.5\n");
    let done = world.run(&["exec", "--", "go", "version"]).exits(0);
    assert!(done.stdout.starts_with("go version go1.22.5") && !done.stdout.contains("spoken"));
    assert_eq!(told(&world), line(&world, "post-install", "1.22.5"));
}

#[test]
fn post_use_runs_after_a_typed_use_and_at_no_change_of_directory() {
    let publishers = publishers();
    let world = world(&publishers);
    world.run(&["install", "1.22.5"]).exits(0);
    let before = told(&world);
    world.write("work/pinned/.go-version", "1.22.5\n");
    let script = format!(
        "eval \"$('{exe}' init bash)\"; cd pinned && go version; goenvmgr use 1.22.5; go version",
        exe = crate::support::world::exe()
    );
    let mut command = world.command("/bin/bash");
    command.args(["--noprofile", "--norc", "-c", &script]);
    let ran = crate::support::world::ran(command).exits(0);
    assert_eq!(ran.stdout, "go version go1.22.5 linux/amd64\n".repeat(2), "{ran:?}");
    assert_eq!(told(&world), before + &line(&world, "post-use", "1.22.5"));
}

#[test]
fn hook_reads_nothing_of_what_a_shim_was_given() {
    let publishers = publishers();
    let world =
        world(&publishers).var("GOENVMGR_AUTO_INSTALL", "1").file(".go-version", "1.22.5\n");
    world.program(
        &world.home().join("hooks/post-install"),
        "#!/bin/sh\nwhile read -r x; do :; done\n",
    );
    let script = format!("echo kept | '{}' exec 1.22.5 -- /bin/cat", crate::support::world::exe());
    let mut command = world.command("/bin/sh");
    command.args(["-c", &script]);
    assert_eq!(crate::support::world::ran(command).exits(0).stdout, "kept\n");
}

#[test]
fn hook_is_told_nothing_that_a_project_sets() {
    let publishers = publishers();
    let world =
        world(&publishers).file("goenvmgr.toml", "go = \"1.22.5\"\n[env]\nGOBIN = \"/evil\"\n");
    world.program(
        &world.home().join("hooks/post-install"),
        "#!/bin/sh\necho \"bin=$GOBIN\" >\"$HOME/told\"\n",
    );
    world.run(&["trust"]).exits(0);
    world.run(&["install"]).exits(0);
    assert_eq!(told(&world), "bin=\n");
}

#[test]
fn hook_that_fails_is_told_and_undoes_nothing() {
    let publishers = publishers();
    let world = world(&publishers);
    world.program(&world.home().join("hooks/post-install"), "#!/bin/sh\nexit 3\n");
    let done = world.run(&["install", "1.22.5"]).exits(0);
    assert!(done.stderr.contains("hooks/post-install ended with 3"), "{done:?}");
    assert_eq!(world.installed(), ["go1.22.5"]);
}

#[test]
fn hook_that_others_may_write_or_nobody_may_run_does_not_run() {
    let publishers = publishers();
    let world = world(&publishers);
    let (dir, file) = (world.home().join("hooks"), world.home().join("hooks/post-install"));
    for (path, mode, why) in [
        (&file, 0o644, "it is not executable"),
        (&file, 0o757, "everybody may write"),
        (&dir, 0o777, "everybody may write"),
        (&world.home(), 0o777, "everybody may write"),
    ] {
        let before = fs::metadata(path).unwrap().permissions();
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
        let done = world.run(&["install", "1.22.5", "--reinstall"]).exits(0);
        assert!(done.stderr.contains(why) && done.stderr.contains("does not run"), "{done:?}");
        assert_eq!(told(&world), "");
        fs::set_permissions(path, before).unwrap();
    }
    world.run(&["install", "1.22.5", "--reinstall"]).exits(0);
    assert_eq!(told(&world), line(&world, "post-install", "1.22.5"));
}

#[test]
fn hook_that_installs_runs_no_other_hook() {
    let publishers = publishers();
    let world = world(&publishers);
    let exe = crate::support::world::exe();
    let script = format!("{TELLS}'{exe}' install 1.22.6\n");
    world.program(&world.home().join("hooks/post-install"), &script);
    world.run(&["install", "1.22.5"]).exits(0);
    assert_eq!(told(&world), line(&world, "post-install", "1.22.5"));
    assert_eq!(world.installed(), ["go1.22.5", "go1.22.6"]);
}

#[test]
fn hooks_of_a_repository_are_nobodys() {
    let publishers = publishers();
    let world = publishers.world();
    for dir in ["work", "work/.goenvmgr", "work/.config/goenvmgr"] {
        world.program(&format!("{dir}/hooks/post-install"), TELLS);
    }
    world.run(&["install", "1.22.5"]).exits(0);
    assert_eq!(told(&world), "");
}
