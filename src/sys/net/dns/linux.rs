//! The hosts file and the name servers, in the order of nsswitch.conf.

use std::net::SocketAddr;
use std::time::Instant;

use super::resolve::file;
use super::{Unresolved, order, prefer, resolve};

pub(super) const OWN: bool = true;

pub(super) fn addresses(
    host: &str,
    port: u16,
    deadline: Instant,
) -> Result<Vec<SocketAddr>, Unresolved> {
    let nsswitch = file("/etc/nsswitch.conf");
    let order = order::Order::parse(nsswitch.as_deref());
    let lookup = resolve::Lookup { order, hosts: "/etc/hosts", resolv_conf: "/etc/resolv.conf" };
    let mut found = lookup.run(host, port, deadline)?;
    prefer::sort(&mut found);
    Ok(found)
}
