//! The component for GitLab's CI: the lines of its job in a clean home, with its inputs put in.

use std::fs;
use std::path::Path;

use super::placed::{release, sha256};
use super::root;
use crate::support::net::Net;
use crate::support::world::{Ran, exe, ran};

/// The lines below `before_script`.
fn lines() -> String {
    let text = fs::read_to_string(root().join("templates/goenvmgr.yml")).unwrap();
    let (_, script) = text.split_once("  before_script:\n    - |\n").unwrap();
    script
        .lines()
        .map(|line| line.strip_prefix("      ").unwrap_or_else(|| panic!("{line}")))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A job with these inputs, which the variables of the job hand on.
fn job(net: &Net, inputs: &[(&str, &str)]) -> Ran {
    let text = fs::read_to_string(root().join("templates/goenvmgr.yml")).unwrap();
    let mut shell = net.world.command("sh");
    shell.args(["-c", &format!("{}\necho \"$PATH\"", lines())]);
    for line in text.lines().filter_map(|line| line.trim().strip_suffix(" ]]")) {
        let (name, input) = line.split_once(": $[[ inputs.").unwrap();
        let value = inputs.iter().find(|(name, _)| *name == input).map_or("", |(_, value)| value);
        shell.env(name, value);
    }
    ran(shell)
}

fn net(path: &Path) -> Net {
    let net = Net::new().var("PATH", &format!("{}:/usr/bin:/bin", path.display()));
    net.world.write(&net.world.work().join(".go-version"), "1.22.5\n");
    net
}

#[test]
fn component_of_gitlab_runs_a_job_with_what_is_pinned_or_named() {
    let net = net(Path::new(exe()).parent().unwrap());
    for inputs in [&[][..], &[("go-version", "1.22.5")]] {
        let said = job(&net, inputs).exits(0).stdout;
        assert!(said.contains("go version go1.22.5 "), "{said}");
        let path = said.lines().last().unwrap();
        assert!(path.starts_with(net.root().join("bin").to_str().unwrap()), "{path}");
    }
    let none = job(&net, &[("go-version", "1.99.9")]);
    assert_eq!(none.code, 3, "a job that has no Go goes no further: {none:?}");
}

#[test]
fn component_of_gitlab_takes_a_release_by_its_hash_alone() {
    let net = net(Path::new("/nowhere"));
    let made = release(&net.world.path("dist"));
    let (address, hash) = (format!("file://{}", made.display()), sha256(&made));
    let other = job(&net, &[("archive", &address), ("sha256", &"0".repeat(64))]);
    assert!(other.code != 0 && net.installed().is_empty(), "{other:?}");
    let said = job(&net, &[("archive", &address), ("sha256", &hash)]).exits(0).stdout;
    assert!(said.contains("go version go1.22.5 "), "{said}");
}
