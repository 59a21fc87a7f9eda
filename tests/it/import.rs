//! `goenvmgr import`: the homes of others, taken in and left as they were.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use crate::support::net::Net;
use crate::support::publish::Toolchain;
use crate::support::sumdb;

const LINES: &str = "alias ll='ls -l'\nexport GOENV_ROOT=\"$HOME/.goenv\"\n\
                     if [ -d \"$GOENV_ROOT\" ]; then\n  eval \"$(goenv init -)\"\nfi\n# end";

/// A user of goenv with go1.22.5, go1.23.1 and a go1.21.3 that somebody changed; the log knows all three.
struct Moving {
    net: Net,
    goenv: PathBuf,
    rc: PathBuf,
}

impl Moving {
    fn new() -> Self {
        let mut net = Net::new();
        let others = ["1.23.1", "1.21.3"].map(Toolchain::new);
        for toolchain in &others {
            let (version, go_mod) = (toolchain.module_version(), Toolchain::go_mod_h1());
            net.database.add_with(TOOLCHAIN_MODULE, &version, &toolchain.h1(), &go_mod);
        }
        net.proxy.serve_database(sumdb::behind_proxy(&net.database.name(), &net.database.files()));
        net.without_site();
        let user = net.world.path("user");
        net.set("HOME", &user);
        let goenv = user.join(".goenv");
        net.unpack(&goenv.join("versions/1.22.5"));
        for toolchain in others {
            let version = toolchain.module_version();
            let name = version.split(['-', '.']).skip(3).take(3).collect::<Vec<_>>().join(".");
            let root = goenv.join("versions").join(name.trim_start_matches("go"));
            net.toolchain = toolchain;
            net.unpack(&root);
        }
        net.toolchain = Toolchain::new("1.22.5");
        net.world.write(&goenv.join("versions/1.21.3/src/fmt/print.go"), "changed");
        net.world.write(&goenv.join("version"), "1.22.5\n");
        let rc = user.join(".bashrc");
        net.world.write(&rc, LINES);
        Self { net, goenv, rc }
    }

    /// What lies in goenv's home: name, length, time, inode.
    fn theirs(&self) -> BTreeMap<PathBuf, (u64, i64, u64)> {
        let mut all = BTreeMap::new();
        look(&self.goenv, &mut all);
        all
    }
}

fn look(dir: &Path, all: &mut BTreeMap<PathBuf, (u64, i64, u64)>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let about = fs::symlink_metadata(&path).unwrap();
        all.insert(path.clone(), (about.len(), about.mtime(), about.ino()));
        if about.is_dir() {
            look(&path, all);
        }
    }
}

#[test]
fn import_takes_in_what_is_published_and_leaves_theirs_alone() {
    let moving = Moving::new();
    let (net, before) = (&moving.net, moving.theirs());
    let plan = net.run(&["import", "goenv", "--dry-run"]).exits(0);
    for words in ["1.23.1", "left: not what Go published", "default: 1.22.5, as goenv has it"] {
        assert!(plan.stdout.contains(words), "{}", plan.stdout);
    }
    assert_eq!((net.installed().len(), &moving.theirs()), (0, &before));
    let refused = net.run(&["import", "goenv"]).exits(2);
    assert!(refused.stderr.contains("--yes"), "{}", refused.stderr);
    let done = net.run(&["import", "goenv", "--yes", "--format", "json"]).exits(0).json();
    let status = |n: usize| done["toolchains"][n]["status"].clone();
    assert_eq!([status(0), status(1), status(2)], ["imported", "imported", "refused"]);
    let mut installed = net.installed();
    installed.sort();
    assert_eq!(installed, ["go1.22.5", "go1.23.1"]);
    // What no record speaks of is left out.
    net.is_whole(true);
    net.run(&["verify", "1.22.5"]).exits(0);
    assert_eq!(moving.theirs(), before, "theirs is as it was, times included");
    let list = net.run(&["list"]).exits(0).stdout;
    assert!(list.contains("\n1.23.1, 1.22.5: without "), "what is so of both is said once: {list}");
    // One file with two names would tie our verified tree to theirs.
    let inode = |root: &Path| fs::metadata(root.join("bin/go")).unwrap().ino();
    assert_ne!(inode(&net.root()), inode(&moving.goenv.join("versions/1.22.5")));
    assert_eq!(net.run(&["current"]).exits(0).stdout.split_whitespace().next(), Some("1.22.5"));
    assert_eq!(fs::read_to_string(&moving.rc).unwrap(), LINES, "nobody said so");
    let again = net.run(&["import", "goenv", "--yes"]).exits(0);
    assert!(again.stdout.contains("installed here already"), "{}", again.stdout);
}

