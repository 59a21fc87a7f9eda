//! What Go's caches and our store still need to hold: roots, what they reach, a plan, a sweep.

pub mod facts;
mod forms;
mod needs;
pub mod ours;
pub mod places;
pub mod plan;
pub mod plans;
pub mod project;
pub mod reach;
pub mod roots;
mod standing;
pub mod sweep;
mod toolchains;
pub mod vendored;
mod wanted;
pub mod why;
