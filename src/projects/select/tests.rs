mod minimum;
mod pins;
mod reads;

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
            "a/.go-version:1 | 1.23 | Selected | 1.23.1",
            ".tool-versions:1 | 1.22.5 | NotReached | ",
            "config.toml:1 | default 1.22 | NotReached | ",
            "sys/bin/go | - | NotReached | 1.26.8, the system's",
        ]
    );
}

/// One go is not both what runs and not looked at.
#[test]
fn chain_says_runs_of_what_something_else_selects() {
    let last = |place: &Place| {
        let chain = place.explanation().chain;
        let step = chain.last().unwrap();
        format!("{:?} | {}", step.verdict, step.note)
    };
    let pinned = three().system("1.26.8").file(".go-version", "system\n");
    assert_eq!(last(&pinned), "Runs | 1.26.8, the system's");
    let other = three().system("1.26.8").file(".go-version", "1.23\n");
    assert_eq!(last(&other), "NotReached | 1.26.8, the system's");
    assert_eq!(last(&three().system("1.26.8")), "Selected | 1.26.8, the system's");
    let module = three().default("1.23.1").file("a/b/go.mod", "module m\n\ngo 1.13\n");
    let chain = module.explanation().chain;
    let default = chain.iter().find(|step| step.says.as_deref() == Some("default 1.23.1")).unwrap();
    assert_eq!((default.verdict, default.note.as_str()), (StepVerdict::Runs, "it is what runs"));
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
