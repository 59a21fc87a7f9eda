//! Does what a plan says. Every step leaves a state that Go repairs by itself and that another
//! run goes on from, so it may be killed at any point.

mod builds;
mod everything;
mod module;

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::places::Places;
use super::plan::{Act, CleanPlan, Removal};
use super::toolchains::{Gone, uninstall};
use crate::base::fault::Result;
use crate::base::progress::{Progress, Unit};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::usage::{Links, of_path};
use crate::sys::fs::{probe, read, remove, space, temporary};
use crate::tools::sync;

pub(crate) use module::Trash;

/// Something that could not be removed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Stuck {
    /// The entry.
    pub path: PathBuf,
    /// The system's reason.
    pub why: String,
    /// Whether it belongs to another user, or what holds it does.
    pub foreign: bool,
    /// What must change hands: the entry, or the directory that holds it.
    #[serde(skip)]
    pub theirs: Option<PathBuf>,
}

/// Something that was left for this time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Skipped {
    /// Its name in the plan.
    pub name: String,
    pub why: String,
}

/// What a sweep did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Swept {
    /// How many lines of the plan are done.
    pub removed: u64,
    /// Allocated bytes that are free now: what the plan measured, less what is still there.
    pub freed_bytes: u64,
    /// Bytes that the file system of the first removal said were free, before and after. Other
    /// programs write meanwhile.
    pub free_before: Option<u64>,
    /// See `free_before`.
    pub free_after: Option<u64>,
    /// What was left for this time: another process works on it.
    pub skipped: Vec<Skipped>,
    /// What could not be removed.
    pub stuck: Vec<Stuck>,
}

/// Where a sweep takes place.
pub(crate) struct Scene<'a> {
    /// The process.
    pub env: &'a Env,
    /// Our paths.
    pub home: &'a Home,
    /// Go's directories.
    pub places: &'a Places,
}

/// Applies the plan.
///
/// # Errors
/// When the trash below the module cache cannot be made (exit 3). Everything else that cannot be
/// done is in the result.
pub(crate) fn apply(on: &Scene<'_>, plan: &CleanPlan, progress: &dyn Progress) -> Result<Swept> {
    let mut swept = Swept::default();
    let at = plan.removals.first().map(|removal| removal.path.clone());
    let free = || at.as_deref().and_then(|at| space::left(at).ok()).map(|space| space.bytes);
    swept.free_before = free();
    progress.begin("cleaning", Some(plan.files()), Unit::Files);
    let needs_trash = plan.removals.iter().any(|removal| in_module_cache(&removal.act));
    let cache = on.places.module_cache.as_deref().filter(|_| needs_trash);
    let mut trash = cache.map(Trash::open).transpose()?;
    for removal in &plan.removals {
        one(on, trash.as_mut(), removal, &mut swept, progress);
    }
    if let Some(trash) = trash {
        trash.empty(&mut swept, progress);
    }
    progress.end();
    swept.free_after = free();
    Ok(swept)
}

fn in_module_cache(act: &Act) -> bool {
    matches!(act, Act::Module { .. } | Act::InModuleCache(_) | Act::Everything { .. })
}

fn one(
    on: &Scene<'_>,
    trash: Option<&mut Trash>,
    removal: &Removal,
    swept: &mut Swept,
    progress: &dyn Progress,
) {
    match (&removal.act, trash) {
        (Act::Module { module, zip_only }, Some(trash)) => {
            trash.module(module, *zip_only, removal, swept);
        }
        (Act::InModuleCache(path), Some(trash)) => trash.path(path, removal, swept),
        (Act::Everything { keep }, Some(trash)) => trash.everything(keep, removal, swept),
        (Act::Builds { before }, _) => {
            builds::sweep(on, *before, removal, swept, progress);
        }
        (Act::Toolchain(name), _) => match uninstall(on.home, name, on.env.now, progress) {
            Ok(Gone::Removed) => swept.done(removal),
            Ok(Gone::Runs) => swept.skip(removal, "it runs now"),
            Err(fault) => swept.fault(removal.path.clone(), &fault.to_string()),
        },
        (Act::Tools(name), _) => match sync::remove(on.home, name, progress) {
            Ok(()) => swept.done(removal),
            Err(fault) => swept.fault(removal.path.clone(), &fault.to_string()),
        },
        (Act::Path, _) => {
            let gone = remove::sweep(&removal.path, progress);
            if gone.left.is_empty() {
                swept.done(removal);
            } else {
                swept.part(removal, of_path(&removal.path, &Links::default()).bytes);
                gone.left.into_iter().for_each(|(path, why)| swept.stuck(path, &why));
            }
        }
        (Act::HalfWritten, _) => {
            if temporary::sweep_one(&removal.path) || !read::exists(&removal.path) {
                swept.done(removal);
            } else {
                swept.skip(removal, "it is being written, or may not be removed");
            }
        }
        // Trash is opened whenever one of its acts is in the plan.
        (Act::Module { .. } | Act::InModuleCache(_) | Act::Everything { .. }, None) => {}
    }
}

impl Swept {
    fn done(&mut self, removal: &Removal) {
        self.removed += 1;
        self.freed_bytes += removal.bytes;
    }

    /// A removal that left `rest` bytes.
    fn part(&mut self, removal: &Removal, rest: u64) {
        self.freed_bytes += removal.bytes.saturating_sub(rest);
    }

    fn skip(&mut self, removal: &Removal, why: impl Into<String>) {
        self.skipped.push(Skipped { name: removal.name.clone(), why: why.into() });
    }

    fn stuck(&mut self, path: PathBuf, why: &std::io::Error) {
        self.fault(path, &why.to_string());
    }

    fn fault(&mut self, path: PathBuf, why: &str) {
        let theirs = theirs(&path);
        let foreign = theirs.is_some();
        self.stuck.push(Stuck { path, why: why.to_owned(), foreign, theirs });
    }
}

/// The directory that holds an entry, or the entry, where that belongs to another user.
fn theirs(path: &Path) -> Option<PathBuf> {
    let mut places = [path.parent(), Some(path)].into_iter().flatten();
    places.find(|path| owner(path).is_some_and(|uid| !probe::is_me(uid))).map(Path::to_owned)
}

fn owner(path: &Path) -> Option<u32> {
    probe::see_link(path).ok().map(|seen| seen.uid)
}
