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
mod real;
mod settings;
mod terminal;
mod unread;
mod vendor;

use crate::support::world;
