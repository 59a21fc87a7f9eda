//! Which installed versions have a newer one of their line.

use serde::Serialize;

use crate::go::version::{GoVersion, Request};

/// A line of versions (`1.22`), and where it can go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Upgrade {
    /// The installed versions that are older, the newest first; none where a whole line is missing.
    pub from: Vec<GoVersion>,
    /// The newest published one.
    pub to: GoVersion,
    /// Whether that is installed already.
    pub installed: bool,
}

/// What is older than what is published, for each line that is installed or asked for, the newest line
/// first. Prereleases and builds of somebody's own are no one's upgrade.
pub(crate) fn upgrades(
    installed: &[GoVersion],
    asked: &[Request],
    published: &[GoVersion],
) -> Vec<Upgrade> {
    let plain = |version: &&GoVersion| !version.is_prerelease() && !version.has_suffix();
    let mut lines: Vec<GoVersion> =
        installed.iter().filter(plain).map(GoVersion::language).collect();
    lines.extend(asked.iter().filter_map(|request| line(request, published)));
    lines.sort_by(|a, b| b.compare(a));
    lines.dedup();
    let upgrade = |line: GoVersion| {
        let newest = Request::Line(line.clone()).newest(published.iter().filter(plain))?.clone();
        let older =
            |version: &&GoVersion| version.same_line(&line) && version.compare(&newest).is_lt();
        let mut from: Vec<_> = installed.iter().filter(plain).filter(older).cloned().collect();
        from.sort_by(|a, b| b.compare(a));
        let is_there = installed.contains(&newest);
        (!from.is_empty() || !is_there).then_some(Upgrade { from, to: newest, installed: is_there })
    };
    let mut upgrades: Vec<Upgrade> = lines.into_iter().filter_map(upgrade).collect();
    for range in asked.iter().filter(|request| matches!(request, Request::Range(_))) {
        let within = in_range(range, installed, published);
        let is_new = |one: &Upgrade| upgrades.iter().all(|other| other.to != one.to);
        upgrades.extend(within.filter(is_new));
    }
    upgrades
}

/// The newest that lies in a range: that of its line may lie beyond it.
fn in_range(range: &Request, installed: &[GoVersion], published: &[GoVersion]) -> Option<Upgrade> {
    let to = range.newest(published)?.clone();
    let older = |version: &&GoVersion| {
        range.matches(version) && version.same_line(&to) && version.compare(&to).is_lt()
    };
    let mut from: Vec<_> = installed.iter().filter(older).cloned().collect();
    from.sort_by(|a, b| b.compare(a));
    (!installed.contains(&to)).then_some(Upgrade { from, to, installed: false })
}

/// The line that a request stays within; an exact one asks for nothing newer.
fn line(request: &Request, published: &[GoVersion]) -> Option<GoVersion> {
    match request {
        Request::Exact(_) | Request::Range(_) | Request::System => None,
        other => Some(other.newest(published)?.language()),
    }
}

/// The default that a default of one version becomes: the newest of its line, or of all.
pub(crate) fn moved(
    default: &Request,
    published: &[GoVersion],
    to_newest: bool,
) -> Option<GoVersion> {
    let Request::Exact(version) = default else { return None };
    let wanted = if to_newest { Request::Latest } else { Request::Line(version.language()) };
    let newest = wanted.newest(published)?;
    (newest.compare(version).is_gt() && !version.has_suffix()).then(|| newest.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(texts: &[&str]) -> Vec<GoVersion> {
        texts.iter().map(|text| GoVersion::parse(text).unwrap()).collect()
    }

    #[test]
    fn upgrade_of_a_range_stays_in_it() {
        let published = versions(&["1.23.12", "1.23.4", "1.23.3", "1.22.9"]);
        let installed = versions(&["1.23.3", "1.22.9"]);
        let asked = [">=1.23.2 <1.23.5", "~1.22.1", ">=1.30"].map(|text| text.parse().unwrap());
        let found = upgrades(&installed, &asked, &published);
        let found: Vec<_> = found.iter().map(|one| (one.to.to_string(), one.from.len())).collect();
        // That of the line comes since one of it is installed.
        assert_eq!(found, [("1.23.12".to_owned(), 1), ("1.23.4".to_owned(), 1)]);
    }

    #[test]
    fn upgrades_are_the_newest_of_each_line_that_is_used() {
        let published = versions(&["1.24rc1", "1.23.2", "1.23.1", "1.22.9", "1.22.5", "1.21.13"]);
        let installed = versions(&["1.23.1", "1.22.9", "1.22.5", "1.22.3", "1.20.1"]);
        let asked = ["1.21", "latest", "1.19.2"].map(|text| text.parse().unwrap());
        let told: Vec<_> = upgrades(&installed, &asked, &published)
            .into_iter()
            .map(|one| (one.to.to_string(), one.from.len(), one.installed))
            .collect();
        let expected = [("1.23.2", 1, false), ("1.22.9", 2, true), ("1.21.13", 0, false)];
        assert_eq!(told, expected.map(|(to, from, is)| (to.to_owned(), from, is)));
    }

    #[test]
    fn default_of_one_version_moves_within_its_line_or_to_the_newest() {
        let published = versions(&["1.24rc1", "1.23.2", "1.22.9"]);
        let moved = |text: &str, newest| {
            moved(&text.parse().unwrap(), &published, newest).map(|version| version.to_string())
        };
        assert_eq!(moved("1.22.5", false).as_deref(), Some("1.22.9"));
        assert_eq!(moved("1.22.5", true).as_deref(), Some("1.23.2"));
        assert_eq!(moved("1.22", true), None, "it moves by itself");
        assert_eq!(moved("1.23.2", true), None);
        assert_eq!(moved("1.19.1", false), None, "nobody has that line");
    }
}
