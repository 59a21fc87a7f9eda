//! The directory of a mirror: what may be made one, and who may change it.

use std::path::{Path, PathBuf};

use super::description::Description;
use super::layout::{Layout, OURS};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::sumdb::Database;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{atomic, marks, own, read, walk};

const WORK: &str = "which is at work on this mirror";

/// A mirror's directory.
#[derive(Debug)]
pub(super) struct Place {
    pub(super) layout: Layout,
    /// What was asked of it; `None` for a new one.
    pub(super) description: Option<Description>,
    /// Nobody else changes it while this is held.
    pub(super) lock: Option<Lock>,
}

/// What somebody wants in the directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Access {
    /// To look.
    Look,
    /// To read all of it: who changes it is waited for, where this user may. What has no description, a copy
    /// without it, may be read too.
    Read,
    /// To change what is there; who else does so is waited for.
    Change,
}

impl Place {
    /// The mirror in `dir`.
    pub(super) fn open(
        dir: &Path,
        database: &Database,
        access: Access,
        told: &dyn Progress,
    ) -> Result<Self> {
        let root = real(dir)?;
        let layout = Layout { root: root.clone(), database: database.name.clone() };
        let is_copy = access == Access::Read && read::is_file(&layout.latest());
        if Description::read(&root)?.is_none() && !is_copy {
            let what = format!("{} is no mirror of goenvmgr's", dir.visible());
            return Err(Fault::usage(what).hint("goenvmgr mirror create DIR VERSION makes one"));
        }
        Self::held(root, database, access, told)
    }

    /// The mirror in `dir`, or a place for one: nothing stands there yet, or an empty directory.
    pub(super) fn make(
        dir: &Path,
        database: &Database,
        access: Access,
        told: &dyn Progress,
    ) -> Result<Self> {
        if !read::is_taken(dir) {
            if access == Access::Look {
                let layout = Layout { root: dir.to_owned(), database: database.name.clone() };
                return Ok(Self { layout, description: None, lock: None });
            }
            atomic::create_dir(dir)?;
        }
        let root = real(dir)?;
        let is_ours = |name: &std::ffi::OsStr| name == OURS || name == "lost+found";
        let strange = walk::names(&root)?.into_iter().find(|name| !is_ours(name));
        let is_mirror = read::is_file(&Layout::lock(&root));
        if let (false, Some(strange)) = (is_mirror, strange) {
            let what = format!(
                "{} holds {}, and is no mirror of goenvmgr's",
                dir.visible(),
                strange.visible()
            );
            let own = word(dir.join("mirror"));
            return Err(Fault::usage(what)
                .because("a mirror has a directory of its own; nothing was changed")
                .hint(format!("goenvmgr mirror create {own} …")));
        }
        Self::held(root, database, access, told)
    }

    fn held(
        root: PathBuf,
        database: &Database,
        access: Access,
        told: &dyn Progress,
    ) -> Result<Self> {
        // No link that another user set in there leads a write, or a removal, to somewhere else; one's own may, as
        // everywhere.
        own::claim(&root);
        let layout = Layout { root, database: database.name.clone() };
        let lock = match access {
            Access::Look => None,
            Access::Read => {
                let path = Layout::lock(&layout.root);
                let held = || Lock::acquire_after(&path, WORK, told).ok();
                read::is_file(&path).then(held).flatten()
            }
            Access::Change => Some(Lock::acquire_after(&Layout::lock(&layout.root), WORK, told)?),
        };
        // Whoever was waited for may have changed it.
        let description = Description::read(&layout.root)?;
        if access == Access::Change {
            // What nothing has verified yet is for nobody else to read, by a web server either.
            atomic::create_private_dir(&layout.downloads())?;
        }
        let key = database.key.to_string();
        if let Some(other) = description.as_ref().filter(|description| description.key != key) {
            let what =
                format!("{} is a mirror of another checksum database", layout.root.visible());
            return Err(Fault::usage(what)
                .because(format!("{} in it", other.key.visible()))
                .because(format!("{key} in GOSUMDB"))
                .hint("set GOSUMDB as it was when the mirror was made, or make another one"));
        }
        Ok(Self { layout, description, lock })
    }
}

/// The directory behind links, which must be one.
fn real(dir: &Path) -> Result<PathBuf> {
    match marks::real(dir) {
        Some(real) if read::is_dir(&real) => Ok(real),
        Some(_) => Err(Fault::usage(format!("{} is no directory", dir.visible()))
            .hint("name a directory: goenvmgr mirror create DIR VERSION")),
        None => Err(Fault::usage(format!("there is no {}", dir.visible()))
            .hint("goenvmgr mirror create makes one")),
    }
}
