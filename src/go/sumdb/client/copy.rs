//! What others need to verify records of the log from a copy of it: a head, and tiles under it.

use super::{Client, Step};
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::problem::{SumdbError, SumdbErrorKind};
use crate::go::sumdb::tile::Tile;
use crate::go::sumdb::tile_plan::{TilePlan, VerifiedTiles};
use crate::go::sumdb::tlog;

impl Client<'_> {
    /// The newest head that is known: what is told now, or what was verified here before.
    ///
    /// # Errors
    /// As [`Client::latest`].
    pub fn newest(&self) -> Result<SignedHead, SumdbError> {
        self.latest()?;
        self.memory.head()
    }

    /// Tiles of the tree under `head`: all that it takes to verify the records `ids` in it from nothing,
    /// and for who has verified one of the heads `older` to come to this one.
    ///
    /// # Errors
    /// As [`Client::lookup`]; `Misbehaving` where one of `older` is not a beginning of this tree.
    pub fn tiles(
        &self,
        head: &SignedHead,
        ids: &[u64],
        older: &[SignedHead],
    ) -> Result<VerifiedTiles, SumdbError> {
        let sizes: Vec<u64> = older.iter().map(|old| old.head.size).collect();
        let empty = SignedHead::empty();
        let step = Step { older: &empty, newer: head, behind: false };
        let verified =
            self.read(&self.remote()?, step, &TilePlan::of_copy(head.head, ids, &sizes))?;
        for old in older {
            let step = Step { older: old, newer: head, behind: false };
            if old.head.size > head.head.size {
                let (old, new) = (old.head.size, head.head.size);
                let what = format!("tree#{new} does not hold tree#{old}, which is newer");
                return Err(SumdbError::new(SumdbErrorKind::Misconfigured, what));
            }
            if verified.join(&tlog::peaks(old.head.size)) != Some(old.head.root) {
                return Err(self.forked(step, Some(&verified)));
            }
        }
        Ok(verified)
    }

    /// These tiles of the tree under `head`, with those above them.
    ///
    /// # Errors
    /// As [`Client::lookup`].
    pub fn whole_tiles(
        &self,
        head: &SignedHead,
        tiles: &[Tile],
    ) -> Result<VerifiedTiles, SumdbError> {
        let empty = SignedHead::empty();
        let step = Step { older: &empty, newer: head, behind: false };
        self.read(&self.remote()?, step, &TilePlan::of_tiles(head.head, tiles))
    }
}
