//! What we say Go's own switch will do is what real go commands of four versions do.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use goenvmgr::go::goswitch::{Does, Own, Start, predict};
use goenvmgr::projects::scan::AncestorScan;
use goenvmgr::projects::select::{asked, go_setting_of};
use goenvmgr::sys::env::Env;

use crate::support::world::World;
use crate::support::{program, real_go};

const SETTINGS: [&str; 34] = [
    "",
    "auto",
    "local",
    "path",
    "local+auto",
    "local+path",
    "local+local",
    "go1.22",
    "go1.22+auto",
    "go1.22+path",
    "go1.21rc2+auto",
    "go1.21.13+local",
    "go1.21.13",
    "go1.22.5+auto",
    "go1.23.12+path",
    "go1.25.3",
    "go1.25.3+auto",
    "go1.99.1+path",
    "go1.22.5-acme",
    "go1.22.5-acme+auto",
    "go1.24.2-acme+auto",
    "1.22.5",
    "default",
    "auto+auto",
    "go2",
    "go1",
    "go1.20+auto",
    "bash",
    "gccgo-go1.22.5",
    "go1.22.5+",
    "go1/2",
    "go1.25.3+auto+path",
    "go1.22.05",
    "local\r",
];
const GO: [&str; 11] =
    ["", "1.20", "1.21", "1.22", "1.22.5", "1.23rc1", "1.25.3", "1.99", "1.99.1", "1.x", "2.5"];
const TOOLCHAIN: [&str; 13] = [
    "",
    "default",
    "local",
    "auto",
    "go1.21.13",
    "go1.22.5",
    "go1.22",
    "go1.99",
    "go1.99.1",
    "go1.25.3-acme // why",
    "1.25.3",
    "go1.24.2",
    "// none",
];
/// go.work, and GOWORK. The first alone occurs as often as all others together.
const WORK: [(&str, &str); 8] = [
    ("", ""),
    ("go 1.21\n", ""),
    ("go 1.25.3\n", ""),
    ("go 1.99\ntoolchain default\n", ""),
    ("toolchain go1.25.3\n", "auto"),
    ("go 1.25.3\n", "off"),
    ("go 1.25.3\n", "go.work"),
    ("", "/nonexistent/go.work"),
];
const MODULES: [&str; 5] = ["", "on", "auto", "off", "of"];

/// Toolchains that PATH has.
const NAMED: [&str; 5] =
    ["go1.25.3", "go1.99.0", "go1.22.5-acme", "go1.25.3-acme", "go1.24.2-acme"];

#[derive(Clone, Copy, Debug)]
struct Case {
    setting: &'static str,
    go: &'static str,
    toolchain: &'static str,
    work: (&'static str, &'static str),
    modules: &'static str,
    /// Whether there is a go.mod at all.
    module: bool,
}

/// Each setting with four simple files, then a walk through all the rest.
fn cases() -> Vec<Case> {
    let plain = |setting, go, toolchain| Case {
        setting,
        go,
        toolchain,
        work: WORK[0],
        modules: "",
        module: true,
    };
    let mut cases: Vec<Case> = SETTINGS
        .into_iter()
        .flat_map(|setting| {
            [("1.20", ""), ("1.99", ""), ("1.22", "default"), ("1.21", "local")]
                .map(|(go, toolchain)| plain(setting, go, toolchain))
        })
        .collect();
    let often = ["auto", "path", "local", "go1.22.5+auto", "go1.24.2-acme+auto"];
    for toolchain in TOOLCHAIN {
        cases.extend(often.map(|setting| plain(setting, "1.21", toolchain)));
    }
    let mut seed = 12_u64;
    let mut roll = |sides: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).unwrap() % sides
    };
    for _ in 0..240 {
        let setting = [SETTINGS[roll(SETTINGS.len())], often[roll(often.len())]][roll(2)];
        cases.push(Case {
            setting,
            go: GO[roll(GO.len())],
            toolchain: TOOLCHAIN[roll(TOOLCHAIN.len())],
            work: [WORK[0], WORK[roll(WORK.len())]][roll(2)],
            modules: ["", MODULES[roll(MODULES.len())]][roll(2)],
            module: roll(8) > 0,
        });
    }
    cases
}

/// What a go command does, as far as this test can see it.
#[derive(PartialEq, Eq)]
enum Seen {
    Itself,
    FromPath(String),
    Fetches(String),
    Dies(String),
}

