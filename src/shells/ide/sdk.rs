//! `~/sdk/goX.Y.Z` for installed toolchains: where golang.org/dl puts its own, VS Code lists them, and whoever
//! chooses a directory by hand has a short one. Nothing of others is replaced or removed.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::journal::{self, Journal};
use super::places::Roots;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{dir_link, dotfile, marks, read};
use crate::toolchains::store::Store;

/// One name. Names are keys of the JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinkPlan {
    /// The name.
    pub path: PathBuf,
    /// The toolchain.
    pub target: PathBuf,
    /// What becomes of it.
    pub fate: LinkFate,
}

/// What becomes of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkFate {
    /// It is new.
    Create,
    /// It is ours, and goes.
    Remove,
    /// It leads there already.
    Keep,
    /// Something of somebody else's has the name, and stays.
    Theirs,
}

impl LinkFate {
    /// Whether something is done.
    pub fn changes(self) -> bool {
        matches!(self, Self::Create | Self::Remove)
    }
}

/// What making them would do.
pub(super) fn wanted(home: &Home, roots: &Roots) -> Result<Vec<LinkPlan>> {
    if !dir_link::FOR_ALL {
        return Err(Fault::usage(
            "a link that every program follows is not for every user to make here",
        )
        .hint(format!("choose a directory below {} in the editor", home.toolchains().visible())));
    }
    let installed = Store::new(home).versions()?;
    let link = |version: &crate::go::version::GoVersion| {
        let name = version.toolchain();
        let (path, target) = (roots.sdk().join(&name), home.toolchains().join(&name));
        let fate = match marks::link_target(&path) {
            Some(leads) if leads == target => LinkFate::Keep,
            None if !read::is_taken(&path) => LinkFate::Create,
            _ => LinkFate::Theirs,
        };
        LinkPlan { path, target, fate }
    };
    Ok(installed.iter().map(link).collect())
}

/// What taking ours away would do.
pub(super) fn ours(home: &Home, journal: &Journal) -> Vec<LinkPlan> {
    let link = |path: &PathBuf| {
        let fate = if is_ours(path, home) { LinkFate::Remove } else { LinkFate::Theirs };
        let target = marks::link_target(path).unwrap_or_default();
        LinkPlan { path: path.clone(), target, fate }
    };
    // What is gone is nobody's.
    journal.links.iter().filter(|path| read::is_taken(path)).map(link).collect()
}

/// Whether a name that we made leads to our toolchains still.
fn is_ours(path: &Path, home: &Home) -> bool {
    marks::link_target(path).is_some_and(|target| target.starts_with(home.toolchains()))
}

/// Does what a plan says. The caller holds the lock.
pub(super) fn apply(links: &[LinkPlan], home: &Home) -> Result<()> {
    let mut journal = journal::read(home)?;
    let new: Vec<&LinkPlan> = links.iter().filter(|link| link.fate == LinkFate::Create).collect();
    if let Some(dir) = new.first().and_then(|link| link.path.parent()) {
        journal.sdk_made |= !read::is_dir(dir);
        let unknown =
            new.iter().map(|link| &link.path).filter(|path| !journal.links.contains(path));
        let unknown: Vec<PathBuf> = unknown.cloned().collect();
        journal.links.extend(unknown);
        journal.write(home)?;
    }
    for link in new {
        dir_link::set_new(&link.target, &link.path)?;
    }
    let ended = |link: &&LinkPlan| matches!(link.fate, LinkFate::Remove | LinkFate::Theirs);
    let ended: Vec<&LinkPlan> = links.iter().filter(ended).collect();
    let gone = ended.iter().filter(|link| link.fate == LinkFate::Remove);
    let gone: Vec<&Path> = gone.map(|link| link.path.as_path()).collect();
    if ended.iter().any(|link| journal.links.contains(&link.path)) {
        take(&gone, &mut journal, home)?;
    }
    Ok(())
}

/// Removes these, and forgets what is not ours any more.
fn take(gone: &[&Path], journal: &mut Journal, home: &Home) -> Result<()> {
    for path in gone {
        dir_link::remove(path)?;
    }
    if let Some(dir) = gone.first().and_then(|path| path.parent()).filter(|_| journal.sdk_made) {
        journal.sdk_made = !dotfile::remove_empty(dir);
    }
    journal.links.retain(|path| is_ours(path, home));
    journal.write(home)
}

/// Removes those of ours whose toolchain is gone; which they were.
///
/// # Errors
/// When the record cannot be read, or a name not be removed.
pub fn sweep(home: &Home, told: &dyn Progress) -> Result<Vec<PathBuf>> {
    let dangling = |journal: &Journal| -> Vec<PathBuf> {
        let all = ours(home, journal).into_iter();
        let gone =
            all.filter(|link| link.fate == LinkFate::Remove && !read::is_taken(&link.target));
        gone.map(|link| link.path).collect()
    };
    if dangling(&journal::read(home)?).is_empty() {
        return Ok(Vec::new());
    }
    let _lock = Lock::acquire(&journal::lock(home), told)?;
    let mut journal = journal::read(home)?;
    let gone = dangling(&journal);
    take(&gone.iter().map(PathBuf::as_path).collect::<Vec<_>>(), &mut journal, home)?;
    Ok(gone)
}
