//! What long work tells whoever watches. Rooms report; `ui` draws; tests listen or do not.

/// Receives the progress of one piece of work. Shared between threads.
pub trait Progress: Send + Sync {
    /// A step begins: `what` for people ("downloading go1.22.5"), `total` in `unit`s if known.
    fn begin(&self, what: &str, total: Option<u64>, unit: Unit);
    /// `amount` more is done since the last call.
    fn advance(&self, amount: u64);
    /// The step is over.
    fn end(&self);
    /// Something worth a line of its own that is neither result nor error.
    fn note(&self, line: &str);
}

/// What [`Progress::advance`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Files or directories.
    Files,
    /// Nothing: how long it has taken is told.
    Time,
}

/// Nobody watches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _what: &str, _total: Option<u64>, _unit: Unit) {}
    fn advance(&self, _amount: u64) {}
    fn end(&self) {}
    fn note(&self, _line: &str) {}
}