impl fmt::Debug for Seen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Itself => write!(f, "itself"),
            Self::FromPath(name) => write!(f, "{name} from PATH"),
            Self::Fetches(name) => write!(f, "fetches {name}"),
            Self::Dies(says) => write!(f, "dies: {says}"),
        }
    }
}

/// A directory with go.mod and go.work, and a PATH with toolchains that say their name.
struct Place {
    dir: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        for name in NAMED {
            program::script(
                &dir.path().join("bin").join(name),
                &format!("#!/bin/sh\necho NAMED {name}\n"),
            );
        }
        for name in ["p", "home", "proxy"] {
            fs::create_dir(dir.path().join(name)).unwrap();
        }
        Self { dir }
    }

    fn project(&self) -> PathBuf {
        self.dir.path().join("p")
    }

    fn write(&self, case: &Case) {
        let line = |key: &str, word: &str| match word {
            "" => String::new(),
            word => format!("{key} {word}\n"),
        };
        let go_mod =
            format!("module m\n{}{}", line("go", case.go), line("toolchain", case.toolchain));
        for (name, text) in [("go.mod", go_mod), ("go.work", case.work.0.to_owned())] {
            let path = self.project().join(name);
            let _ = fs::remove_file(&path);
            if !text.is_empty() && (name == "go.work" || case.module) {
                fs::write(path, text).unwrap();
            }
        }
    }

    fn vars(&self, case: &Case) -> Vec<(&'static str, String)> {
        let dir = |name: &str| self.dir.path().join(name).display().to_string();
        vec![
            ("PATH", dir("bin")),
            ("HOME", dir("home")),
            ("GOPROXY", format!("file://{}", dir("proxy"))),
            ("GOTOOLCHAIN", case.setting.to_owned()),
            ("GO111MODULE", case.modules.to_owned()),
            ("GOWORK", case.work.1.to_owned()),
        ]
    }

    fn go(&self, root: &Path, case: &Case, args: &[&str]) -> (String, String) {
        let mut go = Command::new(root.join("bin/go"));
        go.args(args).env_clear().envs(self.vars(case)).current_dir(self.project());
        let ended = go.output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(ended.stdout), text(ended.stderr))
    }

    /// What the real one does.
    fn real(&self, root: &Path, case: &Case) -> Seen {
        let (said, failed) = self.go(root, case, &["version"]);
        if let Some(name) = said.strip_prefix("NAMED ") {
            return Seen::FromPath(name.trim().to_owned());
        }
        if said.starts_with("go version ") {
            return Seen::Itself;
        }
        // Newer ones say first that they are downloading.
        let failed = failed.lines().last().unwrap_or_default().trim_start_matches("go: ");
        match failed.strip_prefix("download ") {
            Some(rest) => {
                let name = rest.split(" for ").next().unwrap_or_default();
                Seen::Fetches(name.split(':').next().unwrap_or_default().to_owned())
            }
            None => Seen::Dies(failed.to_owned()),
        }
    }

    /// What we say, and whether loading the project is refused.
    fn ours(&self, root: &Path, own: &Own, case: &Case) -> (Seen, bool) {
        let vars = self.vars(case);
        let vars: Vec<(&str, &str)> = vars.iter().map(|(k, v)| (*k, v.as_str())).collect();
        let env = Env::bare(&vars);
        let asked = asked(&env, &self.project());
        let scan = AncestorScan::of(&env.cwd);
        let gotoolchain = go_setting_of(&env, &scan, "GOTOOLCHAIN", root);
        let gotoolchain = gotoolchain.map(|(value, _)| value).unwrap_or_default();
        let said = predict(&Start { own, gotoolchain: &gotoolchain, asked: &asked }, &|name| {
            NAMED.contains(&name)
        });
        let seen = match said.does {
            Does::Itself => Seen::Itself,
            Does::FromPath(named) => Seen::FromPath(named.name),
            Does::Fetches(named) => Seen::Fetches(named.name),
            Does::Dies(dead) => Seen::Dies(dead.says),
        };
        (seen, said.refuses.is_some())
    }

    /// What differs, in words.
    fn differs(&self, root: &Path, own: &Own, case: &Case) -> Option<String> {
        self.write(case);
        let (ours, refused) = self.ours(root, own, case);
        let real = self.real(root, case);
        let agree = match (&ours, &real) {
            // The file is named relative to the directory there.
            (Seen::Dies(ours), Seen::Dies(real)) => {
                let short =
                    |says: &str| says.split(" in ").next().unwrap_or_default().replace("go: ", "");
                short(ours) == short(real)
            }
            _ => ours == real,
        };
        if !agree {
            return Some(format!("{} {case:?}: {ours:?}, really {real:?}", own.name));
        }
        if ours != Seen::Itself || !case.work.0.is_empty() || case.modules == "of" {
            return None;
        }
        let (_, failed) = self.go(root, case, &["list", "-m"]);
        if ["errors parsing", "modules disabled", "reading go.work"]
            .iter()
            .any(|it| failed.contains(it))
        {
            return None;
        }
        let really = failed.contains("go.mod requires go >= ");
        (really != refused)
            .then(|| format!("{} {case:?}: refused {refused}, says {failed}", own.name))
    }
}

