//! `action.yml` as a runner does it: its script in a clean home, its files read as the runner reads them.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::placed::release;
use super::root;
use crate::support::net::Net;
use crate::support::world::{Ran, exe, ran};

/// A runner's files.
const FILES: [&str; 3] = ["GITHUB_ENV", "GITHUB_PATH", "GITHUB_OUTPUT"];

fn runner() -> Net {
    let mut net = Net::new();
    for name in FILES {
        let file = net.world.path(name);
        net.world.write(&file, "");
        net.set(name, &file);
    }
    let temp = net.world.path("temp");
    fs::create_dir_all(&temp).unwrap();
    net.set("RUNNER_TEMP", &temp);
    let ours = Path::new(exe()).parent().unwrap().display();
    net.set("PATH", format!("{ours}:/usr/bin:/bin"));
    net
}

fn step(net: &Net, inputs: &[(&str, &str)]) -> Ran {
    let mut script = net.world.command(root().join("packaging/action.sh"));
    ran(script.envs(inputs.iter().copied()))
}

/// `NAME<<MARK`, lines, `MARK`.
fn environment(net: &Net) -> BTreeMap<String, String> {
    let text = fs::read_to_string(net.world.path("GITHUB_ENV")).unwrap();
    let mut lines = text.lines();
    let mut all = BTreeMap::new();
    while let Some(line) = lines.next() {
        let (name, mark) = line.split_once("<<").unwrap();
        let value: Vec<_> = lines.by_ref().take_while(|line| *line != mark).collect();
        all.insert(name.to_owned(), value.join("\n"));
    }
    all
}

fn paths(net: &Net) -> Vec<String> {
    let text = fs::read_to_string(net.world.path("GITHUB_PATH")).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// The step after it.
fn go_version(net: &Net) -> String {
    let path = paths(net).into_iter().rev().chain(["/usr/bin:/bin".to_owned()]);
    let path = path.collect::<Vec<_>>().join(":");
    let mut after = net.world.command("sh");
    after.args(["-c", "go version"]).envs(environment(net)).env("PATH", path);
    ran(after).exits(0).stdout
}

#[test]
fn action_installs_what_is_pinned_for_the_steps_after_it() {
    let net = runner();
    net.world.write(&net.world.work().join(".go-version"), "1.22.5\n");
    step(&net, &[]).exits(0);
    let told = fs::read_to_string(net.world.path("GITHUB_OUTPUT")).unwrap();
    for line in ["go-version=1.22.5", "modcache=", "gocache="] {
        assert!(told.lines().any(|told| told.starts_with(line)), "{told}");
    }
    assert_eq!(environment(&net)["GOROOT"], net.root().to_str().unwrap());
    let last = paths(&net).pop();
    assert_eq!(last.as_deref(), net.root().join("bin").to_str(), "the runner puts it first");
    assert!(go_version(&net).starts_with("go version go1.22.5 "));
}

#[test]
fn action_takes_the_version_that_is_named() {
    let net = runner();
    net.world.write(&net.world.work().join(".go-version"), "1.21.13\n");
    step(&net, &[("INPUT_GO_VERSION", "1.22.5")]).exits(0);
    assert_eq!(environment(&net)["GOENVMGR_VERSION"], "1.22.5");
    assert!(go_version(&net).starts_with("go version go1.22.5 "));
}

#[test]
fn action_fails_with_a_line_that_the_runner_shows() {
    let mut net = runner();
    let none = step(&net, &[]).exits(1);
    assert!(none.stdout.contains("::error::"), "{none:?}");
    let unknown = step(&net, &[("INPUT_GO_VERSION", "1.99.9")]).exits(1);
    assert!(
        unknown.stdout.contains("::error::goenvmgr could not install Go 1.99.9"),
        "{unknown:?}"
    );
    let release = [("INPUT_ARCHIVE", "file:///etc/hostname"), ("INPUT_SHA256", "00")];
    let other = step(&net, &release[..1]).exits(1);
    assert!(other.stdout.contains("archive needs sha256"), "{other:?}");
    let other = step(&net, &release).exits(1);
    assert!(other.stdout.contains("has sha256"), "{other:?}");
    net.set("PATH", "/usr/bin:/bin");
    let missing = step(&net, &[("INPUT_GO_VERSION", "1.22.5")]).exits(1);
    assert!(missing.stdout.contains("goenvmgr is not on PATH"), "{missing:?}");
    assert!(environment(&net).is_empty() && paths(&net).is_empty());
}

#[test]
fn action_takes_a_release_with_the_hash_that_is_named() {
    let mut net = runner();
    let dist = net.world.path("dist");
    let made = release(&dist);
    let told = fs::read_to_string(made.with_extension("gz.sha256")).unwrap();
    net.set("PATH", "/usr/bin:/bin");
    let address = format!("file://{}", made.display());
    let inputs = [
        ("INPUT_ARCHIVE", &*address),
        ("INPUT_SHA256", &told[..64]),
        ("INPUT_GO_VERSION", "1.22.5"),
    ];
    step(&net, &inputs).exits(0);
    assert!(paths(&net)[0].ends_with("goenvmgr/bin"), "{:?}", paths(&net));
    assert!(go_version(&net).starts_with("go version go1.22.5 "));
}

/// What the action is told, its script is told; what the script says, the action says.
#[test]
fn action_names_what_its_script_reads_and_says() {
    let action = fs::read_to_string(root().join("action.yml")).unwrap();
    let script = fs::read_to_string(root().join("packaging/action.sh")).unwrap();
    let words = |text: &str, from: &str| -> std::collections::BTreeSet<String> {
        let rest = text.split(from).skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect()
        });
        rest.collect()
    };
    assert_eq!(words(&action, " INPUT_"), words(&script, "INPUT_"));
    let said = words(&script, "echo \"").into_iter().filter(|word| !word.is_empty());
    let asked = words(&action, "steps.go.outputs.");
    assert!(asked.len() == 3 && said.collect::<Vec<_>>().iter().all(|word| asked.contains(word)));
}
