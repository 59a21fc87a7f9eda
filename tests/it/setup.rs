//! `goenvmgr setup` in a home directory of its own, read back by the real shells.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::program;

/// Debian's guard: what stands below it is for interactive shells only.
const GUARD: &str = "case $- in\n    *i*) ;;\n      *) return;;\nesac\n";
/// What Debian gives new users: it reads .bashrc first.
const PROFILE: &str = "if [ -n \"$BASH_VERSION\" ]; then\n    if [ -f \"$HOME/.bashrc\" ]; then\n\
    \t. \"$HOME/.bashrc\"\n    fi\nfi\n";

struct Home {
    dir: TempDir,
    program: PathBuf,
}

impl Home {
    fn new() -> Self {
        let dir = tempfile::Builder::new().prefix("setup").tempdir().unwrap();
        Self { dir, program: env!("CARGO_BIN_EXE_goenvmgr").into() }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn data(&self) -> PathBuf {
        self.at(".local/share/goenvmgr")
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.at(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// A default version that is there, and the shim: both only say who they are.
    fn with_go(self) -> Self {
        let data = self.data();
        for (path, says) in [("toolchains/go1.22.5/bin/go", "toolchain"), ("shims/go", "shim")] {
            let path = data.join(path);
            program::script(&path, &format!("#!/bin/sh\necho {says}\n"));
        }
        self.write(".config/goenvmgr/config.toml", "default = \"1.22.5\"\n");
        self
    }

    fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("HOME", self.dir.path())
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("TERM", "dumb")
            .env("SHELL", "/bin/bash")
            .current_dir(self.dir.path())
            .stdin(std::process::Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.command(&self.program).args(arguments).output().unwrap()
    }

    fn ok(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success(), "{arguments:?}: {stderr}");
        String::from_utf8(ran.stdout).unwrap()
    }

    /// What a fresh shell says to `go`.
    fn go(&self, shell: &[&str]) -> String {
        let ran = self.command(shell[0]).args(&shell[1..]).output();
        let ran = ran.unwrap_or_else(|error| panic!("{shell:?}: {error}; ./tests/run installs it"));
        String::from_utf8(ran.stdout).unwrap().trim().to_owned()
    }

    /// Every file below, with what tells it from another; ours aside.
    fn tree(&self) -> BTreeMap<PathBuf, (u32, Vec<u8>)> {
        let mut tree = BTreeMap::new();
        let mut folders = vec![self.dir.path().to_owned()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path == self.at(".local") {
                    continue;
                }
                let meta = fs::symlink_metadata(&path).unwrap();
                let content = if meta.is_dir() {
                    folders.push(path.clone());
                    Vec::new()
                } else if meta.is_symlink() {
                    fs::read_link(&path).unwrap().into_os_string().into_encoded_bytes()
                } else {
                    fs::read(&path).unwrap()
                };
                tree.insert(path, (meta.mode(), content));
            }
        }
        tree
    }
}

#[test]
fn every_kind_of_shell_finds_the_same_go() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    home.write(".profile", PROFILE);
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    // Scripts and login shells take the shim, which selects by directory; shells with the hook have
    // the toolchain itself in front.
    for (shell, expected) in [
        (&["bash", "-l", "-c", "go"][..], "shim"),
        (&["bash", "-i", "-c", "go"], "toolchain"),
        (&["bash", "-l", "-i", "-c", "go"], "toolchain"),
        // As sshd's shell, which reads .bashrc without being interactive: above the guard.
        (&["bash", "-c", ". ~/.bashrc; go"], "shim"),
        (&["dash", "-l", "-c", "go"], "shim"),
        (&["zsh", "-c", "go"], "shim"),
        (&["zsh", "-l", "-c", "go"], "shim"),
        (&["zsh", "-i", "-c", "go"], "toolchain"),
        (&["zsh", "-l", "-i", "-c", "go"], "toolchain"),
        (&["fish", "-c", "go"], "shim"),
        (&["fish", "-l", "-c", "go"], "shim"),
        (&["fish", "-i", "-c", "go"], "toolchain"),
    ] {
        assert_eq!(home.go(shell), expected, "{shell:?}");
    }
}

