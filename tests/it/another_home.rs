//! A user's shims under another HOME: sudo that keeps PATH, cron without a HOME, `HOME=/`. The store's
//! owner is obeyed and nobody else, and root leaves nothing where that owner lives.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, chown, lchown, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::net::Net;
use crate::support::world::{Ran, World, as_user, ran};

const ANN: u32 = 54321;
const BOB: u32 = 54322;

/// Ann's home with go1.22.5 and go1.21.0 in the XDG folders, the older one its default; a project of hers.
struct Ann {
    world: World,
    program: PathBuf,
}

impl Ann {
    fn new() -> Self {
        let world = World::with(&["1.22.5", "1.21.0"]);
        let program = world.program_for_all();
        let ann = Self { world, program };
        for name in ["bob", "root"] {
            fs::create_dir_all(ann.of(name)).unwrap();
        }
        fs::create_dir_all(ann.of("ann/p")).unwrap();
        fs::write(ann.of("ann/p/go.mod"), "module p\n").unwrap();
        fs::create_dir_all(ann.of("ann/.local/share")).unwrap();
        fs::rename(ann.world.home(), ann.data()).unwrap();
        give(&ann.of("ann"), ANN);
        give(&ann.of("bob"), BOB);
        ran(ann.by(ANN, "ann", &["default", "1.21"])).exits(0);
        ann
    }

    fn of(&self, path: &str) -> PathBuf {
        self.world.path("users").join(path)
    }

    fn data(&self) -> PathBuf {
        self.of("ann/.local/share/goenvmgr")
    }

    fn layout(&self) -> PathBuf {
        self.data().join("layout")
    }

    fn config(&self) -> PathBuf {
        self.of("ann/.config/goenvmgr/config.toml")
    }

