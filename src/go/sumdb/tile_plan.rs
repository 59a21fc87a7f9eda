//! Which tiles prove what, and reading them without believing them.
//!
//! The tiles on a tree's right edge alone determine its root, and every full tile has a parent whose entry is
//! the hash over it. So each tile is checked in exactly one of the two ways, and there is no third kind that
//! could slip through (CVE-2026-56865 was such a gap).

use std::collections::{BTreeMap, BTreeSet};

use super::head::Head;
use super::tile::{Tile, edge, hash_over};
use super::tlog::{self, Node};
use crate::base::digest::Sha256Sum;

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
        let mut tiles = edge(head.size);
        for node in nodes {
            let mut tile = Tile::of(node, head.size);
            while tile.width > 0 && tiles.insert(tile) && tile.is_full() {
                tile = Tile::of(tile.as_node(), head.size);
            }
        }
        Self { head, tiles }
    }

    /// Plans for all that it takes to verify these records from nothing, and to come to this tree from those
    /// of the sizes `older`.
    pub fn of_copy(head: Head, records: &[u64], older: &[u64]) -> Self {
        let records = records.iter().flat_map(|id| tlog::nodes_for(*id, head.size));
        let older = older.iter().flat_map(|old| tlog::nodes_between(*old, head.size));
        Self::new(head, records.chain(older))
    }

    /// Plans for these tiles, and those above them.
    pub fn of_tiles(head: Head, tiles: &[Tile]) -> Self {
        Self::new(head, tiles.iter().map(|tile| tile.first()))
    }

    /// The tiles that are not of this tree, as far as that can be told: where those on its right edge do not
    /// lead to the root, all of these.
    pub fn wrong(&self, bytes: &BTreeMap<Tile, Vec<u8>>) -> Vec<Tile> {
        self.held_against(bytes).err().unwrap_or_default()
    }

    /// Holds every tile against the signed root: where it does not lead there, which ones are to blame.
    fn held_against(&self, bytes: &BTreeMap<Tile, Vec<u8>>) -> Result<(), Vec<Tile>> {
        let odd = |tile: &&Tile| bytes.get(tile).is_none_or(|read| read.len() != tile.len());
        let odd: Vec<Tile> = self.tiles.iter().filter(odd).copied().collect();
        if !odd.is_empty() {
            return Err(odd);
        }
        let size = self.head.size;
        if join_of(bytes, size, &tlog::peaks(size)) != Some(self.head.root) {
            return Err(edge(size).into_iter().collect());
        }
        let is_another = |tile: &&Tile| {
            let whole = bytes.get(tile).and_then(|read| hash_over(read));
            whole.is_none() || whole != node_of(bytes, size, tile.as_node())
        };
        let full = self.tiles.iter().filter(|tile| tile.is_full());
        let wrong: Vec<Tile> = full.filter(is_another).copied().collect();
        if wrong.is_empty() { Ok(()) } else { Err(wrong) }
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
        self.held_against(&bytes).map_err(|_| Inconsistent)?;
        Ok(VerifiedTiles { size: self.head.size, tiles: bytes })
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
        node_of(&self.tiles, self.size, node)
    }

    /// The hash over a range of nodes.
    pub fn join(&self, nodes: &[Node]) -> Option<Sha256Sum> {
        join_of(&self.tiles, self.size, nodes)
    }

    /// The hashes of a proof.
    pub fn proof(&self, parts: &[Vec<Node>]) -> Option<Vec<Sha256Sum>> {
        parts.iter().map(|part| self.join(part)).collect()
    }

    /// The beginning of one of them, as an older tree had it.
    pub fn beginning(&self, tile: Tile) -> Option<&[u8]> {
        self.tiles.get(&tile.in_tree(self.size)?)?.get(..tile.len())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        self.tiles.iter().map(|(tile, read)| (*tile, read.as_slice()))
    }

    /// The full tiles, which never change and may be kept.
    pub fn full_tiles(&self) -> impl Iterator<Item = (Tile, &[u8])> {
        self.tiles.iter().filter(|(t, _)| t.is_full()).map(|(t, read)| (*t, read.as_slice()))
    }
}

