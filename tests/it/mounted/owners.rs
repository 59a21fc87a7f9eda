//! Toolchains and directories of other users, and what is left of what somebody removed.

use std::fs;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::CommandExt as _;
use std::path::Path;
use std::process::Command;

use super::kept;
use crate::support::net::Net;
use crate::support::publish::ReleaseSite;
use crate::support::world::{Ran, ran};

/// Gives a path, with all below it, to a user.
fn give(path: &Path, user: &str) {
    let given = Command::new("chown").args(["-R", user]).arg(path).status();
    assert!(given.unwrap().success());
}

fn as_nobody(net: &Net, args: &[&str]) -> Ran {
    ran(net.world.ours(args).uid(65534).gid(65534))
}

#[test]
fn toolchain_of_another_user_is_named_with_what_to_type_before_anything_is_fetched() {
    let net = kept();
    give(&net.world.path(""), "65534:65534");
    give(&net.root(), "0:0");
    let asked = net.site.server.targets().len();
    for args in [
        &["uninstall", "1.22.5"][..],
        &["uninstall", "-n", "1.22.5"],
        &["install", "--reinstall", "1.22.5"],
    ] {
        let said = as_nobody(&net, args).exits(3);
        assert!(said.stderr.contains("belongs to root"), "{args:?}: {said:?}");
        let cure = said.stderr.lines().find_map(|line| line.split_once("sudo ")).unwrap().1;
        assert!(cure.contains("toolchains/go1.22.5"), "{said:?}");
        net.is_whole(false);
        net.is_tidy();
        net.run(&["verify", "1.22.5"]).exits(0);
    }
    assert_eq!(net.site.server.targets().len(), asked, "nothing is fetched");
    give(&net.root(), "65534:65534");
    as_nobody(&net, &["uninstall", "1.22.5"]).exits(0);
}

#[test]
fn install_where_toolchains_is_anothers_says_so_before_anything_is_fetched() {
    let net = Net::new();
    for dir in ["toolchains", "receipts"] {
        give(&net.world.path(""), "65534:65534");
        let dir = net.world.home().join(dir);
        fs::create_dir_all(&dir).unwrap();
        give(&dir, "0:0");
        let said = as_nobody(&net, &["install", "1.22.5"]).exits(3);
        assert!(said.stderr.contains(dir.to_str().unwrap()), "{said:?}");
        assert!(said.stderr.contains("GOENVMGR_HOME"), "{said:?}");
        assert!(!net.site.server.targets().contains(&ReleaseSite::path(&net.toolchain)));
    }
}

/// Directories of one's own that are write-protected, and others' in which one may write.
#[test]
fn toolchain_of_ones_own_goes_whatever_its_modes() {
    let net = kept();
    give(&net.world.path(""), "65534:65534");
    for mode in [0o555, 0o500, 0o700] {
        for dir in ["src", "bin", ""] {
            fs::set_permissions(net.root().join(dir), Permissions::from_mode(mode)).unwrap();
        }
        let again = &["install", "--reinstall", "1.22.5"];
        as_nobody(&net, again).exits(0);
        net.is_whole(false);
        net.is_tidy();
    }
    fs::set_permissions(net.root(), Permissions::from_mode(0o555)).unwrap();
    as_nobody(&net, &["uninstall", "1.22.5"]).exits(0);
    assert!(net.traces().is_empty(), "{:?}", net.traces());
}

/// Somebody removed the toolchain by hand.
#[test]
fn receipt_of_a_toolchain_that_is_gone_goes_with_clean() {
    let net = kept();
    fs::remove_dir_all(net.root()).unwrap();
    net.run(&["clean", "--stale"]).exits(0);
    assert!(net.traces().is_empty(), "{:?}", net.traces());
}