#[test]
fn in_a_debian_home_the_selected_go_is_first_and_everything_of_ours_is_there_once() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    // Debian's own, as it is: it reads .bashrc, and puts these in front afterwards.
    let own = "if [ -d \"$HOME/.local/bin\" ] ; then\n    PATH=\"$HOME/.local/bin:$PATH\"\nfi\n";
    home.write(".profile", &format!("{PROFILE}{own}"));
    home.write(".local/bin/x", "");
    home.ok(&["setup"]);
    let toolchain = home.data().join("toolchains/go1.22.5");
    let (bin, shims) = (toolchain.join("bin"), home.data().join("shims"));
    let show = "printf '%s|%s\n' \"$PATH\" \"${GOROOT-none}\"";
    let below = |mode: &str| format!("bash {mode} '{}'", show.replace('\'', "'\\''"));
    for (mode, script, interactive) in [
        ("-lic", show.to_owned(), true),
        ("-ic", show.to_owned(), true),
        ("-ic", below("-lic"), true),
        ("-ic", below("-lc"), false),
        ("-lc", show.to_owned(), false),
    ] {
        let said = home.go(&["bash", mode, &script]);
        let (path, goroot) = said.split_once('|').unwrap();
        let path: Vec<&Path> = path.split(':').map(Path::new).collect();
        let ours = path.iter().filter(|dir| dir.starts_with(home.data())).count();
        let first: &[&Path] = if interactive { &[&bin, &shims] } else { &[&shims] };
        assert_eq!((&path[..first.len()], ours), (first, first.len()), "{mode} {script}: {said}");
        let expected = if interactive { toolchain.to_str().unwrap() } else { "none" };
        assert_eq!(goroot, expected, "{mode} {script}");
        assert!(!path.contains(&Path::new("")), "{said}");
    }
    // Back to what it was before us, in the order that the user's own lines made.
    let after = home.go(&["bash", "-lic", &format!("goenvmgr deactivate; {show}")]);
    assert!(!after.contains("goenvmgr") && after.ends_with("|none"), "{after}");
}

#[test]
fn every_shape_of_file_works_three_times_and_comes_back_byte_for_byte() {
    let shapes: [(&str, Option<&str>); 9] = [
        ("missing", None),
        ("empty", Some("")),
        ("plain", Some("export A=1\n")),
        ("no last newline", Some("export A=1")),
        ("CRLF", Some("A=1\r\nB=2\r\n")),
        ("CRLF, no last newline", Some("A=1\r\nB=2")),
        ("interpreter line", Some("#!/bin/bash\nexport A=1\n")),
        ("guard", Some(GUARD)),
        ("not UTF-8's business", Some("# \u{1b}[0m é\n\n\n")),
    ];
    for (shape, text) in shapes {
        let home = Home::new().with_go();
        if let Some(text) = text {
            for name in [".bashrc", ".profile", ".zshrc", ".zshenv"] {
                // A guard in .zshenv would keep scripts out by the user's own wish.
                if text == GUARD && name.starts_with(".z") {
                    continue;
                }
                home.write(name, text);
                fs::set_permissions(home.at(name), PermissionsExt::from_mode(0o600)).unwrap();
            }
        }
        let before = home.tree();
        let setup = ["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"];
        home.ok(&setup);
        let once = home.tree();
        assert_eq!(home.go(&["bash", "-c", ". ~/.bashrc; go"]), "shim", "{shape}");
        assert_eq!(home.go(&["zsh", "-c", "go"]), "shim", "{shape}");
        assert_eq!(home.go(&["bash", "-i", "-c", "go"]), "toolchain", "{shape}");
        home.ok(&setup);
        home.ok(&setup);
        assert_eq!(home.tree(), once, "{shape}: again changes something");
        home.ok(&["setup", "--undo"]);
        assert_eq!(home.tree(), before, "{shape}: undo leaves a trace");
        for gone in ["env.sh", "env.fish", "env.ps1"] {
            assert!(!home.data().join(gone).exists(), "{shape}: {gone}");
        }
    }
}

