//! The table: one line for a vulnerability, with the releases that have it.

use super::{BUILT_IN, Exposure};
use crate::go::platform::Platform;
use crate::go::version::GoVersion;

/// What is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    date: String,
    rows: Vec<Row>,
}

/// One vulnerability.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: String,
    /// Operating systems; empty: all of them.
    pub(super) systems: Vec<String>,
    /// The same of architectures.
    pub(super) architectures: Vec<String>,
    pub(super) ranges: Vec<Affected>,
}

/// From here (or from the first release on) to below that (or for ever).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Affected {
    pub(super) from: Option<GoVersion>,
    pub(super) below: Option<GoVersion>,
}

impl Default for Known {
    fn default() -> Self {
        BUILT_IN.clone()
    }
}

impl Known {
    /// What this program was built with, or this text says, whichever is of a later day; one that has not come yet
    /// is none. `now` is in seconds since 1970.
    pub fn newest(text: &str, now: i64) -> Self {
        let read = Self::read(text);
        let day = |known: &Self| known.date.parse::<jiff::civil::Date>().ok();
        let today = jiff::Timestamp::from_second(now)
            .map(|now| jiff::tz::Offset::UTC.to_datetime(now).date());
        match (day(&read), day(&BUILT_IN), today) {
            (Some(read_day), Some(built_in), Ok(today))
                if read_day > built_in && read_day <= today =>
            {
                read
            }
            _ => Self::default(),
        }
    }

    /// The day that it is of: `2026-08-21`.
    pub fn as_of(&self) -> &str {
        &self.date
    }

    pub(super) fn read(text: &str) -> Self {
        let lines = || text.lines().filter(|line| !line.starts_with('#'));
        let date = lines().find_map(|line| line.strip_prefix("date ")).unwrap_or_default();
        Self { date: date.to_owned(), rows: lines().filter_map(Row::read).collect() }
    }

    /// What is known against a release on a platform.
    pub fn exposure(&self, version: &GoVersion, platform: &Platform) -> Exposure {
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
    /// What a line says; `None` where it is about something else.
    pub(super) fn read(line: &str) -> Option<Self> {
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

    /// The line, as `read` takes it.
    pub(super) fn line(&self) -> String {
        let names = |names: &[String]| match names {
            [] => "-".to_owned(),
            names => names.join(","),
        };
        let mut words = vec![self.id.clone(), names(&self.systems), names(&self.architectures)];
        words.extend(self.ranges.iter().map(Affected::word));
        words.join(" ")
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

    fn word(&self) -> String {
        let text = |version: &Option<GoVersion>| version.as_ref().map(ToString::to_string);
        let [from, below] = [&self.from, &self.below].map(|it| text(it).unwrap_or_default());
        format!("{from}..{below}")
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
        let table = Known::read(
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
        for (row, line) in
            BUILT_IN.rows.iter().zip(text.lines().filter(|line| line.starts_with("GO-")))
        {
            assert_eq!(row.line(), line);
        }
        assert_eq!((BUILT_IN.rows.len(), wanted > 190), (wanted, true));
        assert!(BUILT_IN.as_of().parse::<jiff::civil::Date>().is_ok(), "{}", BUILT_IN.as_of());
        // GO-2024-2887, by its own page: net/netip before 1.21.11, and 1.22 before 1.22.4.
        for (version, has) in [
            ("1.21.10", true),
            ("1.21.11", false),
            ("1.22.0", true),
            ("1.22.3", true),
            ("1.22.4", false),
        ] {
            let found = BUILT_IN.exposure(&v(version), &on("linux"));
            assert_eq!(found.ids.iter().any(|id| id == "GO-2024-2887"), has, "{version}");
        }
    }
}
