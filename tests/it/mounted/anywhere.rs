//! Every command on every kind of mount.

use std::fs;

use super::place::{PLACES, Place};
use super::{Mounted, keep, kept};
use crate::support::net::Net;

#[test]
fn uninstall_and_install_work_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        machine.is_whole();
        let ran = machine.run(&["uninstall", "1.22.5"]).exits(0);
        assert_eq!(ran.stdout.contains("stays, empty"), place == Place::Point, "{ran:?}");
        machine.is_gone();
        assert_eq!(machine.run(&["uninstall", "1.22.5"]).code, 1, "{place:?}");
        machine.run(&["install", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
        machine.run(&["uninstall", "1.22.5"]).exits(0);
        machine.is_gone();
    }
}

#[test]
fn reinstall_and_repair_work_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        machine.run(&["install", "--reinstall", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
        fs::remove_file(machine.see("toolchains/go1.22.5/VERSION")).unwrap();
        fs::write(machine.see("toolchains/go1.22.5/src/extra.go"), "x").unwrap();
        let ran = machine.run(&["install", "1.22.5"]).exits(0);
        assert!(ran.stdout.contains("repaired go1.22.5"), "{place:?}: {ran:?}");
        machine.is_whole();
        machine.is_tidy();
    }
}

#[test]
fn clean_removes_toolchains_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        let ran = machine.run(&["clean", "--stale", "--older-than", "0d"]).exits(0);
        assert!(ran.stdout.contains("go1.22.5"), "{place:?}: {ran:?}");
        machine.is_gone();
    }
}

/// A volume that nothing was ever installed in, and a mount point that somebody made.
#[test]
fn first_install_works_on_volumes_and_an_empty_mount_point() {
    let net = Net::new();
    fs::create_dir_all(net.world.home().join("toolchains")).unwrap();
    keep(&net);
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        assert!(!machine.is_listed());
        machine.run(&["install", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
    }
}

/// A mount inside the tree: neither a rename nor a removal ends well, and nothing is begun.
#[test]
fn mount_inside_a_toolchain_is_named_before_anything_is_changed() {
    let net = kept();
    let machine = Mounted::new(&net, Place::Plain);
    let mut mount = machine.inside("mount");
    let inner = net.root().join("src");
    assert!(mount.arg("--bind").args([&inner, &inner]).status().unwrap().success());
    for args in [&["uninstall", "1.22.5"][..], &["install", "--reinstall", "1.22.5"]] {
        let said = machine.run(args).exits(3);
        assert!(said.stderr.contains(&format!("umount '{}'", inner.display())), "{said:?}");
    }
    assert!(machine.inside("umount").arg(&inner).status().unwrap().success());
    machine.is_whole();
    machine.is_tidy();
}
