//! Shells: their kinds, how they quote, and an [`EnvDiff`](crate::sys::envdiff::EnvDiff) in their words.

mod answer;
mod conditions;
mod form;
mod kind;
mod quote;
mod render;
mod snippets;
mod text;

pub use answer::{Answer, answer, no_answer, off, protocol};
pub use conditions::{Condition, Conditions};
pub use form::{ROOT, form};
pub use kind::Shell;
pub use quote::{Unquotable, quote};
pub use render::render;
pub use snippets::{
    ASKED, CHANGES, Facts, READS, SCRIPT, SCRIPT_NAME, Seen, env_file, init, init_file, renewed,
};
