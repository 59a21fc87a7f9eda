//! Where tiles come from: full ones from our own disk where they were kept, the rest from the
//! database, several at once. What is kept is authenticated like everything else.

use std::collections::{BTreeMap, VecDeque};
use std::path::PathBuf;
use std::sync::Mutex;

use super::problem::SumdbError;
use super::remote::{Answer, Remote};
use super::tile::Tile;
use super::tile_plan::{Inconsistent, TilePlan, VerifiedTiles};
use crate::sys::fs::{atomic, probe, read};
use crate::sys::threads;

/// Tiles read at the same time.
const AT_ONCE: usize = 8;

/// Keeps full tiles, which never change; without a folder it keeps nothing.
#[derive(Default)]
pub(super) struct TileCache {
    folder: Option<PathBuf>,
}

/// Why there are no verified tiles.
pub(super) enum TilesRefused {
    /// They could not be had.
    Unavailable(SumdbError),
    /// They are not what was signed.
    Inconsistent(Inconsistent),
}

impl From<SumdbError> for TilesRefused {
    fn from(error: SumdbError) -> Self {
        Self::Unavailable(error)
    }
}

impl From<Inconsistent> for TilesRefused {
    fn from(error: Inconsistent) -> Self {
        Self::Inconsistent(error)
    }
}

impl TileCache {
    /// A cache in this folder.
    pub(super) fn new(folder: PathBuf) -> Self {
        Self { folder: Some(folder) }
    }

    /// Reads and authenticates the tiles of a plan.
    pub(super) fn verify(
        &self,
        remote: &Remote<'_>,
        plan: &TilePlan,
    ) -> Result<VerifiedTiles, TilesRefused> {
        let kept = self.kept(plan);
        let from_disk = !kept.is_empty();
        let mut verified = plan.authenticate(read_tiles(remote, plan, kept)?);
        if verified.is_err() && from_disk {
            // What lies on our own disk may be broken; only fresh tiles can accuse a server.
            verified = plan.authenticate(read_tiles(remote, plan, BTreeMap::new())?);
        }
        let verified = verified?;
        self.keep(&verified);
        Ok(verified)
    }

    fn kept(&self, plan: &TilePlan) -> BTreeMap<Tile, Vec<u8>> {
        let Some(cache) = &self.folder else { return BTreeMap::new() };
        let kept = plan.tiles().filter(|tile| tile.is_full()).filter_map(|tile| {
            let bytes = read::bytes(&cache.join(tile.path()), tile.len() as u64).ok()??;
            Some((tile, bytes))
        });
        kept.filter(|(tile, bytes)| bytes.len() == tile.len()).collect()
    }

    fn keep(&self, verified: &VerifiedTiles) {
        let Some(cache) = self.folder.as_ref().filter(|cache| probe::may_leave(cache)) else {
            return;
        };
        for (tile, bytes) in verified.full_tiles() {
            let file = cache.join(tile.path());
            let kept = read::bytes(&file, tile.len() as u64);
            if !kept.is_ok_and(|kept| kept.as_deref() == Some(bytes)) {
                // A cache that cannot be written costs time and nothing else.
                let _ = atomic::write_cache(&file, bytes);
            }
        }
    }
}

/// Reads what is not at hand, several at once.
fn read_tiles(
    remote: &Remote<'_>,
    plan: &TilePlan,
    mut at_hand: BTreeMap<Tile, Vec<u8>>,
) -> Result<BTreeMap<Tile, Vec<u8>>, SumdbError> {
    let wanted: VecDeque<Tile> = plan.tiles().filter(|tile| !at_hand.contains_key(tile)).collect();
    let threads = wanted.len().min(AT_ONCE);
    let (wanted, read) = (Mutex::new(wanted), Mutex::new(Vec::new()));
    let next = || wanted.lock().ok().and_then(|mut queue| queue.pop_front());
    let take = || {
        while let Some(tile) = next() {
            let bytes = read_tile(remote, tile);
            if let Ok(mut read) = read.lock() {
                read.push((tile, bytes));
            }
        }
    };
    std::thread::scope(|scope| {
        let taking: Vec<_> = (0..threads).map(|_| threads::beside(scope, take)).collect();
        for one in taking {
            one.join();
        }
    });
    for (tile, bytes) in read.into_inner().unwrap_or_default() {
        at_hand.insert(tile, bytes?);
    }
    Ok(at_hand)
}

/// Reads one tile. A partial tile may have been completed since, and then only the full one is
/// served, of which the partial one is the beginning.
fn read_tile(remote: &Remote<'_>, tile: Tile) -> Result<Vec<u8>, SumdbError> {
    let limit = tile.full().len() as u64;
    let first = remote.get(&tile.path(), limit);
    if let Ok(Answer::Found(bytes)) = first {
        return Ok(bytes);
    }
    if !tile.is_full()
        && let Ok(Answer::Found(mut bytes)) = remote.get(&tile.full().path(), limit)
        && bytes.len() == tile.full().len()
    {
        bytes.truncate(tile.len());
        return Ok(bytes);
    }
    let Answer::Missing(words) = first? else { return Ok(Vec::new()) };
    Err(remote.no_answer(&tile.path(), &words))
}
