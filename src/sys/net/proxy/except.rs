//! NO_PROXY: what is reached without a proxy. Rule: `httpproxy.config.init` and its matchers, and
//! what they call of `net` (`ParseCIDR`, `SplitHostPort`, `ParseIP`).

use std::net::{IpAddr, Ipv6Addr};

use super::Rules;
use crate::sys::net::url::{ascii_host, is_loopback};

/// The entries of NO_PROXY.
#[derive(Clone, Debug, Default)]
pub(super) struct Exceptions(Vec<Exception>);

#[derive(Clone, Debug)]
enum Exception {
    All,
    /// Address and bits, as Go masks them: an IPv4 network may be written as IPv6.
    Network(IpAddr, u32),
    Address(IpAddr, String),
    /// `suffix` starts with a dot; `itself` says whether the name without the dot matches too.
    Domain {
        suffix: String,
        itself: bool,
        port: String,
    },
}

impl Exceptions {
    pub(super) fn parse(list: &str) -> Self {
        let mut found = Vec::new();
        for entry in list.split(',') {
            let entry = entry.trim().to_lowercase();
            if entry == "*" {
                return Self(vec![Exception::All]);
            }
            found.extend(exception(&entry));
        }
        Self(found)
    }

    /// Whether a host is reached without a proxy. This machine always is.
    pub(super) fn hold(&self, host: &str, port: &str, rules: Rules) -> bool {
        if is_loopback(host) {
            return true;
        }
        let host = host.trim().to_lowercase();
        let ip = host.parse::<IpAddr>().ok().map(|ip| ip.to_canonical());
        self.0.iter().any(|exception| exception.matches(&host, ip, port, rules))
    }
}

impl Exception {
    fn matches(&self, host: &str, ip: Option<IpAddr>, port: &str, rules: Rules) -> bool {
        let port_fits = |wanted: &str| wanted.is_empty() || wanted == port;
        match self {
            Self::All => true,
            Self::Network(network, bits) => ip.is_some_and(|ip| in_network(ip, *network, *bits)),
            Self::Address(address, wanted) => ip == Some(*address) && port_fits(wanted),
            // Before Go 1.23 `.1` is the end of an address, too.
            Self::Domain { suffix, itself, port: wanted } => {
                (ip.is_none() || rules.domains_match_addresses)
                    && (host.ends_with(suffix.as_str()) || (*itself && host == &suffix[1..]))
                    && port_fits(wanted)
            }
        }
    }
}

fn exception(entry: &str) -> Option<Exception> {
    if let Some((network, bits)) = network(entry) {
        return Some(Exception::Network(network, bits));
    }
    let (host, port) = split_host_port(entry).unwrap_or((entry, ""));
    if let Ok(address) = host.parse::<IpAddr>() {
        return Some(Exception::Address(address.to_canonical(), port.to_owned()));
    }
    if host.is_empty() {
        return None;
    }
    let host = host.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(host);
    let itself = !host.starts_with('.');
    let suffix = if itself { format!(".{host}") } else { host.to_owned() };
    let suffix = ascii_host(&suffix).unwrap_or(suffix);
    Some(Exception::Domain { suffix, itself, port: port.to_owned() })
}

/// `net.ParseCIDR`.
fn network(entry: &str) -> Option<(IpAddr, u32)> {
    let (address, bits) = entry.split_once('/')?;
    let address: IpAddr = address.parse().ok()?;
    let digits = !bits.is_empty() && bits.bytes().all(|byte| byte.is_ascii_digit());
    let bits: u32 = bits.parse().ok().filter(|_| digits)?;
    let IpAddr::V6(long) = address else {
        return (bits <= 32).then_some((address, bits));
    };
    if bits > 128 {
        return None;
    }
    let mask = if bits == 0 { 0 } else { u128::MAX << (128 - bits) };
    let masked = Ipv6Addr::from(u128::from(long) & mask);
    Some(match masked.to_ipv4_mapped() {
        Some(short) => (short.into(), bits - 96),
        None => (masked.into(), bits),
    })
}

/// `net.SplitHostPort`; nothing where it fails.
fn split_host_port(entry: &str) -> Option<(&str, &str)> {
    let colon = entry.rfind(':')?;
    let (host, before, after) = if let Some(inside) = entry.strip_prefix('[') {
        let end = inside.find(']').filter(|end| end + 2 == colon)?;
        (&inside[..end], inside, &inside[end + 1..])
    } else {
        (Some(&entry[..colon]).filter(|host| !host.contains(':'))?, entry, entry)
    };
    let clean = !before.contains('[') && !after.contains(']');
    clean.then_some((host, &entry[colon + 1..]))
}

fn in_network(ip: IpAddr, network: IpAddr, bits: u32) -> bool {
    let prefix = |value: u128, width: u32| value.checked_shr(width - bits.min(width)).unwrap_or(0);
    match (ip, network) {
        (IpAddr::V4(a), IpAddr::V4(b)) => {
            prefix(u32::from(a).into(), 32) == prefix(u32::from(b).into(), 32)
        }
        (IpAddr::V6(a), IpAddr::V6(b)) => prefix(a.into(), 128) == prefix(b.into(), 128),
        _ => false,
    }
}
