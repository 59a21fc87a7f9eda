//! `state/stamp/`: how shells that remember answers see what is done elsewhere to the store, the default,
//! trust and configuration. It holds one empty file, whose name they keep with an answer: a look at it is
//! all that it costs. Where that file is not there, they ask.
//!
//! Whoever changes any of these takes it away first and writes a new one last, under one lock
//! ([`changing`]): a kill between leaves none, and the next who asks writes one, when nobody holds the
//! lock ([`current`]). Its modification time is that of `toolchains/`: what comes or goes there by other
//! hands (`ln -s`, `rm -rf`, an owner whose state lies elsewhere) makes the two differ.
//!
//! `state/stamps/` does the same for a long file, of which a shell compares the beginning alone: an
//! empty file with the modification time that the long one had ([`of_file`]).

use std::path::{Path, PathBuf};

use crate::base::digest::Sha256Sum;
use crate::base::fault::Result as OrFault;
use crate::base::progress::Progress;
use crate::go::platform::Platform;
use crate::settings::home::Home;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::marks::{self, Moment};
use crate::sys::fs::{atomic, probe, read, remove, walk};
use crate::sys::record;

/// So many long files are remembered.
const FILES: usize = 64;

/// The stamp as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// The file, by a name that no stamp before had.
    pub path: PathBuf,
    /// What has the same modification time.
    pub toolchains: PathBuf,
    /// Whether it is there.
    pub installed: bool,
}

/// Why there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoStamp {
    /// Somebody changes something at this moment.
    Busy,
    /// This user keeps none: it is another's home, or a disk that cannot be written.
    Unkept,
}

/// Changes store, default, trust or configuration, so that every shell sees it. It holds a lock for as
/// long as `change` takes: nothing that waits for a network belongs in there, nor another of these.
///
/// # Errors
/// Those of the change; and when a stamp that shells may rely on cannot be taken away: then nothing is
/// changed.
pub fn changing<T>(
    home: &Home,
    told: &dyn Progress,
    change: impl FnOnce() -> OrFault<T>,
) -> OrFault<T> {
    record::aside(|| {
        // Where the lock cannot be had, changes that meet each other are seen a moment later.
        let is_ours = is_ours(home);
        let _lock = is_ours.then(|| Lock::acquire(&lock(home), told).ok());
        take_away(home)?;
        let done = change();
        // A change that failed may be half done.
        if is_ours {
            let _ = write(home);
        } else {
            let _ = take_away(home);
        }
        done
    })
}

/// The stamp by which an answer is valid, to be asked for before anything is read for that answer. One
/// that is not there, or older or newer than what stands in `toolchains/`, is written again.
///
/// # Errors
/// [`NoStamp`].
pub fn current(home: &Home) -> Result<Stamp, NoStamp> {
    record::aside(|| standing(home).map_or_else(|| renewed(home), Ok))
}

fn standing(home: &Home) -> Option<Stamp> {
    let names = walk::names(&folder(home)).ok()?;
    let [name] = names.as_slice() else { return None };
    let (path, toolchains) = (folder(home).join(name), selectable(home));
    let time = marks::moment(&toolchains);
    let (installed, time) = (time.is_some(), time.unwrap_or_default());
    (read::is_file(&path) && marks::moment(&path)? == time).then_some(Stamp {
        path,
        toolchains,
        installed,
    })
}

fn renewed(home: &Home) -> Result<Stamp, NoStamp> {
    if !is_ours(home) {
        return Err(NoStamp::Unkept);
    }
    let held = Lock::try_acquire(&lock(home)).map_err(|_| NoStamp::Unkept)?;
    let _lock = held.ok_or(NoStamp::Busy)?;
    if let Some(stamp) = standing(home) {
        return Ok(stamp);
    }
    write(home).map_err(|_| NoStamp::Unkept)?;
    // A file system that keeps coarser times than that of `toolchains/` holds none.
    standing(home).ok_or(NoStamp::Unkept)
}

fn take_away(home: &Home) -> OrFault<()> {
    // Whatever else has its name is no stamp.
    if read::is_no_dir(&folder(home)) {
        remove::file(&folder(home))?;
    }
    for name in walk::names(&folder(home))? {
        let path = folder(home).join(name);
        match remove::file(&path) {
            // A read-only file system says so of what is not there, too.
            Err(fault) if read::is_taken(&path) => return Err(fault),
            _ => {}
        }
    }
    Ok(())
}

fn write(home: &Home) -> OrFault<()> {
    take_away(home)?;
    let now = jiff::Timestamp::now().as_nanosecond();
    let path = folder(home).join(format!("{now}x{}", std::process::id()));
    // Before it is written: what comes meanwhile makes the two differ.
    let time = of_toolchains(home);
    atomic::write_cache(&path, b"")?;
    marks::set_moment(&path, time)
}

/// What can be selected lies there; that of other platforms is nobody's answer.
fn selectable(home: &Home) -> PathBuf {
    home.of_platform(&Platform::host()).toolchains()
}

/// Where nothing was ever installed it is the beginning of 1970.
fn of_toolchains(home: &Home) -> Moment {
    marks::moment(&selectable(home)).unwrap_or_default()
}

/// Where the stamp stands: not there where nobody ever made one.
pub fn folder(home: &Home) -> PathBuf {
    home.state().join("stamp")
}

fn lock(home: &Home) -> PathBuf {
    home.state().join("stamp.lock")
}

/// Whether this user keeps state here: root in somebody's home leaves nothing that they could not write.
pub(crate) fn is_ours(home: &Home) -> bool {
    let mut above = home.state().ancestors();
    let stands = above.find_map(|dir| Some((dir, probe::see(dir).ok()?)));
    stands.is_some_and(|(dir, seen)| probe::is_me(seen.uid) && probe::may_write(dir))
}

/// A file with the modification time of a long one: as long as neither is newer than the other, the long
/// one was not written since. `None` where it was changed just now, and where this user keeps no state.
pub fn of_file(home: &Home, long: &Path) -> Option<PathBuf> {
    record::aside(|| {
        let time = marks::moment(long)?;
        // A time can be set back, that of a change cannot. What may be written in the same moment as it
        // was read would look the same.
        if !marks::last_change(long)?.is_past() || !is_ours(home) {
            return None;
        }
        let folder = home.state().join("stamps");
        // With its time: who remembers an earlier text has another stamp, and sees that it is over.
        let mut name = long.as_os_str().as_encoded_bytes().to_vec();
        name.extend(format!("\0{time:?}").into_bytes());
        let stamp = folder.join(Sha256Sum::of(&name).to_string());
        if marks::moment(&stamp) != Some(time) {
            make_room(&folder);
            atomic::write_cache(&stamp, b"").ok()?;
            marks::set_moment(&stamp, time).ok()?;
        }
        Some(stamp)
    })
}

/// Those that were made first go.
fn make_room(folder: &Path) {
    let names = walk::names(folder).unwrap_or_default();
    let paths = names.iter().map(|name| folder.join(name));
    let mut stamps: Vec<_> = paths.map(|path| (marks::changed(&path), path)).collect();
    stamps.sort();
    for (_, path) in stamps.iter().take((stamps.len() + 1).saturating_sub(FILES)) {
        // One that stays is one too many, and no harm.
        let _ = remove::file(path);
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
