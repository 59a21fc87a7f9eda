//! The form of the names that downloads are kept under: other files in their directory are somebody else's.

use crate::go::version::GoVersion;
use crate::settings::home::REFUSED;

/// An archive, whole or in part, what is noted about a part, or one that was refused:
/// `go1.22.5.linux-amd64.tar.gz.partial`, `v0.0.1-go1.22.5.linux-amd64.zip.4711.partial.json`.
pub(crate) fn is_download(name: &str) -> bool {
    let rest = [".partial.json", ".partial"].iter().find_map(|end| name.strip_suffix(end));
    let rest = rest.or_else(|| name.strip_suffix(REFUSED)?.strip_suffix('.')).unwrap_or(name);
    let rest = match rest.rsplit_once('.') {
        Some((rest, process)) if is_number(process) => rest,
        _ => rest,
    };
    let archive = rest.strip_suffix(".tar.gz").or_else(|| rest.strip_suffix(".zip"));
    archive.is_some_and(|archive| is_release(archive.strip_prefix("v0.0.1-").unwrap_or(archive)))
}

/// `go1.22.5.linux-amd64`, or without the platform.
fn is_release(name: &str) -> bool {
    let of_platform = |(version, platform): (&str, &str)| {
        let words = platform.split('-').all(|word| {
            !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
        });
        words && platform.contains('-') && GoVersion::from_toolchain(version).is_some()
    };
    GoVersion::from_toolchain(name).is_some() || name.rsplit_once('.').is_some_and(of_platform)
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}
