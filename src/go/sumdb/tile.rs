//! Tiles: the tree in files of up to 256 hashes, and reading it without believing them.
//!
//! A tile at level L holds hashes of tree level 8L. A tree of a given size has at most one tile
//! per level that is not full, on its right edge. These edge tiles alone determine the root, and
//! every full tile has a parent whose entry is the hash over it. So each tile is checked in
//! exactly one of the two ways, and there is no third kind that could slip through
//! (CVE-2026-56865 was such a gap).

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::head::Head;
use super::tlog::{self, Node};
use crate::base::digest::Sha256Sum;

/// Tree levels per tile, in every database there is.
const HEIGHT: u32 = 8;
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
    fn of(node: Node, size: u64) -> Self {
        let level = node.level / HEIGHT;
        Self::at(level, node.index >> (HEIGHT - node.level % HEIGHT), size)
    }

    /// The tile in this place of a tree of `size`.
    fn at(level: u32, index: u64, size: u64) -> Self {
        let hashes = size.checked_shr(level * HEIGHT).unwrap_or(0);
        let left = hashes.saturating_sub(index << HEIGHT);
        Self { level, index, width: u32::try_from(left).unwrap_or(FULL).min(FULL) }
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

    /// Its path below the database's URL: `tile/8/0/x123/456.p/7`.
    pub fn path(self) -> String {
        let mut path = format!("tile/{HEIGHT}/{}", self.level);
        let mut groups = vec![self.index % 1000];
        let mut rest = self.index / 1000;
        while rest > 0 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        while let Some(group) = groups.pop() {
            let mark = if groups.is_empty() { "" } else { "x" };
            let _ = write!(path, "/{mark}{group:03}");
        }
        if !self.is_full() {
            let _ = write!(path, ".p/{}", self.width);
        }
        path
    }

    /// The hash of a node in this tile, given its bytes.
    fn node(self, bytes: &[u8], node: Node) -> Option<Sha256Sum> {
        let below = node.level % HEIGHT;
        let first = (node.index << below) & u64::from(FULL - 1);
        let from = usize::try_from(first).ok()? * HASH;
        hash_over(bytes.get(from..from + (HASH << below))?)
    }

    /// The node that a full tile is the whole of: an entry of its parent tile.
    fn as_node(self) -> Node {
        Node { level: (self.level + 1) * HEIGHT, index: self.index }
    }
}

/// The hash over a power of two of sibling hashes.
fn hash_over(bytes: &[u8]) -> Option<Sha256Sum> {
    if bytes.len() == HASH {
        return Some(Sha256Sum(bytes.try_into().ok()?));
    }
    let (left, right) = bytes.split_at(bytes.len() / 2);
    Some(tlog::node_hash(&hash_over(left)?, &hash_over(right)?))
}

/// The tiles do not lead to the signed root.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("downloaded inconsistent tile")]
pub struct Inconsistent;

/// Which tiles must be read to know some nodes of a tree for certain.
#[derive(Clone, Debug)]
pub struct TilePlan {
    head: Head,
    tiles: BTreeSet<Tile>,
}

impl TilePlan {
    /// Plans for these nodes of the tree under `head`; nodes outside of it are left out.
    pub fn new(head: Head, nodes: impl IntoIterator<Item = Node>) -> Self {
        let mut tiles: BTreeSet<Tile> =
            tlog::peaks(head.size).into_iter().map(|peak| Tile::of(peak, head.size)).collect();
        for node in nodes {
            let mut tile = Tile::of(node, head.size);
            while tile.width > 0 && tiles.insert(tile) && tile.is_full() {
                tile = Tile::of(tile.as_node(), head.size);
            }
        }
        Self { head, tiles }
    }

    /// What to read.
    pub fn tiles(&self) -> impl Iterator<Item = Tile> {
        self.tiles.iter().copied()
    }

    /// Checks every tile against the signed root. All or nothing.
    ///
    /// # Errors
    /// [`Inconsistent`]: at least one of them is not of this tree, is missing, or has another
    /// length; which one cannot be known.
    pub fn authenticate(
        &self,
        bytes: BTreeMap<Tile, Vec<u8>>,
    ) -> Result<VerifiedTiles, Inconsistent> {
        let fits = |tile: &Tile| bytes.get(tile).is_some_and(|read| read.len() == tile.len());
        if !self.tiles.iter().all(fits) {
            return Err(Inconsistent);
        }
        let verified = VerifiedTiles { size: self.head.size, tiles: bytes };
        if verified.join(&tlog::peaks(self.head.size)) != Some(self.head.root) {
            return Err(Inconsistent);
        }
        for tile in self.tiles.iter().filter(|tile| tile.is_full()) {
            let whole = verified.tiles.get(tile).and_then(|read| hash_over(read));
            if whole.is_none() || whole != verified.node(tile.as_node()) {
                return Err(Inconsistent);
            }
        }
        Ok(verified)
    }
}

