//! Would Go work on this machine, and if not, what is the one cause and the one command?
//!
//! Facts are gathered once, in parallel, each with its own limit (`subjects`); checks are pure
//! functions over them ([`model::check`], [`catalogue`]); a run is one value ([`model::report`]) with seven
//! renderings (`render`).

pub mod catalogue;
pub(crate) mod engine;
pub(crate) mod examine;
pub mod explain;
pub(crate) mod fix;
mod messages;
pub mod model;
pub(crate) mod render;
mod style;
pub(crate) mod subjects;

/// A size for people, in powers of 1000.
fn megabytes(bytes: u64) -> String {
    if bytes >= 1_000_000_000 {
        return format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10);
    }
    format!("{}.{} MB", bytes / 1_000_000, bytes / 100_000 % 10)
}

#[cfg(test)]
mod tests;
