//! What Go's caches and our store still need to hold: roots, what they reach, a plan, a sweep.

pub(crate) mod facts;
pub(crate) mod forms;
mod needs;
pub(crate) mod ours;
pub(crate) mod places;
pub(crate) mod plan;
pub(crate) mod plans;
pub(crate) mod project;
pub(crate) mod reach;
pub(crate) mod roots;
mod standing;
pub(crate) mod sweep;
pub(crate) mod toolchains;
pub(crate) mod vendored;
mod wanted;
pub(crate) mod why;
