//! Where trials work: in our cache, which keeps what they build, or where that is no place for this
//! user's files, in a temporary directory that goes with the run.

use std::path::{Path, PathBuf};

use super::Facts;
use super::answers::Use;
use super::places::{Place, Role};
use crate::fs::{probe, remove, temporary};
use crate::progress::Silent;

/// A directory for the trials of one run.
pub(super) struct Scratch {
    pub(super) dir: PathBuf,
    passing: bool,
}

impl Scratch {
    pub(super) fn find(facts: &Facts) -> Self {
        let kept = facts.ours.cache.join("doctor");
        if is_fit(&kept, facts.uid) || facts.answers.silent(Use::Place(Role::Temp)) {
            return Self { dir: kept, passing: false };
        }
        let temp = facts.env.var_os("TMPDIR").map_or(Path::new("/tmp"), Path::new);
        match temporary::directory(temp, "goenvmgr-doctor-") {
            Ok(dir) => Self { dir, passing: true },
            // The trial fails, and its own check says why.
            Err(_) => Self { dir: kept, passing: false },
        }
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if self.passing {
            remove::sweep(&self.dir, &Silent);
        }
    }
}

/// Whether this user can work there, and leaves nothing that another cannot write: root in a user's
/// cache (`sudo` with HOME kept) would.
fn is_fit(dir: &Path, uid: u32) -> bool {
    let Ok(place) = Place::read(dir, Some(uid)) else { return false };
    let is_guest = uid == 0 && !probe::is_me(place.uid);
    place.writable && !place.mount.readonly && place.foreign.is_none() && !is_guest
}
