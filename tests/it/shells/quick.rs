//! What of the shell layer bash can show alone.

mod check;
mod wander;

use crate::support::world;
