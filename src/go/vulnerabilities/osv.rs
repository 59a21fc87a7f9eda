//! An entry of the Go vulnerability database: OSV (<https://ossf.github.io/osv-schema/>) with ranges of the form
//! SEMVER, and in `ecosystem_specific` what of a package is affected (<https://go.dev/security/vuln/database>).

use std::collections::BTreeSet;

use serde::Deserialize;

use super::table::{Affected, Row};
use crate::go::version::GoVersion;

#[derive(Deserialize)]
struct Entry {
    id: String,
    withdrawn: Option<String>,
    #[serde(default)]
    affected: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    package: Name,
    #[serde(default)]
    ranges: Vec<Range>,
    #[serde(default)]
    ecosystem_specific: Specific,
}

#[derive(Deserialize)]
struct Name {
    name: String,
}

#[derive(Deserialize)]
struct Range {
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    introduced: Option<String>,
    fixed: Option<String>,
}

#[derive(Default, Deserialize)]
struct Specific {
    #[serde(default)]
    imports: Vec<Import>,
}

#[derive(Deserialize)]
struct Import {
    #[serde(default)]
    goos: Vec<String>,
    #[serde(default)]
    goarch: Vec<String>,
}

/// The modules under which the standard library and the toolchain stand there.
pub(super) const OURS: [&str; 2] = ["stdlib", "toolchain"];

/// The row of an entry; `None` where it was withdrawn or is about neither of them.
pub(super) fn row(text: &str) -> Result<Option<Row>, String> {
    let entry: Entry = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let ours = |one: &Package| OURS.contains(&one.package.name.as_str());
    let ours: Vec<Package> = entry.affected.into_iter().filter(ours).collect();
    if ours.is_empty() || entry.withdrawn.is_some() {
        return Ok(None);
    }
    let mut spans = BTreeSet::new();
    for range in ours.iter().flat_map(|one| &one.ranges) {
        spans.append(&mut spans_of(&range.events)?);
    }
    let ranges = spans.into_iter().map(|(from, below)| Affected { from, below }).collect();
    Ok(Some(Row {
        systems: limits(&ours, |import| &import.goos),
        architectures: limits(&ours, |import| &import.goarch),
        id: entry.id,
        ranges,
    }))
}

/// What all that is affected is limited to; empty where some of it is not.
fn limits(ours: &[Package], names: impl Fn(&Import) -> &Vec<String>) -> Vec<String> {
    let imports = || ours.iter().flat_map(|one| &one.ecosystem_specific.imports);
    let named: BTreeSet<String> = imports().flat_map(|it| names(it).clone()).collect();
    let all = imports().all(|import| !names(import).is_empty());
    let plain = |name: &String| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
    if all && named.iter().all(plain) { named.into_iter().collect() } else { Vec::new() }
}

type Span = (Option<GoVersion>, Option<GoVersion>);

fn spans_of(events: &[Event]) -> Result<BTreeSet<Span>, String> {
    let mut spans = BTreeSet::new();
    let mut open: Option<Option<GoVersion>> = None;
    for event in events {
        match (&event.introduced, &event.fixed) {
            (Some(introduced), _) => {
                spans.extend(open.take().map(|from| (from, None)));
                let from = if introduced == "0" { None } else { Some(go(introduced)?) };
                open = Some(from);
            }
            (None, Some(fixed)) => {
                spans.insert((open.take().flatten(), Some(go(fixed)?)));
            }
            (None, None) => {}
        }
    }
    spans.extend(open.map(|from| (from, None)));
    Ok(spans)
}

/// `1.22.0-0` stands before every prerelease: the language version, or below 1.21 the first beta.
fn go(version: &str) -> Result<GoVersion, String> {
    let bad = || format!("{version:?} is no version");
    let (base, pre) = version.split_once('-').unwrap_or((version, ""));
    let line = base.rsplit_once('.').map_or(base, |(line, _)| line);
    let text = match pre {
        "" => base.to_owned(),
        "0" => match GoVersion::parse(line).ok_or_else(bad)?.is_at_least("1.21") {
            true => line.to_owned(),
            false => format!("{line}beta1"),
        },
        pre => format!("{line}{}", pre.replace('.', "")),
    };
    GoVersion::parse(&text).ok_or_else(bad)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(affected: &str) -> Result<Option<String>, String> {
        row(&format!(r#"{{"id":"GO-1-1","affected":[{affected}]}}"#))
            .map(|row| row.map(|it| it.line()))
    }

    #[test]
    fn osv_entry_becomes_a_row_of_the_table() {
        let of = |module: &str, events: &str, imports: &str| {
            format!(
                r#"{{"package":{{"name":"{module}"}},"ranges":[{{"type":"SEMVER","events":[{events}]}}],
                "ecosystem_specific":{{"imports":[{imports}]}}}}"#
            )
        };
        let both = r#"{"introduced":"0"},{"fixed":"1.21.11"},{"introduced":"1.22.0-0"},{"fixed":"1.22.4"}"#;
        let windows = r#"{"path":"os","goos":["windows"]}"#;
        let any = r#"{"path":"net/netip"}"#;
        for (affected, said) in [
            (of("stdlib", both, any), Some("GO-1-1 - - ..1.21.11 1.22..1.22.4")),
            (
                of("toolchain", r#"{"introduced":"1.15.0-0"}"#, windows),
                Some("GO-1-1 windows - 1.15beta1.."),
            ),
            (
                of("stdlib", r#"{"introduced":"1.27.0-rc.1"},{"fixed":"1.27.0-rc.2"}"#, any),
                Some("GO-1-1 - - 1.27rc1..1.27rc2"),
            ),
            (
                format!(
                    "{},{}",
                    of("stdlib", r#"{"introduced":"0"},{"fixed":"1.20.1"}"#, windows),
                    of("toolchain", both, any)
                ),
                Some("GO-1-1 - - ..1.20.1 ..1.21.11 1.22..1.22.4"),
            ),
            (of("golang.org/x/net", both, any), None),
        ] {
            assert_eq!(line(&affected).unwrap().as_deref(), said, "{affected}");
        }
        assert!(line(&of("stdlib", r#"{"introduced":"one"}"#, any)).is_err());
        let withdrawn = r#"{"id":"GO-1-1","withdrawn":"2024-01-01T00:00:00Z","affected":[]}"#;
        assert_eq!(row(withdrawn), Ok(None));
    }
}
