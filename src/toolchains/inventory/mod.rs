//! Every Go on this machine, whoever put it there, and what Go's caches hold.

pub mod builds;
pub mod gos;
pub mod modules;
pub mod processes;
pub mod report;
