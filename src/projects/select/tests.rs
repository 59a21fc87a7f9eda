use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::PathBuf;

use super::*;
use crate::settings::config::{Setting, ToolchainMode};
use crate::settings::home::Home;

/// A home, a project tree `/a/b` below the same temporary directory, and a machine without Go.
struct Place {
    dir: tempfile::TempDir,
    env: Env,
    config: Config,
    store: Store,
}

impl Place {
    fn new(installed: &[&str]) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let home = Home::at(&dir.path().join("home"));
        for version in installed {
            fs::create_dir_all(home.toolchains().join(format!("go{version}/bin"))).unwrap();
            fs::write(home.toolchains().join(format!("go{version}/go.env")), "GOTOOLCHAIN=auto\n")
                .unwrap();
        }
        fs::create_dir_all(dir.path().join("a/b")).unwrap();
        let user = dir.path().join("user").display().to_string();
        let env = Env { cwd: dir.path().join("a/b"), ..Env::bare(&[("HOME", &user)]) };
        Self { env, config: Config::default(), store: Store::new(&home), dir }
    }

    fn file(self, name: &str, text: &str) -> Self {
        let path = self.dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
        self
    }

    fn var(mut self, name: &str, value: &str) -> Self {
        self.env.vars.insert(name.into(), value.into());
        self
    }

    fn default(mut self, request: &str) -> Self {
        let origin = Origin::file("config.toml", 1);
        self.config.default = Setting::new(Some(request.parse().unwrap()), origin);
        self
    }

    /// A Go of somebody else's on PATH.
    fn system(self, version: &str) -> Self {
        let place = self
            .file("sys/VERSION", &format!("go{version}\ntime 2024-01-01T00:00:00Z\n"))
            .file("sys/go.env", "GOTOOLCHAIN=auto\n")
            .file("sys/bin/go", "#!/bin/sh\n");
        let bin = place.dir.path().join("sys/bin");
        fs::set_permissions(bin.join("go"), fs::Permissions::from_mode(0o755)).unwrap();
        let bin = bin.to_str().unwrap().to_owned();
        place.var("PATH", &bin)
    }

    fn explanation(&self) -> Explanation {
        explain(&self.env, &self.store, &self.config, &AncestorScan::of(&self.env.cwd)).unwrap()
    }

    fn selection(&self) -> Selection {
        self.explanation().selection
    }

    /// Outcome, rule and the place that decided, in one line.
    fn says(&self) -> String {
        let selection = self.selection();
        let scan = AncestorScan::of(&self.env.cwd);
        let quick = select(&self.env, &self.store, &self.config, &scan).unwrap();
        assert_eq!(quick, selection, "explaining changes nothing");
        let outcome = match &selection.outcome {
            Outcome::Toolchain(installed) => installed.version.to_string(),
            Outcome::System => "system".to_owned(),
            Outcome::Missing { says, why, .. } => format!("missing {says}: {why}"),
            Outcome::Fetches { with, wanted, .. } => {
                let with = with.as_ref().map_or("system".to_owned(), |w| w.version.to_string());
                format!("{with} fetches {wanted}")
            }
        };
        let at = selection.decided_by.map_or("nothing".to_owned(), |origin| origin.to_string());
        let root = format!("{}/", self.dir.path().display());
        format!("{outcome} | {:?} | {at}", selection.rule).replace(&root, "")
    }
}

fn three() -> Place {
    Place::new(&["1.22.5", "1.22.10", "1.23.1"])
}

