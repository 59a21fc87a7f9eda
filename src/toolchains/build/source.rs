//! The source in an installed toolchain: all that the checksum database attests, but for what was built of it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::archive;
use crate::go::sumdb::dirhash;
use crate::go::tree::Tree;
use crate::sys::fs::walk;
use crate::sys::interrupt::Interrupt;
use crate::toolchains::verify::Differences;

/// What the checksum database attests of a toolchain.
pub(super) fn covered(manifest: &Tree) -> Tree {
    part(manifest, dirhash::is_covered)
}

/// What of that is source.
pub(super) fn of(manifest: &Tree) -> Tree {
    let is_built = |path: &str| path.starts_with("bin/") || path.starts_with("pkg/tool/");
    part(manifest, |path| dirhash::is_covered(path) && !is_built(path))
}

fn part(tree: &Tree, belongs: impl Fn(&str) -> bool) -> Tree {
    let files = tree.files.iter().filter(|file| belongs(&file.path));
    Tree::new(files.cloned().collect())
}

/// Copies the source of the toolchain at `from` into the new directory `to`. What is there afterwards is
/// hashed: what is built is what was verified, whatever becomes of the toolchain meanwhile.
///
/// # Errors
/// When it cannot be copied (exit 3), is not what it should be (6), or somebody interrupts.
pub(super) fn copy(
    from: &Path,
    source: &Tree,
    to: &Path,
    progress: &dyn Progress,
    interrupt: &Interrupt,
) -> Result<()> {
    let wanted: BTreeSet<&str> = source.files.iter().map(|file| file.path.as_str()).collect();
    let is_wanted = |path: &Path| path.to_str().is_some_and(|path| wanted.contains(path));
    let files = walk::list(from)?.into_iter().filter(|file| is_wanted(&file.path)).collect();
    let what = format!("copying the source from {}", from.visible());
    let stop = || interrupt.is_raised();
    let copied = archive::copy_files(from, files, to, &what, progress, &stop);
    interrupt.check()?;
    let differences = Differences::between(source, &copied?, &[]);
    if let Some(first) = differences.names().first() {
        let what = format!("the source in {} is not what it should be: {first}", from.visible());
        return Err(Fault::integrity(what).hint("goenvmgr verify names every file that differs"));
    }
    Ok(())
}
