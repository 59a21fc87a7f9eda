//! The right to build under a name, and a place for it.

use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::base::visible::Visible as _;
use crate::go::version::Name;
use crate::settings::home::Home;
use crate::sys::fs::passing_lock::{self, PassingLock};
use crate::sys::fs::{atomic, dir_link, read, remove, temporary};
use crate::sys::interrupt::Interrupt;
use crate::toolchains::install::check_disk_space;
use crate::toolchains::store::Store;
use crate::toolchains::store::built::{self, BuildDir};

/// Held while something is built under a name.
pub(crate) struct BuildSlot<'a> {
    pub(super) name: &'a Name,
    pub(super) lock: PassingLock,
    /// Where it is made.
    pub(super) dir: BuildDir,
}

/// Does work that ends with a build under this name. Where a killed one left something that goes before, and what
/// the name does not lead to goes afterwards.
///
/// # Errors
/// Those of the work; when something else has the name (exit 2), or there is no place for it (3).
pub(crate) fn hold<T>(
    (home, progress, interrupt): (&Home, &dyn Progress, &Interrupt),
    name: &Name,
    work: impl FnOnce(&BuildSlot<'_>) -> Result<T>,
) -> Result<T> {
    may_be_named(home, name)?;
    let built = home.built();
    atomic::create_dir(&built)?;
    let lock = acquire(home, name, progress)?;
    sweep(home, name);
    check_disk_space(name.as_str(), &built, super::NEEDS.0, super::NEEDS.1)?;
    let dir = temporary::directory(&built, &format!("{name}-"))
        .map_err(|error| Fault::io("create a directory in", &built, &error))?;
    let done = work(&BuildSlot { name, lock, dir: BuildDir::new(dir) });
    interrupt.hold(|| sweep(home, name));
    done
}

fn acquire(home: &Home, name: &Name, progress: &dyn Progress) -> Result<PassingLock> {
    let work = format!("which builds {name}");
    PassingLock::acquire_after(&built::lock_path(home, name.as_str()), &work, progress)
}

/// What was made for the name, and it does not lead to, and the locks of killed ones. The name's lock is held.
fn sweep(home: &Home, name: &Name) {
    let left = built::unnamed(home).into_iter();
    left.filter(|(of, _)| of == name.as_str()).for_each(|(_, dir)| {
        remove::sweep(&dir, &Silent);
    });
    passing_lock::sweep(&home.built(), |name| name.parse::<Name>().is_ok());
}

/// Whether a build may have this name.
///
/// # Errors
/// When it leads to a Go that was not built here, or something else has it (exit 2).
pub(crate) fn may_be_named(home: &Home, name: &Name) -> Result<()> {
    let path = Store::new(home).link_path(name);
    if !read::is_taken(&path) || BuildDir::of(home, name).is_some() {
        return Ok(());
    }
    match dir_link::target(&path) {
        Some(to) => {
            Err(Fault::usage(format!("{name} is linked to {}, which is yours", to.visible()))
                .hint(format!("goenvmgr unlink {name}, or choose another name")))
        }
        None => Err(Fault::usage(format!(
            "{} is no link of goenvmgr's: it stays as it is",
            path.visible()
        ))
        .hint("choose another name, or move it away")),
    }
}

/// Removes what was built under a name, once the name is gone.
///
/// # Errors
/// When its lock cannot be had, or its tree cannot be removed whole (exit 3).
pub(crate) fn remove_unnamed(home: &Home, name: &Name, progress: &dyn Progress) -> Result<()> {
    let _held = acquire(home, name, progress)?;
    let left = built::unnamed(home).into_iter().filter(|(of, _)| of == name.as_str());
    left.map(|(_, dir)| remove::tree(&dir, progress)).try_for_each(|removed| removed.map(drop))
}
