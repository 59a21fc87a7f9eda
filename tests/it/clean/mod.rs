//! `clean`, `du`, `roots` and `why` on real and on made-up caches.

mod cli;
mod covers;
mod disks;
mod killed;
mod local;
mod members;
mod ours;
mod prepared;
mod projects;
#[cfg(unix)]
mod real;
mod settings;
mod terminal;
#[cfg(unix)]
mod unread;
mod vendor;

use crate::support::world;
