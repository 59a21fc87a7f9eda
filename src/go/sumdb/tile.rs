//! Tiles: the tree in files of up to 256 hashes.
//!
//! A tile at level L holds hashes of tree level 8L. A tree of a given size has at most one tile
//! per level that is not full, on its right edge.

mod names;

use std::collections::BTreeSet;

use super::tlog::{self, Node};
use crate::base::digest::Sha256Sum;

/// Tree levels per tile, in every database there is.
pub(super) const HEIGHT: u32 = 8;
/// Hashes in a full tile.
const FULL: u32 = 1 << HEIGHT;
/// Bytes per hash.
const HASH: usize = 32;

/// Names one tile. Sorted, parents come after children.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tile {
    /// Counted from the leaves.
    pub level: u32,
    /// Counted from the left, from 0.
    pub index: u64,
    /// How many hashes, 1 to 256.
    pub width: u32,
}

impl Tile {
    /// The tile that holds this node in a tree of `size`.
    pub(super) fn of(node: Node, size: u64) -> Self {
        let level = node.level / HEIGHT;
        Self::at(level, node.index >> (HEIGHT - node.level % HEIGHT), size)
    }

    /// The tile in this place of a tree of `size`.
    fn at(level: u32, index: u64, size: u64) -> Self {
        let hashes = size.checked_shr(level.saturating_mul(HEIGHT)).unwrap_or(0);
        let left = hashes.saturating_sub(index.saturating_mul(u64::from(FULL)));
        Self { level, index, width: u32::try_from(left).unwrap_or(FULL).min(FULL) }
    }

    /// This tile as it is in a tree of another size: nothing where it is not in it.
    pub fn in_tree(self, size: u64) -> Option<Self> {
        Some(Self::at(self.level, self.index, size)).filter(|tile| tile.width > 0)
    }

    /// Whether it holds all 256 hashes; such a tile never changes.
    pub fn is_full(self) -> bool {
        self.width == FULL
    }

    /// The same tile when it will be full.
    #[must_use]
    pub fn full(self) -> Self {
        Self { width: FULL, ..self }
    }

    /// How many bytes it has.
    pub fn len(self) -> usize {
        self.width as usize * HASH
    }

    /// Never: a tile holds one hash at least.
    pub fn is_empty(self) -> bool {
        self.width == 0
    }

    /// The hash of a node in this tile, given its bytes.
    pub(super) fn node(self, bytes: &[u8], node: Node) -> Option<Sha256Sum> {
        let below = node.level % HEIGHT;
        let first = (node.index << below) & u64::from(FULL - 1);
        let from = usize::try_from(first).ok()? * HASH;
        hash_over(bytes.get(from..from + (HASH << below))?)
    }

    /// The first node whose hash stands in it.
    pub(super) fn first(self) -> Node {
        Node { level: self.level * HEIGHT, index: self.index << HEIGHT }
    }

    /// The node that a full tile is the whole of: an entry of its parent tile.
    pub(super) fn as_node(self) -> Node {
        Node { level: (self.level + 1) * HEIGHT, index: self.index }
    }
}

/// Every tile of a tree of `size` that holds a hash over record `first` or one after it, from the leaves
/// upward: with those above them all that leads from a tree of `first` records or more to this one.
pub fn from(first: u64, size: u64) -> impl Iterator<Item = Tile> {
    let hashes = move |level: u32| size.checked_shr(level * HEIGHT).unwrap_or(0);
    let levels = (0..u64::BITS / HEIGHT).take_while(move |level| hashes(*level) > 0);
    levels.flat_map(move |level| {
        let begin = first.checked_shr((level + 1) * HEIGHT).unwrap_or(0);
        let count = hashes(level).div_ceil(u64::from(FULL));
        (begin..count).map(move |index| Tile::at(level, index, size))
    })
}

/// The beginnings of the tiles that are not full in a tree of `size`: as they were in older trees. Who
/// remembers such a tree holds its head against its own tiles first (`mergeLatest` in
/// `golang.org/x/mod/sumdb/client.go`), and nobody can cut them for a client but a server that computes.
pub fn beginnings(size: u64) -> impl Iterator<Item = Tile> {
    let edge: BTreeSet<Tile> = edge(size);
    let partial = edge.into_iter().filter(|tile| !tile.is_full());
    partial.flat_map(|tile| (1..tile.width).map(move |width| Tile { width, ..tile }))
}

/// The tiles that alone determine the root.
pub(super) fn edge(size: u64) -> BTreeSet<Tile> {
    tlog::peaks(size).into_iter().map(|peak| Tile::of(peak, size)).collect()
}

/// The hash over a power of two of sibling hashes.
pub(super) fn hash_over(bytes: &[u8]) -> Option<Sha256Sum> {
    if bytes.len() == HASH {
        return Some(Sha256Sum(bytes.try_into().ok()?));
    }
    let (left, right) = bytes.split_at(bytes.len() / 2);
    Some(tlog::node_hash(&hash_over(left)?, &hash_over(right)?))
}