#[test]
fn a_dry_run_shows_the_lines_and_changes_nothing() {
    let home = Home::new();
    home.write(".bashrc", "export A=1\n");
    let before = home.tree();
    let shown = home.ok(&["setup", "--dry-run"]);
    assert!(shown.contains("~/.bashrc: would be changed: env, init"), "{shown}");
    assert!(shown.contains("~/.profile: would be created: env"), "{shown}");
    assert!(shown.contains("+ # >>> goenvmgr env >>> v1"), "{shown}");
    assert_eq!(home.tree(), before);
    assert!(!home.at(".local").exists(), "a dry run wrote something of ours");
    let json: serde_json::Value =
        serde_json::from_str(&home.ok(&["setup", "--dry-run", "--format", "json"])).unwrap();
    assert_eq!(json["dry_run"], true);
    assert_eq!(json["shells"][0]["shell"], "bash");
    let bashrc = &json["files"][0];
    assert_eq!((&bashrc["step"], &bashrc["blocks"][1]["name"]), (&"change".into(), &"init".into()));
    assert_eq!(bashrc["diff"][1]["line"], 5);
}

#[test]
fn links_stay_links_and_owner_and_mode_stay() {
    let home = Home::new();
    home.write("dotfiles/bashrc", "export A=1\n");
    let real = home.at("dotfiles/bashrc");
    fs::set_permissions(&real, PermissionsExt::from_mode(0o640)).unwrap();
    std::os::unix::fs::chown(&real, Some(65534), Some(65534)).unwrap();
    symlink("dotfiles/bashrc", home.at(".bashrc")).unwrap();
    // Leads nowhere yet: a dotfile manager made the link first.
    symlink("dotfiles/new/profile", home.at(".profile")).unwrap();
    let before = home.tree();
    let told = home.ok(&["setup"]);
    assert!(told.contains("(a link to ~/dotfiles/bashrc)"), "{told}");
    assert!(fs::symlink_metadata(home.at(".bashrc")).unwrap().is_symlink());
    assert!(home.read("dotfiles/bashrc").contains("goenvmgr init"));
    assert!(home.read("dotfiles/new/profile").contains("goenvmgr env"));
    let meta = fs::metadata(&real).unwrap();
    assert_eq!((meta.mode() & 0o777, meta.uid(), meta.gid()), (0o640, 65534, 65534));
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn two_names_for_one_file_get_one_block_each() {
    let home = Home::new().with_go();
    home.write(".bashrc", GUARD);
    symlink(".bashrc", home.at(".bash_profile")).unwrap();
    let before = home.tree();
    home.ok(&["setup"]);
    assert_eq!(home.read(".bashrc").matches("# >>> goenvmgr").count(), 2);
    assert_eq!(home.go(&["bash", "-l", "-c", "go"]), "shim");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn what_cannot_be_written_stops_everything_before_it_begins() {
    let store = Home::new();
    symlink("/nix/store/abc-home/bashrc", store.at(".bashrc")).unwrap();
    let endless = Home::new();
    endless.write(".bashrc", "A=1\n# >>> goenvmgr env >>> v1\nB=2\n");
    let looped = Home::new();
    symlink(".bashrc", looped.at(".bashrc")).unwrap();
    for (home, expected) in [
        (store, "/nix/store is written by its own package manager only"),
        (endless, "the goenvmgr block that begins in line 2 has no end"),
        (looped, "loop of links"),
    ] {
        let before = home.tree();
        let ran = home.run(&["setup"]);
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert_eq!(ran.status.code(), Some(3), "{stderr}");
        assert!(stderr.contains(expected) && stderr.contains(".bashrc"), "{stderr}");
        assert_eq!(home.tree(), before);
    }
}

#[test]
fn a_home_that_is_read_only_is_named() {
    let mut home = Home::new();
    home.write(".bashrc", "A=1\n");
    // Where root may write to everything: ask as somebody else, with a program that they can read.
    let own = tempfile::tempdir().unwrap();
    fs::set_permissions(own.path(), PermissionsExt::from_mode(0o777)).unwrap();
    let program = own.path().join("goenvmgr");
    program::copy(&home.program, &program);
    home.program = program;
    fs::set_permissions(home.dir.path(), PermissionsExt::from_mode(0o555)).unwrap();
    let ran = home
        .command("setpriv")
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&home.program)
        .arg("setup")
        .env("GOENVMGR_HOME", own.path().join("data"))
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{stderr}");
    assert!(stderr.contains(".bashrc: it is read-only"), "{stderr}");
    assert!(stderr.contains("cannot be written: Permission denied"), "{stderr}");
    assert!(!own.path().join("data").exists());
}

#[test]
fn an_edited_block_is_reported_and_replaced_and_undo_keeps_what_is_around() {
    let home = Home::new();
    home.write(".bashrc", "export A=1\n");
    home.ok(&["setup"]);
    let good = home.read(".bashrc");
    home.write(".bashrc", &good.replace("init bash", "init bosh"));
    let told = home.ok(&["setup"]);
    assert!(told.contains("the block `init` had been edited; it is replaced"), "{told}");
    assert_eq!(home.read(".bashrc"), good);
    let older = good.replace(">>> v1", ">>> v0");
    home.write(".bashrc", &older);
    home.ok(&["setup"]);
    assert_eq!(home.read(".bashrc"), good);
    home.write(".bashrc", &format!("export Z=0\n{good}export B=2\n"));
    home.write(".profile", &format!("{}export C=3\n", home.read(".profile")));
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.read(".bashrc"), "export Z=0\nexport A=1\nexport B=2\n");
    // Created by us, but not ours alone any more.
    assert_eq!(home.read(".profile"), "export C=3\n");
    assert_eq!(home.ok(&["setup", "--undo"]), "nothing of goenvmgr is in your start-up files\n");
}

