//! Installing by the way: `use --pin`, `pin --install`, and with `auto_install = true` shims and `exec`.

use std::fs;
use std::process::Stdio;

use crate::support::net::Net;
use crate::support::world::ran;

fn pin_of(net: &Net) -> String {
    fs::read_to_string(net.world.work().join(".go-version")).unwrap_or_default()
}

#[test]
fn use_pin_installs_pins_and_follows_the_pin() {
    let net = Net::new().var("GOENVMGR_VERSION", "1.21");
    let mut asked = net.world.ours(&["use", "--pin", "1.22.5"]);
    let told = ran(asked.env("__GOENVMGR_EMIT", "bash")).exits(0);
    assert_eq!(
        (net.installed(), pin_of(&net)),
        (vec!["go1.22.5".to_owned()], "1.22.5\n".to_owned())
    );
    assert!(told.stdout.contains("unset GOENVMGR_VERSION"), "{}", told.stdout);
    assert!(told.stdout.contains("toolchains/go1.22.5"), "{}", told.stdout);
}

#[test]
fn pin_install_installs_first_and_pins_nothing_that_cannot_be_had() {
    let net = Net::new();
    net.run(&["pin", "1.22.6", "--install"]).exits(3);
    assert_eq!(pin_of(&net), "");
    net.run(&["pin", "1.22", "--install"]).exits(0);
    assert_eq!((net.installed(), pin_of(&net)), (vec!["go1.22.5".to_owned()], "1.22\n".to_owned()));
    let mut net = net;
    net.without_site();
    net.run(&["pin", "1.22.5", "--install"]).exits(0);
}

/// A home with shims, and a project whose pin is not installed.
fn missing() -> Net {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    net.run(&["uninstall", "1.22.5"]).exits(0);
    net.run(&["pin", "1.22.5"]).exits(0);
    assert!(net.installed().is_empty());
    net
}

#[test]
fn shims_and_exec_install_what_is_missing_only_where_that_is_set() {
    let mut net = missing();
    let shim = net.world.home().join("shims/go");
    ran(net.world.command(&shim).arg("version")).exits(127);
    net.run(&["exec", "--", "go", "version"]).exits(127);
    assert!(net.installed().is_empty());
    net.set("GOENVMGR_AUTO_INSTALL", "true");
    let told = net.run(&["exec", "--", "go", "version"]).exits(0);
    assert!(told.stderr.contains("installed go1.22.5"), "{}", told.stderr);
    assert!(!told.stdout.contains("installed go1.22.5"), "{}", told.stdout);
    net.run(&["uninstall", "1.22.5"]).exits(0);
    ran(net.world.command(&shim).arg("version")).exits(0);
    net.is_whole(false);
    // The shim that installed leads to the program still, and so do the others.
    ran(net.world.command(&shim).arg("version")).exits(0);
    ran(net.world.command(net.world.home().join("shims/go1.22.5")).arg("version")).exits(0);
    net.run(&["uninstall", "1.22.5"]).exits(0);
    net.run(&["exec", "1.22", "--", "go", "version"]).exits(0);
}

/// As `make -j8` starts them.
#[test]
fn shims_that_start_at_once_install_once() {
    let net = missing().var("GOENVMGR_AUTO_INSTALL", "true");
    let shim = net.world.home().join("shims/go");
    let start = |_| {
        let mut command = net.world.command(&shim);
        command.arg("version").stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let all: Vec<_> = (0..8).map(start).collect();
    let mut installs = 0;
    for child in all {
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{said}");
        installs += usize::from(said.contains("unpacking") || said.contains("downloading"));
    }
    assert_eq!(installs, 1, "the others waited");
    net.is_whole(false);
    net.is_tidy();
}
