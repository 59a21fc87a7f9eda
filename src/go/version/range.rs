//! Ranges: `>=1.21 <1.24`, `~1.22.3`, `^1.22`, as npm and Cargo read them
//! (<https://github.com/npm/node-semver#ranges>): all bounds hold, a bound without a patch means the whole line,
//! and a prerelease counts only where a bound names one of its line.

use std::fmt;

use super::GoVersion;

/// Versions that fulfil every bound; at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Range(Vec<Bound>);

/// One bound: an operator and a version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Bound {
    operator: Operator,
    version: GoVersion,
    /// Whether the version stands for its whole line: `1.22`, and not `1.22.0`.
    is_line: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    AtLeast,
    AtMost,
    Above,
    Below,
    /// `~1.22.3`: that or later, of the same minor.
    Tilde,
    /// `^1.22`: that or later, of the same major.
    Caret,
}

/// Longer spellings first: `>=` begins with `>`.
const OPERATORS: [(&str, Operator); 6] = [
    (">=", Operator::AtLeast),
    ("<=", Operator::AtMost),
    (">", Operator::Above),
    ("<", Operator::Below),
    ("~", Operator::Tilde),
    ("^", Operator::Caret),
];

/// Whether the text can be nothing but a range.
pub fn is_range(text: &str) -> bool {
    text.starts_with(['<', '>', '~', '^'])
}

impl Range {
    /// Reads bounds with blanks or commas between them; `None` where one is none.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bounds = Vec::new();
        let mut words =
            text.split(|c: char| c == ',' || c.is_whitespace()).filter(|word| !word.is_empty());
        while let Some(word) = words.next() {
            let (operator, version) = OPERATORS
                .iter()
                .find_map(|(sign, operator)| Some((*operator, word.strip_prefix(sign)?)))?;
            // `>= 1.21`
            let version = if version.is_empty() { words.next()? } else { version };
            bounds.push(Bound::read(operator, version)?);
        }
        let range = Self(bounds);
        (!range.0.is_empty() && !range.is_empty()).then_some(range)
    }

    /// Whether no version can lie in it: the first that each lower bound allows lies beyond another bound.
    fn is_empty(&self) -> bool {
        let firsts: Vec<_> = self.0.iter().filter_map(Bound::first).collect();
        let allowed =
            |first: &GoVersion| self.0.iter().all(|b| b.reached(first) && b.not_passed(first));
        !firsts.is_empty() && !firsts.iter().any(allowed)
    }

    pub(super) fn matches(&self, version: &GoVersion) -> bool {
        let is_named =
            |bound: &Bound| bound.version.is_prerelease() && bound.version.same_line(version);
        !version.is_language()
            && (!version.is_prerelease() || self.0.iter().any(is_named))
            && self.0.iter().all(|bound| bound.reached(version) && bound.not_passed(version))
    }

    /// Whether something that is `minimum` or later may lie in it.
    pub(super) fn may_meet(&self, minimum: &GoVersion) -> bool {
        let least = minimum.as_toolchain();
        self.0.iter().all(|bound| bound.not_passed(&least))
    }
}

impl Bound {
    fn read(operator: Operator, text: &str) -> Option<Self> {
        let bare = text.strip_prefix("go").or_else(|| text.strip_prefix('v')).unwrap_or(text);
        let bare = bare.strip_suffix(".x").or_else(|| bare.strip_suffix(".*")).unwrap_or(bare);
        let version = GoVersion::parse(bare)?;
        let is_line = version.names_a_line(bare);
        Some(Self { operator, version, is_line })
    }

    /// The first version that a lower bound allows; none of an upper one, or where a number is past counting.
    fn first(&self) -> Option<GoVersion> {
        let parts = self.version.parts();
        let next = |number: &str| number.parse::<u64>().ok()?.checked_add(1);
        let (major, minor) = (parts.major, parts.minor);
        let first = match self.operator {
            Operator::AtMost | Operator::Below => return None,
            Operator::AtLeast | Operator::Tilde | Operator::Caret => {
                return Some(self.version.as_toolchain());
            }
            Operator::Above if self.version.is_major_only() => format!("{}.0.0", next(major)?),
            Operator::Above if self.is_line => format!("{major}.{}.0", next(minor)?),
            Operator::Above if self.version.is_prerelease() => {
                let pre = if parts.pre.is_empty() { "0" } else { parts.pre };
                format!("{major}.{minor}{}{}", parts.kind, next(pre)?)
            }
            Operator::Above => {
                let patch = if parts.patch.is_empty() { "0" } else { parts.patch };
                format!("{major}.{minor}.{}", next(patch)?)
            }
        };
        GoVersion::parse(&first)
    }

