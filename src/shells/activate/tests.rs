//! What selection and activation say rests on what was noted of them, and on nothing else.

use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};

use super::{Activation, Inputs, Placing};
use crate::base::fault::Result;
use crate::base::progress::Silent;
use crate::projects::manifest::{Manifest, trust};
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Selection, select};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::read;
use crate::sys::record::{self, Record, START, Seen};
use crate::toolchains::store::Store;

/// A machine with three of our toolchains and one of somebody else's.
struct Machine {
    dir: tempfile::TempDir,
    env: Env,
}

impl Machine {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let text = |name: &str| dir.path().join(name).display().to_string();
        let mut env = Env::bare(&[
            ("HOME", &text("user")),
            ("GOENVMGR_HOME", &text("home")),
            ("PATH", &format!("{}:{}", text("empty"), text("system/bin"))),
        ]);
        env.cwd = dir.path().join("a/b");
        let machine = Self { dir, env };
        let roots = ["1.21.3", "1.22.5", "1.23.1"].map(|v| format!("home/toolchains/go{v}"));
        for root in roots.iter().map(String::as_str).chain(["system"]) {
            machine.program(&format!("{root}/bin/go"));
            machine.write(&format!("{root}/go.env"), "GOTOOLCHAIN=auto\n");
        }
        machine.write("system/VERSION", "go1.26.1\n");
        for dir in ["a/b", "empty", "user", "home/toolchains/go1.24.0"] {
            fs::create_dir_all(machine.at(dir)).unwrap();
        }
        machine
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn write(&self, name: &str, text: &str) {
        fs::create_dir_all(self.at(name).parent().unwrap()).unwrap();
        fs::write(self.at(name), text).unwrap();
    }

    fn program(&self, name: &str) {
        self.write(name, "#!/bin/sh\n");
        fs::set_permissions(self.at(name), fs::Permissions::from_mode(0o755)).unwrap();
    }

    fn with(self, name: &str, text: &str) -> Self {
        self.write(name, text);
        self
    }

    fn var(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.env.vars.insert(name.into(), value.into());
        self
    }

    /// After an activation, in a directory where another would be: what is taken back counts too.
    fn left(mut self) -> Self {
        self.env.vars = self.activation().unwrap().1.after;
        self.env.cwd = self.at("user");
        self
    }

    /// Directories in which something else decides each.
    fn all() -> Vec<(&'static str, Self)> {
        let new = Self::new;
        let env = "go = \"1.22\"\n[env]\nCGO_ENABLED = \"0\"\n";
        let trusted = || {
            let machine = new().with("a/goenvmgr.toml", env);
            let manifest = Manifest::parse(&machine.at("a/goenvmgr.toml"), env).unwrap();
            trust::grant(&Home::at(&machine.at("home")), &manifest, 1, &Silent).unwrap();
            machine
        };
        let workspace =
            new().with("w/go.work", "go 1.21\n").with("a/go.mod", "module m\ngo 1.20\n");
        let named = workspace.at("w/go.work");
        let long = format!("// {}\nmodule m\ngo 1.22\n", "x".repeat(2 * START));
        vec![
            ("nothing", new()),
            ("pin", new().with("a/.go-version", "1.22.5\n")),
            ("pin of a line", new().with("a/b/.tool-versions", "golang 1.22\n")),
            (
                "pin above",
                new().with(".go-version", "1.23").with("a/go.mod", "module m\ngo 1.22\n"),
            ),
            (
                "system",
                new().with("a/.go-version", "system\n").with("a/go.mod", "module m\ngo 1.22"),
            ),
            ("missing", new().with("a/.go-version", "1.20.1\n")),
            ("newest", new().with("a/.go-version", "latest\n")),
            ("minimum", new().with("a/go.mod", "module m\n\ngo 1.22\n")),
            ("long", new().with("a/go.mod", &long)),
            ("minimum of the system", new().with("a/go.mod", "module m\ngo 1.26\n")),
            ("untrusted", new().with("a/goenvmgr.toml", env)),
            ("trusted", trusted()),
            ("left", trusted().left()),
            ("workspace", workspace.var("GOWORK", named)),
            ("default", new().with("home/config.toml", "default = \"oldstable\"\n")),
            ("installed", {
                let config = "toolchain = \"installed\"\ndefault = \"1.22.5\"\n";
                new().with("home/config.toml", config).with("a/go.mod", "module m\ngo 1.23\n")
            }),
            ("switched", new().var("GOTOOLCHAIN", "go1.23.1+path").with("a/.go-version", "1.22.5")),
            ("shims", {
                let config = "path = \"shims\"\ndefault = \"1.22.5\"\n";
                let machine = new().with("home/config.toml", config);
                machine.program("home/shims/go");
                machine
            }),
            ("no shims", new().var("GOENVMGR_PATH", "shims").with("a/.go-version", "1.22.5\n")),
            ("shims of nothing", {
                let machine = new().var("GOENVMGR_PATH", "shims");
                machine.program("home/shims/go");
                machine
            }),
            ("broken", new().with("home/config.toml", "toolchain = \"none\"\n")),
        ]
    }

