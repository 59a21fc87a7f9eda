//! What each call of a command that changes something says of itself, that it changes nothing, holds.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use crate::support::net::Net;

/// What tests of their own show that it changes something.
const ELSEWHERE: [&str; 4] = ["self uninstall", "self update", "tools rebuild", "tools sync"];

/// A command line for each other call, in an order in which what changes something has something to do.
const CALLS: [(&str, &[&str]); 35] = [
    ("install", &["1.22.5"]),
    ("default", &["1.22.5"]),
    ("default", &[]),
    ("default", &["--unset"]),
    ("trust", &[]),
    ("untrust", &[]),
    ("alias set", &["work", "1.22"]),
    ("alias", &[]),
    ("alias list", &[]),
    ("alias remove", &["work"]),
    ("config set", &["goroot", "unset"]),
    ("config", &[]),
    ("config list", &[]),
    ("config get", &["goroot"]),
    ("config unset", &["goroot"]),
    ("doctor", &["--offline"]),
    ("doctor docs", &[]),
    ("doctor explain", &["said"]),
    ("tools list", &[]),
    ("tools outdated", &["--format", "json"]),
    ("generations", &[]),
    ("generations list", &[]),
    ("generations show", &["1"]),
    ("generations diff", &["1"]),
    ("generations switch", &["1", "--yes"]),
    ("generations prune", &["--keep", "1"]),
    ("link", &["mygo", "sdk"]),
    ("unlink", &["mygo"]),
    ("setup", &["--shell", "bash"]),
    ("import", &["goenv", "--yes"]),
    ("default", &["--unset"]),
    ("clean", &["--stale", "--older-than", "0h", "--yes"]),
    ("upgrade", &["1.22"]),
    ("uninstall", &["1.22.5"]),
    ("pin", &["1.22.5"]),
];

/// The user's files, the project's, and of ours what decides: no cache, no log of what was seen.
fn state(net: &Net) -> BTreeMap<String, Vec<u8>> {
    let home = net.world.home();
    let mut state = BTreeMap::new();
    for dir in ["toolchains", "shims", "state/trust", "state/generations", "config.toml"] {
        gather(&home.join(dir), &mut state);
    }
    gather(&net.world.work(), &mut state);
    gather(&net.world.path("user"), &mut state);
    state
}

fn gather(path: &Path, state: &mut BTreeMap<String, Vec<u8>>) {
    let name = path.display().to_string();
    if let Ok(to) = fs::read_link(path) {
        state.insert(name, to.into_os_string().into_encoded_bytes());
    } else if let Ok(entries) = fs::read_dir(path) {
        entries.for_each(|entry| gather(&entry.unwrap().path(), state));
    } else if let Ok(bytes) = fs::read(path) {
        state.insert(name, bytes);
    }
}

#[test]
fn call_that_says_it_only_reads_changes_nothing_and_every_other_changes_something() {
    let mut net = Net::new();
    net.set("GOENV_ROOT", net.world.path("goenv"));
    let work = net.world.work();
    net.world.write(&work.join("goenvmgr.toml"), "[env]\nA = \"1\"\n");
    net.world.write(&work.join("said"), "go: module lookup disabled by GOPROXY=off\n");
    net.world.goroot(&work.join("sdk"), "1.22.5");
    net.world.write(&net.world.path("goenv/version"), "1.22.5\n");
    let calls = goenvmgr::cli::calls_of_changing();
    let reads: BTreeSet<&str> = calls
        .iter()
        .filter(|(_, reads)| *reads)
        .flat_map(|(words, _)| words)
        .map(|w| &**w)
        .collect();
    for (call, args) in CALLS {
        let before = state(&net);
        let line: Vec<&str> = call.split(' ').chain(args.iter().copied()).collect();
        let ran = net.run(&line);
        assert!(ran.code < 2, "{line:?}: {ran:?}");
        let said: Vec<&str> = line.iter().copied().filter(|word| *word != "--offline").collect();
        let says = reads.contains(&*said[..said.len().min(2)].join(" "));
        assert_eq!(state(&net) != before, !says, "{line:?}: {ran:?}");
    }
    let tried: BTreeSet<_> = CALLS.iter().map(|(call, _)| *call).chain(ELSEWHERE).collect();
    let all: BTreeSet<_> = calls.iter().map(|(words, _)| &*words[0]).collect();
    assert_eq!(tried, all, "say what they change");
    assert!(ELSEWHERE.iter().all(|call| !reads.contains(call)));
}
