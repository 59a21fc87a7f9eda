//! The checksum database's part: tiles lead to the signed root, records are in the tree, and whoever has
//! verified an older head of the mirror comes to this one.

use std::collections::{BTreeMap, BTreeSet};

use super::{ProblemKind, Reading};
use crate::base::fault::Result;
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::record::{self, Reply};
use crate::go::sumdb::tile::{self, Tile};
use crate::go::sumdb::tile_plan::{TilePlan, VerifiedTiles};
use crate::go::sumdb::tlog;
use crate::sys::fs::read;
use crate::toolchains::mirror::distribution::Distribution;
use crate::toolchains::mirror::records::{LONGEST, Record};
use crate::toolchains::mirror::tiles;

impl Reading<'_> {
    /// The records that the tree has.
    pub(super) fn log(&mut self, head: &SignedHead) -> Result<Vec<Record>> {
        let supported = self.layout.supported();
        self.must_be(&supported, "")?;
        let records = self.lookups(head)?;
        let older = self.older(head);
        let sizes: Vec<u64> = older.iter().map(|old| old.head.size).collect();
        let ids: Vec<u64> = records.iter().map(|record| record.id).collect();
        let plan = TilePlan::of_copy(head.head, &ids, &sizes);
        let bad = self.tiles(head, &plan)?;
        self.good(head.note.len() as u64);
        let mut good = Vec::new();
        for record in records {
            let plan = TilePlan::of_copy(head.head, &[record.id], &[]);
            let verified = self.authentic(&plan, &bad)?;
            if verified.is_some_and(|verified| record.is_in(&verified)) {
                self.good(record.reply(head).len() as u64);
                good.push(record);
            } else {
                let path = self.layout.lookup(&record.of);
                self.is(
                    ProblemKind::Wrong,
                    &path,
                    "the tiles here do not show it in the signed tree",
                );
            }
        }
        for old in older {
            let size = old.head.size;
            let plan = TilePlan::of_copy(head.head, &[], &[size]);
            let root = self.authentic(&plan, &bad)?.and_then(|it| it.join(&tlog::peaks(size)));
            if root.is_some_and(|root| root != old.head.root) {
                let path = self.layout.latest();
                let what = format!("tree#{size} is no beginning of tree#{}", head.head.size);
                self.is(ProblemKind::Wrong, &path, &what);
            }
        }
        Ok(good)
    }

    /// The tiles of a plan, where none of them is bad.
    fn authentic(&self, plan: &TilePlan, bad: &BTreeSet<Tile>) -> Result<Option<VerifiedTiles>> {
        if plan.tiles().any(|tile| bad.contains(&tile)) {
            return Ok(None);
        }
        let mut bytes = BTreeMap::new();
        for tile in plan.tiles() {
            let read = read::bytes(&self.layout.tile(tile), tile.len() as u64)?;
            bytes.insert(tile, read.unwrap_or_default());
        }
        Ok(plan.authenticate(bytes).ok())
    }

    /// The older heads that clients are taken along from.
    fn older(&mut self, head: &SignedHead) -> Vec<SignedHead> {
        let older = self.description.older_heads(self.database, head);
        if self.description.heads.len() != older.len() {
            let path = super::Layout::description(&self.layout.root);
            let what = "a head in it is not signed, or not older than the mirror's";
            self.is(ProblemKind::Wrong, &path, what);
        }
        older
    }

    /// The lookups under this head, as they stand.
    fn lookups(&mut self, head: &SignedHead) -> Result<Vec<Record>> {
        let mut records = Vec::new();
        for of in self.layout.looked_up()? {
            let path = self.layout.lookup(&of);
            let reply = self.read(&path, LONGEST)?.unwrap_or_default();
            match parsed(&reply, &of) {
                Err(why) => self.is(ProblemKind::Wrong, &path, &why),
                Ok(record) if record.reply(head).as_bytes() == reply => records.push(record),
                Ok(_) => self.is(ProblemKind::Wrong, &path, "it is not under the head of `latest`"),
            }
        }
        Ok(records)
    }

    /// Those of the tiles, here or to be here, that are not the tree's.
    fn tiles(&mut self, head: &SignedHead, plan: &TilePlan) -> Result<BTreeSet<Tile>> {
        let size = head.head.size;
        let here = tiles::here(&self.layout)?;
        let mut all = tiles::needed(&self.description, head, plan);
        all.extend(
            here.iter().map(|(_, tile)| *tile).filter(|tile| tile.in_tree(size) == Some(*tile)),
        );
        let all: Vec<Tile> = all.into_iter().collect();
        let bad = tiles::wrong(&self.layout, head, &all)?;
        let stands: BTreeSet<Tile> = here.iter().map(|(_, tile)| *tile).collect();
        for tile in &bad {
            let path = self.layout.tile(*tile);
            self.seen.insert(path.clone());
            match stands.contains(tile) {
                true => self.is(ProblemKind::Wrong, &path, "the tile is not of the signed tree"),
                false => self.is(ProblemKind::Missing, &path, "the tile is not here"),
            }
        }
        for part in tile::beginnings(size).filter(|part| !stands.contains(part)) {
            let path = self.layout.tile(part);
            self.is(ProblemKind::Missing, &path, "the beginning of a tile is not here");
        }
        for (path, tile) in here {
            self.installer.interrupt.check()?;
            if bad.contains(&tile) {
                continue;
            }
            self.seen.insert(path.clone());
            // A partial one of a former head is the beginning of what is there now.
            let now =
                tile.in_tree(size).filter(|now| now.width >= tile.width && !bad.contains(now));
            let is_here = |now: &Tile| *now == tile || stands.contains(now);
            match now.filter(is_here) {
                Some(now) if now == tile => self.good(tile.len() as u64),
                Some(now) => {
                    let path_now = self.layout.tile(now);
                    let whole = self.read(&path_now, now.len() as u64)?.unwrap_or_default();
                    let part = self.read(&path, tile.len() as u64)?.unwrap_or_default();
                    match whole.get(..tile.len()) == Some(&part[..]) {
                        true => self.good(tile.len() as u64),
                        false => {
                            self.is(
                                ProblemKind::Wrong,
                                &path,
                                "the tile is not of the signed tree",
                            );
                        }
                    }
                }
                None => self.is(ProblemKind::Unknown, &path, "no tile here verifies it"),
            }
        }
        Ok(bad)
    }
}

/// The record in a reply, which must be one of this version.
fn parsed(reply: &[u8], of: &Distribution) -> Result<Record, String> {
    let reply = Reply::parse(reply).map_err(|error| error.to_string())?;
    record::h1_of(reply.record, TOOLCHAIN_MODULE, &of.module_version()).map_err(str::to_owned)?;
    Ok(Record { of: of.clone(), id: reply.id, text: reply.record.to_owned() })
}
