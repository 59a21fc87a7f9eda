//! `goenvmgr link`: a Go of the user's own, under a name that selects it and proves nothing.

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;

use crate::support::world::{World, exe, ran, with_powershell};
use crate::support::{program, real_go};

/// With go1.22.5 installed, and a Go of the user's own in `own/go`.
fn world() -> World {
    let world = World::with(&["1.22.5"]);
    world.goroot(&world.path("own/go"), "1.23.1-acme");
    world
}

fn linked() -> World {
    let world = world();
    world.run(&["link", "mygo", &world.show("own/go")]).exits(0);
    world
}

#[test]
fn link_names_a_go_that_stays_where_it_is() {
    let world = world();
    let go = world.show("own/go");
    let dry = world.run(&["link", "-n", "mygo", &go]).exits(0).stdout;
    assert!(dry.contains("mygo would be linked to"), "{dry}");
    assert_eq!(world.installed(), ["go1.22.5"]);
    let done = world.run(&["link", "mygo", "../own/../own/go/."]).exits(0);
    assert_eq!(
        done.stdout,
        format!("mygo linked to {}: Go 1.23.1, unverified\n", world.show("work/../own/../own/go"))
    );
    let again = world.run(&["link", "mygo", &go, "--format", "json"]).exits(0).json();
    assert_eq!((&again["version"], &again["to"]), (&"1.23.1".into(), &go.into()));
    assert_eq!(world.installed(), ["go1.22.5", "mygo"]);
    let rustup = world.run(&["toolchain", "link", "other", "../own/go"]).exits(0);
    assert!(rustup.stdout.starts_with("other linked to"), "{rustup:?}");
    let gone = world.run(&["unlink", "other"]).exits(0).stdout;
    assert!(gone.starts_with("unlinked other;"), "{gone}");
    world.run(&["uninstall", "mygo"]).exits(0);
    assert_eq!(world.installed(), ["go1.22.5"]);
    assert!(world.path("own/go/bin/go").exists(), "the tree is never touched");
    let none = world.run(&["unlink", "mygo"]).exits(1);
    assert!(none.stderr.contains("no toolchain is linked under the name mygo"), "{none:?}");
}

#[test]
fn link_refuses_what_is_no_go_and_names_that_mean_something() {
    let world = linked();
    let go = world.show("own/go");
    for name in [
        "latest", "stable", "system", "local", "path", "auto", "default", "go1.22.5", "1.22", "Go",
        "v2", "rc",
    ] {
        let refused = world.run(&["link", name, &go]).exits(2);
        assert!(
            refused.stderr.contains("name") || refused.stderr.contains("already"),
            "{name}: {refused:?}"
        );
    }
    world.write("own/empty/VERSION", "go1.22.5\n");
    world.program("own/mute/bin/go", "#!/bin/sh\n");
    world.write("own/mips/VERSION", "go1.22.5\n");
    world.program("own/mips/bin/go", "#!/bin/sh\n");
    let mut other = program::fake_go().to_vec();
    // The machine in an ELF header: another than any that tests run on.
    other[18..20].copy_from_slice(&[8, 0]);
    fs::write(world.path("own/mips/bin/go"), other).unwrap();
    world.write("home/toolchains/theirs/notes", "");
    for (name, dir, says) in [
        ("a", "own/none", "there is no directory"),
        ("a", "own/empty", "there is no program"),
        ("a", "own/mute", "does not say which Go it is"),
        ("a", "own/mips", "this machine cannot run it"),
        ("a", "home/toolchains/go1.22.5", "goenvmgr's own"),
        ("a", "home/toolchains/mygo", "goenvmgr's own"),
        ("theirs", "own/go", "is no link of goenvmgr's"),
    ] {
        let refused = world.run(&["link", name, &world.show(dir)]).exits(2);
        assert!(
            refused.stderr.contains(says) && refused.stderr.contains("hint:"),
            "{dir}: {refused:?}"
        );
    }
    assert_eq!(world.installed(), ["go1.22.5", "mygo", "theirs"]);
}

