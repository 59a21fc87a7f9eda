//! `h1:` hashes of file lists. Rule: `golang.org/x/mod/sumdb/dirhash`.

use std::borrow::Cow;

use crate::digest::{Hasher, Sha256Sum};
use crate::platform::{Platform, TOOLCHAIN_MODULE};
use crate::tree::{Tree, TreeFile};
use crate::version::GoVersion;

/// What a release archive has and the toolchain's module, and so the log, has not
/// (`src/cmd/distpack/pack.go`; for Go before 1.21 `internal/task/dl2mod.go`).
const NOT_COVERED: [&str; 5] = ["api", "doc", "misc", "test", ".github"];

/// The h1 hash of files: the hash over sorted lines `sha256  name`.
pub fn h1<'a>(lines: impl Iterator<Item = (Cow<'a, str>, Sha256Sum)>) -> Sha256Sum {
    let mut lines: Vec<_> = lines.collect();
    lines.sort();
    let mut hasher = Hasher::new();
    for (name, sum) in lines {
        hasher.update(format!("{sum}  {name}\n").as_bytes());
    }
    hasher.finish()
}

/// Whether the log vouches for this file of a GOROOT. `api/ doc/ misc/ test/ .github/` are in
/// release archives only; there the release index's sha256 alone vouches for them.
pub fn is_covered(path: &str) -> bool {
    path.split_once('/').is_none_or(|(top, _)| !NOT_COVERED.contains(&top))
}

/// The h1 that the log has for a toolchain whose GOROOT holds these files.
pub fn toolchain_h1(tree: &Tree, version: &GoVersion, platform: &Platform) -> Sha256Sum {
    let prefix = format!("{TOOLCHAIN_MODULE}@{}/", platform.module_version(version));
    let covered = tree.files.iter().filter(|file| is_covered(&file.path));
    h1(covered.map(|file| (Cow::Owned(format!("{prefix}{}", module_path(file))), file.sha256)))
}

/// The file's name in the toolchain's module zip: a module may hold no other module, so every
/// `go.mod` is `_go.mod` there.
fn module_path(file: &TreeFile) -> Cow<'_, str> {
    match file.path.strip_suffix("/go.mod") {
        Some(folder) => Cow::Owned(format!("{folder}/_go.mod")),
        None => Cow::Borrowed(&file.path),
    }
}