    /// What is selected here and what activation makes of it, and what was asked for meanwhile.
    fn answer(&self) -> (String, Record) {
        record::begin();
        let answer = self.selected().unwrap_or_else(|fault| fault.to_string());
        (answer, record::noted().unwrap())
    }

    fn activation(&self) -> Result<(Selection, Activation)> {
        let home = Home::locate(&self.env)?;
        let config = Config::load_but_sources(&self.env, &home)?;
        let (store, scan) = (Store::new(&home), AncestorScan::of(&self.env.cwd));
        let selection = select(&self.env, &store, &config, &scan)?;
        let inputs = Inputs {
            env: &self.env,
            store: &store,
            config: &config,
            scan: &scan,
            selection: &selection,
        };
        let activation = inputs.enter(Placing::AsItStands)?;
        Ok((selection, activation))
    }

    fn selected(&self) -> Result<String> {
        let (selection, activation) = self.activation()?;
        let told = (&activation.diff, &activation.notes, &activation.goroot);
        // The variables that an activation leaves are those that it found, but for the difference.
        Ok(format!("{:?} {:?} {told:?}", selection.outcome, selection.rule))
    }

    /// Everything that stands here, and some of what could.
    fn paths(&self) -> BTreeSet<PathBuf> {
        let mut paths = BTreeSet::new();
        let mut dirs = vec![self.dir.path().to_owned()];
        while let Some(dir) = dirs.pop() {
            for entry in fs::read_dir(&dir).unwrap().flatten() {
                if entry.path().is_dir() {
                    dirs.push(entry.path());
                }
                paths.insert(entry.path());
            }
        }
        let pins = ["goenvmgr.toml", ".go-version", ".tool-versions", "go.work", "go.mod"];
        for dir in ["", "a", "a/b"] {
            paths.extend(pins.iter().map(|name| self.at(dir).join(name)));
        }
        let others = [
            "home/config.toml",
            "user/.config/go/env",
            "home/toolchains/go1.22.9/bin/go",
            "home/toolchains/go1.20.1/bin/go",
            "home/toolchains/go1.22.5/.goenvmgr/half",
            "home/toolchains/go1.24.0/bin",
            "home/shims/go",
            "empty/go",
            "empty/go1.23.1",
            "system/bin/go1.23.1",
        ];
        paths.extend(others.iter().map(|name| self.at(name)));
        paths
    }
}

/// Makes something stand where nothing does.
type Become = fn(&Path);

/// Whether a look says now what one said then: what a shell compares.
fn holds(path: &Path, seen: &Seen) -> bool {
    let about = fs::metadata(path).ok();
    let is_file = about.as_ref().is_some_and(fs::Metadata::is_file);
    let is_dir = about.as_ref().is_some_and(fs::Metadata::is_dir);
    let is_program =
        is_file && about.as_ref().is_some_and(|it| it.permissions().mode() & 0o111 != 0);
    match seen {
        Seen::Absent => about.is_none(),
        Seen::Stands => fs::symlink_metadata(path).is_ok(),
        Seen::Program => is_program,
        Seen::NoProgram => is_file && !is_program,
        Seen::Directory(None) => is_dir,
        Seen::Directory(Some(names)) => {
            let found = fs::read_dir(path).into_iter().flatten().flatten();
            let mut found: Vec<_> = found.map(|entry| entry.file_name()).collect();
            found.sort();
            is_dir && found == *names
        }
        Seen::File => is_file,
        Seen::Text { .. } => {
            let bytes = fs::File::open(path).and_then(|file| read::start(file, START as u64 + 1));
            bytes.is_ok_and(|bytes| Seen::text(&bytes) == *seen)
        }
        Seen::Unreadable => about.is_some() && !is_file,
    }
}