#[test]
fn linked_toolchain_is_selected_by_what_is_the_users_own_and_never_called_verified() {
    let mut world = linked();
    let root = world.home().join("toolchains/mygo");
    world.run(&["default", "mygo"]).exits(0);
    let shown = world.run(&["current", "--format", "json"]).exits(0).json();
    assert_eq!((&shown["version"], &shown["rule"]), (&"1.23.1".into(), &"default".into()));
    assert_eq!(shown["root"], *root.display().to_string());
    assert_eq!(
        (&shown["link"]["name"], &shown["link"]["path"]),
        (&"mygo".into(), &world.show("own/go").into())
    );
    for command in ["current", "explain", "list"] {
        let told = world.run(&[command]).exits(0).stdout;
        assert!(told.contains("unverified") && told.contains("mygo"), "{command}: {told}");
    }
    let ran = world.run(&["exec", "mygo,1.22.5", "--", "go", "x"]).exits(0);
    assert_eq!(
        ran.stdout,
        format!(
            "go1.23.1-acme GOROOT={} x\ngo1.22.5 GOROOT={} x\n",
            root.display(),
            world.home().join("toolchains/go1.22.5").display()
        )
    );
    assert!(ran.stderr.contains("mygo "), "{ran:?}");
    world.set("GOENVMGR_VERSION", "mygo");
    let checked = world.run(&["check", "--format", "json"]).json();
    assert_eq!(checked["link"], "mygo");
    assert!(checked["notes"].to_string().contains("mygo is a toolchain of your own"), "{checked}");
    let which = world.run(&["which"]).exits(0).stdout;
    assert_eq!(which, format!("{}\n", root.join("bin/go").display()));
    let listed = world.run(&["list", "mygo", "--format", "json"]).exits(0).json();
    let mine = &listed[0];
    assert_eq!(
        (&mine["link"], &mine["active"], &mine["default"]),
        (&"mygo".into(), &true.into(), &true.into())
    );
    assert_eq!(mine["verified"]["unverified"], "a toolchain of your own");
    let verified = world.run(&["verify", "mygo"]).exits(1);
    assert!(verified.stderr.contains("unverified"), "{verified:?}");
    let all = world.run(&["verify", "--format", "json"]);
    assert!(all.stderr.contains("mygo is linked to") && !all.stdout.contains("mygo"), "{all:?}");
    let doctor = world.run(&[
        "doctor",
        "--offline",
        "--only",
        "install.links,install.default",
        "--format",
        "json",
    ]);
    assert!(doctor.stdout.contains("unverified"), "{doctor:?}");
    doctor.exits(0);
}

#[test]
fn linked_toolchain_is_no_version_and_no_fallback() {
    let world = linked().file(".go-version", "1.23\n");
    let missing = world.run(&["current"]).exits(1);
    assert!(
        missing.stdout.contains("1.23"),
        "what nothing verified takes no release's place: {missing:?}"
    );
    for args in [
        &["install", "mygo"][..],
        &["upgrade", "mygo"],
        &["use", "nogo"],
        &["exec", "nogo", "--", "go"],
        &["default", "nogo"],
    ] {
        let run = ran(world.ours(args).env("__GOENVMGR_EMIT", "bash"));
        assert_eq!(run.code, 2, "{args:?}: {run:?}");
    }
    let tip = world.run(&["default", "tip"]).exits(2).stderr;
    assert!(tip.contains("goenvmgr link tip DIR"), "{tip}");
    let near = world.run(&["default", "mygp"]).exits(2).stderr;
    assert!(near.contains("did you mean \"mygo\"?"), "{near}");
}

#[test]
fn pin_names_a_linked_toolchain_after_trust_alone() {
    let world = linked();
    let pinned = world.run(&["pin", "mygo"]).exits(0);
    assert!(
        pinned.stdout.contains("goenvmgr.toml") && pinned.stderr.contains("goenvmgr trust"),
        "{pinned:?}"
    );
    let refused = world.run(&["exec", "--", "go"]).exits(127);
    assert!(
        refused.stderr.contains("after trust only") && refused.stderr.contains("goenvmgr trust"),
        "{refused:?}"
    );
    let trusted = world.run(&["trust"]).exits(0);
    assert!(trusted.stdout.contains("mygo"), "{trusted:?}");
    assert!(world.run(&["current"]).exits(0).stdout.starts_with("mygo 1.23.1"));
    world.run(&["untrust"]).exits(0);
    world.run(&["current"]).exits(1);
    fs::remove_file(world.work().join("goenvmgr.toml")).unwrap();
    for (name, text) in [
        (".go-version", "mygo\n"),
        (".tool-versions", "golang mygo\n"),
        ("mise.toml", "[tools]\ngo = 'mygo'\n"),
    ] {
        world.write(&world.work().join(name), text);
        let read = world.run(&["current"]).exits(1);
        assert!(read.stdout.contains("no Go version"), "{name}: {read:?}");
        let written = world.run(&["pin", "mygo"]).exits(2);
        assert!(written.stderr.contains("means nothing there"), "{name}: {written:?}");
        fs::remove_file(world.work().join(name)).unwrap();
    }
}

