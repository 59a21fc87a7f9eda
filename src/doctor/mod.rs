//! Would Go work on this machine, and if not, what is the one cause and the one command?
//!
//! Facts are gathered once, in parallel, each with its own limit ([`facts`]); checks are pure
//! functions over them ([`check`], [`catalogue`]); a run is one value ([`report`]) with seven
//! renderings ([`render`]).

pub mod catalogue;
pub mod check;
mod checks;
pub mod cures;
pub mod engine;
pub mod explain;
pub mod facts;
pub mod finding;
mod fix;
pub mod limit;
pub mod line;
pub mod mend;
pub mod needs;
pub mod render;
pub mod report;
mod style;

/// A size for people, in powers of 1000.
fn megabytes(bytes: u64) -> String {
    if bytes >= 1_000_000_000 {
        return format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10);
    }
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}
