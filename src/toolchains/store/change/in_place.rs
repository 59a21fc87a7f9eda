//! Empties and fills a toolchain's directory where it lies, step by step as its journal says.

use std::path::Path;

use super::Gone;
use super::journal::{self, JournalStep};
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::settings::toolchain_dir;
use crate::sys::fs::publish::{self, carry, carry_tree};
use crate::sys::fs::{read, remove, walk};

/// The directory of programs.
const BIN: &str = "bin";

/// A toolchain that is changed where it lies.
pub(super) struct InPlace<'a> {
    pub(super) root: &'a Path,
    pub(super) staging: &'a Path,
}

impl InPlace<'_> {
    /// Follows the journal to its end, from wherever it stands.
    pub(super) fn go_on(&self, progress: &dyn Progress) -> Result<Gone> {
        let mut files = 0;
        while let Some(step) = journal::read(self.root)? {
            match step {
                JournalStep::Removing => {
                    files += self.empty(progress)?;
                    remove::file(&toolchain_dir::journal(self.root))?;
                    remove::empty_dir(&toolchain_dir::ours(self.root));
                    remove::empty_dir(self.root);
                }
                JournalStep::Emptying(new) => {
                    self.empty(progress)?;
                    journal::write(self.root, &JournalStep::Filling(new))?;
                }
                // What was to come has been removed: the directory is no toolchain, and the next
                // one that is published begins again.
                JournalStep::Filling(new) if !read::is_dir(&self.staging.join(&new)) => break,
                JournalStep::Filling(new) => self.take_in(&self.staging.join(new))?,
            }
        }
        Ok(Gone { files, stays: read::is_taken(self.root) })
    }

    /// Removes everything but the journal.
    fn empty(&self, progress: &dyn Progress) -> Result<u64> {
        let files = remove::contents(self.root, BIN, toolchain_dir::OURS, progress)?;
        for receipt in [toolchain_dir::receipt(self.root), toolchain_dir::manifest(self.root)] {
            remove::file(&receipt)?;
        }
        Ok(files)
    }

    /// Moves what lies in `new` here, entry by entry. It is there when the journal is gone.
    fn take_in(&self, new: &Path) -> Result<()> {
        carry(&toolchain_dir::manifest(new), &toolchain_dir::manifest(self.root))?;
        carry(&toolchain_dir::receipt(new), &toolchain_dir::receipt(self.root))?;
        let (bin, rest): (Vec<_>, Vec<_>) =
            walk::names(new)?.into_iter().partition(|name| name == BIN);
        let published = rest.iter().filter(|name| *name != toolchain_dir::OURS).chain(&bin);
        for name in published {
            carry_tree(&new.join(name), &self.root.join(name))?;
        }
        publish::flush(self.root)?;
        remove::file(&toolchain_dir::journal(self.root)).map(drop)
    }
}