fn still_holds(record: &Record) -> bool {
    let same = |(path, to): (&PathBuf, &PathBuf)| path.canonicalize().is_ok_and(|now| now == *to);
    record.paths.iter().all(|(path, seen)| holds(path, seen)) && record.real.iter().all(same)
}

#[test]
fn record_holds_everything_that_an_answer_rests_on_in_files() {
    let changes: [(&str, Become); 5] = [
        ("gone", |_| ()),
        ("text", |path| fs::write(path, "go 1.21.3\n").unwrap()),
        ("a program", |path| {
            fs::write(path, "1.21.3\n").unwrap();
            fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
        }),
        ("a directory", |path| fs::create_dir(path).unwrap()),
        ("a link to nowhere", |path| symlink("nowhere", path).unwrap()),
    ];
    let (mut held, mut told) = (0, 0);
    for (name, machine) in Machine::all() {
        let (answer, record) = machine.answer();
        assert!(still_holds(&record), "{name}: {record:?}");
        let aside = tempfile::tempdir().unwrap();
        for path in machine.paths() {
            let had = fs::rename(&path, aside.path().join("x")).is_ok();
            let parents: Vec<_> = path.ancestors().filter(|dir| !dir.exists()).skip(1).collect();
            let made = parents.last().map(|top| top.to_path_buf());
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            for (what, change) in changes {
                change(&path);
                if still_holds(&record) {
                    assert_eq!(machine.answer().0, answer, "{name}: {} is {what}", path.display());
                    held += 1;
                } else {
                    told += 1;
                }
                let _ = fs::remove_file(&path).or_else(|_| fs::remove_dir(&path));
            }
            if let Some(made) = made {
                fs::remove_dir_all(made).unwrap();
            }
            if had {
                fs::rename(aside.path().join("x"), &path).unwrap();
            }
        }
        assert_eq!(machine.answer(), (answer, record), "{name}: not as it was");
    }
    // Most of what stands on a machine is nothing to an answer.
    assert!(held > 1000 && told > 1000, "{held} {told}");
}

#[test]
fn record_holds_every_variable_that_an_answer_rests_on() {
    let names = names_in_the_source();
    assert!(names.len() > 100 && names.contains("GOENVMGR_TOOLCHAIN"), "{names:?}");
    let strangers = ["LANG", "TERM", "USER", "SHLVL", "OLDPWD", "PS1", "IFS", "EDITOR", "A", "_"];
    for (name, mut machine) in Machine::all() {
        let (answer, record) = machine.answer();
        let noted = |variable: &str| record.vars.contains(OsStr::new(variable));
        let free = names.iter().map(String::as_str).chain(strangers);
        let free: Vec<&str> = free.filter(|variable| !noted(variable)).collect();
        let users = machine.env.vars.clone();
        let values =
            ["", "off", "1.21.3", "go1.21.3", "installed", "-;GOROOT=/x", "/"].map(OsString::from);
        for value in values.iter().map(Some).chain([None]) {
            let mut is_same = |some: &[&str]| {
                machine.env.vars.retain(|name, _| !some.iter().any(|one| name == *one));
                let set = some.iter().filter_map(|one| Some((one.into(), value?.clone())));
                machine.env.vars.extend(set);
                let same = machine.answer().0 == answer;
                machine.env.vars.clone_from(&users);
                same
            };
            if !is_same(&free) {
                let which: Vec<_> = free.chunks(1).filter(|one| !is_same(one)).collect();
                panic!("{name}: it rests on {which:?}, set to {value:?}");
            }
        }
    }
}

/// Every name in this program that may be a variable's, and those of our settings.
fn names_in_the_source() -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut dirs = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(dir) = dirs.pop() {
        for entry in fs::read_dir(&dir).unwrap().flatten() {
            if entry.path().is_dir() {
                dirs.push(entry.path());
            } else {
                let text = fs::read_to_string(entry.path()).unwrap_or_default();
                names.extend(text.split('"').filter(|word| may_be_a_name(word)).map(str::to_owned));
            }
        }
    }
    let keys = include_str!("../../settings/config/keys.rs").split('"');
    let ours = keys.map(|key| format!("GOENVMGR_{}", key.to_ascii_uppercase()));
    names.extend(ours.filter(|name| may_be_a_name(name)));
    names
}

fn may_be_a_name(word: &str) -> bool {
    let part = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    (2..40).contains(&word.len())
        && word.chars().all(part)
        && !word.starts_with(|c: char| c.is_ascii_digit())
}
