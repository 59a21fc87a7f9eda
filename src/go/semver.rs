//! Versions of modules, which are semantic versions with a `v` in front
//! (`golang.org/x/mod/semver`, `golang.org/x/mod/module.CanonicalVersion`).

use std::cmp::Ordering;

use semver::Version;

/// A version as Go writes it: `v1.2.3` of `1.2.3`. `None` for what names none: `latest`, `v1.2`, a branch.
pub(crate) fn canonical(text: &str) -> Option<String> {
    let plain = text.strip_prefix('v').unwrap_or(text);
    let version = Version::parse(plain).ok()?;
    let known = version.build.is_empty() || version.build.as_str() == "incompatible";
    known.then(|| format!("v{version}"))
}

/// The order of two versions; what is none stands before all others.
pub(crate) fn compare(one: &str, other: &str) -> Ordering {
    parsed(one).cmp(&parsed(other))
}

/// The number in front: 2 of `v2.1.0`.
pub(crate) fn major(version: &str) -> u64 {
    parsed(version).map_or(0, |version| version.major)
}

/// Whether it is one before a release, or of no tag at all (`v0.0.0-20240102030405-abcdefabcdef`).
pub(crate) fn is_prerelease(version: &str) -> bool {
    parsed(version).is_some_and(|version| !version.pre.is_empty())
}

/// The newest of a list as the go command has it for `latest`: a release where there is one.
pub(crate) fn newest<'a>(versions: impl Iterator<Item = &'a str> + Clone) -> Option<&'a str> {
    let known = versions.filter(|version| parsed(version).is_some());
    let releases = known.clone().filter(|version| !is_prerelease(version));
    releases.max_by(|a, b| compare(a, b)).or_else(|| known.max_by(|a, b| compare(a, b)))
}

fn parsed(version: &str) -> Option<Version> {
    Version::parse(version.strip_prefix('v')?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_modules_are_written_as_go_writes_them() {
        for (text, expected) in [
            ("v1.2.3", Some("v1.2.3")),
            ("1.2.3", Some("v1.2.3")),
            ("v0.0.0-20240102030405-abcdefabcdef", Some("v0.0.0-20240102030405-abcdefabcdef")),
            ("2.0.0+incompatible", Some("v2.0.0+incompatible")),
            ("v1.2.3+meta", None),
            ("v1.2", None),
            ("v01.2.3", None),
            ("latest", None),
            ("vv1.2.3", None),
            ("", None),
        ] {
            assert_eq!(canonical(text).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn newest_is_a_release_where_there_is_one() {
        let of = |list: &[&'static str]| newest(list.iter().copied());
        assert_eq!(of(&["v1.9.0", "v1.10.0", "v1.11.0-rc.1", "x"]), Some("v1.10.0"));
        assert_eq!(of(&["v1.0.0-pre.2", "v1.0.0-pre.10"]), Some("v1.0.0-pre.10"));
        assert_eq!(of(&[]), None);
        assert_eq!((major("v2.1.0"), major("v0.16.1")), (2, 0));
    }
}