#[test]
fn what_was_there_is_kept_with_its_mode() {
    let home = Home::new();
    home.write(".bashrc", "export TOKEN=secret\n");
    fs::set_permissions(home.at(".bashrc"), PermissionsExt::from_mode(0o600)).unwrap();
    let done: serde_json::Value =
        serde_json::from_str(&home.ok(&["setup", "--format", "json"])).unwrap();
    let backup = Path::new(done["backups"][0].as_str().unwrap());
    assert!(backup.starts_with(home.at(".local/state/goenvmgr/setup")), "{}", backup.display());
    assert_eq!(fs::read_to_string(backup).unwrap(), "export TOKEN=secret\n");
    assert_eq!(fs::metadata(backup).unwrap().mode() & 0o777, 0o600);
}

#[test]
fn undo_works_without_any_memory() {
    let home = Home::new();
    home.write(".bashrc", "no end");
    home.ok(&["setup"]);
    fs::remove_dir_all(home.at(".local")).unwrap();
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.read(".bashrc"), "no end");
    assert_eq!(home.read(".profile"), "", "nobody knows any more that it was created");
}

#[test]
fn lines_of_other_managers_are_shown_and_left() {
    let home = Home::new();
    let text = "A=1\neval \"$(goenv init -)\"\nexport GOROOT=/usr/local/go\n";
    home.write(".bashrc", text);
    home.write(".zshrc", "export PATH=$PATH:/usr/local/go/bin\n");
    let told = home.ok(&["setup", "--shell", "sh"]);
    for line in ["~/.bashrc:2: eval", "~/.bashrc:3: export GOROOT", "~/.zshrc:1: export PATH"] {
        assert!(told.contains(line), "{told}");
    }
    assert_eq!(home.read(".bashrc"), text);
}

#[test]
fn a_hostile_path_of_the_program_is_only_a_path() {
    let mut home = Home::new().with_go();
    let folder = home.at("o'b \"x\" $(touch pwned) `touch pwned` \\ é\nnew");
    fs::create_dir_all(&folder).unwrap();
    let program = folder.join("goenvmgr");
    program::copy(&home.program, &program);
    home.program = program;
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    for shell in ["bash", "zsh", "fish"] {
        assert_eq!(home.go(&[shell, "-i", "-c", "go"]), "toolchain", "{shell}");
    }
    assert!(!home.at("pwned").exists());
    let once = home.tree();
    home.ok(&["setup", "--shell", "bash", "--shell", "zsh", "--shell", "fish"]);
    assert_eq!(home.tree(), once);
    home.ok(&["setup", "--undo"]);
    assert!(!home.at(".bashrc").exists());
}