    fn command(&self, program: &Path, home: Option<&Path>) -> Command {
        let mut command = self.world.command(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").current_dir("/");
        command.envs(home.map(|home| ("HOME", home)));
        command
    }

    /// The program itself.
    fn by(&self, uid: u32, home: &str, args: &[&str]) -> Command {
        let mut command = self.command(&self.program, Some(&self.of(home)));
        command.args(args);
        as_user(uid, &command)
    }

    /// Her `go version`.
    fn go(&self, uid: u32, home: Option<&Path>) -> Ran {
        let mut command = self.command(&self.data().join("shims/go"), home);
        ran(as_user(uid, command.arg("version").current_dir(self.of("ann/p"))))
    }

    /// Every path of her home, with its owner and times.
    fn look(&self) -> Vec<String> {
        let mut find = Command::new("find");
        find.arg(self.of("ann")).args(["-printf", "%p %y %m %U %s %T@ %C@\n"]);
        let mut lines: Vec<_> = ran(find).exits(0).stdout.lines().map(str::to_owned).collect();
        lines.sort();
        lines
    }
}

fn give(path: &Path, uid: u32) {
    let given = Command::new("chown").args(["-R", &format!("{uid}:{uid}")]).arg(path).status();
    assert!(given.unwrap().success());
}

fn open(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[test]
fn shim_under_another_home_runs_what_its_owner_chose_and_leaves_nothing_there() {
    let ann = Ann::new();
    let before = ann.look();
    let (root, bob, hers) = (ann.of("root"), ann.of("bob"), ann.of("ann"));
    let slash = Path::new("/");
    for (uid, home) in [
        (0, Some(root.as_path())),
        (0, Some(&hers)),
        (0, Some(slash)),
        (0, Some(Path::new("relative"))),
        (0, None),
        (BOB, Some(&bob)),
        (BOB, Some(&hers)),
        (BOB, None),
    ] {
        // A HOME of "/" is the machine's own: nothing is to be left there by a test.
        let said = if (uid, home) == (0, Some(slash)) || (uid, home) == (0, None) {
            let mut command = ann.command(&ann.data().join("shims/go"), home);
            command.args(["version"]).current_dir(ann.of("ann/p"));
            command.env("XDG_STATE_HOME", root.join("state"));
            ran(command)
        } else {
            ann.go(uid, home)
        };
        assert!(said.stdout.starts_with("go1.21.0 GOROOT=/"), "{uid} {home:?}: {said:?}");
        assert_eq!(ann.look(), before, "{uid} {home:?}");
    }
    // What root ran is noted where root's own notes are.
    assert!(root.join(".local/state/goenvmgr/used/go1.21.0").exists());
    // Whose it is notes it in their own, whatever HOME says.
    for home in [None, Some(slash)] {
        let used = ann.of("ann/.local/state/goenvmgr/used/go1.21.0");
        let said = ann.go(ANN, home);
        assert!(said.stdout.starts_with("go1.21.0 "), "{home:?}: {said:?}");
        assert!(used.exists(), "{home:?}");
        fs::remove_file(used).unwrap();
        assert!(!ann.data().join("state").exists());
    }
}

#[test]
fn shim_is_found_through_links_to_it_and_by_a_relative_path() {
    let ann = Ann::new();
    let link = ann.of("root/go");
    symlink(ann.data().join("shims/go"), &link).unwrap();
    for (program, dir) in
        [(link.as_path(), "root"), (Path::new("./go"), "root"), (Path::new("shims/go"), "data")]
    {
        let dir = if dir == "data" { ann.data() } else { ann.of(dir) };
        let mut command = ann.command(Path::new("/bin/sh"), Some(&ann.of("root")));
        command.args(["-c", "exec \"$0\" version"]).arg(program).current_dir(dir);
        let said = ran(command);
        assert!(said.stdout.starts_with("go1.21.0 "), "{}: {said:?}", program.display());
    }
}

/// Bob wants root to run go1.22.5, and to read a file of his.
#[test]
fn layout_counts_where_its_owner_alone_can_have_written_it_and_what_it_leads_to() {
    let theirs = |ann: &Ann| {
        let config = ann.of("bob/.config/goenvmgr/config.toml");
        fs::create_dir_all(config.parent().unwrap()).unwrap();
        fs::write(&config, "default = \"1.22.5\"\n").unwrap();
        give(&ann.of("bob"), BOB);
        config
    };
    type Attack = (&'static str, Box<dyn Fn(&Ann)>);
    let cases: Vec<Attack> = vec![
        ("another wrote it", Box::new(|ann| chown(ann.layout(), Some(BOB), None).unwrap())),
        ("everybody may write it", Box::new(|ann| open(&ann.layout(), 0o666))),
        ("everybody may write beside it", Box::new(|ann| open(&ann.data(), 0o777))),
        ("everybody may write beside it, sticky", Box::new(|ann| open(&ann.data(), 0o1777))),
        (
            "a group may write it",
            Box::new(|ann| {
                chown(ann.layout(), None, Some(4711)).unwrap();
                open(&ann.layout(), 0o664);
            }),
        ),
        (
            "a link of another's stands for it",
            Box::new(move |ann| {
                let config = theirs(ann);
                fs::write(ann.of("bob/l"), format!("config={}\n", config.display())).unwrap();
                fs::remove_file(ann.layout()).unwrap();
                symlink(ann.of("bob/l"), ann.layout()).unwrap();
                lchown(ann.layout(), Some(BOB), Some(BOB)).unwrap();
            }),
        ),
        (
            "it leads to another's",
            Box::new(move |ann| {
                fs::write(ann.layout(), format!("config={}\n", theirs(ann).display())).unwrap();
            }),
        ),
        (
            "the configuration is another's",
            Box::new(|ann| {
                chown(ann.config(), Some(BOB), None).unwrap();
            }),
        ),
        ("everybody may write the configuration", Box::new(|ann| open(&ann.config(), 0o646))),
        (
            "everybody may write beside the configuration",
            Box::new(|ann| {
                open(ann.config().parent().unwrap(), 0o1777);
            }),
        ),
        (
            "another can move a directory on the way",
            Box::new(|ann| {
                chown(ann.of("ann/.config"), Some(BOB), None).unwrap();
            }),
        ),
        (
            "a link leads the configuration to another's",
            Box::new(move |ann| {
                let config = theirs(ann);
                fs::remove_file(ann.config()).unwrap();
                symlink(config, ann.config()).unwrap();
                lchown(ann.config(), Some(ANN), Some(ANN)).unwrap();
            }),
        ),
        (
            "it is relative",
            Box::new(|ann| {
                fs::write(ann.layout(), "config=ann/.config/goenvmgr/config.toml\n").unwrap();
            }),
        ),
        ("it is none", Box::new(|ann| fs::write(ann.layout(), [0xff; 99]).unwrap())),
        ("it is long", Box::new(|ann| fs::write(ann.layout(), [b'\n'; 99 << 10]).unwrap())),
    ];
    let ann = Ann::new();
    let root = ann.of("root");
    assert!(ann.go(0, Some(&root)).exits(0).stdout.starts_with("go1.21.0 "));
    drop(ann);
    for (what, attack) in cases {
        let ann = Ann::new();
        attack(&ann);
        let root = ann.of("root");
        let said = ann.go(0, Some(&root));
        assert_eq!((said.code, said.stdout.as_str()), (127, ""), "{what}: {said:?}");
        // A pin of the project decides as ever.
        fs::write(ann.of("ann/p/.go-version"), "1.22.5\n").unwrap();
        assert!(ann.go(0, Some(&root)).exits(0).stdout.starts_with("go1.22.5 "), "{what}");
    }
}

#[test]
fn shim_of_another_says_whose_it_is_and_what_was_not_read() {
    let ann = Ann::new();
    open(&ann.config(), 0o666);
    let said = ann.go(0, Some(&ann.of("root"))).exits(127);
    for word in ["everybody may write", "user 54321, whose shim this is", "GOENVMGR_VERSION"] {
        assert!(said.stderr.contains(word), "{word}: {said:?}");
    }
    let mut command = ann.command(&ann.data().join("shims/go"), Some(&ann.of("root")));
    let chosen = ran(command.env("GOENVMGR_VERSION", "1.22.5")).exits(0);
    assert!(chosen.stdout.starts_with("go1.22.5 "), "{chosen:?}");
    // What this user may not read stops nobody who needs none of it.
    open(&ann.config(), 0o600);
    let said = ann.go(BOB, Some(&ann.of("bob"))).exits(127);
    assert!(said.stderr.contains("ermission denied"), "{said:?}");
}

#[test]
fn explain_of_anothers_store_says_where_its_configuration_lies() {
    let ann = Ann::new();
    let before = ann.look();
    for (uid, home) in [(0, "root"), (BOB, "bob")] {
        let of = |args: &[&str]| {
            let mut command = ann.command(&ann.program, Some(&ann.of(home)));
            ran(as_user(uid, command.args(args).env("GOENVMGR_HOME", ann.data())))
        };
        let config = ann.config().display().to_string();
        for args in [&["explain"][..], &["current"], &["default"]] {
            let said = of(args).exits(0);
            assert!(said.stdout.contains(&format!("{config}:1")), "{said:?}");
        }
        let which = of(&["which"]).exits(0).stdout;
        assert_eq!(which.trim(), ann.data().join("toolchains/go1.21.0/bin/go").to_str().unwrap());
        let doctor = of(&["doctor", "--only", "install.home", "--format", "json"]);
        assert!(doctor.stdout.contains(&config), "{doctor:?}");
    }
    assert_eq!(ann.look(), before);
}

/// `sudo` that keeps HOME, and `su -m`: nothing that root asks for by the way is left in the user's home.
#[test]
fn root_with_the_home_of_a_user_leaves_nothing_there_by_looking() {
    let ann = Ann::new();
    fs::write(ann.of("ann/p/goenvmgr.toml"), "[env]\nFOO = \"1\"\n").unwrap();
    let look = |before: &[String]| {
        for args in [
            &["list"][..],
            &["current"],
            &["explain"],
            &["which"],
            &["check"],
            &["env"],
            &["init", "bash"],
            &["hook", "bash"],
            &["exec", "--", "go", "version"],
            &["roots"],
            &["trust", "--list"],
            &["du"],
            &["why", "example.com/m"],
            &["verify", "1.22.5"],
            &["outdated"],
            &["list", "--remote"],
            &["setup", "--dry-run"],
            &["install", "--dry-run", "1.22.6"],
            &["clean", "--stale", "--dry-run"],
            &["clean", "--all", "--dry-run"],
            &["clean", "--modcache", "--dry-run"],
            &["doctor", "--mode", "full", "--offline"],
            &["doctor", "--fix", "--dry-run"],
            &["__versions", "", "use"],
        ] {
            let mut command = ann.command(&ann.program, Some(&ann.of("ann")));
            command.args(args).current_dir(ann.of("ann/p")).env("GOPROXY", "off");
            command.env("SHELL", "/bin/bash").env("__GOENVMGR_EMIT", "bash");
            let said = ran(command);
            let after = ann.look();
            let made: Vec<_> = after.iter().filter(|line| !before.contains(line)).collect();
            assert!(after == before, "{args:?} {made:#?}: {said:?}");
        }
    };
    look(&ann.look());
    // Before there is anything of ours: root makes none of it either.
    fs::remove_dir_all(ann.of("ann/.local")).unwrap();
    look(&ann.look());
}

/// The same with a network, from which there is something to keep.
#[test]
fn root_with_the_home_of_a_user_keeps_no_index_there() {
    let net = Net::new();
    let home = net.world.path("users/ann");
    fs::create_dir_all(&home).unwrap();
    give(&home, ANN);
    let list = |uid: u32| {
        let mut command = net.world.command(net.world.program_for_all());
        command.args(["list", "--remote"]).env("HOME", &home).env_remove("GOENVMGR_HOME");
        assert!(ran(as_user(uid, &command)).exits(0).stdout.contains("1.22.5"));
    };
    list(0);
    assert_eq!(fs::read_dir(&home).unwrap().count(), 0);
    list(ANN);
    assert!(home.join(".cache/goenvmgr").is_dir());
}

#[test]
fn layout_follows_where_the_configuration_lies() {
    let ann = Ann::new();
    let text = |config: &str| format!("config={}\n", ann.of(config).display());
    assert!(
        fs::read_to_string(ann.layout())
            .unwrap()
            .starts_with(&text(".config/goenvmgr/config.toml").replace("users/", "users/ann/"))
    );
    let as_ann = |name: &str, value: &Path| {
        let mut command = ann.command(&ann.program, Some(&ann.of("ann")));
        ran(as_user(ANN, command.args(["init", "bash"]).env(name, value))).exits(0);
    };
    as_ann("XDG_CONFIG_HOME", &ann.of("ann/conf"));
    assert!(
        fs::read_to_string(ann.layout())
            .unwrap()
            .starts_with(&text("ann/conf/goenvmgr/config.toml"))
    );
    // Everything below one directory: nothing is to be said.
    as_ann("GOENVMGR_HOME", &ann.data());
    assert!(!ann.layout().exists());
}
