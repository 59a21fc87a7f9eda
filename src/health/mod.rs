//! Unattended checks: doctor's, this machine's load, and those of the user's own; per environment, with
//! memory.
//!
//! What a manifest asks for is a value (`policy`); a run of it is doctor's run with another list (`run`);
//! what came of it is remembered (`memory`), and rendered as doctor renders. What the user's environment was
//! after each change is a generation (`generations`); a red gate may go back to one (`rollback`).

pub mod alert;
pub mod check;
pub mod generations;
pub mod grafana;
pub mod host;
pub mod logged;
pub mod memory;
pub mod policy;
pub mod report;
pub mod rollback;
pub mod run;
pub mod sample;
pub mod schedule;
pub(crate) mod serve;
pub mod sudoers;
pub mod textfile;

pub use crate::projects::manifest::FILE;
