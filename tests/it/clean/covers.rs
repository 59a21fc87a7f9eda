//! What stays covers what go reads: generated projects, and go's own system calls as the judge.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::process::Command;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRng, TestRunner};

use super::local::Local;

/// For each module of a higher number: whether it is required, and in the second version.
type Wants = Vec<(bool, bool)>;

/// Modules by number, each in two versions; a module may require those of higher numbers.
#[derive(Clone, Debug)]
struct Case {
    go: &'static str,
    /// For each module and version: the go line's index and which higher modules it requires.
    modules: Vec<[(usize, Wants); 2]>,
    /// Which modules the project requires, and whether in the second version.
    requires: Wants,
}

const LINES: [&str; 4] = ["1.15", "1.16", "1.17", "1.22"];
const COUNT: usize = 6;

fn path(number: usize) -> String {
    format!("example.com/{}{number}", if number.is_multiple_of(2) { "m" } else { "deep/m" })
}

fn version(second: bool) -> String {
    if second { "v1.1.0" } else { "v1.0.0" }.to_owned()
}

fn cases() -> impl Strategy<Value = Case> {
    let wants = || prop::collection::vec((prop::bool::weighted(0.4), any::<bool>()), COUNT);
    let one = (0..LINES.len(), wants());
    let modules = prop::collection::vec([one.clone(), one], COUNT);
    (prop::sample::select(&LINES[..]), modules, wants()).prop_map(|(go, modules, requires)| Case {
        go,
        modules,
        requires,
    })
}

fn chosen(wants: &[(bool, bool)], from: usize) -> Vec<(String, String)> {
    let wanted = wants.iter().enumerate().skip(from).filter(|(_, (wanted, _))| *wanted);
    wanted.map(|(number, (_, second))| (path(number), version(*second))).collect()
}

fn build(case: &Case) -> Local {
    let local = Local::new();
    for (number, versions) in case.modules.iter().enumerate() {
        for (second, (line, wants)) in [false, true].into_iter().zip(versions) {
            let requires = chosen(wants, number + 1);
            local.publish(&path(number), &version(second), LINES[*line], &requires);
        }
    }
    let mut requires = chosen(&case.requires, 0);
    if requires.is_empty() {
        requires.push((path(0), version(false)));
    }
    local.program("root", case.go, &requires);
    // Everything that there is gets into the cache, as other projects would have it.
    local.program("other", "1.22", &[]);
    for number in 0..COUNT {
        let both = [false, true].map(|second| format!("{}@{}", path(number), version(second)));
        local.go("other", &["mod", "download", &both[0], &both[1]]).exits(0);
    }
    if local.go("root", &["mod", "tidy"]).code != 0 {
        // The unpruned graph would select other versions: go leaves the choice, this is the newer.
        local.go("root", &["mod", "tidy", "-compat=1.17"]).exits(0);
    }
    local.go("root", &["mod", "download"]).exits(0);
    local.go("root", &["list", "-m", "all"]).exits(0);
    local
}

/// The paths that a go command opened, looked at or followed below the module cache, with success.
fn reads(local: &Local, args: &[&str]) -> BTreeSet<String> {
    let log = local.world.path("strace.log");
    let mut strace = Command::new("strace");
    strace.args(["-f", "-qq", "-z", "-s", "4096", "-e"]);
    strace.arg("trace=openat,stat,lstat,newfstatat,statx,readlink,readlinkat,access,faccessat2");
    strace.arg("-o").arg(&log);
    let mut go = local.command("root", args);
    go.env("GOPROXY", "off");
    local.world.under(strace, &go).exits(0);
    let cache = local.world.cache().display().to_string();
    let text = fs::read_to_string(&log).unwrap();
    let quoted = text.lines().filter_map(|line| line.split('"').nth(1));
    quoted.filter(|path| path.starts_with(&cache)).map(str::to_owned).collect()
}

fn check(case: &Case) {
    let local = build(case);
    let mut read: BTreeMap<String, String> = BTreeMap::new();
    // Tidy raises the line to that of what is required.
    let text = fs::read_to_string(local.world.path("root/go.mod")).unwrap();
    let old = text.contains("\ngo 1.15\n") || text.contains("\ngo 1.16\n");
    let mut commands: Vec<&[&str]> =
        vec![&["list", "-m", "all"], &["build", "-o", "/dev/null", "."], &["mod", "verify"]];
    // Before go 1.17 a download without arguments wants more than any build: the plan says so.
    if !old {
        commands.push(&["mod", "download", "-json"]);
    }
    // What of a build list is absent, `go mod verify` passes over (verifyMod in modcmd/verify.go), and
    // its list is that of the unpruned graph: it may look at more than stays, and still succeeds.
    for args in commands.iter().copied().filter(|args| args[..] != ["mod", "verify"]) {
        read.extend(reads(&local, args).into_iter().map(|path| (path, args.join(" "))));
    }
    local.world.run(&["roots", "add", "root"]).exits(0);
    let plan = local.world.run(&["clean", "--modcache", "--dry-run", "--format", "json"]).exits(0);
    let plan = plan.json();
    let noted = plan["notes"].as_array().unwrap().iter();
    let noted = noted.filter(|note| note.as_str().unwrap().contains("go mod download")).count();
    assert_eq!(noted, usize::from(old), "{text}");
    let gone: BTreeSet<String> =
        plan["removals"].as_array().unwrap().iter().flat_map(paths).collect();
    for (path, by) in &read {
        let goes = gone.iter().find(|gone| path == *gone || path.starts_with(&format!("{gone}/")));
        assert_eq!(goes, None, "{path} was read by go {by} and would go: {case:?}");
    }
    assert!(
        read.keys().any(|path| path.ends_with(".ziphash") || path.contains("/p.go")),
        "{read:?}"
    );
    local.world.run(&["clean", "--modcache", "--yes"]).exits(0);
    for args in commands {
        local.world.offline("root", args).exits(0);
    }
}

/// Directory, zip and hash of a removal of the plan.
fn paths(removal: &serde_json::Value) -> Vec<String> {
    let dir = removal["path"].as_str().unwrap().to_owned();
    let (module, version) = removal["name"].as_str().unwrap().split_once('@').unwrap();
    let top = dir.strip_suffix(&format!("/{module}@{version}")).unwrap();
    let at = format!("{top}/cache/download/{module}/@v/{version}");
    vec![dir, format!("{at}.zip"), format!("{at}.ziphash")]
}

/// The same few projects at every run; as many others as `GOENVMGR_CASES` says where somebody looks
/// for more.
#[test]
fn clean_keeps_what_go_reads() {
    let more = std::env::var("GOENVMGR_CASES").ok().and_then(|cases| cases.parse().ok());
    let config = Config {
        cases: more.unwrap_or(4),
        max_shrink_iters: 0,
        failure_persistence: None,
        ..Config::default()
    };
    let mut runner = match more {
        Some(_) => TestRunner::new(config),
        None => {
            let seed = TestRng::deterministic_rng(config.rng_algorithm);
            TestRunner::new_with_rng(config, seed)
        }
    };
    runner
        .run(&cases(), |case| {
            check(&case);
            Ok(())
        })
        .unwrap();
}