#[test]
fn import_and_setup_are_enough_and_undo_brings_all_lines_back() {
    let moving = Moving::new();
    let net = &moving.net;
    let told = net.run(&["setup", "--dry-run"]).exits(0);
    assert!(told.stdout.contains("`goenvmgr import --silence` puts"), "{told:?}");
    net.run(&["import", "goenv", "--yes", "--silence"]).exits(0);
    let silenced = fs::read_to_string(&moving.rc).unwrap();
    assert!(silenced.contains("\n  : # goenvmgr silenced: eval"), "{silenced}");
    net.run(&["setup", "--shell", "bash"]).exits(0);
    let mut bash = Command::new("bash");
    bash.args(["-ic", "command -v go; echo \"GOENV_ROOT=$GOENV_ROOT\""]);
    bash.env_clear().env("HOME", net.world.path("user")).env("PATH", "/usr/bin:/bin");
    let told = bash.output().unwrap();
    let told = (String::from_utf8(told.stdout).unwrap(), String::from_utf8(told.stderr).unwrap());
    let go = net.root().join("bin/go");
    assert_eq!(told.0, format!("{}\nGOENV_ROOT=\n", go.display()), "{}", told.1);
    assert!(!told.1.contains("goenv: command not found"), "{}", told.1);
    net.run(&["setup", "--undo"]).exits(0);
    assert_eq!(fs::read_to_string(&moving.rc).unwrap(), LINES);
}

/// Lines of theirs, and all that only looks like them.
const MIXED: &str = r##"# it's a file of bash and zsh
export GOENV_ROOT="$HOME/.goenv"
command -v goenv >/dev/null && eval "$(goenv init -)"
[[ -s "$HOME/.gvm/scripts/gvm" ]] && source "$HOME/.gvm/scripts/gvm"
[ -s "${HOME}/.g/env" ] && \. "${HOME}/.g/env"  # g shell setup
if [ -d ~/.goenv ]; then export PATH="$GOENV_ROOT/bin:$PATH"; fi
case x in
  (x*) export GOENV_ROOT=1 ;;
esac
arr=(
  $HOME/.goenv/bin
)
cat >/dev/null <<E
export GOENV_ROOT=in-a-document
E
text="
export GOENV_ROOT=in-a-text
"
x=1; export GOENV_ROOT=x; important=yes
PATH="$HOME/.goenv/bin:$HOME/mytools/bin:$PATH"
alias go='GOENV_ROOT=/x command go'
echo "GOENV_ROOT is $GOENV_ROOT" >/dev/null
"##;