#[test]
fn goswitch_predicts_what_four_real_versions_do() {
    let cases = cases();
    let roots: Vec<(PathBuf, Own)> = (real_go::roots().into_iter())
        .map(|root| {
            let version = fs::read_to_string(root.join("VERSION")).unwrap();
            (root, Own::of(version.lines().next().unwrap()).unwrap())
        })
        .collect();
    let differences: Vec<String> = thread::scope(|scope| {
        let half = cases.len() / 2;
        let parts = roots.iter().flat_map(|it| [(it, &cases[..half]), (it, &cases[half..])]);
        let running: Vec<_> = parts
            .map(|((root, own), part)| {
                scope.spawn(move || {
                    let place = Place::new();
                    part.iter()
                        .filter_map(|case| place.differs(root, own, case))
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
    assert!(cases.len() > 300);
}

/// One world, and what each command says of it.
fn said(world: &World) -> [String; 3] {
    let shown = |args: &[&str]| {
        let ran = world.run(args);
        format!("{} {}{}", ran.code, ran.stdout, ran.stderr)
    };
    [shown(&["current"]), shown(&["explain"]), shown(&["check"])]
}

#[test]
fn goswitch_that_ends_every_command_is_said_by_all() {
    let world = || World::with(&["1.26.1"]).file(".go-version", "1.26.1\n");
    let mut exported = world().var("GOTOOLCHAIN", "go1.22");
    let written = world();
    written.write(&written.path("user/.config/go/env"), "GOTOOLCHAIN=go1.21.13+local\n");
    let line = world().file("go.mod", "module m\n\ngo 1.21\ntoolchain local\n");
    for (world, what, cure) in [
        (&exported, "go1.22 is a language version", "unset GOTOOLCHAIN"),
        (&written, "only version suffixes are +auto and +path", "go env -w GOTOOLCHAIN=auto"),
        (&line, "invalid toolchain \"local\" in", "go.mod:4"),
    ] {
        let [current, explain, check] = said(world);
        for said in [&current, &explain, &check] {
            assert!(said.contains("every go command ends with") && said.contains(what), "{said}");
        }
        assert!(check.starts_with("1 ") && check.contains(cure), "{check}");
    }
    // Nothing is read where modules are off.
    exported.set("GO111MODULE", "off");
    for said in said(&exported) {
        assert!(!said.contains("every go command"), "{said}");
    }
}

#[test]
fn goswitch_is_not_promised_where_go_does_not_switch() {
    let off = World::with(&["1.26.1"]).var("GO111MODULE", "off");
    off.run(&["default", "1.26.1"]).exits(0);
    off.write(&off.work().join("go.mod"), "module m\n\ngo 1.99\n");
    let [current, explain, _] = said(&off);
    assert!(current.starts_with("0 1.26.1 ") && !current.contains("1.99"), "{current}");
    assert!(explain.contains("GO111MODULE=off"), "{explain}");

    let default = World::with(&["1.26.1"]).file("go.mod", "module m\ngo 1.99\ntoolchain default\n");
    let [current, ..] = said(&default);
    assert!(current.contains("missing") && !current.contains("fetch"), "{current}");

    let path = World::with(&["1.26.1"]).file("go.mod", "module m\ngo 1.99.1\n");
    program::script(&path.path("empty/go1.99.1"), "#!/bin/sh\n");
    let [current, ..] = said(&path.var("GOTOOLCHAIN", "path"));
    assert!(current.contains("1.26.1") && current.contains("Go will run that"), "{current}");
}

#[test]
fn goswitch_of_the_systems_go_is_predicted_too() {
    let world = World::new().system("1.26.1").file("go.mod", "module m\ngo 1.21\n");
    let [current, ..] = said(&world.var("GOTOOLCHAIN", "go1.22+auto"));
    assert!(current.contains("go1.22 is a language version"), "{current}");
}