#[test]
fn selection_takes_the_first_hit() {
    let nothing = three();
    assert_eq!(nothing.says(), "system | System | nothing");
    let default = three().default("1.22");
    assert_eq!(default.says(), "1.22.10 | Default | config.toml:1");
    let tools = default.file(".tool-versions", "node 1\ngolang 1.22.5\n");
    assert_eq!(tools.says(), "1.22.5 | Pin | .tool-versions:2");
    let nearer = tools.file("a/.tool-versions", "node 1\n").file("a/.go-version", "1.23\n");
    assert_eq!(nearer.says(), "1.23.1 | Pin | a/.go-version:1");
    let manifest = nearer.file("a/goenvmgr.toml", "# ours\ngo = \"1.22.5\"\n");
    assert_eq!(manifest.says(), "1.22.5 | Pin | a/goenvmgr.toml:2");
    let silent = manifest.file("a/b/goenvmgr.toml", "[env]\nA = \"1\"\n");
    assert_eq!(silent.says(), "1.22.5 | Pin | a/goenvmgr.toml:2");
    let shell = silent.var("GOENVMGR_VERSION", "1.23.1");
    assert_eq!(shell.says(), "1.23.1 | Environment | GOENVMGR_VERSION in the environment");
    let system = shell.var("GOENVMGR_VERSION", "system");
    assert_eq!(system.says(), "system | Environment | GOENVMGR_VERSION in the environment");
}

#[test]
fn pin_of_what_is_not_there_is_missing() {
    for (file, text, wanted) in [
        ("a/.go-version", "1.22.6", "missing 1.22.6: it is not installed | Pin | a/.go-version:1"),
        (
            "a/.go-version",
            "1.21",
            "missing 1.21: no such version is installed | Pin | a/.go-version:1",
        ),
        (
            "a/.tool-versions",
            "golang ref:x",
            "missing : what `ref:` names is no published version | Pin | a/.tool-versions:1",
        ),
        ("a/.go-version", "", "missing : the file names no version | Pin | a/.go-version"),
        ("a/.go-version", "rc", "missing rc: no such version is installed | Pin | a/.go-version:1"),
    ] {
        let place = three().default("1.23.1").file(".go-version", "1.22.5").file(file, text);
        assert_eq!(place.says(), wanted, "{text}");
    }
    let broken = three().file("a/goenvmgr.toml", "\ngo = 1.\n");
    assert!(broken.says().starts_with("missing : "), "{}", broken.says());
    let variable = three().var("GOENVMGR_VERSION", "bash");
    assert!(variable.says().starts_with("missing : \"bash\" is not a Go version"));
    assert!(three().default("1.19").says().starts_with("missing 1.19: no such"));
}

