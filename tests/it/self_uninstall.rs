//! `goenvmgr self uninstall`: nothing of ours is left, and nothing else is gone.

use std::fs;

use crate::support::net::Net;
use crate::support::program;

const RC: &str = "alias ll='ls -l'\n";

/// A machine with a toolchain, a default, start-up files and something of the user's in our home.
fn used() -> Net {
    let mut net = Net::new();
    let user = net.world.path("user");
    net.set("HOME", &user);
    net.world.write(&user.join(".bashrc"), RC);
    net.world.write(&user.join(".cache/go-build/x"), "Go's");
    net.world.write(&net.world.home().join("mine.txt"), "the user's");
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["default", "1.22.5"]).exits(0);
    net.run(&["setup", "--shell", "bash"]).exits(0);
    net
}

#[test]
fn self_uninstall_leaves_nothing_of_ours_and_everything_else() {
    let net = used();
    let user = net.world.path("user");
    let plan = net.run(&["self", "uninstall", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains(".bashrc: our lines would be removed"), "{plan}");
    assert!(plan.contains("toolchains") && plan.contains("settings"), "{plan}");
    assert_eq!(net.installed(), ["go1.22.5"], "a dry run");
    let refused = net.run(&["self", "uninstall"]).exits(2);
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    let done = net.run(&["self", "uninstall", "--yes"]).exits(0);
    assert!(done.stderr.contains("goenvmgr is left; rm /"), "{}", done.stderr);
    let left = fs::read_dir(net.world.home()).unwrap();
    let left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["mine.txt"]);
    assert_eq!(fs::read_to_string(user.join(".bashrc")).unwrap(), RC);
    assert!(user.join(".cache/go-build/x").exists());
    fs::remove_file(net.world.home().join("mine.txt")).unwrap();
    let again = net.run(&["self", "uninstall", "--yes"]).exits(0);
    assert!(again.stdout.contains("nothing of goenvmgr is here"), "{}", again.stdout);
}

#[test]
fn self_uninstall_names_the_command_of_whoever_installed_the_program() {
    let mut net = used();
    let bin = net.world.path("fake");
    program::script(&bin.join("dpkg"), "#!/bin/sh\necho \"goenvmgr:amd64: $2\"\n");
    net.set("PATH", &bin);
    let done = net.run(&["self", "uninstall", "--yes"]).exits(0);
    let says = "is left; apt has installed it: apt remove goenvmgr";
    assert!(done.stderr.contains(says), "{}", done.stderr);
}

#[test]
fn self_uninstall_takes_the_program_along_where_it_is_the_users_own() {
    let net = used();
    let program = net.world.path("user/.local/bin/goenvmgr");
    fs::create_dir_all(program.parent().unwrap()).unwrap();
    program::copy(env!("CARGO_BIN_EXE_goenvmgr"), &program);
    let page = |name: &str| net.world.path(&format!("user/.local/share/man/man1/{name}"));
    for name in ["goenvmgr.1", "goenvmgr-ide.1", "goenvmgr-team.1"] {
        net.world.write(&page(name), "");
    }
    let done = net.world.command(&program).args(["self", "uninstall", "--yes"]).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    assert!(!program.exists());
    assert!(!page("goenvmgr.1").exists() && !page("goenvmgr-ide.1").exists());
    assert!(page("goenvmgr-team.1").exists(), "somebody else's");
}

#[test]
fn self_uninstall_waits_for_no_toolchain_that_runs() {
    let net = used();
    let sleeper = net.root().join("bin/sleeper");
    program::copy("/usr/bin/sleep", &sleeper);
    let mut running = std::process::Command::new(&sleeper).arg("60").spawn().unwrap();
    let refused = net.run(&["self", "uninstall", "--yes"]);
    running.kill().unwrap();
    running.wait().unwrap();
    assert_eq!(refused.code, 1, "{}", refused.stderr);
    assert!(refused.stderr.contains("sleeper"), "{}", refused.stderr);
    net.is_whole(false);
}

#[test]
fn self_uninstall_leaves_what_others_put_among_what_is_ours() {
    let net = used();
    let home = net.world.home();
    net.world.write(&home.join("shims/mine"), "#!/bin/sh\n");
    net.world.write(&home.join("toolchains/notes/read.me"), "the user's");
    net.world.write(&home.join("toolchains/go1.20.1/mine.go"), "the user's");
    let plan = net.run(&["self", "uninstall", "--dry-run", "--format", "json"]).exits(0).json();
    assert_eq!(plan["stays"].as_array().unwrap().len(), 3, "{plan}");
    let done = net.run(&["self", "uninstall", "--yes"]).exits(0).stdout;
    assert!(done.contains("shims/mine stays: it is not ours"), "{done}");
    assert!(home.join("toolchains/go1.20.1/mine.go").exists());
    assert!(home.join("shims/mine").exists() && home.join("toolchains/notes/read.me").exists());
    assert!(!home.join("shims/go").exists() && !home.join("toolchains/go1.22.5").exists());
}