/// Tiles that lead to a signed root: what they hold is the log's.
#[derive(Clone, Debug)]
pub struct VerifiedTiles {
    size: u64,
    tiles: BTreeMap<Tile, Vec<u8>>,
}

impl VerifiedTiles {
    /// A node's hash, where its tile was planned for.
    pub fn node(&self, node: Node) -> Option<Sha256Sum> {
        let tile = Tile::of(node, self.size);
        tile.node(self.tiles.get(&tile)?, node)
    }

    /// The hash over a range of nodes.
    pub fn join(&self, nodes: &[Node]) -> Option<Sha256Sum> {
        let hashes: Option<Vec<_>> = nodes.iter().map(|node| self.node(*node)).collect();
        Some(tlog::join(&hashes?))
    }

    /// The hashes of a proof.
    pub fn proof(&self, parts: &[Vec<Node>]) -> Option<Vec<Sha256Sum>> {
        parts.iter().map(|part| self.join(part)).collect()
    }

    /// The full tiles, which never change and may be kept.
    pub fn full_tiles(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        self.tiles.iter().filter(|(t, _)| t.is_full()).map(|(t, read)| (*t, read.as_slice()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_split_into_groups_of_three_digits() {
        for (level, index, width, path) in [
            (0, 0, 256, "tile/8/0/000"),
            (1, 7, 1, "tile/8/1/007.p/1"),
            (0, 999, 256, "tile/8/0/999"),
            (0, 1000, 256, "tile/8/0/x001/000"),
            (4, 1_234_067, 8, "tile/8/4/x001/x234/067.p/8"),
        ] {
            assert_eq!(Tile { level, index, width }.path(), path);
        }
    }

    /// The tiles of a log of `size` records, as a server would have them.
    fn log(size: u64) -> (Head, impl Fn(Tile) -> Vec<u8>) {
        let mut levels =
            vec![(0..size).map(|n| tlog::record_hash(&n.to_be_bytes())).collect::<Vec<_>>()];
        while levels[levels.len() - 1].len() > 1 {
            let below = levels[levels.len() - 1].chunks_exact(2);
            levels.push(below.map(|two| tlog::node_hash(&two[0], &two[1])).collect());
        }
        let at = |node: &Node| levels[node.level as usize][usize::try_from(node.index).unwrap()];
        let root = tlog::join(&tlog::peaks(size).iter().map(at).collect::<Vec<_>>());
        let read = move |tile: Tile| {
            let from = usize::try_from(tile.index).unwrap() * 256;
            let hashes = &levels[(tile.level * HEIGHT) as usize][from..from + tile.width as usize];
            hashes.iter().flat_map(|hash| hash.0).collect()
        };
        (Head { size, root }, read)
    }

    fn leaf(index: u64) -> Node {
        Node { level: 0, index }
    }

    #[test]
    fn leaves_of_every_kind_of_tree_are_found_and_verified() {
        for size in [1, 2, 255, 256, 257, 511, 512, 300, 65_535, 65_536, 65_537, 66_000] {
            let (head, read) = log(size);
            for id in [0, 1, size / 3, size / 2, size.saturating_sub(2), size - 1] {
                let id = id.min(size - 1);
                let siblings = tlog::inclusion(id, size);
                let nodes = siblings.iter().flatten().copied().chain([leaf(id)]);
                let plan = TilePlan::new(head, nodes);
                let tiles = plan.tiles().map(|tile| (tile, read(tile))).collect();
                let verified = plan.authenticate(tiles).unwrap();
                assert_eq!(verified.node(leaf(id)), Some(tlog::record_hash(&id.to_be_bytes())));
                let proof = verified.proof(&siblings).unwrap();
                let root =
                    tlog::root_by_inclusion(id, size, verified.node(leaf(id)).unwrap(), &proof);
                assert_eq!(root, Some(head.root), "{id} of {size}");
            }
        }
    }

    #[test]
    fn leaf_that_no_tile_was_planned_for_is_not_known() {
        let (head, read) = log(600);
        let plan = TilePlan::new(head, [leaf(599)]);
        let tiles = plan.tiles().map(|tile| (tile, read(tile))).collect();
        let verified = plan.authenticate(tiles).unwrap();
        assert!(verified.node(leaf(599)).is_some());
        assert_eq!(verified.node(leaf(0)), None);
        assert_eq!(verified.node(leaf(600)), None);
    }

    proptest::proptest! {
        #[test]
        fn tile_with_any_flipped_bit_is_noticed(
            size in 1u64..1000, id in 0u64..1000, tile in 0usize..8, byte in 0usize..8192, bit in 0u8..8,
        ) {
            let (head, read) = log(size);
            let plan = TilePlan::new(head, [leaf(id % size)]);
            let mut tiles: BTreeMap<_, _> = plan.tiles().map(|tile| (tile, read(tile))).collect();
            let count = tiles.len();
            let bytes = tiles.values_mut().nth(tile % count).unwrap();
            let at = byte % bytes.len();
            bytes[at] ^= 1 << bit;
            proptest::prop_assert!(plan.authenticate(tiles).is_err());
        }
    }
}
