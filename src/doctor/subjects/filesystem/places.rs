//! The directories that Go works in: do they exist, whose are they, and on which mount.

use std::path::{Path, PathBuf};

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::{Gathered, Missing, Pending, silent, start};
use crate::doctor::model::parts::{DISK, Parts};
use crate::doctor::subjects::filesystem::answers::{Answers, LIMIT, wanted};
use crate::doctor::subjects::filesystem::claim;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::sys::fs::probe::{self, Mount};
use crate::sys::fs::walk;
use std::time::Duration;

/// A directory.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// As configured.
    pub path: PathBuf,
    pub exists: bool,
    /// The nearest directory above that does (itself where it exists).
    pub base: PathBuf,
    /// Owner of `base`.
    pub uid: u32,
    /// Permission bits of `base`.
    pub mode: u32,
    /// Whether this process may write into `base`.
    pub writable: bool,
    /// The mount of `base`.
    pub mount: Mount,
    /// The first entry (two levels deep) that belongs to somebody else and cannot be written, and
    /// its owner.
    pub foreign: Option<(PathBuf, u32)>,
    /// Whether what another owns here came by accident, and can be given back to this user.
    pub ours_to_claim: bool,
}

/// Entries looked at before the search for foreign owners ends: enough for the 256 directories of a
/// build cache.
const SAMPLE: usize = 600;

impl Place {
    /// Looks at `path`. `owner` is who entries should belong to, where that is asked.
    ///
    /// # Errors
    /// When not even the root directory can be looked at.
    pub(crate) fn read(path: &Path, owner: Option<u32>) -> std::io::Result<Self> {
        let exists = probe::see(path).is_ok();
        let mut base = path;
        while probe::see(base).is_err() && base.parent().is_some() {
            base = base.parent().unwrap_or(Path::new("/"));
        }
        let seen = probe::see(base)?;
        Ok(Self {
            path: path.to_owned(),
            exists,
            base: base.to_owned(),
            uid: seen.uid,
            mode: seen.mode,
            writable: probe::may_write(base),
            mount: probe::mount(base)?,
            foreign: owner.filter(|_| exists).and_then(|owner| foreign(path, owner)),
            ours_to_claim: false,
        })
    }
}

fn foreign(top: &Path, owner: u32) -> Option<(PathBuf, u32)> {
    let mut queue = vec![(top.to_owned(), 0)];
    let mut looked = 0;
    while let Some((path, depth)) = queue.pop() {
        looked += 1;
        let Ok(seen) = probe::see_link(&path) else { continue };
        // What everybody may write is nobody's fault, and root may write everything.
        if seen.uid != owner && !probe::may_write(&path) {
            return Some((path, seen.uid));
        }
        if seen.kind == probe::FileKind::Dir && depth < 2 && looked < SAMPLE {
            let names = walk::names(&path).unwrap_or_default();
            queue.extend(names.iter().take(SAMPLE).map(|name| (path.join(name), depth + 1)));
        }
    }
    None
}

/// The directories that Go works in here, each with what came of looking at it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Places(pub Vec<(Role, Gathered<Place>)>);

impl Places {
    /// What came of looking at the directory of this role, where there is one.
    pub(crate) fn of(&self, role: Role) -> Option<&Gathered<Place>> {
        self.0.iter().find(|(one, _)| *one == role).map(|(_, place)| place)
    }
}

/// What collecting what came of all of them may cost beside their limit.
const SLACK: Duration = Duration::from_secs(5);

impl Fact for Places {
    const WHAT: &'static str = "the directories that Go works in";
    const AFTER: &'static [Need] = &[Answers::NEED];

    fn limit(_: Parts) -> Duration {
        DISK + SLACK
    }

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let answers = known.get::<Answers>().cloned().unwrap_or_default();
        let (uid, home) = (known.uid, known.env.home.clone());
        let look = |(role, path): (Role, PathBuf)| {
            let owned = matches!(role, Role::Cache | Role::Modules | Role::Ours);
            let (owner, home) = (owned.then_some(uid), home.clone());
            let pending = match answers.silent(Use::Place(role)) {
                true => silent(LIMIT),
                false => start(DISK, move || read(&path, owner, home.as_deref())),
            };
            (role, pending)
        };
        let pending: Vec<_> = wanted(known).into_iter().map(look).collect();
        Ok(Self(pending.into_iter().map(|(role, place)| (role, settled(place))).collect()))
    }
}

fn read(path: &Path, owner: Option<u32>, home: Option<&Path>) -> std::io::Result<Place> {
    let mut place = Place::read(path, owner)?;
    let theirs = place.foreign.as_ref().map_or(path, |(foreign, _)| foreign);
    place.ours_to_claim = claim::is_ours(theirs, home);
    Ok(place)
}

fn settled(place: Pending<std::io::Result<Place>>) -> Gathered<Place> {
    let Gathered { answer, took } = place.wait();
    let answer = answer.and_then(|place| place.map_err(|error| Missing::Broken(error.to_string())));
    Gathered { answer, took }
}
