//! The tiles of a mirror: gathered, verified, written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::description::Description;
use super::distribution::Distribution;
use super::layout::Layout;
use super::records::Record;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::go::sumdb::Client;
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::tile::{self, Tile};
use crate::go::sumdb::tile_plan::{TilePlan, VerifiedTiles};
use crate::sys::fs::{atomic, read, remove, temporary, walk};
use crate::sys::interrupt::Interrupt;

/// So many are held in memory at once, 8 KB each.
const AT_ONCE: usize = 512;

/// Tiles that prove these records under `head`, and lead there from each older head. A record that was read
/// in the mirror and is not the log's is asked for again; one that cannot be had is taken out, and told.
pub(super) fn verified(
    client: &Client<'_>,
    head: &SignedHead,
    records: &mut Vec<Record>,
    older: &[SignedHead],
) -> Result<(VerifiedTiles, Vec<(Distribution, Fault)>)> {
    let gather = |records: &[Record]| {
        let ids: Vec<u64> = records.iter().map(|record| record.id).collect();
        client.tiles(head, &ids, older).map_err(Fault::from)
    };
    let mut lost = Vec::new();
    let mut tiles = gather(records)?;
    let (good, bad): (Vec<_>, Vec<_>) =
        std::mem::take(records).into_iter().partition(|record| record.is_in(&tiles));
    *records = good;
    if bad.is_empty() {
        return Ok((tiles, lost));
    }
    for Record { of, .. } in bad {
        match Record::asked(client, &of) {
            Ok(record) => records.push(record),
            Err(fault) if matches!(fault.exit, Exit::Signal(_)) => return Err(fault),
            Err(fault) => lost.push((of, fault)),
        }
    }
    tiles = gather(records)?;
    match records.iter().find(|record| !record.is_in(&tiles)) {
        None => Ok((tiles, lost)),
        Some(record) => {
            let (size, of) = (head.head.size, &record.of);
            let what =
                format!("the record of {of} is not in tree#{size}, under which it was verified");
            Err(Fault::integrity(what))
        }
    }
}

/// Writes tiles where they do not stand yet; how many were new.
pub(super) fn write<'a>(
    layout: &Layout,
    tiles: impl Iterator<Item = (Tile, &'a [u8])>,
) -> Result<u64> {
    let mut new = 0;
    for (tile, bytes) in tiles {
        let path = layout.tile(tile);
        if !read::holds(&path, bytes) {
            atomic::write_cache(&path, bytes)?;
            new += 1;
        }
    }
    Ok(new)
}

/// The beginnings of tiles that are not full, for clients that remember older heads.
pub(super) fn write_beginnings(
    layout: &Layout,
    verified: &VerifiedTiles,
    head: &SignedHead,
) -> Result<()> {
    let parts = tile::beginnings(head.head.size);
    let parts = parts.filter_map(|part| Some((part, verified.beginning(part)?)));
    write(layout, parts).map(drop)
}

/// Removes the beginnings of tiles that are full by now, since who asks for one takes the whole; and what
/// killed writes left.
pub(super) fn tidy(layout: &Layout, head: &SignedHead) -> Result<()> {
    let dirs = walk::dirs(&layout.log("")).into_iter().chain([layout.module()]);
    dirs.for_each(|dir| temporary::sweep(&dir));
    let is_full = |tile: &Tile| {
        let now = tile.in_tree(head.head.size).filter(|now| now.is_full() && now != tile);
        now.is_some_and(|now| read::is_file(&layout.tile(now)))
    };
    for (path, _) in here(layout)?.into_iter().filter(|(_, tile)| is_full(tile)) {
        remove_one(&path)?;
    }
    Ok(())
}

/// Removes a tile, and the directory of beginnings that it was the last in.
pub(super) fn remove_one(path: &Path) -> Result<()> {
    remove::file(path)?;
    if let Some(dir) = path.parent().filter(|dir| dir.extension().is_some_and(|end| end == "p")) {
        remove::empty_dir(dir);
    }
    Ok(())
}

/// All tiles that the mirror is to have: what proves these records, and what takes clients along.
pub(super) fn needed(
    description: &Description,
    head: &SignedHead,
    plan: &TilePlan,
) -> BTreeSet<Tile> {
    let size = head.head.size;
    let recent: Vec<Tile> = tile::from(description.tiles_from.min(size), size).collect();
    let recent = TilePlan::of_tiles(head.head, &recent);
    plan.tiles().chain(recent.tiles()).collect()
}

/// The tiles of the tree that hold a hash over record `first` or a later one and are not here; with `read`
/// those too that are here and are not the tree's.
pub(super) fn missing(
    layout: &Layout,
    head: &SignedHead,
    first: u64,
    read: bool,
) -> Result<Vec<Tile>> {
    let is_here = |tile: &Tile| read::length(&layout.tile(*tile)) == Some(tile.len() as u64);
    let size = head.head.size;
    let (here, mut missing): (Vec<Tile>, _) = tile::from(first.min(size), size).partition(is_here);
    if read {
        missing.extend(wrong(layout, head, &here)?);
    }
    Ok(missing)
}

/// Those of these tiles that are not as the tree has them, or without one above them that would tell.
pub(super) fn wrong(layout: &Layout, head: &SignedHead, tiles: &[Tile]) -> Result<BTreeSet<Tile>> {
    let mut all = BTreeSet::new();
    for some in tiles.chunks(AT_ONCE) {
        let plan = TilePlan::of_tiles(head.head, some);
        let mut bytes = BTreeMap::new();
        for tile in plan.tiles() {
            let longest = tile.len() as u64;
            // What is too long is as wrong as what is not there.
            if let Ok(Some(read)) = read::bytes(&layout.tile(tile), longest) {
                bytes.insert(tile, read);
            }
        }
        all.extend(plan.wrong(&bytes));
    }
    Ok(all)
}

/// Fetches, verifies and writes tiles of the tree; how many were new.
pub(super) fn fetch(
    layout: &Layout,
    client: &Client<'_>,
    head: &SignedHead,
    missing: &[Tile],
    progress: &dyn Progress,
    interrupt: &Interrupt,
) -> Result<u64> {
    let mut new = 0;
    progress.begin("fetching tiles", Some(missing.len() as u64), Unit::Files);
    for some in missing.chunks(AT_ONCE) {
        interrupt.check()?;
        let tiles = client.whole_tiles(head, some)?;
        new += write(layout, tiles.all())?;
        progress.advance(some.len() as u64);
    }
    progress.end();
    Ok(new)
}

/// The tiles that stand in a mirror, with their paths.
pub(super) fn here(layout: &Layout) -> Result<Vec<(PathBuf, Tile)>> {
    let below = layout.log("tile");
    if !read::is_dir(&below) {
        return Ok(Vec::new());
    }
    let named = |entry: walk::WalkEntry| {
        let slashed = entry.path.to_str()?.replace(std::path::MAIN_SEPARATOR, "/");
        let tile = Tile::of_path(&format!("tile/{slashed}"))?;
        (entry.kind == walk::FileKind::File).then(|| (below.join(&entry.path), tile))
    };
    Ok(walk::list(&below)?.into_iter().filter_map(named).collect())
}
