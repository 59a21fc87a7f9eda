//! `goenvmgr setup` in a home directory of its own, read back by the real shells.

#[cfg(unix)]
mod fish;
#[cfg(unix)]
mod found;
#[cfg(unix)]
mod go_bin;
#[cfg(unix)]
mod hard_links;
mod home;
#[cfg(unix)]
mod killed;
mod written;
