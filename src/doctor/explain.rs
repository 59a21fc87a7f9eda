//! Error text → check → cause and cure: what Go prints, as a table.

use std::borrow::Cow;
use std::collections::HashSet;

use serde::Serialize;

use super::messages;

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
    let mut causes = HashSet::new();
    let lines = output.lines();
    let found = lines.filter_map(|line| library::explain(line).or_else(|| by_table(line)));
    found.filter(|one| causes.insert(one.cause.clone())).collect()
}

fn by_table(line: &str) -> Option<Explanation> {
    let known = messages::all().find(|known| known.stands_in(line))?;
    Some(of(line, known.check, known.cause.into(), known.cure.into()))
}

fn of(
    line: &str,
    check: &'static str,
    cause: Cow<'static, str>,
    cure: Cow<'static, str>,
) -> Explanation {
    Explanation { line: shown(line.trim()), check, cause, cure }
}

/// A line as it is repeated: without secrets, and as long as anybody reads.
fn shown(line: &str) -> String {
    const LOOKED_AT: usize = 8192;
    const SHOWN: usize = 1000;
    let near = line.char_indices().map(|(at, _)| at).take_while(|at| *at <= LOOKED_AT).last();
    let near = if line.len() <= LOOKED_AT { line } else { &line[..near.unwrap_or_default()] };
    let clean = crate::base::secret::redact(near);
    match clean.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &clean[..at]),
        None => clean,
    }
}

#[cfg(test)]
mod tests;
