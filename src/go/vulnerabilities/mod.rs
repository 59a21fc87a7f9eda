//! Which releases have a known vulnerability of the standard library or the toolchain: the Go vulnerability
//! database, as it was on a day (table.txt; `.ci/vulnerabilities` makes it). Whether a program is reached by one
//! is for govulncheck to say.

use std::sync::LazyLock;

use serde::Serialize;

use super::platform::Platform;
use super::version::GoVersion;

static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_str!("table.txt")));

/// The day that the table is of: `2026-08-21`.
pub fn as_of() -> &'static str {
    &TABLE.date
}

/// What is known against a release on a platform.
pub fn exposure(version: &GoVersion, platform: &Platform) -> Exposure {
    TABLE.exposure(version, platform)
}

/// What is known against a release. The names of the fields are keys of the JSON.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Exposure {
    /// Identifiers in the Go vulnerability database, the oldest first.
    pub ids: Vec<String>,
    /// The first release of its line that has none of them; null where there is no such one, or none of them.
    pub fixed_in: Option<GoVersion>,
}

impl Exposure {
    /// The same in words: `2 known vulnerabilities`, or none.
    pub fn count(&self) -> Option<String> {
        match self.ids.len() {
            0 => None,
            1 => Some("1 known vulnerability".to_owned()),
            many => Some(format!("{many} known vulnerabilities")),
        }
    }

    /// What is known against this version, and which release of its line has none of it.
    pub fn told(&self, version: &GoVersion) -> Option<String> {
        let line = version.language();
        let cured = match &self.fixed_in {
            Some(fixed) => format!("fixed in {fixed}"),
            None => format!("no {line} is without them"),
        };
        Some(format!("{version} has {}; {cured}", self.count()?))
    }
}

struct Table {
    date: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    /// Operating systems; empty: all of them.
    systems: Vec<String>,
    /// The same of architectures.
    architectures: Vec<String>,
    ranges: Vec<Affected>,
}

/// From here (or from the first release on) to below that (or for ever).
struct Affected {
    from: Option<GoVersion>,
    below: Option<GoVersion>,
}

impl Table {
    fn read(text: &str) -> Self {
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let date = lines().find_map(|line| line.strip_prefix("date ")).unwrap_or_default();
        Self { date: date.to_owned(), rows: lines().filter_map(Row::read).collect() }
    }

    fn exposure(&self, version: &GoVersion, platform: &Platform) -> Exposure {
        let mut found = Exposure::default();
        let mut fixes = Vec::new();
        for row in self.rows.iter().filter(|row| row.is_about(platform)) {
            let Some(affected) = row.ranges.iter().find(|range| range.holds(version)) else {
                continue;
            };
            found.ids.push(row.id.clone());
            fixes.push(affected.below.as_ref().filter(|below| below.same_line(version)));
        }
        // One that is not fixed in the line leaves it without a release that is.
        let fixes: Option<Vec<_>> = fixes.into_iter().collect();
        let last = fixes.and_then(|fixes| fixes.into_iter().max_by(|a, b| a.compare(b)).cloned());
        found.fixed_in = last;
        found
    }
}

impl Row {
    fn read(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let id = words.next().filter(|id| id.starts_with("GO-"))?.to_owned();
        let mut names = || {
            let names = words.next()?.split(',').filter(|name| *name != "-");
            Some(names.map(str::to_owned).collect())
        };
        let (systems, architectures) = (names()?, names()?);
        let ranges = words.map(Affected::read).collect::<Option<_>>()?;
        Some(Self { id, systems, architectures, ranges })
    }

    fn is_about(&self, platform: &Platform) -> bool {
        let has = |names: &[String], name: &String| names.is_empty() || names.contains(name);
        has(&self.systems, &platform.os) && has(&self.architectures, &platform.arch)
    }
}

impl Affected {
    fn read(word: &str) -> Option<Self> {
        let (from, below) = word.split_once("..")?;
        let read = |text: &str| match text {
            "" => Some(None),
            text => GoVersion::parse(text).map(Some),
        };
        Some(Self { from: read(from)?, below: read(below)? })
    }

    fn holds(&self, version: &GoVersion) -> bool {
        let begins = self.from.as_ref().is_none_or(|from| version.meets(from));
        begins && self.below.as_ref().is_none_or(|below| version.compare(below).is_lt())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn v(text: &str) -> GoVersion {
        GoVersion::parse(text).unwrap()
    }

    fn on(os: &str) -> Platform {
        Platform::new(os, "amd64")
    }

    #[test]
    fn vulnerabilities_of_a_release_are_those_whose_range_holds_it() {
        let table = Table::read(
            "# words\ndate 2026-01-02\n\
            GO-1-1 - - ..1.21.11 1.22..1.22.4\n\
            GO-1-2 windows - ..1.22.6\n\
            GO-1-3 - - 1.22..1.22.6 1.23..1.23rc2\n\
            GO-1-4 - ppc64le,amd64 1.22.5..\n\
            GO-1-5 - ppc64le ..1.30\n",
        );
        assert_eq!((table.date.as_str(), table.rows.len()), ("2026-01-02", 5));
        for (version, os, ids, fixed_in) in [
            ("1.20.1", "linux", "GO-1-1", None),
            ("1.21.10", "linux", "GO-1-1", Some("1.21.11")),
            ("1.21.11", "linux", "", None),
            ("1.21.11", "windows", "GO-1-2", None),
            ("1.22rc1", "linux", "GO-1-1 GO-1-3", Some("1.22.6")),
            ("1.22.3", "windows", "GO-1-1 GO-1-2 GO-1-3", Some("1.22.6")),
            ("1.22.4", "linux", "GO-1-3", Some("1.22.6")),
            ("1.22.5", "linux", "GO-1-3 GO-1-4", None),
            ("1.23rc1", "linux", "GO-1-3 GO-1-4", None),
            ("1.22.3-acme", "linux", "GO-1-1 GO-1-3", Some("1.22.6")),
        ] {
            let found = table.exposure(&v(version), &on(os));
            assert_eq!(found.ids.join(" "), ids, "{version} {os}");
            assert_eq!(found.fixed_in, fixed_in.map(v), "{version} {os}");
        }
    }

    #[test]
    fn vulnerabilities_of_the_database_are_all_read() {
        let text = include_str!("table.txt");
        let wanted = text.lines().filter(|line| line.starts_with("GO-")).count();
        assert_eq!((TABLE.rows.len(), wanted > 190), (wanted, true));
        assert!(as_of().parse::<jiff::civil::Date>().is_ok(), "{}", as_of());
        // GO-2024-2887, by its own page: net/netip before 1.21.11, and 1.22 before 1.22.4.
        for (version, has) in [
            ("1.21.10", true),
            ("1.21.11", false),
            ("1.22.0", true),
            ("1.22.3", true),
            ("1.22.4", false),
        ] {
            let found = exposure(&v(version), &on("linux"));
            assert_eq!(found.ids.iter().any(|id| id == "GO-2024-2887"), has, "{version}");
        }
    }
}
