//! A home of root's that others use: what reads works, what is a user's own lies in their own
//! directories, and nobody is told to take what is another's.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::program;
use crate::support::world::{Ran, World, ran};

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
        let program = world.path("goenvmgr");
        program::copy(env!("CARGO_BIN_EXE_goenvmgr"), &program);
        for open in [world.path("."), world.home(), program.clone()] {
            fs::set_permissions(open, fs::Permissions::from_mode(0o755)).unwrap();
        }
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

    fn command(&self, uid: u32, home: &Path, args: &[&str]) -> Command {
        let mut command = Command::new("/usr/bin/setpriv");
        let uid = uid.to_string();
        command.args(["--reuid", &uid, "--regid", &uid, "--clear-groups", "--"]);
        command.arg(&self.program).args(args).env_clear();
        command.env("HOME", home).env("GOENVMGR_HOME", self.world.home());
        command.env("PATH", format!("{}:/usr/bin:/bin", self.world.home().join("shims").display()));
        command.env("SHELL", "/bin/bash").env("GOPROXY", "off");
        command
    }

    fn as_root(&self, args: &[&str]) -> Ran {
        ran(self.command(0, &self.world.path("user"), args))
    }

    fn by(&self, uid: u32, name: &str, args: &[&str]) -> Ran {
        let mut command = self.command(uid, &self.of(name), args);
        command.current_dir(self.of(name).join("p"));
        let ran = ran(command);
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
    let example = company.command(USER, &company.of("ann"), &[]);
    let mut shim = Command::new("/usr/bin/setpriv");
    shim.args(["--reuid", "54321", "--regid", "54321", "--clear-groups", "--", "go", "version"]);
    shim.env_clear().envs(example.get_envs().filter_map(|(name, value)| Some((name, value?))));
    shim.current_dir(company.of("ann").join("p"));
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
    let mut login = company.command(USER, &company.of("ann"), &[]);
    login = {
        let mut bash = Command::new("/usr/bin/setpriv");
        bash.args(["--reuid", "54321", "--regid", "54321", "--clear-groups", "--", "bash", "-lc"]);
        bash.arg("command -v go").env_clear().env("PATH", "/usr/bin:/bin");
        bash.envs(login.get_envs().filter_map(|(name, value)| Some((name, value?))));
        bash.env("PATH", "/usr/bin:/bin").env_remove("GOENVMGR_HOME");
        bash
    };
    let said = ran(login).exits(0);
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
        (&["default", "1.21"][..], &["is another's", "goenvmgr pin"][..]),
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
fn doctor_in_a_shared_home_leaves_what_is_to_mend_to_its_owner() {
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
    assert!(of_ann["fix"]["text"].as_str().unwrap().contains("is another's: ask its owner"));
}

#[test]
fn shared_home_is_read_by_who_has_no_home_directory() {
    let company = Company::new();
    let nowhere = Path::new("/nonexistent");
    for args in [&["list"][..], &["current"], &["roots"], &["exec", "--", "go", "version"]] {
        let mut command = company.command(OTHER, nowhere, args);
        command.current_dir(company.of("bob").join("p"));
        ran(command).exits(0);
    }
    let mut trust = company.command(OTHER, nowhere, &["trust"]);
    trust.current_dir(company.of("bob").join("p"));
    let said = ran(trust).exits(3);
    assert!(said.stderr.contains("/nonexistent") && !said.stderr.contains("chown"), "{said:?}");
}

/// `sudo` that keeps HOME: root's doctor leaves nothing in the user's directories.
#[test]
fn doctor_of_root_with_the_home_of_a_user_leaves_nothing_of_roots_there() {
    let company = Company::new();
    let bob = company.of("bob");
    let doctor = |uid: u32| {
        let mut command = company.command(
            uid,
            &bob,
            &["doctor", "--format", "json", "--only", "go.smoke,fs.owner"],
        );
        command.current_dir(bob.join("p")).env_remove("GOENVMGR_HOME");
        command.env("PATH", "/usr/local/go/bin:/usr/bin:/bin").env("GOTMPDIR", bob.join("tmp"));
        command.env("TMPDIR", bob.join("tmp"));
        ran(command)
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
