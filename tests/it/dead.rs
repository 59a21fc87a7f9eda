//! `go` is our shim or not on PATH at all, and nothing would run: whoever is asked says what to type.
//! And what keeps shims from being there, or from running.

use crate::support::world::{World, ran};

/// Three versions, none of them selected, and the shim alone on PATH.
fn installed() -> World {
    let world = World::with(&["1.21.13", "1.23.1", "1.24rc1", "1.22.5"]);
    shims(world)
}

fn shims(world: World) -> World {
    world.shims();
    let shims = world.home().join("shims");
    world.var("PATH", shims)
}

fn shim(world: &World) -> (Option<i32>, String) {
    let mut go = std::process::Command::new(world.home().join("shims/go"));
    let output = go
        .arg("version")
        .env_clear()
        .env("HOME", world.path("user"))
        .env("GOENVMGR_HOME", world.home())
        .env("PATH", world.home().join("shims"))
        .current_dir(world.work())
        .output()
        .unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn dead_go_is_named_by_all_with_the_newest_installed() {
    let world = installed();
    let cure = "goenvmgr default 1.23.1";
    let (code, said) = shim(&world);
    assert_eq!(code, Some(127));
    assert!(said.contains(&format!("hint: {cure}\n")), "{said}");
    let which = world.run(&["which"]).exits(1);
    assert!(which.stderr.contains(cure), "{which:?}");
    let mut bare = world.ours(&["exec", "--", "go", "version"]);
    let exec = ran(bare.env("PATH", "/nowhere")).exits(127);
    assert!(exec.stderr.contains(cure), "{exec:?}");
    let check = world.run(&["check"]).exits(1);
    assert!(check.stdout.contains(&format!("type    {cure}\n")), "{check:?}");
    assert!(!check.stdout.contains("matches"), "{check:?}");
    let current = world.run(&["current"]);
    assert!(current.stdout.contains("there is no other go on PATH"), "{current:?}");
    let doctor = world.run(&["doctor", "--only", "path.go", "--format", "json"]).exits(1).json();
    let found = &doctor["results"][0];
    assert_eq!(found["status"], "FAIL", "{found:#}");
    assert_eq!(found["fix"]["commands"], serde_json::json!([cure]), "{found:#}");
    // The cure cures.
    world.run(&["default", "1.23.1"]).exits(0);
    assert_eq!(shim(&world).0, Some(0));
    world.run(&["check"]).exits(0);
    world.run(&["doctor", "--only", "path.go"]).exits(0);
}

#[test]
fn dead_go_with_nothing_installed_says_install() {
    let world = shims(World::new());
    let (code, said) = shim(&world);
    assert_eq!(code, Some(127));
    assert!(said.contains("goenvmgr install latest && goenvmgr default latest"), "{said}");
    world.run(&["check"]).exits(1);
    let doctor = world.run(&["doctor", "--only", "path.go", "--format", "json"]).exits(1).json();
    assert!(doctor["results"][0]["fix"]["commands"][0] == "goenvmgr install latest", "{doctor:#}");
    // Where nothing of ours is on PATH and nothing is asked for, nothing is wrong with this shell.
    World::new().run(&["check"]).exits(0);
}

/// A pin, a default or a variable may say `system`: the cure is another one of the same place.
#[test]
fn dead_go_by_request_is_cured_where_it_was_asked_for() {
    let world = installed().file(".go-version", "system\n");
    let which = world.run(&["which"]).exits(1);
    assert!(which.stderr.contains(".go-version:1 asks for the system's go"), "{which:?}");
    assert!(which.stderr.contains("hint: goenvmgr pin 1.23.1\n"), "{which:?}");
    world.run(&["check"]).exits(1);
    world.run(&["pin", "1.23.1"]).exits(0);
    world.run(&["check"]).exits(0);

    let mut world = installed();
    world.run(&["default", "system"]).exits(0);
    assert!(world.run(&["check"]).exits(1).stdout.contains("type    goenvmgr default 1.23.1\n"));
    world.set("GOENVMGR_VERSION", "system");
    let check = world.run(&["check"]).exits(1);
    assert!(check.stdout.contains("unset GOENVMGR_VERSION"), "{check:?}");
}

/// No `go` on PATH: the one that is to be put there is what is selected, else the newest.
#[test]
fn path_go_puts_the_selected_go_on_path_not_the_oldest() {
    let world = World::with(&["1.21.13", "1.23.1", "1.9.7", "1.22.5"]);
    for version in ["1.21.13", "1.23.1", "1.9.7", "1.22.5"] {
        world.write(&world.home().join(format!("toolchains/go{version}/pkg/tool/x")), "");
        world.write(&world.home().join(format!("toolchains/go{version}/src/runtime/x")), "");
    }
    let put = |world: &World| {
        let run = world.run(&["doctor", "--only", "path.go", "--format", "json"]).exits(1).json();
        let line = run["results"][0]["fix"]["commands"][0].as_str().unwrap().to_owned();
        line.replace(world.home().to_str().unwrap(), "H")
    };
    assert_eq!(put(&world), "export PATH=H/toolchains/go1.23.1/bin:\"$PATH\"");
    world.run(&["default", "1.22"]).exits(0);
    assert_eq!(put(&world), "export PATH=H/toolchains/go1.22.5/bin:\"$PATH\"");
    let world = world.file(".go-version", "1.21.13\n");
    assert_eq!(put(&world), "export PATH=H/toolchains/go1.21.13/bin:\"$PATH\"");
}

/// A prefix that holds program and store is moved as a whole: its shims find both.
#[test]
fn shims_of_a_store_that_was_moved_with_its_program_find_it() {
    for (program, store) in [
        ("bin/goenvmgr", "store"),
        ("store/bin/goenvmgr", "store"),
        (".local/bin/goenvmgr", ".local/share/goenvmgr"),
    ] {
        let world = World::new();
        let (here, there) = (world.path("image/here"), world.path("image/there"));
        std::fs::create_dir_all(here.join(program).parent().unwrap()).unwrap();
        crate::support::program::copy(env!("CARGO_BIN_EXE_goenvmgr"), &here.join(program));
        world.goroot(&here.join(store).join("toolchains/go1.22.5"), "1.22.5");
        let run = |program: std::path::PathBuf, home: &std::path::Path, args: &[&str]| {
            let mut command = std::process::Command::new(&program);
            command.args(args).env_clear().env("HOME", world.path("user")).env("PATH", "/usr/bin");
            command.env("GOENVMGR_HOME", home).current_dir(world.work());
            let output = command.output().unwrap_or_else(|error| panic!("{program:?}: {error}"));
            assert!(output.status.success(), "{output:?}");
            String::from_utf8_lossy(&output.stdout).into_owned()
        };
        run(here.join(program), &here.join(store), &["default", "1.22.5"]);
        std::fs::rename(&here, &there).unwrap();
        let said = run(there.join(store).join("shims/go"), &there.join(store), &["version"]);
        let root = there.join(store).join("toolchains/go1.22.5");
        assert_eq!(said, format!("go1.22.5 GOROOT={} version\n", root.display()), "{program}");
        let doctor = ["doctor", "--only", "install.shims", "--strict"];
        run(there.join(program), &there.join(store), &doctor);
    }
}

/// A chroot in which nobody has mounted /proc.
#[test]
fn shims_are_made_where_there_is_no_proc() {
    let world = World::with(&["1.22.5"]);
    let script = "mount -t tmpfs none /proc && \"$EXE\" default 1.22.5 && exec \"$GOENVMGR_HOME/shims/go\" version";
    let mut unshare = std::process::Command::new("unshare");
    unshare.args(["--mount", "sh", "-c", script]).env_clear().env("PATH", "/usr/bin:/bin");
    unshare.env("HOME", world.path("user")).env("GOENVMGR_HOME", world.home());
    unshare.env("EXE", env!("CARGO_BIN_EXE_goenvmgr")).current_dir(world.work());
    let output = unshare.output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{output:?}");
    assert!(said.contains("go1.22.5 GOROOT="), "{output:?}");
}

/// No other go runs in the place of one that the mount keeps from running.
#[test]
fn exec_says_that_a_store_is_on_a_noexec_mount() {
    let world = World::with(&["1.22.5"]).system("1.20.1");
    let script = "cp -a \"$GOENVMGR_HOME\" copy && mount -t tmpfs -o noexec none \"$GOENVMGR_HOME\" && \
        cp -a copy/. \"$GOENVMGR_HOME\" && exec \"$EXE\" exec 1.22.5 -- go version";
    let mut unshare = std::process::Command::new("unshare");
    unshare.args(["--mount", "sh", "-c", script]).env_clear();
    unshare.env("PATH", format!("{}:/usr/bin:/bin", world.path("system/bin").display()));
    unshare.env("HOME", world.path("user")).env("GOENVMGR_HOME", world.home());
    unshare.env("EXE", env!("CARGO_BIN_EXE_goenvmgr")).current_dir(world.work());
    let output = unshare.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(126), "{output:?}");
    assert!(said.contains("noexec") && said.contains("toolchains/go1.22.5/bin/go"), "{said}");
}
