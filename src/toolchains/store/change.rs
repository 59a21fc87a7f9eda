//! The one way in which a toolchain comes into the store, gives way to another, and goes.
//!
//! A rename of its directory, with its receipt inside (see [`toolchain_dir`]), is the rule: before it
//! stands the old one with its receipt, after it the new one with its own, whatever happens between
//! any two steps. Where no rename can be had (a lower layer of an overlay, a mount point, somebody
//! else's directory) the tree is emptied, and filled, where it lies. Then the first step is the
//! journal, which says what is being done and from where. While it is there nobody takes the
//! directory for a toolchain, and whoever holds the version's lock next does the rest: what is
//! filled in lies whole and verified in staging. `bin` is the first to go and the last to come, so
//! that a PATH with this directory finds a whole Go or none.

mod in_place;
mod journal;
mod stored_receipt;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use in_place::InPlace;
use journal::JournalStep;
use stored_receipt::StoredReceipt;

use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::home::foreign::toolchain_named;
use crate::settings::{stamp, toolchain_dir};
use crate::sys::fs::movable;
use crate::sys::fs::publish::{self, Moved};
use crate::sys::fs::{read, remove};

/// Where half-done work lies: on the file system of what it will become, so that a rename leads
/// there. That is `staging/`, or a directory in `toolchains/` where that is a volume of its own.
pub fn staging(home: &Home) -> PathBuf {
    let (staging, toolchains) = (home.staging(), home.toolchains());
    if movable::joined(&staging, &toolchains) { staging } else { toolchains.join(".staging") }
}

/// The version that a tree in staging belongs to: `go1.22.5` of `go1.22.5.new-Ab12`. Nobody but us
/// gives such names; all others are somebody else's.
pub fn owner(name: &OsStr) -> Option<&str> {
    let name = name.to_str()?;
    let (owner, end) = name.split_once(".new-").or_else(|| name.split_once(".old-"))?;
    let random = !end.is_empty() && end.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (random && toolchain_named(owner).is_some()).then_some(owner)
}

/// A version that may be changed: its lock is held.
#[derive(Debug)]
pub struct Change<'a> {
    home: &'a Home,
    version: &'a GoVersion,
    root: PathBuf,
    staging: &'a Path,
}

/// What is left of a toolchain that was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Files that went.
    pub files: u64,
    /// Whether an empty directory stays: a mount point, or one in somebody else's directory.
    pub stays: bool,
}

/// What became of a toolchain that is removed.
enum Taken {
    /// All is done.
    Gone(Gone),
    /// It is in staging, and still to be deleted.
    Aside(PathBuf),
}

impl<'a> Change<'a> {
    /// Of this version, by who holds its lock. `staging` is [`staging()`].
    pub fn of(home: &'a Home, version: &'a GoVersion, staging: &'a Path) -> Self {
        let root = home.toolchains().join(home.named(version));
        Self { home, version, root, staging }
    }

    /// Says now what could not be done later: a directory that this user may not change.
    ///
    /// # Errors
    /// The first obstacle, with what to type (exit 3).
    pub fn make_sure_it_can_come(&self) -> Result<()> {
        if read::is_taken(&self.root) {
            self.make_sure_it_can_go("replace")?;
        }
        let mut dirs = vec![self.home.receipts()];
        if !read::is_dir(&self.root) {
            dirs.push(self.home.toolchains());
        }
        match dirs.iter().find_map(|dir| movable::of_dir(dir)) {
            None => Ok(()),
            Some(obstacle) => {
                let fault = obstacle.fault("install in", self.home.data());
                Err(fault.hint("or GOENVMGR_HOME=DIR installs in a place of your own"))
            }
        }
    }

    /// As [`Change::make_sure_it_can_come`], of a removal.
    ///
    /// # Errors
    /// The first obstacle, with what to type (exit 3).
    pub fn make_sure_it_can_go(&self, doing: &str) -> Result<()> {
        can_go(&self.root, doing)
    }

    /// Makes the tree `new` in staging the toolchain; it is flushed and has its receipt inside.
    /// What stands there goes to staging, or away.
    ///
    /// # Errors
    /// When a step fails (exit 3): the old one stands with its receipt, or the new one with its own.
    /// Where it is filled in place neither may stand, and the next run does the rest.
    pub fn publish(&self, new: &Path, told: &dyn Progress) -> Result<()> {
        stamp::changing(self.home, told, || self.put(new))
    }