#[test]
fn link_is_left_alone_by_what_cleans_upgrades_and_imports() {
    let world = linked();
    let user = world.path("user");
    fs::create_dir_all(user.join("sdk")).unwrap();
    world.goroot(&user.join("sdk/go1.21.3"), "1.21.3");
    world.run(&["link", "sdk", &user.join("sdk/go1.21.3").display().to_string()]).exits(0);
    world.run(&["uninstall", "--all", ">=1.0", "--force"]).exits(0);
    assert_eq!(world.installed(), ["mygo", "sdk"]);
    world.run(&["clean", "--stale", "--older-than", "0h", "--yes"]).exits(0);
    world.run(&["uninstall", "--keep-newest"]).exits(0);
    let import = world.run(&["import", "--dry-run"]);
    assert!(import.stdout.contains("1.21.3"), "what is linked is still another's: {import:?}");
    let du = world.run(&["du"]).exits(0).stdout;
    assert!(!du.contains("mygo"), "{du}");
    let plan = world.run(&["self", "uninstall", "--dry-run"]).exits(0).stdout;
    assert!(!plan.contains("stays: it is not ours"), "{plan}");
    world.run(&["self", "uninstall", "--yes"]).exits(0);
    assert!(!world.home().join("toolchains").exists());
    assert!(world.path("own/go/bin/go").exists() && user.join("sdk/go1.21.3/VERSION").exists());
}

/// A project that selects a link wants no version that is called as the link's Go calls itself.
#[test]
fn clean_keeps_nothing_for_a_link_that_takes_itself_for_it() {
    let world = World::with(&["1.22.5", "1.23.1"]);
    world.goroot(&world.path("own/go"), "1.22.5");
    world.run(&["link", "mygo", &world.show("own/go")]).exits(0);
    world.run(&["pin", "mygo"]).exits(0);
    world.run(&["trust"]).exits(0);
    world.run(&["default", "1.23.1"]).exits(0);
    world.run(&["roots", "add", "."]).exits(0);
    world.run(&["clean", "--stale", "--older-than", "0h", "--yes"]).exits(0);
    assert_eq!(world.installed(), ["go1.23.1", "mygo"]);
}

#[test]
fn link_that_leads_nowhere_is_named() {
    let mut world = linked();
    world.run(&["default", "mygo"]).exits(0);
    // In a shell that is active.
    let active = world.run(&["exec", "--", exe(), "unlink", "mygo"]).exits(1);
    assert!(active.stderr.contains("it is on the PATH of this shell"), "{active:?}");
    let refused = world.run(&["unlink", "mygo"]).exits(1);
    assert!(
        refused.stderr.contains("it is the default") && refused.stderr.contains("--force"),
        "{refused:?}"
    );
    fs::rename(world.path("own/go"), world.path("own/gone")).unwrap();
    for args in [&["current"][..], &["explain"]] {
        let told = world.run(args).exits(1);
        assert!(told.stdout.contains("its link leads to no Go"), "{told:?}");
        assert!(told.stderr.contains("goenvmgr link mygo DIR"), "{told:?}");
    }
    let list = world.run(&["list", "--format", "json"]).exits(0).json();
    assert_eq!((&list[1]["link"], &list[1]["version"]), (&"mygo".into(), &serde_json::Value::Null));
    assert!(world.run(&["list"]).exits(0).stdout.contains("there is no directory"));
    world.run(&["default"]).exits(1);
    world.run(&["verify", "mygo"]).exits(1);
    let doctor = world.run(&["doctor", "--offline", "--only", "install.links,install.default"]);
    assert!(doctor.stdout.contains("goenvmgr unlink mygo"), "{doctor:?}");
    world.set("GOENVMGR_VERSION", "mygo");
    let go = world.run(&["exec", "--", "go"]).exits(127);
    assert!(go.stderr.contains("its link leads to no Go"), "{go:?}");
    world.run(&["unlink", "--force", "mygo"]).exits(0);
    let none = world.run(&["current"]).exits(1).stdout;
    assert!(none.contains("no toolchain is linked under that name"), "{none}");
    symlink("mygo", world.home().join("toolchains/mygo")).unwrap();
    world.run(&["current"]).exits(1);
    world.run(&["list"]).exits(0);
}

