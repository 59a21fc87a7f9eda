//! What of the shell layer bash can show alone.

mod check;
mod hook;
mod moves;
mod wander;
mod world;
