//! The system's own resolver, which sorts by itself.

use std::net::{SocketAddr, ToSocketAddrs as _};
use std::time::Instant;

use super::{Unresolved, Why, is_local};
use crate::sys::threads;

pub(super) const OWN: bool = false;

pub(super) fn addresses(
    host: &str,
    port: u16,
    deadline: Instant,
) -> Result<Vec<SocketAddr>, Unresolved> {
    let asked = host.to_owned();
    let ask = move || (asked.as_str(), port).to_socket_addrs().map(Iterator::collect::<Vec<_>>);
    let left = deadline.saturating_duration_since(Instant::now());
    let why = match threads::within(left, "names", ask) {
        Some(Ok(found)) if !found.is_empty() => return Ok(found),
        Some(_) => Why::NoSuchHost,
        None => Why::OutOfTime,
    };
    Err(Unresolved { why, server: None, local: is_local(host) })
}
