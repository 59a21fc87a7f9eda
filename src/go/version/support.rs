//! Which releases Go supports: "Each major Go release is supported until there are two newer major
//! releases" (go.dev/doc/devel/release), so those of the two newest lines that have one.

use super::GoVersion;

/// The two newest lines that have a release, as versions of the language (`1.23`), the newest first.
pub fn supported(published: &[GoVersion]) -> Vec<GoVersion> {
    let releases = published.iter().filter(|version| !version.is_prerelease());
    let mut lines: Vec<GoVersion> = releases.map(GoVersion::language).collect();
    lines.sort_by(|a, b| b.compare(a));
    lines.dedup();
    lines.truncate(2);
    lines
}

/// Whether a version is of one of these lines, or newer than all of them.
pub fn is_supported(version: &GoVersion, supported: &[GoVersion]) -> bool {
    let oldest = supported.last();
    oldest.is_none_or(|oldest| version.same_line(oldest) || version.meets(oldest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn versions(texts: &[&str]) -> Vec<GoVersion> {
        texts.iter().map(|text| GoVersion::parse(text).unwrap()).collect()
    }

    #[test]
    fn supported_are_the_two_newest_lines_with_a_release() {
        let published = versions(&["1.24rc1", "1.23.1", "1.22.9", "1.22.0", "1.21.13", "1.9.7"]);
        let lines = supported(&published);
        assert_eq!(lines, versions(&["1.23", "1.22"]));
        for (version, expected) in [
            ("1.24rc1", true),
            ("1.23.0", true),
            ("1.22.0", true),
            ("1.22rc1", true),
            ("1.21.13", false),
            ("1.9.7", false),
        ] {
            assert_eq!(
                is_supported(&GoVersion::parse(version).unwrap(), &lines),
                expected,
                "{version}"
            );
        }
        assert!(is_supported(&GoVersion::parse("1.2").unwrap(), &[]), "nobody knows");
    }
}
