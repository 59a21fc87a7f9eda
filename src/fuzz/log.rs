//! The checksum database and the release index.

use std::collections::BTreeMap;

use super::text;
use crate::base::digest::Sha256Sum;
use crate::go::godev::Index;
use crate::go::platform::Platform;
use crate::go::sumdb::head::{Head, SignedHead};
use crate::go::sumdb::key::VerifierKey;
use crate::go::sumdb::note;
use crate::go::sumdb::record::{self, Reply};
use crate::go::sumdb::tile::Tile;
use crate::go::sumdb::tile_plan::TilePlan;
use crate::go::sumdb::tlog::{self, Node};

/// The key that has signed the seeds.
pub(super) const KEY: &str = "fuzz.example+e750795c+AaBEOdqP3YVpaJ1Y5ojrpWuQiYHB/+EauyBhhPkELAL7";

/// Signed notes, heads and keys.
pub fn note(bytes: &[u8]) {
    if let Ok(key) = VerifierKey::parse(KEY)
        && let Ok(said) = note::open(bytes, &key)
    {
        assert!(bytes.starts_with(said.as_bytes()) && said.ends_with('\n'));
        if let Ok(signed) = SignedHead::open(bytes, &key) {
            assert_eq!(signed.note.as_bytes(), bytes);
            assert_eq!(Head::parse(said), Some(signed.head));
        }
    }
    let text = text(bytes);
    if let Some(head) = Head::parse(text) {
        assert_eq!(Head::parse(&head.to_string()), Some(head));
    }
    if let Ok(key) = VerifierKey::parse(text) {
        assert_eq!(VerifierKey::parse(&key.to_string()).as_ref(), Ok(&key));
    }
}

/// Replies to a lookup.
pub fn record(bytes: &[u8]) {
    let Ok(reply) = Reply::parse(bytes) else { return };
    assert!(reply.record.ends_with('\n') && bytes.ends_with(reply.head));
    if let Ok(sum) = record::h1_of(reply.record, "example.com/a", "v1.0.0") {
        assert!(reply.record.contains(&format!("example.com/a v1.0.0 {}", sum.to_h1())));
    }
}

/// Tiles and proofs: numbers that anybody may claim, then the bytes that are to prove them.
pub fn tile(bytes: &[u8]) {
    if let Some((path, tile)) =
        std::str::from_utf8(bytes).ok().and_then(|path| Some((path, Tile::of_path(path)?)))
    {
        assert_eq!(tile.path(), path);
        assert!(tile.in_tree(u64::MAX).is_none_or(|now| now.width > 0));
    }
    let mut numbers = bytes
        .chunks(8)
        .map(|eight| eight.iter().fold(0_u64, |number, byte| (number << 8) | u64::from(*byte)));
    let mut number = || numbers.next().unwrap_or_default();
    let (size, id, older) = (number() >> 1, number(), number());
    let rest = bytes.get(24..).unwrap_or_default();
    let proof: Vec<Sha256Sum> =
        rest.chunks_exact(32).filter_map(|hash| Some(Sha256Sum(hash.try_into().ok()?))).collect();
    let (leaf, root) = (tlog::record_hash(rest), Sha256Sum::of(rest));
    if let Some(found) = tlog::root_by_inclusion(id, size, leaf, &proof) {
        assert!(id < size && proof.len() <= 64, "{found}");
    }
    assert!(!tlog::is_consistent((older, root), (size, leaf), &proof) || older == 0);
    let nodes = [tlog::peaks(older), vec![Node { level: 0, index: id }]].concat();
    let plan = TilePlan::new(Head { size, root }, nodes);
    let tiles: BTreeMap<Tile, Vec<u8>> = plan.tiles().map(|tile| (tile, of(tile, rest))).collect();
    assert!(tiles.len() <= 600 && tiles.keys().all(|tile| !tile.is_empty()));
    // What leads to that root would be a collision of SHA-256.
    assert!(!plan.wrong(&tiles).is_empty() || size == 0);
    assert!(plan.authenticate(tiles).is_err() || size == 0);
    honest(rest, older);
}

/// A tile of the right length.
fn of(tile: Tile, bytes: &[u8]) -> Vec<u8> {
    bytes.iter().copied().cycle().chain(std::iter::repeat(0)).take(tile.len()).collect()
}

/// A log of what the bytes hold: each record proves itself, and one of other bytes does not.
fn honest(bytes: &[u8], which: u64) {
    let leaves: Vec<Sha256Sum> = bytes.chunks(16).take(80).map(tlog::record_hash).collect();
    let mut levels = vec![leaves];
    while let Some(below) = levels.last().filter(|level| level.len() > 1) {
        let pair = |two: &[Sha256Sum]| Some(tlog::node_hash(two.first()?, two.get(1)?));
        let above = below.chunks_exact(2).filter_map(pair).collect();
        levels.push(above);
    }
    let size = levels.first().map_or(0, |leaves| leaves.len() as u64);
    let hash = |node: &Node| levels[node.level as usize][node.index as usize];
    let join = |nodes: &[Node]| tlog::join(&nodes.iter().map(hash).collect::<Vec<_>>());
    let Some(id) = which.checked_rem(size) else { return };
    let root = join(&tlog::peaks(size));
    let proof: Vec<_> = tlog::inclusion(id, size).iter().map(|part| join(part)).collect();
    let verified = |leaf| tlog::root_by_inclusion(id, size, leaf, &proof) == Some(root);
    assert!(verified(hash(&Node { level: 0, index: id })) && !verified(Sha256Sum::of(b"forged")));
    let parts: Vec<_> = tlog::consistency(id, size).iter().map(|part| join(part)).collect();
    let older = join(&tlog::peaks(id));
    assert!(tlog::is_consistent((id, older), (size, root), &parts));
}

/// The release index.
pub fn index(bytes: &[u8]) {
    let Ok(index) = Index::parse(text(bytes)) else { return };
    assert!(index.releases().is_sorted_by(|a, b| a.version >= b.version));
    for platform in [Platform::new("linux", "amd64"), Platform::new("darwin", "arm64")] {
        for version in index.versions(&platform) {
            let file = index.file(version, &platform);
            let name = file.map(|file| file.filename).unwrap_or_default();
            assert!(!name.is_empty() && !name.contains('/') && !name.starts_with('.'), "{name:?}");
        }
        for word in ["latest", "oldstable", "rc", "1.22"] {
            let request = word.parse().ok();
            let _ = request.and_then(|request| index.newest(&request, &platform));
        }
    }
}
