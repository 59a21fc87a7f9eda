//! The shell layer as users meet it: real shells, the snippets that `init` prints, real directories.

mod bounded;
mod check;
mod data;
mod fresh;
mod hook;
mod leave;
mod lines;
mod missing;
mod moves;
mod odd;
mod panes;
mod powershell;
mod powershell_golden;
mod pty;
mod secret;
mod shims;
mod start;
mod terminal;
mod wander;
mod words;

use crate::support::world;
