//! goenvmgr itself: which releases count, who installed this program, and a newer one in its place.
//!
//! ```text
//! keys, release   what is believed: a document that a key of this build has signed
//! manager, pages  what is here: who installed the program, what lies beside it
//! plan            what would be done, as a value
//! archive, bench, apply  fetched, verified, unpacked beside the program, tried, and one rename
//! ```

pub(crate) mod apply;
mod archive;
pub(crate) mod bench;
mod keys;
pub(crate) mod manager;
pub(crate) mod pages;
pub(crate) mod plan;
pub(crate) mod release;
