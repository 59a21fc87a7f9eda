//! The forms of the names that goenvmgr gives. Our directories may be somebody else's too
//! (`GOENVMGR_HOME=/opt`): what has another name in them was not made by us, and stays.

use crate::go::version::GoVersion;
use crate::settings::home::foreign::toolchain_named;
pub(crate) use crate::toolchains::install::is_download;
use crate::toolchains::store::change;

/// A tree in `staging/`: `go1.22.5.new-Ab12cd`.
pub(crate) fn is_staged(name: &str) -> bool {
    change::owner(name.as_ref()).is_some()
}

/// The lock of a version: somebody is at work on it, or was killed.
pub(crate) fn is_lock(name: &str) -> bool {
    name.strip_suffix(".lock").and_then(toolchain_named).is_some()
}

/// What is known of a toolchain: `go1.22.5.json`, `go1.22.5.windows-arm64.files`.
pub(crate) fn is_receipt(name: &str) -> bool {
    let owner = name.strip_suffix(".json").or_else(|| name.strip_suffix(".files"));
    owner.and_then(toolchain_named).is_some()
}

/// What `doctor --fix` moves out of the way: half-done work, toolchains, receipts, shims.
pub(crate) fn is_set_aside(name: &str) -> bool {
    is_staged(name) || is_receipt(name) || GoVersion::from_toolchain(name).is_some()
}

/// A kept release index: `0123456789abcdef.json`.
pub(crate) fn is_index(name: &str) -> bool {
    name.strip_suffix(".json").is_some_and(|hash| is_sum(hash, 16))
}

/// So many hexadecimal digits of a sum, as we write them.
pub(crate) fn is_sum(name: &str, digits: usize) -> bool {
    let hex = |byte: u8| matches!(byte, b'0'..=b'9' | b'a'..=b'f');
    name.len() == digits && name.bytes().all(hex)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ours_are_told_from_others() {
        type Form = fn(&str) -> bool;
        let forms: [(Form, &[&str], &[&str]); 4] = [
            (
                is_staged,
                &["go1.22.5.new-Ab12cd", "go1.23rc1.old-4711", "go1.22.5-acme.new-x1"],
                &["website", "website.new-abc", "go1.22.5", "go1.22.5.new-", "go1.22.5.new-a/b"],
            ),
            (
                is_set_aside,
                &["go1.22.6.new-Ab12cd", "go1.22.6", "go1.22.6.json", "go1.22.6.files"],
                &["keep", "keep.json", "go", "gopher.files"],
            ),
            (
                is_download,
                &[
                    "go1.9.tar.gz",
                    "go1.22.5.linux-amd64.tar.gz.partial",
                    "go1.22.5.linux-amd64.tar.gz.partial.json",
                    "go1.22.5.windows-amd64.zip.4711.partial",
                    "v0.0.1-go1.22.5.linux-amd64.zip.refused",
                    "go1.23rc1.darwin-arm64.tar.gz",
                ],
                &["film.tar.gz", "gopher.zip", "go1.22.5.txt", "notes.partial", "go.tar.gz"],
            ),
            (
                is_index,
                &["0123456789abcdef.json"],
                &["index.json", "0123456789abcdeg.json", "0123456789abcdef"],
            ),
        ];
        for (is_ours, ours, others) in forms {
            ours.iter().for_each(|name| assert!(is_ours(name), "{name}"));
            others.iter().for_each(|name| assert!(!is_ours(name), "{name}"));
        }
    }
}
