//! Proof that a database has signed two histories, as a text that stands for itself.

use std::fmt::Write as _;

use super::head::SignedHead;
use super::key::VerifierKey;
use super::tile_plan::VerifiedTiles;
use super::tlog;

/// The file that keeps the proof: one per pair of heads.
pub(super) fn file_name(older: &SignedHead, newer: &SignedHead) -> String {
    let short = |head: &SignedHead| head.head.root.to_string()[..8].to_owned();
    let (old, new) = (older.head.size, newer.head.size);
    format!("fork-{old}-{}-{new}-{}.txt", short(older), short(newer))
}

/// Both signed heads and, where the sizes differ, the proof that the newer tree has another
/// beginning than the older tree. `verified` must hold the nodes of that proof.
pub(super) fn describe(
    key: &VerifierKey,
    older: &SignedHead,
    newer: &SignedHead,
    verified: Option<&VerifiedTiles>,
) -> String {
    let mut text = format!(
        "{} has signed two histories that contradict each other.\n\nkey: {key}\n\n\
         older head:\n\n{}\nnewer head:\n\n{}\n",
        key.name(),
        older.note,
        newer.note
    );
    let (old, new) = (older.head.size, newer.head.size);
    let root = verified.and_then(|verified| verified.join(&tlog::peaks(old)));
    let parts = verified.and_then(|verified| verified.proof(&tlog::consistency(old, new)));
    let (Some(root), Some(parts)) = (root, parts) else {
        let _ = writeln!(text, "Both are of {new} records, and their roots differ.");
        return text;
    };
    let _ = writeln!(
        text,
        "In the newer tree the first {old} records have this root, which is not that of the older \
         head:\n\n{}\n\nconsistency proof (RFC 9162, 2.1.4) from that root to the newer head:\n",
        super::base64(&root.0)
    );
    for part in parts {
        let _ = writeln!(text, "{}", super::base64(&part.0));
    }
    text
}
