//! A Go as it stands on disk, whoever put it there.

use std::path::{Path, PathBuf};

use super::claim::Claim;
use super::exposed;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::visible::Visible as _;
use crate::go::archive;
use crate::go::platform::Platform;
use crate::go::sumdb::{cached, dirhash};
use crate::go::tree::Tree;
use crate::go::version::{GoVersion, told};
use crate::settings::toolchain_dir;
use crate::sys::fs::exposed::Exposed;
use crate::sys::fs::read;
use crate::toolchains::store::Installed;

/// A GOROOT, read and hashed.
#[derive(Clone, Debug)]
pub(crate) struct FoundGoroot {
    /// Where.
    pub path: PathBuf,
    /// What its VERSION file says.
    pub version: GoVersion,
    /// What its compiler runs on.
    pub platform: Platform,
    /// Its files, named as in a release archive.
    pub tree: Tree,
    /// Links, special files and names that are not UTF-8, of which Go publishes none.
    pub odd: Vec<String>,
    /// What others than its owner could change.
    pub exposed: Vec<Exposed>,
    /// Whether it lies in Go's module cache and Go has yet to set its executable bits.
    pub never_ran: bool,
}

impl FoundGoroot {
    /// Reads and hashes every file.
    ///
    /// # Errors
    /// When it is no GOROOT (exit 2: no VERSION file that names a release), or a file cannot be
    /// read (3).
    pub(crate) fn read(path: &Path, progress: &dyn Progress) -> Result<Self> {
        let version = version(path)?;
        progress.begin(&format!("hashing {}", path.visible()), None, Unit::Bytes);
        let scanned = archive::scan(path, progress);
        progress.end();
        let scanned = scanned?;
        let exposed = exposed::tree(path, path)?;
        let never_ran = cached::has_never_run(&scanned.tree);
        let tree = as_published(scanned.tree);
        let platform = platform(&tree);
        Ok(Self {
            path: path.to_owned(),
            version,
            platform,
            tree,
            odd: scanned.odd,
            exposed,
            never_ran,
        })
    }

    /// Reads and hashes every file of a version of ours. What it is stands in its name and its
    /// receipt: its own files are what is in question.
    ///
    /// # Errors
    /// When a file cannot be read (exit 3).
    pub(crate) fn ours(
        installed: &Installed,
        claim: &Claim,
        progress: &dyn Progress,
    ) -> Result<Self> {
        let name = installed.version.toolchain();
        let total = claim.manifest.as_ref().map(Tree::bytes);
        progress.begin(&format!("hashing {name}"), total, Unit::Bytes);
        let scanned = archive::scan(&installed.root, progress);
        progress.end();
        let mut scanned = scanned?;
        scanned.tree.files.retain(|file| !toolchain_dir::is_ours(Path::new(&file.path)));
        Ok(Self {
            path: installed.root.clone(),
            version: installed.version.clone(),
            platform: claim.platform.clone().unwrap_or_else(|| platform(&scanned.tree)),
            tree: scanned.tree,
            odd: scanned.odd,
            exposed: exposed::below(&installed.root)?,
            never_ran: false,
        })
    }

    /// The h1 of the files, as the log would have it.
    pub(crate) fn h1(&self) -> String {
        dirhash::toolchain_h1(&self.tree, &self.version, &self.platform).to_h1()
    }
}

/// The release that the VERSION file names.
fn version(root: &Path) -> Result<GoVersion> {
    let file = root.join("VERSION");
    let no_goroot = |why: &str| {
        Fault::usage(format!("{} is no Go distribution: {why}", root.visible()))
            .hint("name the directory that `go env GOROOT` prints")
    };
    let text = read::text(&file, 4096)?.ok_or_else(|| no_goroot("it has no VERSION file"))?;
    let first = text.lines().next().unwrap_or_default();
    GoVersion::from_toolchain(first.trim()).ok_or_else(|| {
        no_goroot(&format!("its VERSION file says {}, which is no release", told(first)))
    })
}

/// The platform of the tools in it, else that of this machine.
fn platform(tree: &Tree) -> Platform {
    tree.platform().unwrap_or_else(Platform::host)
}

/// The tree under the names that a release archive has, without a file manager's and Go's own
/// droppings: they are nobody's change.
fn as_published(mut tree: Tree) -> Tree {
    let is_dropping = |path: &str| path == "VERSION.cache" || path.ends_with(".DS_Store");
    tree.files.retain(|file| !is_dropping(&file.path));
    cached::published(tree)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::digest::Sha256Sum;
    use crate::go::tree::TreeFile;

    fn tree(paths: &[&str]) -> Tree {
        let file = |path: &&str| TreeFile {
            path: (*path).to_owned(),
            size: 0,
            executable: false,
            sha256: Sha256Sum::of(path.as_bytes()),
        };
        Tree::new(paths.iter().map(file).collect())
    }

    fn names(tree: &Tree) -> Vec<&str> {
        tree.files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn droppings_are_nobodys_change() {
        let found = tree(&["VERSION.cache", "src/.DS_Store", "src/_go.mod", "x/go.mod"]);
        assert_eq!(names(&as_published(found)), ["src/go.mod", "x/go.mod"]);
    }

    #[test]
    fn platform_is_told_by_the_tools() {
        let arm = tree(&["pkg/tool/linux_arm64/asm", "pkg/tool/linux_arm64/compile", "src/a.go"]);
        assert_eq!(platform(&arm), Platform::new("linux", "arm64"));
        for unclear in [tree(&["src/a.go"]), tree(&["pkg/tool/a_b/asm", "pkg/tool/c_d/asm"])] {
            assert_eq!(platform(&unclear), Platform::host());
        }
    }
}
