//! Shells: their kinds, how they quote, and an [`EnvDiff`](crate::envdiff::EnvDiff) in their words.

mod kind;
mod quote;
mod render;
mod snippets;

pub use kind::Shell;
pub use quote::{Unquotable, is_plain, quote, word};
pub use render::render;
pub use snippets::{Facts, Guard, MARK, Names, Watch, env_file, init, statements};
