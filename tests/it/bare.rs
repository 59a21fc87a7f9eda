//! An environment without HOME, without PATH, or with nothing at all.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::support::net::Net;
use crate::support::world::{Ran, ran};

/// The binary with these variables only, as a user without an account, so that no home is known.
fn nobody(net: &Net, vars: &[&str], args: &[&str]) -> Ran {
    let mut run = Command::new("/usr/bin/setpriv");
    run.args(["--reuid", "54321", "--regid", "54321", "--clear-groups", "env", "-i"]);
    run.args(vars).arg(net.world.path("goenvmgr")).args(args);
    run.current_dir(net.world.work());
    ran(run)
}

fn open(net: &Net) {
    use std::os::unix::fs::PermissionsExt;
    net.world.program_for_all();
    for dir in [net.world.path(""), net.world.home(), net.world.work()] {
        std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o777)).unwrap();
    }
}

#[test]
fn home_that_is_unknown_is_named_with_the_cure_and_what_needs_none_works() {
    let net = Net::new();
    open(&net);
    let version = nobody(&net, &[], &["--version"]).exits(0);
    assert!(version.stdout.starts_with("goenvmgr "), "{version:?}");
    for args in [&["--help"][..], &["install", "--help"], &["completions", "bash"]] {
        assert!(!nobody(&net, &[], args).exits(0).stdout.is_empty());
    }
    for args in [&["list"][..], &["install", "1.22.5"], &["env"], &["exec", "1.22.5", "--", "go"]] {
        let told = nobody(&net, &[], args).exits(2).stderr;
        assert!(told.contains("no home directory is known"), "{told}");
        assert!(told.contains("HOME") && told.contains("GOENVMGR_HOME"), "{told}");
    }
    let told = nobody(&net, &["GOENVMGR_HOME=relative"], &["list"]).exits(2).stderr;
    assert!(told.contains("or unset it"), "{told}");
    let told = nobody(&net, &["HOME=relative"], &["list"]).exits(2).stderr;
    assert!(told.contains("relative"), "{told}");
    assert_eq!(std::fs::read_dir(net.world.work()).unwrap().count(), 0);
}

#[test]
fn install_and_run_need_nothing_but_a_home() {
    let net = Net::new();
    open(&net);
    let home = format!("GOENVMGR_HOME={}", net.world.home().display());
    let mut vars = vec![home];
    for name in ["GOPROXY", "GOSUMDB", "GOENVMGR_INDEX_URL", "GOENVMGR_ARCHIVE_URL"] {
        vars.push(format!("{name}={}", net.world.vars()[OsStr::new(name)].to_str().unwrap()));
    }
    let vars: Vec<&str> = vars.iter().map(String::as_str).collect();
    nobody(&net, &vars, &["install", "1.22.5"]).exits(0);
    net.is_whole(false);
    nobody(&net, &vars, &["default", "1.22.5"]).exits(0);
    nobody(&net, &vars, &["verify"]).exits(0);
    let which = nobody(&net, &vars, &["which", "go"]).exits(0);
    assert_eq!(Path::new(which.stdout.trim()), net.root().join("bin/go"));
    let ran = nobody(&net, &vars, &["exec", "1.22.5", "--", "go", "version"]).exits(0);
    assert!(ran.stdout.starts_with("go version go1.22.5 "), "{ran:?}");
    let shown = nobody(&net, &vars, &["env", "--shell", "bash"]).exits(0).stdout;
    assert!(shown.contains("toolchains/go1.22.5/bin"), "{shown}");
    nobody(&net, &vars, &["uninstall", "--force", "1.22.5"]).exits(0);
    net.run(&["list"]).exits(0);
}
