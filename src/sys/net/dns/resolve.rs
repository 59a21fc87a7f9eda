//! A name, looked for as Go looks (net/dnsclient_unix.go): which names are asked for, of which
//! server, how often, and which failure is told.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::config::{Resolver, Server};
use super::message::{AddressKind, Question, Says};
use super::order::Order;
use super::{Unresolved, Why, ask, hosts_file};
use crate::sys::fs::read;
use crate::sys::threads;

/// More than any hosts file that blocks advertisements has.
const LARGEST: u64 = 64 << 20;

/// Where to look.
pub(super) struct Lookup {
    pub(super) order: Order,
    pub(super) hosts: &'static str,
    pub(super) resolv_conf: &'static str,
}

impl Lookup {
    pub(super) fn run(
        &self,
        host: &str,
        port: u16,
        deadline: Instant,
    ) -> Result<Vec<SocketAddr>, Unresolved> {
        if self.order.files_first() {
            let found = self.listed(host, port);
            if !found.is_empty() {
                return Ok(found);
            }
        }
        // RFC 6761, 6.3: never a name server's.
        if below(host, "localhost") {
            let here: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
            return Ok(here.map(|address| (address, port).into()).to_vec());
        }
        let failed = match self.order {
            Order::Files => Failure { why: Why::NoSuchHost, server: None },
            _ => match by_name_servers(&self.resolver(), host, deadline) {
                Ok(found) => return Ok(found.into_iter().map(|ip| (ip, port).into()).collect()),
                Err(failed) => failed,
            },
        };
        if self.order == Order::DnsFiles {
            let found = self.listed(host, port);
            if !found.is_empty() {
                return Ok(found);
            }
        }
        let Failure { why, server } = failed;
        Err(Unresolved { why, server, local: is_local(host) })
    }

    fn listed(&self, host: &str, port: u16) -> Vec<SocketAddr> {
        hosts_file::addresses(&file(self.hosts).unwrap_or_default(), host, port)
    }

    fn resolver(&self) -> Resolver {
        Resolver::parse(&file(self.resolv_conf).unwrap_or_default())
    }
}

