//! What other subjects ask of places.

use super::named::Named;
use super::places::{Place, Places};
use super::role::Role;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::Verdict;
use crate::doctor::model::line::Line;

/// The lines that put a cache elsewhere.
pub(in crate::doctor) const ELSEWHERE: &[&str] =
    &["mkdir -p <dir>; export GOCACHE=<dir>", "mkdir -p <dir>; export GOTMPDIR=<dir>"];

/// What stands at the paths that settings and files name.
pub(in crate::doctor) fn named(facts: &Facts) -> Result<&Named, Verdict> {
    facts.need()
}

/// The places of these roles that could be looked at.
pub(in crate::doctor) fn each_place<'a>(
    facts: &'a Facts,
    roles: &'a [Role],
) -> impl Iterator<Item = (Role, &'a Place)> {
    let places = facts.get::<Places>().into_iter().flat_map(|places| &places.0);
    let asked = places.filter(|(role, _)| roles.contains(role));
    asked.filter_map(|(role, place)| place.get().map(|place| (*role, place)))
}

/// An ERROR for the first of these places that did not answer.
pub(in crate::doctor) fn answered(facts: &Facts, roles: &[Role]) -> Result<(), Verdict> {
    let places = &facts.need::<Places>()?.0;
    for (role, place) in places.iter().filter(|(role, _)| roles.contains(role)) {
        place.need(role.name())?;
    }
    Ok(())
}

/// A line that only root may type.
pub(in crate::doctor) fn as_root(facts: &Facts, line: &'static str) -> Line {
    Line::of(if facts.uid == 0 { "" } else { "sudo " }).text(line)
}
