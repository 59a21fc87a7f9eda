//! Error text → check → cause and cure: what Go prints, as a table.

use std::borrow::Cow;

use serde::Serialize;

use super::catalogue;

/// What a known message means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The line that was recognised.
    pub line: String,
    /// The check that looks for this cause; empty where none does.
    pub check: &'static str,
    /// What happened.
    pub cause: Cow<'static, str>,
    /// What to do.
    pub cure: Cow<'static, str>,
}

mod library;

/// Explains a build's output: each known cause once, in the order of the lines.
pub fn explain(output: &str) -> Vec<Explanation> {
    let mut found: Vec<Explanation> = Vec::new();
    for line in output.lines() {
        let Some(one) = library::explain(line).or_else(|| by_table(line)) else { continue };
        if !found.iter().any(|earlier| earlier.cause == one.cause) {
            found.push(one);
        }
    }
    found
}

fn by_table(line: &str) -> Option<Explanation> {
    let standing = catalogue::messages().filter(|known| known.stands_in(line));
    let known = standing.max_by_key(|known| known.says())?;
    Some(of(line, known.check, known.cause.into(), known.cure.into()))
}

fn of(
    line: &str,
    check: &'static str,
    cause: Cow<'static, str>,
    cure: Cow<'static, str>,
) -> Explanation {
    Explanation { line: crate::net::url::redact(line.trim()), check, cause, cure }
}

#[cfg(test)]
mod tests;
