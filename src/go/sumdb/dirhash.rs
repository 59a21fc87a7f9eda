//! `h1:` hashes of file lists. Rule: `golang.org/x/mod/sumdb/dirhash`.

use std::borrow::Cow;

use crate::base::digest::{Hasher, Sha256Sum};
use crate::go::platform::{Platform, TOOLCHAIN_MODULE};
use crate::go::tree::{Tree, TreeFile};
use crate::go::version::GoVersion;

/// What a release archive has and the toolchain's module, and so the log, has not
/// (`src/cmd/distpack/pack.go`; for Go before 1.21 `internal/task/dl2mod.go`).
pub const NOT_COVERED: [&str; 5] = ["api", "doc", "misc", "test", ".github"];

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

/// Whether the log attests this file of a GOROOT. `api/ doc/ misc/ test/ .github/` are in
/// release archives only; there the release index's sha256 alone attests them.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_sorted_by_name_and_what_is_not_in_the_module_is_left_out() {
        let file = |path: &str| TreeFile {
            path: path.to_owned(),
            size: 0,
            executable: false,
            sha256: Sha256Sum::of(path.as_bytes()),
        };
        let paths = [
            "VERSION",
            "api/x",
            "doc/x",
            "misc/x",
            ".github/x",
            "test/x",
            "src/test/x",
            "src/go.mod",
        ];
        let tree = Tree::new(paths.iter().map(|path| file(path)).collect());
        let version = GoVersion::parse("1.22.5").unwrap();
        let platform = Platform::new("linux", "arm");
        let prefix = "golang.org/toolchain@v0.0.1-go1.22.5.linux-arm/";
        let line = |name: &str, path: &str| {
            format!("{}  {prefix}{name}\n", Sha256Sum::of(path.as_bytes()))
        };
        let text = [
            line("VERSION", "VERSION"),
            line("src/_go.mod", "src/go.mod"),
            line("src/test/x", "src/test/x"),
        ]
        .concat();
        assert_eq!(toolchain_h1(&tree, &version, &platform), Sha256Sum::of(text.as_bytes()));
    }
}