/// A node's hash in these tiles of a tree of `size`.
fn node_of(tiles: &BTreeMap<Tile, Vec<u8>>, size: u64, node: Node) -> Option<Sha256Sum> {
    let tile = Tile::of(node, size);
    tile.node(tiles.get(&tile)?, node)
}

/// The hash over a range of nodes in them.
fn join_of(tiles: &BTreeMap<Tile, Vec<u8>>, size: u64, nodes: &[Node]) -> Option<Sha256Sum> {
    let hashes: Option<Vec<_>> = nodes.iter().map(|node| node_of(tiles, size, *node)).collect();
    Some(tlog::join(&hashes?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::sumdb::tile::{HEIGHT, beginnings, from};

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

    /// Where every older tree's root is known.
    fn leads(verified: &VerifiedTiles, old: u64, root: Sha256Sum) {
        assert_eq!(verified.join(&tlog::peaks(old)), Some(root), "{old} in {}", verified.size);
    }

    #[test]
    fn copy_leads_from_every_older_tree_and_proves_its_records() {
        let roots: Vec<Sha256Sum> = (0..=1000).map(|size| log(size).0.root).collect();
        for size in [300, 512, 1000] {
            let (head, read) = log(size);
            let verified = |plan: &TilePlan| {
                let tiles = plan.tiles().map(|tile| (tile, read(tile))).collect();
                plan.authenticate(tiles).unwrap()
            };
            for old in 1..=size {
                let root = roots[usize::try_from(old).unwrap()];
                let verified = verified(&TilePlan::of_copy(head, &[7, size - 1], &[old]));
                leads(&verified, old, root);
                assert!(verified.node(leaf(7)).is_some());
            }
            for first in [0, 255, 256, 299, size] {
                let tiles: Vec<Tile> = from(first.min(size), size).collect();
                let verified = verified(&TilePlan::of_tiles(head, &tiles));
                let older = (1..=size).filter(|old| *old >= first);
                older.for_each(|old| leads(&verified, old, roots[usize::try_from(old).unwrap()]));
            }
        }
    }

    #[test]
    fn beginnings_are_all_that_an_older_tree_had_and_this_one_has_not() {
        for size in [1, 255, 256, 300, 513, 66_000] {
            let now: BTreeSet<Tile> = from(0, size).collect();
            let parts: BTreeSet<Tile> = beginnings(size).collect();
            for old in (1..size).step_by(if size > 1000 { 777 } else { 1 }) {
                for tile in edge(old) {
                    let stands = now.contains(&tile) || now.contains(&tile.full());
                    assert!(stands || parts.contains(&tile), "{tile:?} of {old} in {size}");
                }
            }
        }
        let (head, read) = log(300);
        let plan = TilePlan::new(head, []);
        let tiles = plan.tiles().map(|tile| (tile, read(tile))).collect();
        let verified = plan.authenticate(tiles).unwrap();
        let part = Tile { level: 0, index: 1, width: 7 };
        assert_eq!(verified.beginning(part), Some(&read(part)[..]));
        assert_eq!(verified.beginning(Tile { width: 45, ..part }), None);
    }

    #[test]
    fn every_tile_of_a_tree_is_told_and_the_wrong_one_is_named() {
        let (head, read) = log(66_000);
        let all: Vec<Tile> = from(0, head.size).collect();
        assert_eq!(all.len(), 258 + 2 + 1, "258 of leaves, two above, one above these");
        let plan = TilePlan::of_tiles(head, &all);
        let good: BTreeMap<_, _> = all.iter().map(|tile| (*tile, read(*tile))).collect();
        assert!(plan.authenticate(good.clone()).is_ok() && plan.wrong(&good).is_empty());
        for at in [0, 100, 258] {
            let mut bad = good.clone();
            bad.get_mut(&all[at]).unwrap()[5] ^= 1;
            assert!(plan.wrong(&bad).contains(&all[at]), "{:?}", plan.wrong(&bad));
            assert!(plan.wrong(&bad).len() < 4);
            bad.remove(&all[at]);
            assert_eq!(plan.wrong(&bad), [all[at]]);
        }
        assert_eq!(all[0].in_tree(10), Some(Tile { width: 10, ..all[0] }));
        assert_eq!(all[257].in_tree(10), None);
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