fn runs(shell: &str, args: &[&str], file: &Path) -> String {
    let mut command = Command::new(shell);
    command.args(args).arg(file).env_clear().env("PATH", "/usr/bin:/bin");
    let done = command.env("HOME", file.parent().unwrap()).output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && said.is_empty(), "{shell}: {said}");
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn import_silences_whole_lines_in_their_own_forms_and_nothing_twice() {
    let moving = Moving::new();
    let (net, rc) = (&moving.net, &moving.rc);
    net.world.write(rc, MIXED);
    let foreign = net.world.path("user/.zshrc");
    let own = ": # goenvmgr silenced: my own text\n";
    net.world.write(&foreign, own);
    let silencing = ["import", "--yes", "--silence"];
    let said = net.run(&silencing).exits(0).stderr;
    assert_eq!(said.matches("was left alone").count(), 8, "{said}");
    let after = fs::read_to_string(rc).unwrap();
    let lines = MIXED.lines().enumerate().map(|(index, line)| match index {
        1..=5 => format!(": # goenvmgr silenced: {line}\n"),
        _ => format!("{line}\n"),
    });
    assert_eq!(after, lines.collect::<String>());
    for shell in ["bash", "zsh"] {
        runs(shell, &["-n"], rc);
        let told = runs(shell, &["-c", ". \"$0\"; echo \"$arr $text$important\""], rc);
        let bin = net.world.path("user/.goenv/bin");
        let expected = format!("{} \nexport GOENV_ROOT=in-a-text\nyes\n", bin.display());
        assert_eq!(told, expected, "{shell}");
    }
    net.run(&silencing).exits(0);
    assert_eq!(fs::read_to_string(rc).unwrap(), after, "nothing is marked twice");
    let shown = net.run(&["setup", "--dry-run", "--shell", "bash"]).exits(0).stdout;
    assert!(shown.contains("important=yes") && !shown.contains(".gvm/scripts"), "{shown}");
    // As an older program left it.
    net.world.write(rc, &after.replace(": # goenvmgr", ": # goenvmgr silenced: : # goenvmgr"));
    net.run(&["setup", "--undo"]).exits(0);
    assert_eq!(fs::read_to_string(rc).unwrap(), MIXED);
    assert_eq!(fs::read_to_string(&foreign).unwrap(), own, "a mark that is not ours");
}

#[test]
fn import_leaves_a_default_that_is_ours_and_names_what_is_not_there() {
    let moving = Moving::new();
    let net = &moving.net;
    net.run(&["default", "1.23.1"]).exits(0);
    let done = net.run(&["import", "goenv", "--yes"]).exits(0);
    assert!(!done.stdout.contains("default:"), "{}", done.stdout);
    assert!(net.run(&["default"]).exits(0).stdout.starts_with("1.23.1"));
    let unknown = net.run(&["import", "gobrew"]).exits(1);
    assert!(
        unknown.stderr.contains("nothing of gobrew") && unknown.stderr.contains("goenv"),
        "{}",
        unknown.stderr
    );
}

#[test]
fn import_names_programs_that_goenv_keeps_for_each_version() {
    let moving = Moving::new();
    let bin = moving.net.world.path("user/go/1.22.5/bin");
    moving.net.world.write(&bin.join("staticcheck"), "");
    let plan = moving.net.run(&["import", "goenv", "--dry-run"]).exits(0).stdout;
    assert!(plan.contains("go/1.22.5/bin: goenv has a GOPATH for each version"), "{plan}");
}

#[test]
fn import_of_nothing_but_what_was_changed_ends_as_an_install_of_it_does() {
    let moving = Moving::new();
    for version in ["1.22.5", "1.23.1"] {
        fs::remove_dir_all(moving.goenv.join("versions").join(version)).unwrap();
    }
    for args in [&["import", "goenv", "--dry-run"][..], &["import", "goenv", "--yes"]] {
        let said = moving.net.run(args).exits(6);
        assert!(said.stdout.contains("left: not what Go published"), "{said:?}");
        assert!(said.stderr.contains("goenvmgr install 1.21.3"), "{said:?}");
    }
}

#[test]
fn import_that_is_quiet_says_nothing_of_what_it_did() {
    let moving = Moving::new();
    let plan = moving.net.run(&["import", "goenv", "-q", "-n"]).exits(0);
    assert!(plan.stdout.contains("1.23.1"), "what was asked for: {plan:?}");
    for _ in ["it is done", "it was done"] {
        let done = moving.net.run(&["import", "goenv", "-q", "--yes"]).exits(0);
        assert_eq!((&*done.stdout, &*done.stderr), ("", ""));
    }
    assert_eq!(moving.net.installed().len(), 2);
}
