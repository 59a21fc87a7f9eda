//! What a go command calls itself.

use crate::go::version::GoVersion;

/// The version and the name of a Go, as it sees them itself (`gover.Local`, `LocalToolchain`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What `go version` says, suffix and all: `go1.22.5`, `go1.24.1 X:boringcrypto`.
    pub name: String,
    /// The version that counts in comparisons.
    pub version: GoVersion,
}

impl Own {
    /// Of what `runtime.Version` or the first line of `VERSION` says. `None` where that names none,
    /// as `devel +abcdef`.
    pub fn of(says: &str) -> Option<Self> {
        let says = says.trim();
        if let Some(version) = stem(says) {
            return Some(Self { name: says.to_owned(), version });
        }
        // A development version counts as its language version: before every release of it.
        let branch = says.strip_prefix("devel go")?;
        let branch = branch.split(' ').next().unwrap_or_default();
        let version = stem(&format!("go{branch}"))?.language();
        Some(Self { name: format!("go{version}"), version })
    }

    /// A toolchain of this version.
    pub fn toolchain(version: &GoVersion) -> Self {
        let name = version.toolchain();
        let version = stem(&name).unwrap_or_else(|| version.clone());
        Self { name, version }
    }

    /// The first Go that switches is 1.21.
    pub fn switches(&self) -> bool {
        GoVersion::parse("1.21").is_some_and(|first| self.version.meets(&first))
    }

    /// Go 1.21 alone follows a toolchain line that names its own version.
    pub(super) fn takes_equal(&self) -> bool {
        GoVersion::parse("1.21").is_some_and(|line| self.version.same_line(&line))
    }
}

/// The version in a toolchain's name (`gover.FromToolchain`): what follows `-`, a blank or a tab
/// counts for nothing.
pub(super) fn stem(name: &str) -> Option<GoVersion> {
    if name.contains(['/', '\\']) {
        return None;
    }
    let rest = name.strip_prefix("go")?;
    GoVersion::parse(rest.split([' ', '\t', '-']).next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_version_is_what_go_takes_itself_for() {
        for (says, name, version) in [
            ("go1.22.5", "go1.22.5", "1.22.5"),
            ("go1.24.1 X:boringcrypto", "go1.24.1 X:boringcrypto", "1.24.1"),
            ("go1.22.5 (Red Hat 1.22.5-1.el9)", "go1.22.5 (Red Hat 1.22.5-1.el9)", "1.22.5"),
            ("go1.22.5-1.el9", "go1.22.5-1.el9", "1.22.5"),
            ("devel go1.24-abcdef Mon Jan 1 00:00:00 2024 +0000 linux/amd64", "go1.24", "1.24"),
            ("go1.26-devel_abcdef Mon Jan 1", "go1.26-devel_abcdef Mon Jan 1", "1.26"),
        ] {
            let own = Own::of(says).unwrap();
            assert_eq!((own.name.as_str(), own.version.to_string().as_str()), (name, version));
        }
        for says in ["devel", "devel +abcdef", "", "1.22.5-1.el9", "gccgo (GCC) 14", "go", "gox"] {
            assert_eq!(Own::of(says), None, "{says}");
        }
    }
}
