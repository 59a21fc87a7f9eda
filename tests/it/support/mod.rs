//! The hermetic world that tests act in.

pub mod linked;
pub mod module;
#[cfg(unix)]
pub mod namespace;
pub mod net;
pub mod network;
pub mod platform;
pub mod program;
pub mod proxies;
pub mod publish;
pub mod publishers;
pub mod real_go;
pub mod server;
pub mod sumdb;
pub mod tls;
pub mod world;

use std::time::{Duration, Instant};

/// Waits until the condition holds.
#[track_caller]
pub fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let end = Instant::now() + Duration::from_secs(60);
    while !holds() {
        assert!(Instant::now() < end, "never: {what}");
        std::thread::sleep(Duration::from_millis(5));
    }
}