/// A file of the system, as far as it can be read.
pub(super) fn file(path: &str) -> Option<String> {
    let bytes = read::bytes(Path::new(path), LARGEST).ok().flatten()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether mDNS is to know the name (RFC 6762): no name server does.
pub fn is_local(host: &str) -> bool {
    below(host, "local")
}

/// Whether the last label of the name is this one.
fn below(host: &str, label: &str) -> bool {
    let host = host.strip_suffix('.').unwrap_or(host);
    host.rsplit('.').next().is_some_and(|last| last.eq_ignore_ascii_case(label))
}

#[derive(Clone, Debug)]
struct Failure {
    why: Why,
    server: Option<Server>,
}

fn by_name_servers(
    resolver: &Resolver,
    host: &str,
    deadline: Instant,
) -> Result<Vec<IpAddr>, Failure> {
    let mut told = None;
    for name in names(resolver, host) {
        let mut found = Vec::new();
        for answer in both_kinds(resolver, &name, deadline) {
            match answer {
                Ok(addresses) => found.extend(addresses),
                // What is said of the name as it was written counts more.
                Err(failed) if told.is_none() || name.len() <= host.len() + 1 => {
                    told = Some(failed);
                }
                Err(_) => {}
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(told.unwrap_or(Failure { why: Why::NoSuchHost, server: None }))
}

/// The names that are asked for, one after the other (`nameList`), each with its last dot.
fn names(resolver: &Resolver, host: &str) -> Vec<String> {
    if !is_domain_name(host) {
        return Vec::new();
    }
    let whole = if host.ends_with('.') { host.to_owned() } else { format!("{host}.") };
    let searched = resolver.search.iter().map(|suffix| format!("{whole}{suffix}"));
    let mut names: Vec<String> = if whole == host {
        vec![whole]
    } else if host.matches('.').count() >= resolver.ndots {
        std::iter::once(whole.clone()).chain(searched).collect()
    } else {
        searched.chain([whole.clone()]).collect()
    };
    // RFC 7686: names of Tor are not a name server's business.
    names.retain(|name| name.len() <= 254 && !below(name, "onion"));
    names
}

/// Go's `isDomainName`: what else somebody writes is asked of nobody.
fn is_domain_name(name: &str) -> bool {
    let whole = name.strip_suffix('.').unwrap_or(name);
    let label = |label: &str| {
        (1..64).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    whole.len() <= 253
        && whole.split('.').all(label)
        && whole.bytes().any(|byte| !byte.is_ascii_digit() && byte != b'.')
}

type Found = Result<Vec<IpAddr>, Failure>;

fn both_kinds(resolver: &Resolver, name: &str, deadline: Instant) -> [Found; 2] {
    let one = |kind| one_kind(resolver, name, kind, deadline);
    if resolver.single_request {
        return [one(AddressKind::V4), one(AddressKind::V6)];
    }
    thread::scope(|scope| {
        let six = threads::beside(scope, || one(AddressKind::V6));
        let four = one(AddressKind::V4);
        [four, six.join().unwrap_or_else(|| one(AddressKind::V6))]
    })
}

/// Asks every server, as often as resolv.conf says, until one knows (`tryOneName`).
fn one_kind(resolver: &Resolver, name: &str, kind: AddressKind, deadline: Instant) -> Found {
    static TURN: AtomicUsize = AtomicUsize::new(0);
    let Some(question) = Question::new(name, kind) else {
        return Err(Failure { why: Why::NoSuchHost, server: None });
    };
    let first = if resolver.rotate { TURN.fetch_add(1, Ordering::Relaxed) } else { 0 };
    let servers = resolver.servers.len();
    let mut last = Failure { why: Why::OutOfTime, server: None };
    for number in (0..resolver.attempts).flat_map(|_| 0..servers) {
        let server = &resolver.servers[first.wrapping_add(number) % servers];
        let left = deadline.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Err(Failure { why: Why::OutOfTime, server: None });
        }
        let limit = Duration::from_secs(resolver.timeout.into()).min(left);
        let why = match ask::exchange(resolver, server, &question, limit) {
            Ok(Says::Addresses(found)) => return Ok(found),
            // No other server would know more.
            Ok(Says::NoSuchName | Says::NoneOfThisKind) => {
                return Err(Failure { why: Why::NoSuchHost, server: Some(server.clone()) });
            }
            Ok(Says::Failure(code)) => Why::Failure(Some(code)),
            Ok(Says::Lame | Says::Broken) => Why::Failure(None),
            Err(error) => unreached(&error),
        };
        last = Failure { why, server: Some(server.clone()) };
    }
    Err(last)
}

fn unreached(error: &io::Error) -> Why {
    if super::super::is_silence(error) {
        Why::Silent
    } else {
        Why::Unreachable(super::super::plain_io_words(error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_searched_as_go_searches() {
        let two = "search corp.example lab.example\n";
        let long = "a.".repeat(126) + "a";
        for (conf, host, wanted) in [
            (two, "proxy", &["proxy.corp.example.", "proxy.lab.example.", "proxy."][..]),
            (two, "go.dev", &["go.dev.", "go.dev.corp.example.", "go.dev.lab.example."]),
            (two, "go.dev.", &["go.dev."]),
            (
                "search corp.example\noptions ndots:2\n",
                "go.dev",
                &["go.dev.corp.example.", "go.dev."],
            ),
            ("search corp.example\noptions ndots:0\n", "proxy", &["proxy.", "proxy.corp.example."]),
            (two, "x.onion", &["x.onion.corp.example.", "x.onion.lab.example."]),
            ("search onion\n", "x", &["x."]),
            (two, &long, &[&(long.clone() + ".")]),
            (two, "127.1", &[]),
            (two, "a..b", &[]),
            (two, "-a", &[]),
            (two, "sch\u{f6}n.example", &[]),
            (two, "", &[]),
        ] {
            assert_eq!(names(&Resolver::parse(conf), host), wanted, "{conf}{host}");
        }
    }
}
