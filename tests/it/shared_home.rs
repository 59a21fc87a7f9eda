//! A home of root's that others use: what reads works, what is a user's own lies in their own
//! directories, and nobody is told to take what is another's.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::PathBuf;
use std::process::Command;

use crate::support::world::{Ran, World, as_user, ran};

const USER: u32 = 54321;
const OTHER: u32 = 54322;

/// Root's home with go1.22.5, its default; a user of it with a project that has variables.
struct Company {
    world: World,
    program: PathBuf,
}

impl Company {
    fn new() -> Self {
        let world = World::with(&["1.22.5"]);
        let program = world.program_for_all();
        fs::set_permissions(world.home(), fs::Permissions::from_mode(0o755)).unwrap();
        let path = format!("{}:/usr/bin:/bin", world.home().join("shims").display());
        let world = world.var("PATH", path).var("SHELL", "/bin/bash").var("GOPROXY", "off");
        let company = Self { world, program };
        company.as_root(&["default", "1.22.5"]).exits(0);
        for (uid, name) in [(USER, "ann"), (OTHER, "bob")] {
            let project = company.of(name).join("p");
            fs::create_dir_all(&project).unwrap();
            fs::write(project.join("go.mod"), "module p\n\ngo 1.21\n").unwrap();
            fs::write(project.join("goenvmgr.toml"), "[env]\nFOO = \"1\"\n").unwrap();
            for path in [company.of(name), project.clone()] {
                chown(path, Some(uid), Some(uid)).unwrap();
            }
        }
        company
    }

    fn of(&self, name: &str) -> PathBuf {
        self.world.path("users").join(name)
    }

    /// A program in the user's project.
    fn command(&self, name: &str, program: impl AsRef<OsStr>, args: &[&str]) -> Command {
        let mut command = self.world.command(program);
        command.args(args).env("HOME", self.of(name)).current_dir(self.of(name).join("p"));
        command
    }

    fn as_root(&self, args: &[&str]) -> Ran {
        ran(self.world.command(&self.program).args(args))
    }

    fn by(&self, uid: u32, name: &str, args: &[&str]) -> Ran {
        let ran = ran(as_user(uid, &self.command(name, &self.program, args)));
        for word in ["chown", "panicked"] {
            assert!(!(ran.stdout.clone() + &ran.stderr).contains(word), "{args:?}: {ran:?}");
        }
        ran
    }

    fn ann(&self, args: &[&str]) -> Ran {
        self.by(USER, "ann", args)
    }

