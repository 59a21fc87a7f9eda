//! `[tools]`: built by the toolchain that is selected, verified, kept in sets, on PATH where they are pinned.

mod apart;
pub(crate) mod fake;
mod go_bin;
mod kept;
mod killed;
mod listed;
mod page;
mod pinned;
mod real;
mod shells;
