//! What comes before a command: the quick answers, the other names that this program runs under, and what a command is
//! to the command line.

pub(super) mod candidates;
pub(super) mod command;
pub(super) mod crash;
pub(super) mod errand;
pub(super) mod shim;
pub(super) mod unknown;
pub(super) mod version;
pub(super) mod words;
