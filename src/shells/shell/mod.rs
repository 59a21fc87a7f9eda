//! Shells: their kinds, how they quote, and an [`EnvDiff`](crate::base::envdiff::EnvDiff) in their words.

mod answer;
mod conditions;
mod kind;
mod quote;
mod render;
mod snippets;
mod text;

pub use answer::{Answer, PROTOCOL, answer, no_answer, off};
pub use conditions::{Condition, Conditions};
pub use kind::Shell;
pub use quote::{Unquotable, quote};
pub use render::render;
pub use snippets::{ASKED, Facts, SCRIPT, Seen, env_file, init, init_file, renewed};
