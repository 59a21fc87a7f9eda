//! Whatever `hook` asks the machine is in the record of what its answer rests on.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;

use crate::support::world::World;

/// What `hook` writes: it keeps that for itself, and no answer rests on it.
const WRITTEN: [&str; 6] = [
    "home/state/roots.log",
    "home/state/roots.list",
    "home/state/stamp",
    "home/state/used",
    "home/shims",
    "home/layout",
];

/// A call that names a path: which one, how, and whether there was something.
struct Asked {
    path: PathBuf,
    line: String,
}

/// The calls of a run that name a path below the world, and the record that it tells.
fn traced(world: &World, dir: &str) -> (Vec<Asked>, BTreeMap<PathBuf, String>) {
    let trace = world.path("trace");
    let plain = world.ours(&["hook"]);
    let mut traced = Command::new("strace");
    traced.args(["-qq", "-y", "-s", "4096", "-e", "trace=file", "-o"]).arg(&trace);
    // The world's PATH has no strace.
    traced.args(["env", "-i", "__GOENVMGR_EMIT=bash", "GOENVMGR_LOG=goenvmgr::sys::record=trace"]);
    for (name, value) in plain.get_envs() {
        let mut set = name.to_owned();
        set.push("=");
        set.push(value.unwrap_or_default());
        traced.arg(set);
    }
    traced.arg(plain.get_program()).args(plain.get_args()).current_dir(world.work().join(dir));
    let ran = traced.output().unwrap();
    let told = String::from_utf8(ran.stderr).unwrap();
    assert!(ran.status.success(), "{told}");
    let call = Regex::new(r#"^\w+\((?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"([^"]*)""#).unwrap();
    let mut asked = Vec::new();
    for line in fs::read_to_string(trace).unwrap().lines().filter(|line| !line.starts_with("exec"))
    {
        let Some(found) = call.captures(line) else { continue };
        let dir = found.get(1).map_or("", |dir| dir.as_str());
        let path = Path::new(dir).join(&found[2]);
        // Without a name it is what is open already.
        if path.starts_with(world.path("")) && !found[2].is_empty() {
            asked.push(Asked { path, line: line.to_owned() });
        }
    }
    (asked, record(&told))
}

fn record(told: &str) -> BTreeMap<PathBuf, String> {
    let paths = Regex::new(r#"depends on path=(.*) (seen|real)="?([^"]*)"?"#).unwrap();
    let each = told.lines().filter_map(|line| paths.captures(line));
    let mut record = BTreeMap::new();
    for found in each {
        if &found[2] == "real" {
            record.entry(PathBuf::from(&found[3])).or_insert_with(|| "real".to_owned());
        } else {
            record.insert(PathBuf::from(&found[1]), found[3].to_owned());
        }
    }
    record
}

fn says_all(seen: Option<&String>) -> bool {
    seen.is_some_and(|seen| seen == "absent" || seen == "names")
}

/// What is wrong with one call, where something is.
fn wrong(asked: &Asked, record: &BTreeMap<PathBuf, String>, world: &World) -> Option<String> {
    let Asked { path, line } = asked;
    let written = WRITTEN.map(|name| world.path(name));
    let is_above = |below: &PathBuf| below.starts_with(path);
    // By its time the stamp is told to be that of all that stands there.
    if *path == world.path("home/toolchains") && line.starts_with("statx(") {
        return None;
    }
    if written.iter().any(|written| path.starts_with(written) || is_above(written)) {
        return None;
    }
    let seen = match record.get(path) {
        Some(seen) => seen.as_str(),
        // On the way to something that is noted.
        None if record.keys().any(is_above) => return None,
        // Or below one whose noted absence, or list of names, says it too.
        None if path.ancestors().any(|above| says_all(record.get(above))) => return None,
        None => return Some(format!("not noted: {line}")),
    };
    let is_read =
        line.starts_with("open") && !line.contains("O_DIRECTORY") && !line.contains("O_PATH");
    let is_right = match (line.contains(" = -1 ENO"), is_read) {
        (true, _) => seen == "absent",
        (false, true) => seen == "text",
        (false, false) => seen != "absent",
    };
    (!is_right).then(|| format!("noted as {seen}: {line}"))
}

#[test]
fn record_holds_every_path_that_hook_asks_the_machine_for() {
    let new = || World::with(&["1.22.5", "1.23.1"]).system("1.26.8");
    let manifest = new().file("below/goenvmgr.toml", "go = \"1.22.5\"\n[env]\nA = \"1\"\n");
    manifest.run_in("below", &["trust"]).exits(0);
    let linked = new().file("real/pin", "1.22.5\n").file("below/x", "");
    symlink("../real/pin", linked.work().join("below/.go-version")).unwrap();
    let worlds = [
        ("nothing", new().file("below/x", "")),
        ("pin", new().file(".go-version", "1.22.5\n").file("below/x", "")),
        ("minimum", new().file("below/go.mod", "module m\n\ngo 1.26\n")),
        ("manifest", manifest),
        ("linked", linked),
        ("missing", new().file("below/.tool-versions", "golang 1.21.1\n")),
        (
            "default",
            new().file("below/x", "").file("../home/config.toml", "default = \"latest\"\n"),
        ),
        ("switched", new().file("below/x", "").var("GOTOOLCHAIN", "go1.23.1+path")),
    ];
    for (name, world) in &worlds {
        // What is made where it is not there yet is no part of an answer.
        traced(world, "below");
        let (asked, record) = traced(world, "below");
        assert!(asked.len() > 15, "{name}: the test sees nothing");
        let wrong: Vec<_> = asked.iter().filter_map(|one| wrong(one, &record, world)).collect();
        assert!(wrong.is_empty(), "{name}: {wrong:#?}\n{record:#?}");
        // It is no list of all that there is.
        assert!(!record.contains_key(&world.path("home/toolchains/go1.22.5/VERSION")), "{name}");
    }
}
