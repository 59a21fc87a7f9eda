//! docs/go-messages.md: every message of the go command, and what is said of it.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use goenvmgr::doctor::explain::explain;

use crate::support::real_go;

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/go-messages.md");
const SCRIPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/messages/list.go");
const MARKS: &str = include_str!("../../../messages/marks.tsv");

const HEAD: &str = "# Messages of the go command\n\n\
    Written by `UPDATE=1 cargo test --test it doctor::explained` from the source of the Go named\n\
    below, read by `tests/messages/list.go`. A test holds the marks:\n\n\
    - **explained**: a test provokes it with a real go, and `goenvmgr doctor explain` knows it.\n\
    - **known**: `goenvmgr doctor explain` knows it; the test that provokes the rest does not.\n\
    - **own**: no setting, version or machine causes it: the command line does, or the code.\n\
    - **never**: it cannot be provoked: an internal error, another system, what only a failing disk,\n  \
      a server or repository of somebody else, or another program at the right moment brings about,\n  \
      a note on the way, or a part that the messages around it carry.\n\
    - **open**: a setting, a version or a machine may cause it, and it is not explained yet.\n\n";

/// A message of the list.
struct Message {
    place: String,
    text: String,
}

/// Holds the page against what real Go commands said; with UPDATE set, writes it first.
pub(super) fn holds(said: &[&str]) {
    let known: Vec<&str> = said.iter().copied().filter(|line| !explain(line).is_empty()).collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(PAGE, page(&known)).unwrap();
    }
    let page = std::fs::read_to_string(PAGE).unwrap();
    let mut texts = HashSet::new();
    for line in page.lines().filter(|line| line.starts_with("explained ")) {
        let text = line.split_once("  ").unwrap().1;
        assert!(known.iter().any(|line| stands_in(text, line)), "nobody said: {line}");
        texts.insert(text);
    }
    assert!(texts.len() >= 60, "{} messages are explained", texts.len());
    for line in page.lines().filter(|line| line.starts_with("known ")) {
        let text = line.split_once("  ").unwrap().1;
        assert!(!explain(&sample(text)).is_empty(), "not known: {line}");
    }
}

fn page(known: &[&str]) -> String {
    let listed = Command::new(Path::new(real_go::OWN).join("bin/go"))
        .args(["run", SCRIPT, real_go::OWN])
        .env("GOTOOLCHAIN", "local")
        .output()
        .unwrap();
    assert!(listed.status.success(), "{}", String::from_utf8_lossy(&listed.stderr));
    let listed = String::from_utf8(listed.stdout).unwrap();
    let messages = listed.lines().map(|line| {
        let (place, text) = line.split_once('\t').unwrap();
        Message { place: place.to_owned(), text: text.chars().take(100).collect() }
    });
    let mut lines = String::new();
    let mut counts = std::collections::BTreeMap::new();
    for message in messages {
        let mark = mark(&message, known);
        *counts.entry(mark).or_insert(0) += 1;
        writeln!(lines, "{mark} {}  {}", message.place, message.text).unwrap();
    }
    let version = real_go::env("GOVERSION");
    let counts: Vec<_> = counts.iter().map(|(mark, count)| format!("{count} {mark}")).collect();
    format!("{HEAD}{version}: {}.\n\n```text\n{lines}```\n", counts.join(", "))
}

fn mark(message: &Message, known: &[&str]) -> &'static str {
    if known.iter().any(|line| stands_in(&message.text, line)) {
        return "explained";
    }
    if !explain(&sample(&message.text)).is_empty() {
        return "known";
    }
    for rule in MARKS.lines().filter(|line| !line.starts_with('#')) {
        let mut fields = rule.split('\t');
        let (mark, place, text) =
            (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap_or_default());
        if message.place.contains(place) && message.text.contains(text) {
            return match mark {
                "own" => "own",
                "never" => "never",
                _ => panic!("a mark: {rule}"),
            };
        }
    }
    "open"
}

/// The words of a message between its verbs.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        words.push(&rest[..at]);
        let verb = rest[at + 1..].trim_start_matches(['+', '#', '-', ' ', '.']);
        let mut chars = verb.chars();
        chars.next();
        rest = chars.as_str();
    }
    words.push(rest);
    words.into_iter().filter(|word| !word.trim().is_empty()).collect()
}

fn sample(text: &str) -> String {
    words(text).join("x")
}

/// Whether the line is this message: its words in order, and enough of them to tell.
fn stands_in(text: &str, line: &str) -> bool {
    let words = words(text);
    let letters = words.iter().flat_map(|word| word.chars()).filter(|c| c.is_alphabetic()).count();
    let mut rest = line;
    letters >= 8
        && words.iter().all(|word| {
            // A message may go over several lines.
            let word = word.split("  ").next().unwrap_or_default().trim_end();
            let Some(at) = rest.find(word) else { return false };
            rest = &rest[at + word.len()..];
            true
        })
}
