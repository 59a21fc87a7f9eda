//! Removes what no word asks for. What goenvmgr has not put there stays.

use std::path::{Path, PathBuf};

use super::description::Description;
use super::distribution::Distribution;
use super::made::{asked_for, write_list};
use super::place::{Access, Place};
use super::records::{LONGEST, Record};
use super::{database, tiles};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::tile;
use crate::go::sumdb::tile_plan::TilePlan;
use crate::go::version::Request;
use crate::sys::fs::{read, walk};
use crate::toolchains::install::{Installer, is_download};

/// What is going to be removed.
pub(crate) struct Pruning {
    place: Place,
    description: Description,
    /// Toolchains that go.
    pub(crate) versions: Vec<Distribution>,
    /// Toolchains that stay.
    pub(crate) kept: Vec<Distribution>,
    files: Vec<PathBuf>,
    /// Tiles among the files, and what all of them take.
    pub(crate) tiles: u64,
    pub(crate) bytes: u64,
}

/// Finds out what goes: nothing is asked of the network. `forget` are words that are taken off first.
///
/// # Errors
/// Where it is no mirror, has no head that the key has signed, or was never asked for one of `forget`.
pub(crate) fn prune(
    installer: &Installer<'_>,
    dir: &Path,
    forget: &[Request],
    dry_run: bool,
) -> Result<Pruning> {
    let database = database(installer.upstream)?;
    let access = if dry_run { Access::Look } else { Access::Change };
    let place = Place::open(dir, database, access, installer.progress)?;
    let mut description = place.description.clone().unwrap_or_else(|| Description::new(database));
    for request in forget {
        let before = description.wanted.len();
        description.wanted.retain(|wanted| wanted.request != *request);
        if description.wanted.len() == before {
            let words: Vec<_> =
                description.wanted.iter().map(|one| one.request.to_string()).collect();
            let what = format!("{} was never asked for {request}", dir.visible());
            return Err(Fault::no(what).hint(format!("it was asked for {}", words.join(", "))));
        }
    }
    let head = head(&place, database, dir)?;
    let here = place.layout.with("zip")?;
    let kept = description.stays(&here);
    let (stay, go) = here.into_iter().partition(|of| kept.contains(of));
    let mut pruning = Pruning {
        versions: go,
        kept: stay,
        files: Vec::new(),
        tiles: 0,
        bytes: 0,
        place,
        description,
    };
    pruning.gather(&kept)?;
    let older = pruning.description.older_heads(database, &head);
    pruning.gather_tiles(&head, &older, &kept)?;
    Ok(pruning)
}

/// The head that is here.
fn head(place: &Place, database: &crate::go::sumdb::Database, dir: &Path) -> Result<SignedHead> {
    let path = place.layout.latest();
    let note = read::bytes(&path, LONGEST)?.unwrap_or_default();
    let head = SignedHead::open(&note, &database.key);
    head.ok().filter(|head| head.head.size > 0).ok_or_else(|| {
        Fault::integrity(format!("{} is no head that {} has signed", path.visible(), database.name))
            .hint(format!("goenvmgr mirror update {}", word(dir)))
    })
}

impl Pruning {
    /// Whether nothing goes.
    pub(crate) fn is_empty(&self) -> bool {
        self.files.is_empty() && self.place.description.as_ref() == Some(&self.description)
    }

    /// Files of toolchains that go, their records first, and what downloads have left.
    fn gather(&mut self, kept: &[Distribution]) -> Result<()> {
        let layout = self.place.layout.clone();
        let goes = |of: &Distribution| !kept.contains(of);
        for of in layout.looked_up()?.into_iter().filter(goes) {
            self.add(layout.lookup(&of));
        }
        for ending in ["zip", "mod"] {
            for of in layout.with(ending)?.into_iter().filter(goes) {
                self.add(layout.file(&of, ending));
            }
        }
        let is_asked = |of: &Distribution| kept.iter().any(|one| asked_for(one) == *of);
        for of in layout.with("info")?.into_iter().filter(|of| goes(of) && !is_asked(of)) {
            self.add(layout.file(&of, "info"));
        }
        for name in walk::names(&layout.downloads())? {
            // A whole one was put there by somebody else: ours leaves by rename.
            if name.to_str().is_some_and(|name| is_download(name) && !name.ends_with(".zip")) {
                self.add(layout.downloads().join(name));
            }
        }
        Ok(())
    }

    /// Tiles that no record and no older head needs, unless all are kept.
    fn gather_tiles(
        &mut self,
        head: &SignedHead,
        older: &[SignedHead],
        kept: &[Distribution],
    ) -> Result<()> {
        let layout = self.place.layout.clone();
        let records = kept.iter().filter_map(|of| Record::here(&layout, of));
        let ids: Vec<u64> = records.map(|record| record.id).collect();
        let older: Vec<u64> = older.iter().map(|old| old.head.size).collect();
        let plan = TilePlan::of_copy(head.head, &ids, &older);
        let mut needed = tiles::needed(&self.description, head, &plan);
        needed.extend(tile::beginnings(head.head.size));
        for (path, tile) in tiles::here(&layout)? {
            if !needed.contains(&tile) {
                self.add(path);
                self.tiles += 1;
            }
        }
        Ok(())
    }

    fn add(&mut self, path: PathBuf) {
        self.bytes += read::length(&path).unwrap_or(0);
        self.files.push(path);
    }

    /// How many files go.
    pub(crate) fn count(&self) -> usize {
        self.files.len()
    }

    /// Removes them.
    ///
    /// # Errors
    /// The first file that resists; run again for the rest.
    pub(crate) fn apply(&self, installer: &Installer<'_>) -> Result<()> {
        let layout = &self.place.layout;
        self.description.write(&layout.root)?;
        let with_record = |of: &&Distribution| read::is_file(&layout.lookup(of));
        let listed: Vec<_> = self.kept.iter().filter(with_record).cloned().collect();
        write_list(layout, &listed)?;
        for path in &self.files {
            installer.interrupt.check()?;
            tiles::remove_one(path)?;
        }
        Ok(())
    }
}