    /// Every path of root's home, with its time of change.
    fn state(&self) -> Vec<String> {
        let mut find = Command::new("find");
        find.arg(self.world.home()).args(["-printf", "%p %y %m %U %T@ %C@\n"]);
        let mut lines: Vec<_> = ran(find).exits(0).stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}

#[test]
fn shared_home_is_read_by_everything_that_reads() {
    let company = Company::new();
    let before = company.state();
    for args in [
        &["list"][..],
        &["current"],
        &["explain"],
        &["check"],
        &["roots"],
        &["trust", "--list"],
        &["du"],
        &["clean", "--stale", "--dry-run"],
        &["env"],
        &["init", "bash"],
        &["which", "go"],
        &["exec", "--", "go", "version"],
        &["setup", "--dry-run"],
        &["doctor", "--only", "install.home,fs.owner,fs.writable,shell"],
    ] {
        company.ann(args).exits(0);
    }
    // What has no root is an answer too, and no failure.
    assert_eq!(company.ann(&["why", "example.com/m"]).code, 1);
    let shim = as_user(USER, &company.command("ann", "go", &["version"]));
    assert!(ran(shim).exits(0).stdout.contains("go1.22.5"));
    assert_eq!(company.state(), before, "nothing of it is written");
}

#[test]
fn shared_home_leaves_trust_and_roots_to_each_user() {
    let company = Company::new();
    let before = company.state();
    company.ann(&["trust"]).exits(0);
    assert!(company.ann(&["env"]).exits(0).stdout.contains("FOO='1'"));
    company.ann(&["roots", "add", "."]).exits(0);
    assert!(company.ann(&["roots"]).exits(0).stdout.contains("users/ann/p"));
    // Another user knows nothing of it.
    assert!(!company.by(OTHER, "bob", &["roots"]).exits(0).stdout.contains("ann"));
    assert!(!company.by(OTHER, "bob", &["env"]).exits(0).stdout.contains("FOO"));
    company.ann(&["roots", "remove", "."]).exits(0);
    company.ann(&["untrust"]).exits(0);
    assert!(!company.ann(&["env"]).exits(0).stdout.contains("FOO"));
    assert_eq!(company.state(), before, "nothing of it is written");
}

#[test]
fn shared_home_is_set_up_in_the_users_own_files_and_taken_back() {
    let company = Company::new();
    let before = company.state();
    company.ann(&["setup"]).exits(0);
    assert_eq!(company.state(), before, "nothing of it is written");
    let mut login = company.command("ann", "bash", &["-lc", "command -v go"]);
    login.env("PATH", "/usr/bin:/bin").env_remove("GOENVMGR_HOME");
    let said = ran(as_user(USER, &login)).exits(0);
    assert!(said.stdout.contains("home/shims/go"), "{said:?}");
    let found = company.ann(&["doctor", "--only", "shell.blocks,install.home"]).exits(0);
    assert!(!found.stdout.contains("WARN"), "{found:?}");
    company.ann(&["setup", "--undo"]).exits(0);
    assert!(!company.of("ann").join(".bashrc").exists());
}

#[test]
fn shared_home_says_whose_the_default_and_the_store_are() {
    let company = Company::new();
    for (args, words) in [
        (&["default", "1.21"][..], &["belongs to another user", "goenvmgr pin"][..]),
        (&["install", "1.22.6"], &["belongs to root"]),
        (&["uninstall", "--force", "1.22.5"], &["belongs to root"]),
    ] {
        let said = company.ann(args);
        assert_ne!(said.code, 0);
        assert!(words.iter().all(|word| said.stderr.contains(word)), "{said:?}");
    }
    company.ann(&["default"]).exits(0);
}

#[test]
fn doctor_in_a_shared_home_leaves_what_is_to_fix_to_its_owner() {
    let company = Company::new();
    let only = ["doctor", "--format", "json", "--only", "install.receipts,install.home"];
    let found = |ran: Ran| {
        let all = ran.json()["results"].as_array().unwrap().clone();
        all.into_iter().find(|one| one["check"] == "install.receipts").unwrap()
    };
    // The same fault: root is told what to type, a user whom to ask.
    let (of_root, of_ann) = (found(company.as_root(&only)), found(company.ann(&only)));
    assert_eq!((&of_root["status"], &of_ann["status"]), (&"WARN".into(), &"WARN".into()));
    assert_eq!(of_root["fix"]["commands"][0], "goenvmgr install --reinstall 1.22.5");
    assert_eq!(of_ann["fix"]["commands"], serde_json::json!([]), "{of_ann:#}");
    assert!(
        of_ann["fix"]["text"].as_str().unwrap().contains("belongs to another user: ask its owner")
    );
}

#[test]
fn shared_home_is_read_by_who_has_no_home_directory() {
    let company = Company::new();
    let homeless = |args: &[&str]| {
        let mut command = company.command("bob", &company.program, args);
        ran(as_user(OTHER, command.env("HOME", "/nonexistent")))
    };
    for args in [&["list"][..], &["current"], &["roots"], &["exec", "--", "go", "version"]] {
        homeless(args).exits(0);
    }
    let said = homeless(&["trust"]).exits(3);
    assert!(said.stderr.contains("/nonexistent") && !said.stderr.contains("chown"), "{said:?}");
}

/// `sudo` that keeps HOME: root's doctor leaves nothing in the user's directories.
#[test]
fn doctor_of_root_with_the_home_of_a_user_leaves_nothing_of_roots_there() {
    let company = Company::new();
    let bob = company.of("bob");
    let doctor = |uid: u32| {
        let args = ["doctor", "--format", "json", "--only", "go.smoke,fs.owner"];
        let mut command = company.command("bob", &company.program, &args);
        command.env_remove("GOENVMGR_HOME").env("PATH", "/usr/local/go/bin:/usr/bin:/bin");
        command.env("GOTMPDIR", bob.join("tmp")).env("TMPDIR", bob.join("tmp"));
        ran(as_user(uid, &command))
    };
    fs::create_dir(bob.join("tmp")).unwrap();
    chown(bob.join("tmp"), Some(OTHER), Some(OTHER)).unwrap();
    let roots = || {
        let mut find = Command::new("find");
        find.arg(&bob).args(["-uid", "0", "-not", "-path", "*/p/*"]);
        ran(find).exits(0).stdout
    };
    doctor(0);
    assert_eq!(roots(), "");
    // What an older one, or another program of root's, left there is no place to work in.
    for dir in [".cache", ".cache/goenvmgr", ".cache/goenvmgr/doctor"] {
        fs::create_dir(bob.join(dir)).unwrap();
    }
    let said = doctor(OTHER);
    let smoke = said.json()["results"].as_array().unwrap().clone();
    let smoke = smoke.into_iter().find(|one| one["check"] == "go.smoke").unwrap();
    assert_eq!(smoke["status"], "PASS", "{smoke:#}");
    assert_eq!(fs::read_dir(bob.join("tmp")).unwrap().count(), 0, "it goes with the run");
}