/// As asdf 0.20, row by row; but `system` ends the list wherever it stands, as in asdf 0.15, and what
/// cannot be read is an error where it stands first.
#[test]
fn pin_list_selects_the_first_that_is_there() {
    for (line, wanted) in [
        ("golang 1.22.5 1.23.1 system", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 1.22.5 system", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 prefix:1.22 1.23.1", "1.22.10 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 1.20.1 system 1.22.5", "system | Pin | a/.tool-versions:1"),
        ("golang 1.22.5 ref:main", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang 1.21.3 path:/opt/go 1.22.5", "1.22.5 | Pin | a/.tool-versions:1"),
        ("golang system 1.22.5", "system | Pin | a/.tool-versions:1"),
        (
            "golang 1.21.3 1.20",
            "missing 1.21.3: it is not installed, nor is what may take its place: 1.20 \
             | Pin | a/.tool-versions:1",
        ),
        (
            "golang ref:main 1.22.5",
            "missing : what `ref:` names is no published version | Pin | a/.tool-versions:1",
        ),
    ] {
        let place = three().system("1.26.8").default("1.23.1").file("a/.tool-versions", line);
        assert_eq!(place.says(), wanted, "{line}");
    }
    let alone = three().default("1.23.1").file("a/.tool-versions", "golang 1.21.3 system");
    let missing = "missing 1.21.3: it is not installed, nor is what may take its place: system \
                   | Pin | a/.tool-versions:1";
    assert_eq!(alone.says(), missing, "there is no other go");
    let selection = alone.selection();
    assert_eq!(selection.to_install().unwrap().to_string(), "1.21.3");
    let second = three().file("a/.tool-versions", "golang 1.21.3 1.22.5 system").explanation();
    let step = second.chain.iter().find(|step| step.verdict == Verdict::Decides).unwrap();
    assert_eq!(step.says.as_deref(), Some("1.21.3 1.22.5 system"));
    assert_eq!(step.note, "selects 1.22.5, for 1.21.3 is not installed");
    assert_eq!(second.selection.request.unwrap().to_string(), "1.22.5");
}

#[test]
fn pin_list_above_a_minimum_counts_by_what_it_selects() {
    for (line, wanted) in [
        ("golang 1.21.3 1.23.1", "1.23.1 | PinAbove | .tool-versions:1"),
        ("golang 1.22.5 1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("golang 1.24.0 1.22.5", "1.22.10 | MinimumPatch | a/go.mod:1"),
        (
            "golang 1.24.0 1.25.0",
            "missing 1.24.0: it is not installed, nor is what may take its place: 1.25.0 \
             | PinAbove | .tool-versions:1",
        ),
        ("golang 1.19.0 1.25.0", "1.22.10 | MinimumPatch | a/go.mod:1"),
    ] {
        let place = three().file(".tool-versions", line).file("a/go.mod", "go 1.22.6");
        assert_eq!(place.says(), wanted, "{line}");
    }
}

#[test]
fn mise_toml_is_asked_after_the_others_and_the_dotted_one_first() {
    let pin = |version: &str| format!("[tools]\nnode = '20'\ngo = '{version}'\n");
    let plain = three().file("a/mise.toml", &pin("1.22.5"));
    assert_eq!(plain.says(), "1.22.5 | Pin | a/mise.toml:3");
    let silent = plain.file("a/.mise.toml", "[tools]\nnode = '20'\n");
    assert_eq!(silent.says(), "1.22.5 | Pin | a/mise.toml:3");
    let dotted = silent.file("a/.mise.toml", &pin("1.23"));
    assert_eq!(dotted.says(), "1.23.1 | Pin | a/.mise.toml:3");
    let tools = dotted.file("a/.tool-versions", "golang 1.22.10");
    assert_eq!(tools.says(), "1.22.10 | Pin | a/.tool-versions:1");
    let module = three().file("a/mise.toml", &pin("1.22.5")).file("a/go.mod", "go 1.23");
    assert_eq!(module.says(), "1.22.5 | Pin | a/mise.toml:3");
    let broken = three().file(".go-version", "1.22.5").file("a/mise.toml", &pin("{{ x }}"));
    assert_eq!(
        broken.says(),
        "missing : goenvmgr evaluates no template: write the version itself | Pin | a/mise.toml:3"
    );
    let list = three().file("a/mise.toml", "[tools]\ngo = ['1.21.3', '1.23.1']");
    assert_eq!(list.says(), "1.23.1 | Pin | a/mise.toml:2");
    let manifest = three().file("a/goenvmgr.toml", "[tools]\ngo = '1.23'");
    assert_eq!(manifest.says(), "1.23.1 | Pin | a/goenvmgr.toml:2");
}

#[test]
fn unread_files_decide_nothing_and_stand_in_the_chain() {
    let place = three().default("1.22.5").file(".prototools", "go = '1.23.1'\n");
    let place = place.file("a/b/devbox.json", "{\"packages\": [\"go@1.21.3\"]}");
    assert_eq!(place.says(), "1.22.5 | Default | config.toml:1");
    let chain = place.explanation().chain;
    let passed = chain.iter().filter(|step| step.verdict == Verdict::PassedOver);
    let root = place.dir.path().display();
    let notes: Vec<_> =
        passed.map(|step| (step.says.clone().unwrap(), step.note.clone())).collect();
    let read = |program: &str, cure: &str| {
        format!("goenvmgr does not read this file of {program}; type: {cure}")
    };
    assert_eq!(
        notes,
        [
            ("1.21.3".to_owned(), read("devbox", "goenvmgr pin 1.21.3")),
            ("1.23.1".to_owned(), read("proto", &format!("cd {root} && goenvmgr pin 1.23.1"))),
        ]
    );
    let scan = AncestorScan::of(&place.env.cwd);
    select(&place.env, &place.store, &place.config, &scan).unwrap();
    let looked_at = scan.asked().iter().any(|file| file.path().ends_with("devbox.json"));
    assert!(!looked_at, "a switch has no time for them");
}

#[test]
fn minimum_is_met_by_the_first_rule_that_can() {
    for (text, default, wanted) in [
        ("go 1.22.5", "1.23.1", "1.22.5 | MinimumExact | a/go.mod:1"),
        ("go 1.22", "1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("go 1.22.6", "1.23.1", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("go 1.22\ntoolchain go1.23.1", "1.22.5", "1.23.1 | MinimumExact | a/go.mod:2"),
        ("go 1.13", "1.22.5", "1.22.5 | MinimumDefault | a/go.mod:1"),
        ("go 1.13", "1.21", "1.23.1 | MinimumNewest | a/go.mod:1"),
        ("go 1.22.11", "1.22.5", "1.23.1 | MinimumNewest | a/go.mod:1"),
        ("go 1.24", "1.22.5", "1.22.5 fetches 1.24.0 | MinimumFetched | a/go.mod:1"),
        ("go 1.24", "1.21.0", "1.23.1 fetches 1.24.0 | MinimumFetched | a/go.mod:1"),
        ("module m", "1.22.5", "1.22.5 | Default | config.toml:1"),
        ("go nonsense", "1.22.5", "1.22.5 | Default | config.toml:1"),
    ] {
        let place = three().default(default).file("a/go.mod", text);
        assert_eq!(place.says(), wanted, "{text}, default {default}");
    }
}

#[test]
fn release_candidate_is_for_those_who_ask_for_one() {
    let place = || Place::new(&["1.22rc1", "1.22rc2", "1.21.9"]);
    assert_eq!(place().file("go.mod", "go 1.22rc1").says(), "1.22rc1 | MinimumExact | go.mod:1");
    assert!(place().file("go.mod", "go 1.22").says().starts_with("1.21.9 fetches 1.22.0"));
    assert_eq!(place().file(".go-version", "1.22").says(), "1.22rc2 | Pin | .go-version:1");
}

#[test]
fn system_go_meets_a_minimum_last() {
    let system = || Place::new(&[]).system("1.26.8");
    assert_eq!(system().file("go.mod", "go 1.22").says(), "system | MinimumSystem | go.mod:1");
    assert_eq!(
        system().file("go.mod", "go 1.30").says(),
        "system fetches 1.30.0 | MinimumFetched | go.mod:1"
    );
    assert_eq!(
        Place::new(&[]).system("1.19").file("go.mod", "go 1.20").says(),
        "missing go 1.20: no Go that meets it is installed | MinimumUnmet | go.mod:1"
    );
}

#[test]
fn minimum_that_is_unmet_is_missing_where_go_may_not_download() {
    let unmet = "missing go 1.30: no Go that meets it is installed | MinimumUnmet | go.mod:1";
    let place = || three().default("1.23.1").file("go.mod", "go 1.30");
    for value in ["local", "path", "go1.23.1", "go1.23.1+path"] {
        assert_eq!(place().var("GOTOOLCHAIN", value).says(), unmet, "{value}");
    }
    let fetched = "1.23.1 fetches 1.30.0 | MinimumFetched | go.mod:1";
    for value in ["auto", "local+auto", "go1.22.5+auto", ""] {
        assert_eq!(place().var("GOTOOLCHAIN", value).says(), fetched, "{value}");
    }
    let by_file = place().file("user/.config/go/env", "GOTOOLCHAIN=local\n");
    assert_eq!(by_file.says(), unmet);
    assert_eq!(by_file.var("GOENV", "off").says(), fetched);
    let mut installed_only = place();
    installed_only.config.toolchain.value = ToolchainMode::Installed;
    assert_eq!(installed_only.says(), unmet);
}

#[test]
fn minimum_does_not_hide_a_pin_above_that_meets_it() {
    for (pin, minimum, wanted) in [
        ("1.23.1", "go 1.22.5", "1.23.1 | PinAbove | .go-version:1"),
        ("1.22", "go 1.22.6", "1.22.10 | PinAbove | .go-version:1"),
        ("1.22.5", "go 1.22.6", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("1.22.5", "go 1.22.5", "1.22.5 | PinAbove | .go-version:1"),
        ("1.24.0", "go 1.22", "missing 1.24.0: it is not installed | PinAbove | .go-version:1"),
        (
            "1.24",
            "go 1.24.3",
            "missing 1.24: no such version is installed | PinAbove | .go-version:1",
        ),
        ("1.19.0", "go 1.22", "1.22.10 | MinimumPatch | a/go.mod:1"),
        ("system", "go 1.22", "1.22.10 | MinimumPatch | a/go.mod:1"),
    ] {
        let place = three().file(".go-version", pin).file("a/go.mod", minimum);
        assert_eq!(place.says(), wanted, "{pin} above {minimum}");
    }
    let broken = three().file(".go-version", "x").file("a/go.mod", "go 1.22");
    assert!(broken.says().starts_with("missing : "), "a broken pin is no lower pin");
    let lower = three().file(".go-version", "1.22.5").file("a/go.mod", "go 1.23");
    let passed = lower.explanation();
    let step = passed.chain.iter().find(|step| step.verdict == Verdict::PassedOver).unwrap();
    assert!(step.note.contains("lower than 1.23 in"), "{}", step.note);
    assert!(step.note.contains("a/go.mod:1"), "{}", step.note);
    for here in [three(), three().file("a/go.work", "go 1.23")] {
        let pinned = here.file("a/b/.go-version", "1.22.5").file("a/go.mod", "go 1.23");
        assert_eq!(pinned.says(), "1.22.5 | Pin | a/b/.go-version:1");
        assert_eq!(pinned.selection().falls_short().unwrap().version.to_string(), "1.23");
    }
}

#[test]
fn workspace_goes_before_the_module() {
    let work = || three().file("go.work", "go 1.23.1\nuse ./a\n").file("a/go.mod", "go 1.22.5\n");
    assert_eq!(work().says(), "1.23.1 | MinimumExact | go.work:1");
    assert_eq!(work().var("GOWORK", "off").says(), "1.22.5 | MinimumExact | a/go.mod:1");
    assert_eq!(work().var("GOWORK", "auto").says(), "1.23.1 | MinimumExact | go.work:1");
    assert_eq!(work().var("GOWORK", "rel/go.work").says(), "1.22.5 | MinimumExact | a/go.mod:1");
    let by_file = work().file("user/.config/go/env", "GOWORK=off\n");
    assert_eq!(by_file.says(), "1.22.5 | MinimumExact | a/go.mod:1");
    // It counts as standing where the module stands: a pin between the two is above it.
    let between = work().file(".go-version", "1.22.10");
    assert_eq!(between.says(), "1.23.1 | MinimumExact | go.work:1");
    let elsewhere = three().file("x/go.work", "go 1.23.1\n").file("a/.go-version", "1.22.5");
    let file = elsewhere.dir.path().join("x/go.work");
    let elsewhere = elsewhere.var("GOWORK", file.to_str().unwrap());
    assert_eq!(elsewhere.says(), "1.22.5 | Pin | a/.go-version:1");
}

#[test]
fn selection_carries_the_manifest_whose_variables_count() {
    let set = |value: &str| format!("[env]\nA = \"{value}\"\n");
    let above = || three().file("goenvmgr.toml", &set("above"));
    let near = || above().file("a/goenvmgr.toml", &set("near"));
    for (place, value) in [
        (three(), "none"),
        (above(), "above"),
        (near(), "near"),
        (near().var("GOENVMGR_VERSION", "1.22.5"), "near"),
        (near().file("a/goenvmgr.toml", "go = 1"), "wrong"),
        (near().file("a/.go-version", "1.22.5"), "near"),
        (near().file("a/b/.go-version", "1.22.5"), "none"),
        (near().file("a/b/.go-version", "1.22.5").var("GOENVMGR_VERSION", "1.23.1"), "near"),
        (above().file("a/go.mod", "go 1.22"), "above"),
        // A pin above a go.mod does not end the search.
        (above().file("a/.go-version", "1.22.5").file("a/b/go.mod", "go 1.22"), "above"),
    ] {
        let selection = place.selection();
        let found = match &selection.manifest {
            None => "none",
            Some(Ok(manifest)) => &manifest.env[0].value,
            Some(Err(_)) => "wrong",
        };
        assert_eq!(found, value, "{}", place.says());
    }
    let dangling = above();
    symlink("nowhere", dangling.dir.path().join("a/goenvmgr.toml")).unwrap();
    let found = dangling.selection().manifest.unwrap().unwrap();
    assert_eq!(found.path, dangling.dir.path().join("goenvmgr.toml"), "as for its version");
}

#[test]
fn selection_looks_no_further_up_than_it_must() {
    let highest = |place: &Place| {
        let scan = AncestorScan::of(&place.env.cwd);
        let selection = select(&place.env, &place.store, &place.config, &scan).unwrap();
        crate::projects::seen::nearest_project(&scan);
        assert!(selection.decided_by.is_some());
        let asked = scan.asked().into_iter().map(|file| file.path().parent().unwrap().to_owned());
        asked.min_by_key(|dir| dir.components().count()).unwrap()
    };
    let here = || three().var("GOWORK", "off").file("a/b/go.mod", "go 1.22.5");
    let pinned = here().file("a/b/.go-version", "1.22.5");
    assert_eq!(highest(&pinned), pinned.env.cwd);
    let above = here().file("a/.go-version", "1.23.1\n").file("a/goenvmgr.toml", "go = '1.23.1'");
    let scan = AncestorScan::of(&above.env.cwd);
    select(&above.env, &above.store, &above.config, &scan).unwrap();
    let unread = above.dir.path().join("a/.go-version");
    assert!(
        scan.asked().iter().all(|file| file.path() != unread),
        "what comes after decides nothing"
    );
    let workspace = three().file("a/b/go.work", "go 1.22").file("a/b/go.mod", "module m");
    let workspace = workspace.file("a/b/.go-version", "1.22.5");
    assert_eq!(highest(&workspace), workspace.env.cwd);
}

#[test]
fn hostile_files_cost_no_time_and_have_a_clear_outcome() {
    let place = |make: &dyn Fn(PathBuf)| {
        let place = three().default("1.23.1");
        make(place.dir.path().join("a/.go-version"));
        place.says()
    };
    let fifo = place(&|path| {
        let made = rustix::fs::mknodat(
            rustix::fs::CWD,
            &path,
            rustix::fs::FileType::Fifo,
            0o644.into(),
            0,
        );
        made.unwrap();
    });
    assert!(fifo.contains("not a regular file"), "{fifo}");
    let directory = place(&|path| fs::create_dir(path).unwrap());
    assert!(directory.contains("not a regular file"), "{directory}");
    let looped = place(&|path| symlink(&path, &path).unwrap());
    assert!(looped.contains("cannot be read"), "{looped}");
    let large = place(&|path| fs::write(path, vec![b'1'; 10 << 20]).unwrap());
    assert!(large.contains("larger than 4096 bytes"), "{large}");
    let binary = place(&|path| fs::write(path, [0xff, 0xfe, 0]).unwrap());
    assert!(binary.contains("UTF-8"), "{binary}");
    let dangling = place(&|path| symlink("nowhere", path).unwrap());
    assert!(dangling.starts_with("1.23.1 | Default"), "{dangling}");
    let module = three().default("1.23.1");
    fs::create_dir(module.dir.path().join("a/go.mod")).unwrap();
    fs::create_dir(module.dir.path().join("a/go.work")).unwrap();
    assert!(module.says().starts_with("1.23.1 | Default"));
}

#[test]
fn chain_names_every_place_in_order() {
    let place = three()
        .system("1.26.8")
        .default("1.22")
        .file("a/b/go.mod", "module m\n\ngo 1.22.5\n")
        .file("a/.go-version", "1.23\n")
        .file(".tool-versions", "golang 1.22.5\n");
    let root = format!("{}/", place.dir.path().display());
    let chain: Vec<_> = place
        .explanation()
        .chain
        .iter()
        .map(|step| {
            let says = step.says.as_deref().unwrap_or("-");
            format!("{} | {says} | {:?} | {}", step.origin, step.verdict, step.note)
                .replace(&root, "")
        })
        .collect();
    assert_eq!(
        chain,
        [
            "GOENVMGR_VERSION in the environment | - | Absent | not set",
            "a/b/go.mod:3 | go 1.22.5 | Minimum | a minimum, which 1.23.1 meets",
            "a/.go-version:1 | 1.23 | Decides | selects 1.23.1",
            ".tool-versions:1 | 1.22.5 | NotReached | ",
            "config.toml:1 | default 1.22 | NotReached | ",
            "sys/bin/go | - | NotReached | 1.26.8, the system's",
        ]
    );
}

/// One go is not both what runs and not looked at.
#[test]
fn chain_says_selected_of_what_something_else_selects() {
    let last = |place: &Place| {
        let chain = place.explanation().chain;
        let step = chain.last().unwrap();
        format!("{:?} | {}", step.verdict, step.note)
    };
    let pinned = three().system("1.26.8").file(".go-version", "system\n");
    assert_eq!(last(&pinned), "Selected | 1.26.8, the system's");
    let other = three().system("1.26.8").file(".go-version", "1.23\n");
    assert_eq!(last(&other), "NotReached | 1.26.8, the system's");
    assert_eq!(last(&three().system("1.26.8")), "Decides | 1.26.8, the system's");
    let module = three().default("1.23.1").file("a/b/go.mod", "module m\n\ngo 1.13\n");
    let chain = module.explanation().chain;
    let default = chain.iter().find(|step| step.says.as_deref() == Some("default 1.23.1")).unwrap();
    assert_eq!((default.verdict, default.note.as_str()), (Verdict::Selected, "it is what runs"));
}

#[test]
fn system_go_is_never_ours() {
    let place = three().system("1.26.8");
    let home = place.store.home().clone();
    let shims = home.shims();
    fs::create_dir_all(&shims).unwrap();
    symlink("/bin/sh", shims.join("go")).unwrap();
    let ours = home.toolchains().join("go1.22.5/bin");
    symlink("/bin/sh", ours.join("go")).unwrap();
    // Somebody's own link to our shim is ours as well.
    let linked = place.dir.path().join("links");
    fs::create_dir(&linked).unwrap();
    symlink(ours.join("go"), linked.join("go")).unwrap();
    let system = place.dir.path().join("sys/bin");
    let path = std::env::join_paths([&shims, &ours, &linked, &PathBuf::from("rel"), &system]);
    let mut env = place.env;
    env.vars.insert("PATH".into(), path.unwrap());
    env.exe = "/bin/sh".into();
    let found = system_go(&env, &home).unwrap();
    assert_eq!(found.program, system.join("go"));
    assert_eq!(found.version.unwrap().to_string(), "1.26.8");
}
