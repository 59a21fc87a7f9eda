//! `[health]` and `[[check]]` of a manifest, read.

use toml_edit::Document;

use super::limits::Limits;
use super::table::{Source, Table, list};
use super::{Environment, Policy};
use crate::doctor::catalogue;
use crate::doctor::model::check::matches;
use crate::health::check;
use crate::projects::manifest::{Notice, similar};

/// What only the user's own configuration may say: a repository does not choose whom to call or what to
/// overwrite.
const OWN: [&str; 4] = ["alert", "on_fail", "state_dir", "textfile"];

/// What an environment's name is, for messages.
const NAME: &str = "letters, digits, hyphens and underscores, at most 64";

/// Fills in what the text says. All that is wrong, in the order of its lines.
pub(super) fn read(text: &str, policy: &mut Policy) -> Vec<Notice> {
    let source = Source::of(text);
    // What is no TOML was told by the manifest's own parser.
    let Ok(document) = Document::parse(text) else { return Vec::new() };
    if let Some(item) = document.as_table().get("check") {
        policy.checks = check::checks(list(&source, "check", item));
    }
    let table = document.as_table().get("health").and_then(|item| item.as_table_like());
    if let Some(table) = table {
        health(Table::new(&source, "[health]".to_owned(), table), policy);
    }
    for check in &policy.checks {
        for env in check.envs.iter().filter(|_| !policy.environments.is_empty()) {
            known_environment(env, check.line, policy, &source);
        }
    }
    source.problems()
}

fn health(table: Table<'_>, policy: &mut Policy) {
    let name = table.read("name", "small letters, digits and hyphens", |item| {
        let plain =
            |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_');
        let text = item.as_str()?;
        (!text.is_empty() && text.len() <= 64 && text.chars().all(plain)).then(|| text.to_owned())
    });
    policy.project = name.unwrap_or_else(|| policy.project.clone());
    policy.limits = Limits::read(&table);
    policy.jobs = table.number("jobs", 1..=256).unwrap_or(policy.jobs);
    for key in OWN {
        if table.has(key) {
            let own = "is the user's own to say, in config.toml: a manifest may not";
            table.problem(key, format!("`{key}` {own}"));
            table.read(key, "", |_| Some(()));
        }
    }
    for (name, environment) in table.table("env").map(|env| env.tables()).unwrap_or_default() {
        if !is_name(name) {
            let name = name.escape_debug();
            environment.problem("", format!("an environment is called by {NAME}, not {name}"));
        }
        for key in ["skip", "only"] {
            known_checks(&environment, key, policy);
        }
        policy.environments.push(Environment::read(name, environment));
    }
    for (glob, check) in table.table("check").map(|check| check.tables()).unwrap_or_default() {
        if !catalogue::all().any(|known| matches(glob, known.id)) {
            let (own, glob) =
                ("one of your own has its limits in its [[check]]", glob.escape_debug());
            check.problem("", format!("no check of doctor's is called {glob}; {own}"));
        }
        policy.of_doctor.push((glob.to_owned(), Limits::read(&check)));
        check.done();
    }
    table.done();
}

/// An environment's name is that of a directory, a file and a unit too.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    !name.is_empty() && name.len() <= 64 && name.chars().all(plain)
}

/// Each glob means a check that there is: a word that means none is a mistake.
fn known_checks(table: &Table<'_>, key: &'static str, policy: &Policy) {
    for glob in table.texts(key).unwrap_or_default() {
        if policy.knows(&glob) {
            continue;
        }
        let meant = match similar(&glob, policy.ids()) {
            Some(id) => format!("did you mean {id}?"),
            None => "`goenvmgr health list` names them".to_owned(),
        };
        table.problem(key, format!("no check is called {}: {meant}", glob.escape_debug()));
    }
}

fn known_environment(name: &str, line: usize, policy: &Policy, source: &Source) {
    let names = || policy.environments.iter().map(|one| one.name.as_str());
    if names().any(|known| known == name) {
        return;
    }
    let meant = match similar(name, names()) {
        Some(known) => format!("did you mean {known}?"),
        None => format!("there are {}", names().collect::<Vec<_>>().join(", ")),
    };
    source.problem_at(line, format!("no environment is called {}: {meant}", name.escape_debug()));
}
