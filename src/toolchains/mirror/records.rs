//! The records of the log that a mirror holds, as they stand there and as the log has them.

use super::distribution::Distribution;
use super::layout::Layout;
use crate::base::fault::{Fault, Result};
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::head::SignedHead;
use crate::go::sumdb::record::{self, Reply};
use crate::go::sumdb::tile_plan::VerifiedTiles;
use crate::go::sumdb::tlog::{self, Node};
use crate::go::sumdb::{Client, Evidence, SumdbErrorKind};
use crate::sys::fs::read;

/// More than any reply to a lookup.
pub(super) const LONGEST: u64 = 1 << 20;

/// One record.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) of: Distribution,
    /// Its place in the log.
    pub(super) id: u64,
    pub(super) text: String,
}

impl Record {
    /// What stands in the mirror, if it is one of this version.
    pub(super) fn here(layout: &Layout, of: &Distribution) -> Option<Self> {
        let reply = read::bytes(&layout.lookup(of), LONGEST).ok()??;
        let reply = Reply::parse(&reply).ok()?;
        record::h1_of(reply.record, TOOLCHAIN_MODULE, &of.module_version()).ok()?;
        Some(Self { of: of.clone(), id: reply.id, text: reply.record.to_owned() })
    }

    /// What the log says, verified.
    pub(super) fn asked(client: &Client<'_>, of: &Distribution) -> Result<Self> {
        let looked = client.lookup(TOOLCHAIN_MODULE, &of.module_version());
        let Evidence { record_id: id, record: text, .. } =
            looked.map_err(|error| match error.kind {
                SumdbErrorKind::NotFound => Fault::no(format!("{of} was never published"))
                    .because(error.what)
                    .hint("goenvmgr list --remote shows versions, go tool dist list platforms"),
                _ => error.into(),
            })?;
        Ok(Self { of: of.clone(), id, text })
    }

    /// Whether it stands in the tree that these tiles are of.
    pub(super) fn is_in(&self, tiles: &VerifiedTiles) -> bool {
        let leaf = tlog::record_hash(self.text.as_bytes());
        tiles.node(Node { level: 0, index: self.id }) == Some(leaf)
    }

    /// The reply to a lookup, under this head.
    pub(super) fn reply(&self, head: &SignedHead) -> String {
        format!("{}\n{}\n{}", self.id, self.text, head.note)
    }
}
