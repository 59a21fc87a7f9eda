//! A store that is another's: what is there is enough, and what is missing says whose it is.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::net::Net;
use crate::support::world::{Ran, as_user, ran};

/// The program where everybody may run it, and a machine whose store root has made.
struct Shared {
    net: Net,
    program: PathBuf,
}

/// Makes a read-only view of a directory for as long as it lives.
struct ReadOnly(PathBuf);

impl ReadOnly {
    fn over(at: &Path) -> Self {
        let mount = |args: &[&str]| {
            let done = Command::new("mount").args(args).arg(at).status().unwrap();
            assert!(done.success(), "the tests may mount (root)");
        };
        mount(&["--bind", at.to_str().unwrap()]);
        mount(&["-o", "remount,bind,ro"]);
        Self(at.to_owned())
    }
}

impl Drop for ReadOnly {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

impl Shared {
    /// With go1.22.5 in it, installed by root under this umask.
    fn new(umask: &str) -> Self {
        let net = Net::new();
        let program = net.world.program_for_all();
        fs::remove_dir(net.world.home()).unwrap();
        let shared = Self { net, program };
        for args in [&["install", "1.22.5"][..], &["default", "1.22.5"]] {
            let mut command = shared.net.world.command("/bin/sh");
            command.args(["-c", "umask $0; exec \"$@\"", umask]).arg(&shared.program).args(args);
            ran(command).exits(0);
        }
        shared
    }

    fn as_user(&self, uid: u32, args: &[&str]) -> Ran {
        ran(as_user(uid, self.net.world.command(&self.program).args(args)))
    }

    /// Every path of the store, with its time of change.
    fn state(&self) -> Vec<String> {
        let mut find = Command::new("find");
        find.arg(self.net.world.home()).args(["-printf", "%p %y %m %T@ %C@\n"]);
        let mut lines: Vec<_> = ran(find).exits(0).stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}

#[test]
fn install_of_what_is_there_needs_no_right_to_write() {
    let shared = Shared::new("022");
    let archive = shared.net.world.path("go.tar.gz");
    fs::write(&archive, shared.net.toolchain.archive()).unwrap();
    let from = archive.to_str().unwrap();
    let pin = |text: &str| fs::write(shared.net.world.work().join(".go-version"), text).unwrap();
    let present = |ran: Ran, what: &str| {
        let ran = ran.exits(0);
        assert!(ran.stdout.contains("already installed"), "{what}: {ran:?}");
        assert!(!ran.stderr.contains("warning"), "{what}: {ran:?}");
    };
    let before = shared.state();
    for text in ["1.22.5\n", "1.22\n", "latest\n"] {
        pin(text);
        for uid in [1000, 54321] {
            for args in [&["install"][..], &["install", "1.22.5"], &["install", "--from", from]] {
                present(shared.as_user(uid, args), text);
                present(shared.as_user(uid, &[args, &["-n"]].concat()), text);
            }
        }
        let _ro = ReadOnly::over(&shared.net.world.home());
        present(shared.net.run(&["install"]), text);
        present(shared.net.run(&["install", "--from", from]), text);
    }
    assert_eq!(shared.state(), before, "nothing is written");
}

#[test]
fn install_of_what_is_missing_says_whose_the_store_is() {
    let shared = Shared::new("022");
    let home = shared.net.world.home();
    let says = |ran: Ran, words: &[&str]| {
        let ran = ran.exits(3);
        for words in words {
            assert!(ran.stderr.contains(words), "{ran:?}");
        }
        assert!(ran.stderr.contains(home.to_str().unwrap()), "{ran:?}");
    };
    let asked = shared.net.site.server.targets().len();
    for args in [&["install", "1.22.6"][..], &["install", "--reinstall", "1.22.5"]] {
        let whose =
            ["belongs to root, and this is uid 54321", "GOENVMGR_HOME=DIR goenvmgr install"];
        says(shared.as_user(54321, args), &whose);
        says(shared.as_user(54321, &[args, &["-n"]].concat()), &whose);
        let _ro = ReadOnly::over(&home);
        says(shared.net.run(args), &["Read-only file system", "GOENVMGR_HOME=DIR"]);
        says(shared.net.run(&[args, &["-n"]].concat()), &["Read-only file system"]);
    }
    assert_eq!(shared.net.site.server.targets().len(), asked, "nothing is fetched");
    let whose = ["go1.22.5 cannot be removed", "belongs to root"];
    says(shared.as_user(54321, &["uninstall", "--force", "1.22.5"]), &whose);
    // A store of one's own is what the hint says.
    let own = shared.net.world.path("own");
    fs::create_dir(&own).unwrap();
    fs::set_permissions(&own, fs::Permissions::from_mode(0o777)).unwrap();
    let mut command = shared.net.world.command(&shared.program);
    command.args(["install", "1.22.5"]).env("GOENVMGR_HOME", &own);
    ran(as_user(54321, &command)).exits(0);
}

#[test]
fn store_of_root_can_be_read_by_all_whatever_the_umask() {
    for umask in ["077", "027"] {
        let shared = Shared::new(umask);
        for args in [&["list"][..], &["verify"], &["current"], &["install", "1.22.5"]] {
            shared.as_user(1000, args).exits(0);
        }
        let said = shared.as_user(1000, &["exec", "--", "go", "version"]).exits(0);
        assert!(said.stdout.contains("go1.22.5"), "{said:?}");
        for line in shared.state() {
            let mode = u32::from_str_radix(line.split(' ').nth(2).unwrap(), 8).unwrap();
            assert_eq!(mode & 0o022 & if line.contains(" l ") { 0 } else { !0 }, 0, "{line}");
        }
    }
    // Anybody else's umask is their own business.
    let net = Net::new();
    let program = net.world.program_for_all();
    let open = [net.world.path("."), net.world.home()];
    open.iter().for_each(|dir| {
        fs::set_permissions(dir, fs::Permissions::from_mode(0o777)).unwrap();
    });
    let mut command = net.world.command("/bin/sh");
    command.args(["-c", "umask 077; exec \"$0\" install 1.22.5"]).arg(&program);
    ran(as_user(54321, &command)).exits(0);
    let mode = fs::metadata(net.world.home().join("toolchains")).unwrap().permissions();
    assert_eq!(mode.mode() & 0o077, 0);
}
