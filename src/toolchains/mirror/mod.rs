//! A mirror: toolchains, and what verifies them, as a tree of files in the form of a module proxy that
//! serves a checksum database too. Any web server hands it on; every client verifies for itself.
//!
//! Rules: the GOPROXY protocol (<https://go.dev/ref/mod#goproxy-protocol>), and what a proxy serves
//! below `/sumdb/` (<https://go.dev/design/25530-sumdb>).
//!
//! ```text
//! DIR/golang.org/toolchain/@v/list            versions whose zips are here
//! DIR/golang.org/toolchain/@v/VERSION.zip     and .mod, .info
//! DIR/sumdb/NAME/supported, latest            that the database is served, and its head
//! DIR/sumdb/NAME/lookup/MODULE@VERSION        a record, under the same head
//! DIR/sumdb/NAME/tile/8/LEVEL/NUMBER[.p/WIDTH]
//! DIR/.goenvmgr/                              what was asked for; downloads; the lock
//! ```
//!
//! The head is one for all: every lookup carries that of `latest`, so that whoever has verified one of
//! them needs nothing more for the next. What is published has been verified, and comes by rename: first
//! tiles, then lookups, then `latest`, then zips, then `list`.

mod attest;
mod description;
mod distribution;
mod layout;
mod made;
mod place;
mod plan;
mod prune;
mod records;
mod tiles;
mod verify;

pub(crate) use description::Wanted;
pub(crate) use distribution::Distribution;
pub(crate) use made::{Made, Status, make};
pub(crate) use plan::{Action, Asked, Kind, MirrorPlan, plan};
pub(crate) use prune::{Pruning, prune};
pub(crate) use verify::{ProblemKind, Verified, verify};

use crate::base::fault::Result;
use crate::go::sumdb::Database;
use crate::toolchains::install::Upstream;

/// The checksum database that the user's Go configuration names: nothing else says whom a mirror believes.
fn database(upstream: &Upstream) -> Result<&Database> {
    Ok(upstream.checksum_database.needed("a mirror", "mirror …")?.0)
}
