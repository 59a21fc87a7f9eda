//! What a check is: data, and one pure function from facts to a verdict.

use std::time::Duration;

use super::facts::Facts;
use super::facts::Need;
use super::finding::Answer;
use super::report::Mode;

/// How we know that a check is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// A test provokes the fault for real, sees the go command fail, cures it and looks again.
    Provoked,
    /// The fault is not provoked on a real machine; its decision is tested with recorded facts.
    Fixture,
}

/// One check.
#[derive(Clone, Copy, Debug)]
pub struct Check {
    /// Stable id, `area.what`.
    pub id: &'static str,
    /// What is true when it passes.
    pub title: &'static str,
    /// What it reads.
    pub reads: &'static str,
    /// When it warns or fails, and what a go command says then.
    pub fails: &'static str,
    /// How to cure, in words.
    pub cure: &'static str,
    /// The lines that it may print: what differs stands in angle brackets. No other line is shown.
    pub lines: &'static [&'static str],
    /// Why we believe it.
    pub why: &'static str,
    /// From which mode on it runs.
    pub mode: Mode,
    /// The facts that it reads. What is not named here may not be there.
    pub needs: &'static [Need],
    /// How often its own question was asked: more than once where another try may change the answer.
    pub attempts: fn(&Facts) -> u32,
    /// Checks whose failure makes this one meaningless. They stand earlier in the catalogue.
    pub requires: &'static [&'static str],
    /// Whether it is the cause where others got no answer: they are then not told again.
    pub explains_silence: bool,
    /// How it is shown to be right.
    pub proof: Proof,
    /// The decision.
    pub decide: fn(&Facts) -> Answer,
}

impl Check {
    /// A quick check of what is known without asking, shown by provocation. The texts follow by name.
    pub const fn new(id: &'static str, title: &'static str, decide: fn(&Facts) -> Answer) -> Self {
        Self {
            id,
            title,
            reads: "",
            fails: "",
            cure: "",
            lines: &[],
            why: "",
            mode: Mode::Quick,
            needs: &[],
            attempts: |_| 1,
            requires: &[],
            explains_silence: false,
            proof: Proof::Provoked,
            decide,
        }
    }

    /// What it reads.
    #[must_use]
    pub const fn reads(mut self, text: &'static str) -> Self {
        self.reads = text;
        self
    }

    /// When it warns or fails.
    #[must_use]
    pub const fn fails(mut self, text: &'static str) -> Self {
        self.fails = text;
        self
    }

    /// How to cure.
    #[must_use]
    pub const fn cure(mut self, text: &'static str) -> Self {
        self.cure = text;
        self
    }

    /// The lines that it may print.
    #[must_use]
    pub const fn lines(mut self, lines: &'static [&'static str]) -> Self {
        self.lines = lines;
        self
    }

    /// Explains why others got no answer.
    #[must_use]
    pub const fn explains_silence(mut self) -> Self {
        self.explains_silence = true;
        self
    }

    /// Why we believe it.
    #[must_use]
    pub const fn why(mut self, text: &'static str) -> Self {
        self.why = text;
        self
    }

    /// Runs in full mode only.
    #[must_use]
    pub const fn full(mut self) -> Self {
        self.mode = Mode::Full;
        self
    }

    /// Reads these facts.
    #[must_use]
    pub const fn needs(mut self, needs: &'static [Need]) -> Self {
        self.needs = needs;
        self
    }

    /// Its question was asked so often.
    #[must_use]
    pub const fn attempts(mut self, count: fn(&Facts) -> u32) -> Self {
        self.attempts = count;
        self
    }

    /// Is meaningless where one of these failed.
    #[must_use]
    pub const fn requires(mut self, ids: &'static [&'static str]) -> Self {
        self.requires = ids;
        self
    }

    /// Is shown with recorded facts only.
    #[must_use]
    pub const fn fixture(mut self) -> Self {
        self.proof = Proof::Fixture;
        self
    }

    /// Whether it asks the network.
    pub fn network(&self) -> bool {
        self.needs.iter().any(|need| need.asks_others())
    }

    /// The part of the id before the dot.
    pub fn area(&self) -> &'static str {
        self.id.split_once('.').map_or(self.id, |(area, _)| area)
    }
}

/// Which checks to run: `--mode`, `--only`, `--skip`, `--offline`.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// How much.
    pub mode: Mode,
    /// Globs; empty means all.
    pub only: Vec<String>,
    /// Globs.
    pub skip: Vec<String>,
    /// No network at all.
    pub offline: bool,
    /// How long what these checks read may take, by id; else as long as it says itself.
    pub limits: Vec<(String, Duration)>,
}

impl Choice {
    /// Whether nothing of this check is to be shown.
    pub fn skips(&self, id: &str) -> bool {
        self.skip.iter().any(|glob| matches(glob, id))
    }

    /// How long what this check reads may take, where that is said.
    pub fn limit(&self, id: &str) -> Option<Duration> {
        self.limits.iter().find(|(check, _)| check == id).map(|(_, limit)| *limit)
    }

    /// Whether the check was asked for. One that is named runs whatever the mode.
    pub fn wants(&self, check: &Check) -> bool {
        let any = |globs: &[String]| globs.iter().any(|glob| matches(glob, check.id));
        if self.skips(check.id) {
            return false;
        }
        if self.only.is_empty() { check.mode <= self.mode } else { any(&self.only) }
    }
}

/// Whether the glob matches the id. `*` stands for anything; a bare area (`env`) means all of it.
pub fn matches(glob: &str, id: &str) -> bool {
    let area = || id.strip_prefix(glob).is_some_and(|rest| rest.starts_with('.'));
    (!glob.contains(['.', '*', '?']) && area()) || matches_text(glob, id)
}

/// Whether the glob matches the text, where `*` stands for anything and `?` for one byte. Not the
/// globs of GOPRIVATE (goproxy/private.rs), which are Go's `path.Match`: there brackets are classes,
/// `\` escapes, and a glob may be malformed.
fn matches_text(glob: &str, text: &str) -> bool {
    fn from(glob: &[u8], id: &[u8]) -> bool {
        match glob.split_first() {
            None => id.is_empty(),
            Some((b'*', rest)) => (0..=id.len()).any(|skipped| from(rest, &id[skipped..])),
            Some((b'?', rest)) => !id.is_empty() && from(rest, &id[1..]),
            Some((byte, rest)) => id.first() == Some(byte) && from(rest, &id[1..]),
        }
    }
    from(glob.as_bytes(), text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_select_ids_and_areas() {
        for (glob, id, yes) in [
            ("env", "env.goroot", true),
            ("env", "environment.x", false),
            ("env.*", "env.goroot", true),
            ("*.goroot", "env.goroot", true),
            ("env.goroot", "env.goroot", true),
            ("env.goroo?", "env.goroot", true),
            ("goroot", "env.goroot", false),
            ("env.", "env.goroot", false),
            ("*", "env.goroot", true),
            ("", "env.goroot", false),
        ] {
            assert_eq!(matches(glob, id), yes, "{glob} {id}");
        }
    }
}