/// As Windows has it: a file that holds the path, and shims first on PATH.
#[test]
fn link_that_is_a_file_runs_through_shims() {
    let world = World::with(&["1.22.5"]);
    world.goroot(&world.path("own/go"), "1.23.1");
    world.write("home/toolchains/mygo", &format!("{}\n", world.show("own/go")));
    world.shims();
    fs::remove_file(world.home().join("shims/mygo")).unwrap();
    world.run(&["default", "mygo"]).exits(0);
    let env = world.run(&["env", "--format", "json"]).exits(0).json();
    let path = env["set"]["PATH"].as_str().unwrap();
    let shims = world.home().join("shims");
    assert!(
        path.starts_with(&format!("{}:", shims.display())) && !path.contains("own/go"),
        "{path}"
    );
    assert_eq!(env["set"]["GOROOT"], serde_json::Value::Null);
    let run = ran(world.command(shims.join("go")));
    assert_eq!(run.stdout, "go1.23.1 GOROOT= \n", "{run:?}");
    assert_eq!(world.run(&["list", "--format", "json"]).exits(0).json()[1]["link"], "mygo");
    world.run(&["unlink", "--force", "mygo"]).exits(0);
    assert!(world.path("own/go/bin/go").exists());
}

#[test]
fn prompt_sees_a_link_that_is_changed_or_dangling() {
    for shell in with_powershell() {
        let world = World::with_shells();
        for (name, version) in [("one", "1.20.1"), ("two", "1.21.1")] {
            world.goroot(&world.path(name), version);
        }
        world.run(&["link", "mygo", &world.show("one")]).exits(0);
        world.run(&["default", "mygo"]).exits(0);
        let link = world.home().join("toolchains/mygo").display().to_string();
        let root = world.show("");
        let call = if shell == "pwsh" { "& " } else { "" };
        let script = format!(
            "p first\ngo\np idle\n{call}'{}' link -q mygo {root}two\np linked\ngo\nrm {link}\nln -s {root}one {link}\n\
             p by-hand\ngo\np idle\nmv {root}one {root}away\np dangling\np idle\nmv {root}away {root}one\np back\ngo",
            exe()
        );
        let said = world.script(shell, &[], &script);
        let of = |line: &&str| line.starts_with("go1") || line.contains(" asked ");
        let lines: Vec<_> =
            said.lines().filter(of).map(|line| line.replace("W/data/toolchains/", "")).collect();
        let go = |version: &str| format!("go{version} GOROOT=mygo GOTOOLCHAIN=none");
        let asked = |label: &str, go: &str, asked: u8| format!("{label}: {go} asked {asked}");
        let expected = [
            asked("first", "mygo", 0),
            go("1.20.1"),
            asked("idle", "mygo", 0),
            asked("linked", "mygo", 1),
            go("1.21.1"),
            asked("by-hand", "mygo", 2),
            go("1.20.1"),
            asked("idle", "mygo", 2),
            asked("dangling", "", 3),
            asked("idle", "", 3),
            asked("back", "mygo", 4),
            go("1.20.1"),
        ];
        assert_eq!(lines, expected, "{shell}: {said}");
        assert!(said.contains("its link leads to no Go"), "{shell}: {said}");
    }
}

/// A tree that Go's own build made, named by a link: GOROOT is the link, and Go builds with it.
#[test]
fn linked_go_builds_and_tests_its_own_library() {
    let world = World::with(&["1.22.5"]);
    let root = Path::new(real_go::OWN);
    world.run(&["link", "mygo", &root.display().to_string()]).exits(0);
    world.write(&world.work().join("go.mod"), "module m\n\ngo 1.20\n");
    world.write(
        &world.work().join("m_test.go"),
        "package m\n\nimport \"testing\"\n\nfunc TestM(*testing.T) {}\n",
    );
    let ran = world.run(&["exec", "mygo", "--", "go", "test", "./..."]);
    assert!(ran.stdout.contains("ok"), "{ran:?}");
    let std =
        world.run(&["exec", "mygo", "--", "go", "list", "errors", "cmd/gofmt"]).exits(0).stdout;
    assert_eq!(std, "errors\ncmd/gofmt\n");
}

#[test]
fn list_says_once_what_is_known_of_a_version_that_two_have() {
    let world = World::with(&["1.22.5"]);
    world.goroot(&world.path("own/go"), "1.22.5");
    world.run(&["link", "mygo", &world.show("own/go")]).exits(0);
    let list = world.run(&["list"]).exits(0).stdout;
    assert_eq!(list.matches("1.22.5 has ").count(), 1, "{list}");
}