#[test]
fn the_name_that_leads_to_the_program_is_written_not_what_it_leads_to() {
    let mut home = Home::new();
    fs::create_dir(home.at("bin")).unwrap();
    symlink(&home.program, home.at("bin/goenvmgr")).unwrap();
    home.program = home.at("bin/goenvmgr");
    home.ok(&["setup"]);
    let program = home.program.display().to_string();
    assert!(home.read(".bashrc").contains(&program), "{}", home.read(".bashrc"));
}

#[test]
fn zsh_is_found_where_its_own_files_say() {
    let home = Home::new().with_go();
    home.write(".zshenv", "export ZDOTDIR=$HOME/.config/zsh\n");
    home.write(".config/zsh/.zshrc", "A=1\n");
    let before = home.tree();
    let told = home.ok(&["setup"]);
    assert!(told.contains("~/.config/zsh/.zshrc: changed: init"), "{told}");
    assert!(!home.at(".zshrc").exists());
    assert_eq!(home.go(&["zsh", "-c", "go"]), "shim");
    assert_eq!(home.go(&["zsh", "-i", "-c", "go"]), "toolchain");
    home.ok(&["setup", "--undo"]);
    assert_eq!(home.tree(), before);
}

#[test]
fn a_store_of_the_users_own_choice_is_found_by_every_new_shell() {
    let home = Home::new().with_go();
    let own = home.at("own store");
    fs::rename(home.data(), &own).unwrap();
    fs::rename(home.at(".config/goenvmgr/config.toml"), own.join("config.toml")).unwrap();
    let ran = home.command(&home.program).arg("setup").env("GOENVMGR_HOME", &own).output().unwrap();
    assert!(ran.status.success());
    assert_eq!(home.go(&["bash", "-i", "-c", "go"]), "toolchain");
    assert_eq!(home.go(&["sh", "-l", "-c", "echo \"$GOENVMGR_HOME\""]), own.display().to_string());
}

#[test]
fn shells_without_start_up_files_of_ours_are_refused() {
    let home = Home::new();
    let ran = home.run(&["setup", "--shell", "elvish"]);
    assert_eq!(ran.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&ran.stderr).contains("start-up files of elvish"));
}

#[test]
fn killed_at_any_step_it_can_be_run_again_and_taken_back() {
    let setup = ["setup", "--shell", "bash", "--shell", "fish"];
    let calls = "/^rename|^unlink|^mkdir|sync$|^ftruncate|^fchmod|^chmod|^fchown";
    let fresh = || {
        let home = Home::new();
        home.write(".bashrc", "export A=1");
        home
    };
    let relative = |home: &Home| -> BTreeMap<PathBuf, String> {
        let own = home.dir.path().display().to_string();
        let plain = |(path, (mode, text)): (PathBuf, (u32, Vec<u8>))| {
            let text = String::from_utf8_lossy(&text).replace(&own, "");
            // The sum in a marker is that of the path too.
            let text: String =
                text.split(" v1 ").map(|part| part.get(8..).unwrap_or(part)).collect();
            let name = path.strip_prefix(home.dir.path()).unwrap().to_owned();
            (name, format!("{mode:o} {text}"))
        };
        home.tree().into_iter().map(plain).collect()
    };
    let (whole, before) = (fresh(), relative(&fresh()));
    whole.ok(&setup);
    let after = relative(&whole);
    let mut kills = 0;
    loop {
        kills += 1;
        let home = fresh();
        let inject = format!("inject={calls}:signal=SIGKILL:when={kills}");
        let mut strace = home.command("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &inject]).arg(&home.program);
        let ended = strace.args(setup).output().expect("strace: ./tests/run installs it");
        if ended.status.success() {
            break;
        }
        for (name, text) in relative(&home) {
            let is_rest = name.to_str().unwrap().contains(".goenvmgr-");
            let is_whole = before.get(&name) == Some(&text) || after.get(&name) == Some(&text);
            assert!(is_rest || is_whole, "kill {kills}: {}: {text}", name.display());
        }
        home.ok(&setup);
        assert_eq!(relative(&home), after, "kill {kills}");
        home.ok(&["setup", "--undo"]);
        assert_eq!(relative(&home), before, "kill {kills}");
    }
    assert!(kills > 10, "only {kills} steps were seen: does strace still know the calls?");
}
