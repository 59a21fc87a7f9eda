//! Where trials work: in our cache, which keeps what they build, or where that is no place for this
//! user's files, in a temporary directory that goes with the run.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::answers::Answers;
use super::places::Place;
use super::role::{Role, Use};
use crate::base::progress::Silent;
use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::sys::fs::{probe, remove, temporary};

/// A directory for the trials of one run, chosen when the first of them asks.
#[derive(Clone, Debug)]
pub(crate) struct Scratch {
    kept: PathBuf,
    /// Where a temporary one would be made.
    temp: PathBuf,
    uid: u32,
    /// What hangs is not looked into.
    hangs: bool,
    chosen: Arc<OnceLock<Chosen>>,
}

#[derive(Debug)]
struct Chosen {
    path: PathBuf,
    passing: bool,
}

impl Scratch {
    /// Where it is.
    pub(crate) fn dir(&self) -> &Path {
        &self.chosen.get_or_init(|| self.choose()).path
    }

    fn choose(&self) -> Chosen {
        let kept = || Chosen { path: self.kept.clone(), passing: false };
        if self.hangs || is_fit(&self.kept, self.uid) {
            return kept();
        }
        match temporary::directory(&self.temp, "goenvmgr-doctor-") {
            Ok(path) => Chosen { path, passing: true },
            // The trial fails, and its own check says why.
            Err(_) => kept(),
        }
    }

    /// The run is over: a temporary one goes, whoever may still hang in it.
    pub(crate) fn end(&self) {
        if let Some(chosen) = self.chosen.get().filter(|chosen| chosen.passing) {
            remove::sweep(&chosen.path, &Silent);
        }
    }
}

impl Fact for Scratch {
    const WHAT: &'static str = "goenvmgr's cache";
    const AFTER: &'static [Need] = &[Answers::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let temp = known.env.var_os("TMPDIR").map_or(Path::new("/tmp"), Path::new);
        Ok(Self {
            kept: known.home.cache().join("doctor"),
            temp: temp.to_owned(),
            uid: known.uid,
            hangs: known.get::<Answers>().is_some_and(|a| a.silent(Use::Place(Role::Temp))),
            chosen: Arc::default(),
        })
    }
}

/// Whether this user can work there, and leaves nothing that another cannot write: root in a user's
/// cache (`sudo` with HOME kept) would.
fn is_fit(dir: &Path, uid: u32) -> bool {
    let Ok(place) = Place::read(dir, Some(uid)) else { return false };
    let is_guest = uid == 0 && !probe::is_me(place.uid);
    place.writable && !place.mount.readonly && place.foreign.is_none() && !is_guest
}
