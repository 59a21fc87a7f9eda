//! The shell layer as users meet it: real shells, the snippets that `init` prints, real directories.

mod bounded;
mod by_directory;
mod cd;
mod check;
mod data;
mod data_moves;
mod first;
mod fresh;
mod hook;
mod leave;
mod lines;
mod lost;
mod memory;
mod missing;
mod moves;
mod odd;
mod others;
mod panes;
mod powershell;
mod pty;
mod renewed;
mod secret;
mod shims;
mod start;
mod sweep;
mod terminal;
mod tmux;
mod unseen;
mod wander;
mod words;

use crate::support::world;
