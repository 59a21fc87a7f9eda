//! Every Go on this machine, whoever put it there, and what Go's caches hold.

pub mod escape;
pub mod modules;
pub mod processes;
