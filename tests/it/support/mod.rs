//! The hermetic world that tests act in.

pub mod linked;
pub mod module;
pub mod namespace;
pub mod net;
pub mod network;
pub mod program;
pub mod proxies;
pub mod publish;
pub mod real_go;
pub mod server;
pub mod sumdb;
pub mod tls;
pub mod world;
