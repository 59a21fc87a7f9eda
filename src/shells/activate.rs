//! From a selection to an environment: the one source for `use`, `env`, `exec`, `check`, the hook
//! and the shims.

mod apply;
mod conditions;
mod drift;
mod notes;
mod plan;
#[cfg(test)]
#[cfg(unix)]
mod tests;
mod toolchain;

pub use apply::{Ours, Placing, VERSION, bare, deactivated, outside};
pub use conditions::{conditions, of_a_fault};
pub use drift::{DEAD, Drift, FIX, FOLLOW, drift, first_go};
pub use notes::Note;
pub use plan::{Activation, Inputs};