    /// Whether the version is not below it.
    fn reached(&self, version: &GoVersion) -> bool {
        match self.operator {
            Operator::AtMost | Operator::Below => true,
            Operator::Above => {
                version.compare(&self.version).is_gt() && !self.has_in_its_line(version)
            }
            Operator::AtLeast | Operator::Tilde | Operator::Caret => version.meets(&self.version),
        }
    }

    /// Whether the version is not above it.
    fn not_passed(&self, version: &GoVersion) -> bool {
        match self.operator {
            Operator::AtLeast | Operator::Above => true,
            Operator::AtMost => {
                version.compare(&self.version).is_le() || self.has_in_its_line(version)
            }
            Operator::Below => version.compare(&self.version).is_lt(),
            Operator::Caret => version.compare(&self.version).is_lt() || self.same_major(version),
            Operator::Tilde if self.version.is_major_only() => {
                version.compare(&self.version).is_lt() || self.same_major(version)
            }
            Operator::Tilde => {
                version.compare(&self.version).is_lt() || self.version.same_line(version)
            }
        }
    }

    fn has_in_its_line(&self, version: &GoVersion) -> bool {
        let whole = if self.version.is_major_only() {
            self.same_major(version)
        } else {
            self.version.same_line(version)
        };
        self.is_line && whole
    }

    fn same_major(&self, version: &GoVersion) -> bool {
        self.version.parts().major == version.parts().major
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let bounds: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.pad(&bounds.join(" "))
    }
}

impl fmt::Display for Bound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = OPERATORS.iter().find(|(_, operator)| *operator == self.operator);
        f.write_str(sign.map_or("", |(sign, _)| sign))?;
        match self.is_line {
            true => self.version.fmt(f),
            false => f.write_str(&self.version.exactly()),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::go::version::{GoVersion, Request};

    fn v(text: &str) -> GoVersion {
        GoVersion::parse(text).unwrap()
    }

    /// Each was held against node-semver 7, but for what Go's order has of its own (`1.20` is a release).
    #[test]
    fn range_has_what_all_its_bounds_allow() {
        let all = [
            "1.20", "1.21.0", "1.21.13", "1.22.2", "1.22.3", "1.22.10", "1.23rc2", "1.23.0",
            "1.24.1", "2.30.1",
        ]
        .map(v);
        for (range, wanted) in [
            (">=1.21 <1.23", "1.21.0 1.21.13 1.22.2 1.22.3 1.22.10"),
            (">=1.21,<1.22", "1.21.0 1.21.13"),
            (">= 1.23 <2", "1.23.0 1.24.1"),
            ("~1.22.3", "1.22.3 1.22.10"),
            ("~1.22", "1.22.2 1.22.3 1.22.10"),
            ("~1", "1.20 1.21.0 1.21.13 1.22.2 1.22.3 1.22.10 1.23.0 1.24.1"),
            ("^1.23", "1.23.0 1.24.1"),
            ("^1.23.1", "1.24.1"),
            (">1.22", "1.23.0 1.24.1 2.30.1"),
            (">1.22.3 <=1.23", "1.22.10 1.23.0"),
            ("<=1.21.0", "1.20 1.21.0"),
            ("<=1.20", "1.20"),
            (">1", "2.30.1"),
            (">=1.23rc1 <1.24", "1.23rc2 1.23.0"),
            ("<1.22.x >=go1.21.1", "1.21.13"),
            (">1.22rc1 <1.22.0", ""),
            (">=1.21\t<1.22", "1.21.0 1.21.13"),
        ] {
            let request: Request = range.parse().unwrap();
            let found: Vec<_> =
                all.iter().filter(|v| request.matches(v)).map(ToString::to_string).collect();
            assert_eq!(found.join(" "), wanted, "{range}");
            assert_eq!(request.to_string().parse(), Ok(request), "{range} survives printing");
        }
    }

    #[test]
    fn range_that_is_none_is_refused() {
        for text in [
            ">",
            ">=",
            "^",
            "~x",
            ">=1.21 1.22",
            ">=1.21 ||",
            ">=1.21 - 1.22",
            "<01.2",
            "=>1.2",
            ">>1.2",
            "^latest",
            ">=1.24 <1.21",
            ">1.22 <1.23",
            ">1.22.3 <=1.22.3",
            "~1.22 ^1.23",
        ] {
            assert!(text.parse::<Request>().is_err(), "{text}");
        }
    }
}
