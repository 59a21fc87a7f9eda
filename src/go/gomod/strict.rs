//! Which lines of the main module's go.mod, or of a go.work, a Go of some version refuses.
//!
//! Rules: `golang.org/x/mod/modfile` (`parseToFile`, `File.add`, `WorkFile.add`, `GoVersionRE`,
//! `ToolchainRE`) as Go 1.21 to 1.26 have it. What the go line says makes no difference to it.

use super::module::tokens;
use crate::go::version::{GoVersion, looks_like_a_version};

/// Which of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModFileKind {
    /// go.mod of a main module.
    Mod,
    /// go.work.
    Work,
}

/// A line that is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// The line, from 1.
    pub line: usize,
    /// Go's words.
    pub says: String,
    /// The first minor version that takes it, where one does.
    pub since: Option<GoVersion>,
    /// The word that they quote.
    word: String,
}

impl Refused {
    /// Go's words, with the word that they quote where it is one of Go's or nearly so, a version or
    /// nearly so, or the mark of a conflict: the file may be a link to a secret.
    pub fn told(&self) -> String {
        let word = &self.word;
        let known = || MOD.iter().chain(&WORK).map(|(name, ..)| *name);
        let is_mark = !word.chars().any(char::is_alphanumeric);
        let is_near = || known().any(|name| strsim::damerau_levenshtein(name, word) <= 2);
        if is_mark || looks_like_a_version(word) || is_near() {
            return self.says.clone();
        }
        self.says.replace(word.as_str(), &format!("a word of {} characters", word.chars().count()))
    }
}

/// A verb, the first minor of Go 1 that knows it, and whether it may have a block.
type Verb = (&'static str, u32, bool);

const MOD: [Verb; 10] = [
    ("module", 0, true),
    ("go", 0, false),
    ("require", 0, true),
    ("exclude", 0, true),
    ("replace", 0, true),
    ("retract", 16, true),
    ("toolchain", 21, false),
    ("godebug", 23, true),
    ("tool", 24, true),
    ("ignore", 25, true),
];
const WORK: [Verb; 5] = [
    ("go", 18, false),
    ("use", 18, true),
    ("replace", 18, true),
    ("toolchain", 21, false),
    ("godebug", 23, true),
];

/// The first line that a Go of this version refuses, as far as verbs and versions go.
pub fn refused(kind: ModFileKind, text: &str, runs: &GoVersion) -> Option<Refused> {
    let (mut in_block, mut go_lines) = (false, 0);
    for (number, line) in text.lines().enumerate() {
        let words = tokens(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let says = match words.as_slice() {
            [] => continue,
            [")", ..] => {
                in_block = false;
                continue;
            }
            _ if in_block => continue,
            [verb, "("] => {
                in_block = true;
                unknown(kind, verb, true, runs)
            }
            [verb, rest @ ..] => {
                go_lines += usize::from(*verb == "go");
                let repeated = *verb == "go" && go_lines > 1;
                let twice = repeated.then(|| ("repeated go statement".to_owned(), None));
                unknown(kind, verb, false, runs).or(twice).or_else(|| version(verb, rest, runs))
            }
        };
        if let Some((says, since)) = says {
            let is_verb = says.starts_with("unknown");
            let word = words.get(usize::from(!is_verb)).copied().unwrap_or_default().to_owned();
            return Some(Refused { line: number + 1, says, since, word });
        }
    }
    None
}

type Says = (String, Option<GoVersion>);

fn unknown(kind: ModFileKind, verb: &str, block: bool, runs: &GoVersion) -> Option<Says> {
    let known = match kind {
        ModFileKind::Mod => MOD.as_slice(),
        ModFileKind::Work => WORK.as_slice(),
    };
    let found = known.iter().find(|(name, _, blocks)| *name == verb && (*blocks || !block));
    let since = found.and_then(|(_, minor, _)| GoVersion::parse(&format!("1.{minor}")));
    if since.as_ref().is_some_and(|since| runs.meets(since)) {
        return None;
    }
    let what = if block { "unknown block type" } else { "unknown directive" };
    Some((format!("{what}: {verb}"), since))
}

/// A go or toolchain line that names no version.
fn version(verb: &str, words: &[&str], runs: &GoVersion) -> Option<Says> {
    let first = GoVersion::parse("1.21");
    let old = first.as_ref().is_some_and(|first| !runs.meets(first));
    match (verb, words) {
        ("go", [word]) if !is_go_version(word) => {
            Some((format!("invalid go version '{word}'"), None))
        }
        ("go", [word]) if old && is_patch_or_candidate(word) => {
            Some((format!("invalid go version '{word}'"), first))
        }
        ("toolchain", [word]) if !is_toolchain(word) => {
            Some((format!("invalid toolchain version '{word}'"), None))
        }
        _ => None,
    }
}

/// `1.22`, `1.22.5`, `1.22rc1`: no leading zeros, nothing after.
fn is_go_version(word: &str) -> bool {
    let base = word.trim_end_matches(|c: char| c.is_ascii_digit());
    let kind = base.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let numbers = if kind.len() < base.len() && base.len() < word.len() { kind } else { word };
    let parts: Vec<&str> = numbers.split('.').collect();
    let number = |part: &&str| {
        let digits = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        digits && (*part == "0" || !part.starts_with('0'))
    };
    matches!(parts.len(), 2 | 3) && parts.iter().all(number) && parts[0] != "0"
}

fn is_patch_or_candidate(word: &str) -> bool {
    word.matches('.').count() > 1 || word.contains(|c: char| c.is_ascii_lowercase())
}

fn is_toolchain(word: &str) -> bool {
    let rest = word.strip_prefix("go1");
    word == "default" || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}
