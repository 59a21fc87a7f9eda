//! `[[check]]` of a manifest, read.

use super::{AREA, KINDS, UserCheck};
use crate::health::policy::limits::{Limits, MODES};
use crate::health::policy::table::Table;

/// How long a name may be: it stands in tables and labels.
const LONGEST: usize = 64;

/// The checks of these tables. A name that comes twice is a mistake: which one is meant?
pub(in crate::health) fn checks(tables: Vec<Table<'_>>) -> Vec<UserCheck> {
    let mut found: Vec<UserCheck> = Vec::new();
    for table in tables {
        let name = table.word("name");
        let id = format!("{AREA}.{}", name.as_deref().unwrap_or_default());
        match &name {
            None if !table.has("name") => table.problem("", "a check has a name: name = \"…\""),
            Some(name) if !is_name(name) => table.problem(
                "name",
                format!("a name is small letters, digits and hyphens, at most {LONGEST}"),
            ),
            _ => {}
        }
        if let Some(first) = found.iter().find(|check| check.id == id && name.is_some()) {
            let what = format!("the check of line {} is called so already", first.line);
            table.problem("name", what);
        }
        found.extend(check(id, table));
    }
    found
}

fn check(id: String, table: Table<'_>) -> Option<UserCheck> {
    let kind = table.one_of("type", &KINDS);
    if !table.has("type") {
        let kinds: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        table.problem("", format!("a check has a type, one of {}", kinds.join(", ")));
    }
    let line = table.line();
    let limits = Limits::read(&table);
    let mode = table.one_of("mode", &MODES[..2]).unwrap_or_default();
    let warns = table.one_of("severity", &[("fail", false), ("warn", true)]).unwrap_or(false);
    let envs = table.texts("envs").unwrap_or_default();
    let ask = kind.and_then(|read| read(&table));
    if kind.is_some() {
        table.done();
    }
    Some(UserCheck { id, line, envs, mode, warns, limits, ask: ask? })
}

fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
    name.len() <= LONGEST
        && name.starts_with(|c: char| c.is_ascii_alphanumeric())
        && name.chars().all(plain)
}