    fn put(&self, new: &Path) -> Result<()> {
        let moved = match read::is_taken(&self.root) {
            false => publish::place(new, &self.root)?,
            true => publish::exchange(new, &self.root, &self.aside_name())?,
        };
        if let Moved::No(error) = moved {
            if read::is_taken(&self.root) && !self.receipt().has_tree() {
                return Err(Fault::io("replace", &self.root, &error));
            }
            self.fill(new)?;
        }
        self.receipt().take_out()
    }

    /// Removes the toolchain and its receipt.
    ///
    /// # Errors
    /// When a step fails (exit 3): it stands there with its receipt, or is not there any more and the
    /// next run removes the rest.
    pub fn remove(&self, progress: &dyn Progress) -> Result<Gone> {
        match stamp::changing(self.home, progress, || self.take_aside(progress))? {
            Taken::Gone(gone) => Ok(gone),
            // No shell waits for that.
            Taken::Aside(tree) => Ok(Gone { files: remove::tree(&tree, progress)?, stays: false }),
        }
    }

    fn take_aside(&self, progress: &dyn Progress) -> Result<Taken> {
        if toolchain_dir::is_unfinished(&self.root) {
            return self.remove_in_place(progress).map(Taken::Gone);
        }
        self.receipt().take_out()?;
        self.receipt().put_in().inspect_err(|_| self.restore())?;
        let prefix = format!("{}.old-", self.home.named(self.version));
        let aside = remove::try_aside(&self.root, self.staging, &prefix);
        let aside = match aside.inspect_err(|_| self.restore())? {
            None if self.receipt().has_tree() => {
                return self.remove_in_place(progress).map(Taken::Gone);
            }
            aside => aside,
        };
        // Of a link or a file none has travelled.
        self.receipt().remove()?;
        Ok(match aside {
            Some(aside) => Taken::Aside(aside),
            None => Taken::Gone(Gone { files: remove::tree(&self.root, progress)?, stays: false }),
        })
    }

    /// Does the rest of what somebody began and was killed at.
    ///
    /// # Errors
    /// When a step fails (exit 3).
    pub fn settle(&self, told: &dyn Progress) -> Result<()> {
        if toolchain_dir::is_unfinished(&self.root) {
            stamp::changing(self.home, told, || self.go_on(&Silent))?;
        }
        self.receipt().take_out()
    }

    fn fill(&self, new: &Path) -> Result<()> {
        let name = new.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.begin_in_place(&JournalStep::Emptying(name))?;
        self.go_on(&Silent).map(drop).map_err(|fault| {
            fault.hint(format!("goenvmgr install {} goes on where it stopped", self.version))
        })
    }

    fn remove_in_place(&self, progress: &dyn Progress) -> Result<Gone> {
        self.begin_in_place(&JournalStep::Removing)?;
        self.go_on(progress).map_err(|fault| {
            fault.hint(format!("goenvmgr uninstall {} goes on where it stopped", self.version))
        })
    }

    /// From here on the directory is no toolchain, and nothing in `receipts/` says that it is.
    fn begin_in_place(&self, step: &JournalStep) -> Result<()> {
        if toolchain_dir::is_unfinished(&self.root) {
            return journal::write(&self.root, step);
        }
        let begun = self.receipt().put_in().and_then(|()| journal::write(&self.root, step));
        begun.inspect_err(|_| self.restore())
    }

    /// Follows the journal to its end, from wherever it stands.
    fn go_on(&self, progress: &dyn Progress) -> Result<Gone> {
        InPlace { root: &self.root, staging: self.staging }.go_on(progress)
    }

    /// Nothing has gone yet: the tree stands there with its receipt.
    fn restore(&self) {
        // The fault that led here is what the user is told.
        let _ = remove::file(&toolchain_dir::journal(&self.root))
            .and_then(|_| self.receipt().take_out());
        if !toolchain_dir::is_toolchain(&self.root) {
            remove::empty_dir(&toolchain_dir::ours(&self.root));
        }
    }

    fn receipt(&self) -> StoredReceipt<'_> {
        StoredReceipt { home: self.home, version: self.version, root: &self.root }
    }

    /// A name that is free, for the filesystems that cannot swap two directories.
    fn aside_name(&self) -> PathBuf {
        let (name, pid) = (self.home.named(self.version), std::process::id());
        self.staging.join(format!("{name}.old-{pid}"))
    }
}

/// Says now what could not be done later.
///
/// # Errors
/// The first obstacle to taking away what stands at `root`, with what to type (exit 3).
pub fn can_go(root: &Path, doing: &str) -> Result<()> {
    movable::obstacle(root).map_or(Ok(()), |obstacle| Err(obstacle.fault(doing, root)))
}
