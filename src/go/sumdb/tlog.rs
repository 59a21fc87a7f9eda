//! The Merkle tree of the log, as arithmetic: hashes, which nodes prove what, and the two proofs.
//! Rules: RFC 9162, sections 2.1.1 to 2.1.4.

use crate::base::digest::{Hasher, Sha256Sum};

/// A complete subtree: `2^level` records, the `index`-th such subtree from the left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// 0 for a single record.
    pub level: u32,
    /// Counted from the left, from 0.
    pub index: u64,
}

/// The leaf of a record.
pub fn record_hash(record: &[u8]) -> Sha256Sum {
    let mut hasher = Hasher::new();
    hasher.update(&[0]);
    hasher.update(record);
    hasher.finish()
}

/// The parent of two subtrees.
pub fn node_hash(left: &Sha256Sum, right: &Sha256Sum) -> Sha256Sum {
    let mut hasher = Hasher::new();
    hasher.update(&[1]);
    hasher.update(&left.0);
    hasher.update(&right.0);
    hasher.finish()
}

/// The root of the tree without records.
pub fn empty_root() -> Sha256Sum {
    Sha256Sum::of(b"")
}

/// The complete subtrees, left to right, that the first `size` records fall apart into.
pub fn peaks(size: u64) -> Vec<Node> {
    range(0, size)
}

/// The hash over the subtrees of a `range`, left to right.
pub fn join(hashes: &[Sha256Sum]) -> Sha256Sum {
    let mut hashes = hashes.iter().rev();
    let Some(last) = hashes.next() else { return empty_root() };
    hashes.fold(*last, |right, left| node_hash(left, &right))
}

/// The siblings of record `id` in a tree of `size`, leaf to root; each is a `range` to [`join`].
/// Empty unless `id < size`.
pub fn inclusion(id: u64, size: u64) -> Vec<Vec<Node>> {
    let mut siblings = Vec::new();
    let (mut lo, mut hi) = (0, size);
    while id < hi && hi - lo > 1 {
        let middle = lo + half(hi - lo);
        if id < middle {
            siblings.push(range(middle, hi));
            hi = middle;
        } else {
            siblings.push(range(lo, middle));
            lo = middle;
        }
    }
    siblings.reverse();
    siblings
}

/// What proves that the tree of `older` records is a prefix of the tree of `newer`: each a
/// `range` to [`join`]. Empty where nothing needs proof: sizes equal, or `older` zero.
pub fn consistency(older: u64, newer: u64) -> Vec<Vec<Node>> {
    let mut parts = Vec::new();
    let (mut lo, mut hi) = (0, newer);
    if older == 0 || older >= newer {
        return parts;
    }
    while older != hi {
        let middle = lo + half(hi - lo);
        if older <= middle {
            parts.push(range(middle, hi));
            hi = middle;
        } else {
            parts.push(range(lo, middle));
            lo = middle;
        }
    }
    // The verifier knows the older root itself; it needs no part that equals it.
    if lo != 0 {
        parts.push(range(lo, hi));
    }
    parts.reverse();
    parts
}

/// All that shows that record `id` is in a tree of `size`: its leaf, and the leaf's siblings.
pub fn nodes_for(id: u64, size: u64) -> Vec<Node> {
    if id >= size {
        return Vec::new();
    }
    let siblings = inclusion(id, size).into_iter().flatten();
    siblings.chain([Node { level: 0, index: id }]).collect()
}

/// All that shows that the tree of `older` records is a prefix of the tree of `newer`, or is not.
pub fn nodes_between(older: u64, newer: u64) -> Vec<Node> {
    if older >= newer {
        return Vec::new();
    }
    // Only proof of a fork needs more than the peaks; by then a database may not serve it any more.
    let proof = consistency(older, newer).into_iter().flatten();
    peaks(older).into_iter().chain(proof).collect()
}

