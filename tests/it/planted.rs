//! A home in which others may write, and the links that they set there.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, lchown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::net::Net;
use crate::support::world::{Ran, ran};

/// Directories of ours that a link can stand for, and files.
const DIRS: [&str; 9] = [
    "staging",
    "toolchains",
    "receipts",
    "shims",
    "undo",
    "cache",
    "cache/downloads",
    "state",
    "state/used",
];
const FILES: [&str; 9] = [
    "config.toml",
    "staging/go1.22.5.lock",
    RECEIPT,
    "state/roots.log",
    "state/roots.list",
    "state/roots.lock",
    "state/setup.lock",
    "state/doctor/lock",
    "state/used/go1.22.5",
];

const RECEIPT: &str = "receipts/go1.22.5.json";

/// What a user types in a while.
const COMMANDS: [&[&str]; 12] = [
    &["install", "1.22.5"],
    &["default", "1.22.5"],
    &["exec", "--", "go", "version"],
    &["roots", "add", "."],
    &["trust"],
    &["install", "--reinstall", "1.22.5"],
    &["setup", "--shell", "bash"],
    &["doctor", "--undo"],
    &["clean", "--stale", "--older-than", "0h"],
    &["clean", "--all", "--yes"],
    &["setup", "--undo"],
    &["uninstall", "1.22.5"],
];

/// Names that `clean` takes where they lie in a directory of ours, and others.
const THEIRS: [&str; 5] = [
    "go1.20.1.old-4711/keep",
    "go1.21.1.linux-amd64.tar.gz.partial",
    "go1.20.1.json",
    ".goenvmgr-abcdef",
    "file",
];

struct Planted {
    net: Net,
    outside: PathBuf,
}

impl Planted {
    /// One link, with somebody else's files behind it.
    fn at(name: &str, is_dir: bool) -> Self {
        let net = Net::new();
        net.world.write(&net.world.work().join("go.mod"), "module m\n");
        net.world.write(&net.world.work().join("goenvmgr.toml"), "[env]\nA = \"1\"\n");
        let outside = net.world.path("outside");
        for name in THEIRS {
            net.world.write(&outside.join(name), "theirs");
        }
        let link = net.world.home().join(name);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(if is_dir { outside.clone() } else { outside.join("file") }, &link).unwrap();
        Self { net, outside }
    }

    fn link(&self, name: &str) -> PathBuf {
        self.net.world.home().join(name)
    }

    /// All that is to be known of what is outside.
    fn look(&self) -> String {
        let mut find = Command::new("find");
        find.arg(&self.outside).args(["-printf", "%P %y %m %u %s %T@ %C@\n"]);
        let mut lines: Vec<_> = ran(find).exits(0).stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines.join("\n")
    }

    fn all(&self) -> Vec<Ran> {
        COMMANDS.iter().map(|args| self.net.world.run(args)).collect()
    }
}

/// Gives a home, down to this directory, to a group.
fn group_writable(home: &Path, dir: &Path) {
    for at in dir.ancestors().take_while(|at| at.starts_with(home)) {
        chown(at, None, Some(4711)).unwrap();
        fs::set_permissions(at, fs::Permissions::from_mode(0o2775)).unwrap();
    }
}

#[test]
fn root_follows_no_link_that_another_user_set_in_the_home() {
    for (name, is_dir) in
        DIRS.map(|name| (name, true)).into_iter().chain(FILES.map(|name| (name, false)))
    {
        let planted = Planted::at(name, is_dir);
        let link = planted.link(name);
        lchown(&link, Some(4711), Some(4711)).unwrap();
        group_writable(&planted.net.world.home(), link.parent().unwrap());
        let before = planted.look();
        let ran = planted.all();
        assert_eq!(planted.look(), before, "{name}: {ran:#?}");
        assert!(ran.iter().all(|ran| [0, 1, 2, 3, 127].contains(&ran.code)), "{name}: {ran:#?}");
        let named = |ran: &Ran| {
            ran.stderr.contains(&format!("{} is a link that user 4711 made", link.display()))
        };
        // What may be lost is done without, and a receipt takes the place of the link.
        let quiet =
            ["undo", "cache", "cache/downloads", "state/used", "state/used/go1.22.5", RECEIPT];
        assert!(quiet.contains(&name) || ran.iter().any(named), "{name}: {ran:#?}");
    }
}

#[test]
fn link_of_ones_own_to_another_disk_is_followed() {
    for name in
        ["staging", "toolchains", "receipts", "cache", "cache/downloads", "state", "config.toml"]
    {
        let planted = Planted::at(name, name != "config.toml");
        fs::write(planted.outside.join("file"), "").unwrap();
        let before = planted.look();
        let ran = planted.all();
        assert!(ran.iter().all(|ran| ran.code < 2), "{name}: {ran:#?}");
        assert!(fs::read_link(planted.link(name)).is_ok(), "{name} is a link still");
        assert_ne!(planted.look(), before, "{name}: what is behind it is used");
    }
}

#[test]
fn doctor_names_a_home_in_which_others_may_set_links() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let doctor = || {
        let args = ["doctor", "--only", "install.writable", "--format", "json"];
        net.run(&args).stdout
    };
    let home = net.world.home();
    for dir in [home.clone(), home.join("state"), home.join("cache/downloads")] {
        assert!(!doctor().contains("\"WARN\""), "{}", doctor());
        fs::create_dir_all(&dir).unwrap();
        chown(&dir, None, Some(4711)).unwrap();
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o2775)).unwrap();
        let said = doctor();
        let who = format!("group 4711 may write {}", dir.display());
        assert!(said.contains("\"WARN\"") && said.contains(&who), "{said}");
        fs::set_permissions(&dir, fs::Permissions::from_mode(0o2755)).unwrap();
        chown(&dir, Some(4711), None).unwrap();
        assert!(doctor().contains(&format!("user 4711 owns {}", dir.display())), "{}", doctor());
        chown(&dir, Some(0), Some(0)).unwrap();
    }
}

/// Shells note projects by themselves.
#[test]
fn hook_appends_through_no_link() {
    for shell in crate::SHELLS {
        let planted = Planted::at("state/roots.log", false);
        lchown(planted.link("state/roots.log"), Some(4711), None).unwrap();
        let before = planted.look();
        let exe = env!("CARGO_BIN_EXE_goenvmgr");
        let script = match shell {
            "fish" => format!("{exe} init fish | source; __goenvmgr_note; true"),
            _ => format!("eval \"$({exe} init {shell})\"; __goenvmgr_note; true"),
        };
        let note = || {
            let mut command = planted.net.world.command("/usr/bin/env");
            command.args([shell, "-c", &script]).env("PATH", "/usr/local/bin:/usr/bin:/bin");
            ran(command).exits(0)
        };
        note();
        assert_eq!(planted.look(), before, "{shell}");
        fs::remove_file(planted.link("state/roots.log")).unwrap();
        let said = note();
        assert!(planted.link("state/roots.log").is_file(), "{shell}: {said:?}");
    }
}
