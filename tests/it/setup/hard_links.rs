//! Start-up files with more than one name: all of them stay names of one file.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};

use super::home::Home;

/// A `.bashrc` that dotfiles/ has too, with all that a file can have beside its text.
fn linked() -> Home {
    let home = Home::new();
    home.write("dotfiles/bashrc", "export A=1\n");
    fs::set_permissions(home.at("dotfiles/bashrc"), PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::chown(home.at("dotfiles/bashrc"), Some(0), Some(65534)).unwrap();
    fs::hard_link(home.at("dotfiles/bashrc"), home.at(".bashrc")).unwrap();
    home
}

#[test]
fn setup_writes_in_place_where_a_file_has_two_names() {
    let home = linked();
    let (before, inode) = (home.tree(), fs::metadata(home.at(".bashrc")).unwrap().ino());
    let dry = home.ok(&["setup", "--dry-run"]);
    assert!(dry.contains("one file with 2 names (hard links)"), "{dry}");
    assert_eq!(home.tree(), before);
    let told = home.ok(&["setup"]);
    assert!(told.contains("one file with 2 names (hard links): written in place"), "{told}");
    assert!(home.read("dotfiles/bashrc").contains("goenvmgr init"));
    for name in [".bashrc", "dotfiles/bashrc"] {
        let about = fs::metadata(home.at(name)).unwrap();
        let is = (about.ino(), about.nlink(), about.mode() & 0o777, about.gid());
        assert_eq!(is, (inode, 2, 0o640, 65534), "{name}");
    }
    assert_eq!(home.ok(&["setup"]), "everything is set up already\n");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
    assert_eq!(fs::metadata(home.at("dotfiles/bashrc")).unwrap().ino(), inode);
}

#[test]
fn setup_undo_empties_what_it_made_and_somebody_gave_another_name() {
    let home = Home::new();
    home.ok(&["setup"]);
    fs::create_dir(home.at("dotfiles")).unwrap();
    fs::hard_link(home.at(".bashrc"), home.at("dotfiles/bashrc")).unwrap();
    home.ok(&["setup", "--undo"]);
    assert_eq!(
        (home.read(".bashrc"), home.read("dotfiles/bashrc")),
        (String::new(), String::new())
    );
    assert!(!home.at(".profile").exists(), "made by setup, and of one name still");
}

/// `user:54321:r--`, as the kernel writes it.
const ACCESS_LIST: [u8; 44] = {
    let mut list = [0; 44];
    list[0] = 2;
    let entries: [(u8, u8, [u8; 4]); 5] = [
        (0x01, 6, [255; 4]),
        (0x02, 4, 54321_u32.to_le_bytes()),
        (0x04, 4, [255; 4]),
        (0x10, 4, [255; 4]),
        (0x20, 0, [255; 4]),
    ];
    let mut at = 0;
    while at < entries.len() {
        let (tag, may, id) = entries[at];
        (list[4 + 8 * at], list[6 + 8 * at]) = (tag, may);
        let mut byte = 0;
        while byte < 4 {
            list[8 + 8 * at + byte] = id[byte];
            byte += 1;
        }
        at += 1;
    }
    list
};

#[test]
fn setup_keeps_access_lists_by_either_way() {
    const NAME: &str = "system.posix_acl_access";
    for home in [linked(), Home::new()] {
        home.write(".bashrc", "export A=1\n");
        let file = home.at(".bashrc");
        rustix::fs::setxattr(&file, NAME, &ACCESS_LIST, rustix::fs::XattrFlags::empty()).unwrap();
        home.ok(&["setup"]);
        let mut kept = [0; 100];
        let length = rustix::fs::getxattr(&file, NAME, &mut kept).unwrap();
        assert_eq!(&kept[..length], ACCESS_LIST);
        assert_eq!(fs::metadata(&file).unwrap().mode() & 0o777, 0o640);
    }
}

#[test]
fn setup_names_a_hard_link_that_others_may_have_made_and_writes_nothing() {
    let home = linked();
    fs::set_permissions(home.dir.path(), PermissionsExt::from_mode(0o777)).unwrap();
    let before = home.tree();
    let ran = home.run(&["setup"]);
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{said}");
    assert!(said.contains("nothing was changed") && said.contains("another name"), "{said}");
    assert_eq!(home.tree(), before);
}

#[test]
fn default_and_pin_write_in_place_where_a_file_has_two_names() {
    let home = Home::new();
    home.write(".config/goenvmgr/config.toml", "# mine\n");
    home.write("p/.go-version", "1.21\n");
    for (name, kept) in [(".config/goenvmgr/config.toml", "a"), ("p/.go-version", "b")] {
        fs::hard_link(home.at(name), home.at(kept)).unwrap();
    }
    home.ok(&["default", "1.22"]);
    assert_eq!(home.read("a"), "default = \"1.22\"\n# mine\n");
    let mut pin = home.command(&home.program);
    assert!(pin.args(["pin", "1.22"]).current_dir(home.at("p")).status().unwrap().success());
    assert_eq!(home.read("b"), "1.22\n");
}
