//! Shells: their kinds, how they quote, and an [`EnvDiff`](crate::base::envdiff::EnvDiff) in their words.

mod answer;
mod kind;
mod quote;
mod render;
mod snippets;
mod text;
mod watch;

pub use answer::{Then, answer};
pub use kind::Shell;
pub use quote::{Unquotable, quote};
pub use render::render;
pub use snippets::{Facts, Guard, Words, env_file, init, init_file};
pub use watch::{Names, Watch};
