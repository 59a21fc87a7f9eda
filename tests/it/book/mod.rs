//! The book: `docs/` and the README. Its pages hang together, its generated ones are current, and every block of
//! shell in it is typed or says why not.

mod blocks;
mod json;
mod links;
mod moved;
mod pictures;
mod reader;
mod tables;
mod typed;

use std::fs;
use std::path::PathBuf;

use crate::support::program::say;

/// Below the checkout.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn read(name: &str) -> String {
    fs::read_to_string(path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// The book's pages and the README, below the checkout, sorted.
fn pages() -> Vec<String> {
    let files = fs::read_dir(path("docs")).unwrap().map(|entry| entry.unwrap().file_name());
    let names = files.map(|name| format!("docs/{}", name.to_str().unwrap()));
    let mut pages: Vec<String> = names.filter(|name| name.ends_with(".md")).collect();
    pages.push("README.md".to_owned());
    pages.sort();
    pages
}

/// What is made from the program is what stands there; `UPDATE=1` writes it.
#[track_caller]
fn is_current(name: &str, text: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path(name), text).unwrap();
        say(&format!("wrote {name}"));
    }
    let there = fs::read_to_string(path(name)).unwrap_or_default();
    assert!(there == text, "{name} is stale; UPDATE=1 tests/run book::\n{}", differ(&there, text));
}

/// The first line that differs.
fn differ(there: &str, now: &str) -> String {
    let mut pairs =
        there.lines().chain(std::iter::repeat("(end)")).zip(now.lines().chain(["(end)"]));
    let pair = pairs.find(|(there, now)| there != now);
    pair.map(|(there, now)| format!("there: {there}\nnow:   {now}")).unwrap_or_default()
}
