//! The hermetic world that tests act in.

pub mod proxies;
pub mod server;
pub mod tls;
