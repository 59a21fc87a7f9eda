//! The shell layer as users meet it: real shells, the snippets that `init` prints, real directories.

mod hook;
mod leave;
mod shims;
mod world;