#[test]
fn self_uninstall_waits_for_no_installation_that_is_at_work() {
    let net = used();
    let held = net.world.home().join("staging/go1.23.1.lock");
    let file = crate::locks::hold(&held);
    let refused = net.run(&["self", "uninstall", "--yes"]).exits(1).stderr;
    assert!(refused.contains("at work on go1.23.1"), "{refused}");
    assert_eq!(net.installed(), ["go1.22.5"]);
    drop(file);
    net.run(&["self", "uninstall", "--yes"]).exits(0);
}

#[test]
fn self_uninstall_goes_where_a_link_to_another_disk_leads() {
    let net = used();
    let (toolchains, disk) = (net.world.home().join("toolchains"), net.world.path("disk"));
    fs::rename(&toolchains, &disk).unwrap();
    std::os::unix::fs::symlink(&disk, &toolchains).unwrap();
    net.run(&["self", "uninstall", "--yes"]).exits(0);
    assert_eq!(fs::read_dir(&disk).unwrap().count(), 0, "what was ours there is gone");
    assert!(toolchains.symlink_metadata().is_err());
}

/// `GOENVMGR_HOME=$HOME`: directories of ours have names that everybody uses.
#[test]
fn self_uninstall_leaves_what_others_put_into_each_directory_of_ours() {
    let net = used();
    let home = net.world.home();
    let theirs = [
        "built/mine/x",
        "cache/downloads/film.tar.gz",
        "cache/mycache/x",
        "cache/sumdb/mine",
        "foreign/mine",
        "layout",
        "receipts/MINE.txt",
        "shims/.mine",
        "staging/mine/x",
        "state/health/mine",
        "state/logs/mine.log",
        "state/mystate/x",
        "state/trust/mine.json",
        "state/used/not a name",
        "toolchains/.mine",
        "tools/mine",
        "undo/mine/x",
    ];
    for path in theirs {
        net.world.write(&home.join(path), "the user's");
    }
    let plan = net.run(&["self", "uninstall", "--dry-run", "--format", "json"]).exits(0).json();
    let stays: Vec<&str> =
        plan["stays"].as_array().unwrap().iter().map(|path| path.as_str().unwrap()).collect();
    let done = net.run(&["self", "uninstall", "--yes"]).exits(0).stdout;
    for path in theirs {
        assert!(home.join(path).exists(), "{path}\n{done}");
        let named = stays.iter().any(|stays| home.join(path).starts_with(stays));
        assert!(named, "{path} is not named: {plan}");
    }
    let mut left = files(&home);
    left.retain(|path| path != "mine.txt");
    assert_eq!(left, theirs, "and nothing of ours is left");
}

/// All files below a directory, by their path from there.
fn files(root: &std::path::Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut dirs = vec![root.to_owned()];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() && !path.is_symlink() {
                true => dirs.push(path),
                false => found.push(path.strip_prefix(root).unwrap().display().to_string()),
            }
        }
    }
    found.sort();
    found
}

/// Whoever gives a file of state or cache a name says it in `src/cli/own/names.rs` too.
#[test]
fn self_uninstall_knows_each_name_in_state_and_cache() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let known = fs::read_to_string(root.join("src/cli/own/names.rs")).unwrap();
    let mut seen = 0;
    for file in files(&root.join("src")).iter().filter(|file| file.ends_with(".rs")) {
        let text = fs::read_to_string(root.join("src").join(file)).unwrap();
        for asked in ["state().join(\"", "cache().join(\"", "cache.join(\""] {
            for (at, _) in text.match_indices(asked) {
                let name = text[at + asked.len()..].split('"').next().unwrap();
                // What is a path of Go's own cache has a slash.
                if name.contains('/') {
                    continue;
                }
                seen += 1;
                let end = name.strip_prefix("roots.").unwrap_or(name);
                assert!(known.contains(&format!("\"{end}\"")), "{file}: {name}");
            }
        }
    }
    assert!(seen >= 15, "only {seen}: the names are written in another way now");
}
