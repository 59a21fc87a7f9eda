//! The quick tier, which `cargo test` runs: what needs bash alone of all shells, no root, no network
//! and no Go. `tests/run` runs the whole, of which this is a part.
#![allow(
    dead_code,
    unused_imports,
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    unreachable_pub,
    reason = "a part of the whole, whose helpers serve the other parts too"
)]

mod commands;
mod completions;
mod hostile;
mod install_sources;
mod layers;
mod listing;
mod manifest;
mod net;
mod pins;
mod resume;
#[path = "shells/quick.rs"]
mod shells;
mod sources;
mod sumdb;
mod support;
mod trust;
mod verbose;

/// The shells that have a hook, of those that this tier runs.
pub(crate) const SHELLS: [&str; 1] = ["bash"];

/// Says how many tests this tier leaves out, on a line that the harness lets through.
#[test]
fn tier_counts_what_only_the_whole_runs() {
    let run = std::process::Command::new(std::env::current_exe().unwrap()).arg("--list").output();
    let list = String::from_utf8(run.unwrap().stdout).unwrap();
    let here = list.lines().filter(|line| line.ends_with(": test")).count();
    let all = tests_below(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it"));
    assert!(here > 50 && all > here, "{here} of {all}");
    support::program::say(&format!(
        "\nNOT RUN: {} of {all} integration tests, which need other shells, root, Go or the \
         network: ./tests/run runs them",
        all - here
    ));
}

fn tests_below(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let tests = |text: String| text.lines().filter(|line| line.trim() == "#[test]").count();
    entries
        .map(|path| match path.extension().and_then(std::ffi::OsStr::to_str) {
            _ if path.is_dir() => tests_below(&path),
            Some("rs") => tests(std::fs::read_to_string(path).unwrap()),
            _ => 0,
        })
        .sum()
}