/// The root that an inclusion proof leads to; `None` where the proof does not fit the numbers.
pub fn root_by_inclusion(
    id: u64,
    size: u64,
    leaf: Sha256Sum,
    proof: &[Sha256Sum],
) -> Option<Sha256Sum> {
    if id >= size {
        return None;
    }
    let (mut place, mut last) = (id, size - 1);
    let mut root = leaf;
    for sibling in proof {
        if last == 0 {
            return None;
        }
        if place & 1 == 1 || place == last {
            root = node_hash(sibling, &root);
            climb_to_right_child(&mut place, &mut last);
        } else {
            root = node_hash(&root, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    (last == 0).then_some(root)
}

/// Whether `proof` shows that the tree `older` (size and root) is a prefix of `newer`.
pub fn is_consistent(
    older: (u64, Sha256Sum),
    newer: (u64, Sha256Sum),
    proof: &[Sha256Sum],
) -> bool {
    if older.0 == 0 || older.0 >= newer.0 {
        let same = if older.0 == 0 { older.1 == empty_root() } else { older == newer };
        return proof.is_empty() && same;
    }
    let (mut place, mut last) = (older.0 - 1, newer.0 - 1);
    while place & 1 == 1 {
        place >>= 1;
        last >>= 1;
    }
    let (start, rest) = match proof.split_first() {
        _ if older.0.is_power_of_two() => (older.1, proof),
        Some((start, rest)) => (*start, rest),
        None => return false,
    };
    let (mut old_root, mut new_root) = (start, start);
    for sibling in rest {
        if last == 0 {
            return false;
        }
        if place & 1 == 1 || place == last {
            old_root = node_hash(sibling, &old_root);
            new_root = node_hash(sibling, &new_root);
            climb_to_right_child(&mut place, &mut last);
        } else {
            new_root = node_hash(&new_root, sibling);
        }
        place >>= 1;
        last >>= 1;
    }
    last == 0 && old_root == older.1 && new_root == newer.1
}

/// On the tree's right edge, levels without a sibling are passed without a hash.
fn climb_to_right_child(place: &mut u64, last: &mut u64) {
    while *place & 1 == 0 && *place != 0 {
        *place >>= 1;
        *last >>= 1;
    }
}

/// The greatest power of two below `count`, for `count` of 2 and more.
fn half(count: u64) -> u64 {
    1 << (count - 1).ilog2()
}

/// The complete subtrees, left to right, that records `lo..hi` fall apart into. `lo` must be the
/// start of a subtree that could hold them all, as it is everywhere in a tree's own division.
fn range(lo: u64, hi: u64) -> Vec<Node> {
    let mut nodes = Vec::new();
    let mut lo = lo;
    while lo < hi {
        let level = (hi - lo).ilog2();
        nodes.push(Node { level, index: lo >> level });
        lo += 1 << level;
    }
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every complete subtree over `count` records, by level.
    fn levels(count: u64) -> Vec<Vec<Sha256Sum>> {
        let mut levels = vec![
            (0..count).map(|n| record_hash(format!("record {n}\n").as_bytes())).collect::<Vec<_>>(),
        ];
        while levels.last().is_some_and(|level| level.len() > 1) {
            let below = levels.last().unwrap();
            levels.push(below.chunks_exact(2).map(|two| node_hash(&two[0], &two[1])).collect());
        }
        levels
    }

    struct Log(Vec<Vec<Sha256Sum>>);

    impl Log {
        fn join(&self, nodes: &[Node]) -> Sha256Sum {
            let hash = |n: &Node| self.0[n.level as usize][usize::try_from(n.index).unwrap()];
            join(&nodes.iter().map(hash).collect::<Vec<_>>())
        }
        fn root(&self, size: u64) -> Sha256Sum {
            self.join(&peaks(size))
        }
        fn proof(&self, parts: &[Vec<Node>]) -> Vec<Sha256Sum> {
            parts.iter().map(|part| self.join(part)).collect()
        }
    }

    #[test]
    fn records_prove_themselves_in_every_size_up_to_300() {
        let log = Log(levels(300));
        for size in 1..=300 {
            let root = log.root(size);
            for id in 0..size {
                let proof = log.proof(&inclusion(id, size));
                let leaf = log.0[0][usize::try_from(id).unwrap()];
                assert_eq!(root_by_inclusion(id, size, leaf, &proof), Some(root), "{id} of {size}");
            }
        }
    }

    #[test]
    fn tree_is_a_prefix_of_every_later_one_and_of_no_fork() {
        let log = Log(levels(300));
        let roots: Vec<_> = (0..=300).map(|size| log.root(size)).collect();
        let root = |size: u64| roots[usize::try_from(size).unwrap()];
        for newer in 0..=300 {
            for older in 0..=newer {
                let proof = log.proof(&consistency(older, newer));
                let new = (newer, root(newer));
                assert!(is_consistent((older, root(older)), new, &proof), "{older} {newer}");
                let forked = Sha256Sum::of(b"another tree");
                assert!(!is_consistent((older, forked), new, &proof), "{older} {newer}");
                assert!(
                    older == 0 || !is_consistent((older, root(older)), (newer, forked), &proof)
                );
            }
        }
    }

    #[test]
    fn tlog_gives_the_published_vectors_of_small_trees() {
        // RFC 6962's own examples: the empty tree, and the leaf of an empty record.
        assert_eq!(
            empty_root().to_string(),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
        );
        assert_eq!(
            record_hash(b"").to_string(),
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
        );
        assert_eq!(
            node_hash(&record_hash(b""), &record_hash(b"\0")).to_string(),
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
        );
    }

    proptest::proptest! {
        #[test]
        fn inclusion_breaks_with_a_flipped_bit_anywhere(
            size in 1u64..=300, id in 0u64..300, bit in 0usize..256, at in 0usize..20,
        ) {
            let id = id % size;
            let log = Log(levels(size));
            let mut proof = log.proof(&inclusion(id, size));
            let mut leaf = log.0[0][usize::try_from(id).unwrap()];
            let turn = at % (proof.len() + 1);
            let hash = if turn == 0 { &mut leaf } else { &mut proof[turn - 1] };
            hash.0[bit / 8] ^= 1 << (bit % 8);
            proptest::prop_assert_ne!(root_by_inclusion(id, size, leaf, &proof), Some(log.root(size)));
        }

        #[test]
        fn consistency_breaks_with_a_flipped_bit_anywhere(
            newer in 2u64..=300, older in 1u64..300, bit in 0usize..256, at in 0usize..20,
        ) {
            let older = 1 + older % (newer - 1);
            let log = Log(levels(newer));
            let mut proof = log.proof(&consistency(older, newer));
            let turn = at % proof.len();
            proof[turn].0[bit / 8] ^= 1 << (bit % 8);
            let (old, new) = ((older, log.root(older)), (newer, log.root(newer)));
            proptest::prop_assert!(!is_consistent(old, new, &proof));
        }

        #[test]
        fn proof_for_another_place_size_or_length_fails(
            size in 2u64..=300, id in 0u64..300, other in 0u64..300,
        ) {
            let (id, other) = (id % size, other % size);
            let log = Log(levels(size));
            let proof = log.proof(&inclusion(id, size));
            let leaf = log.0[0][usize::try_from(id).unwrap()];
            let root = Some(log.root(size));
            if other != id {
                proptest::prop_assert_ne!(root_by_inclusion(other, size, leaf, &proof), root);
            }
            proptest::prop_assert_ne!(root_by_inclusion(id, size, leaf, &proof[1..]), root);
            let longer = [proof.as_slice(), &[leaf]].concat();
            proptest::prop_assert_eq!(root_by_inclusion(id, size, leaf, &longer), None);
            proptest::prop_assert_eq!(root_by_inclusion(size, size, leaf, &proof), None);
        }
    }
}
