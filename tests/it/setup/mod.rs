//! `goenvmgr setup` in a home directory of its own, read back by the real shells.

mod fish;
mod found;
mod go_bin;
mod hard_links;
mod home;
mod killed;
mod written;
