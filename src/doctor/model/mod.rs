//! What doctor speaks of: checks, facts, findings, fixes, a report. Nothing here knows a subject.

pub mod check;
mod cures;
pub mod facts;
pub mod finding;
mod fix;
pub mod limit;
pub mod line;
pub mod message;
pub mod parts;
pub mod report;
