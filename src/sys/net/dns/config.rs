//! resolv.conf, as Go reads it (net/dnsconfig_unix.go). See resolv.conf(5).

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6};

use crate::sys::machine;

/// resolv.conf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolver {
    /// Name servers in the order in which they are asked: three at most.
    pub servers: Vec<Server>,
    /// Seconds that each is waited for.
    pub timeout: u32,
    /// How often all of them are asked.
    pub attempts: u32,
    /// What is appended to a name.
    pub(super) search: Vec<String>,
    /// From how many dots on a name is asked for as it is first.
    pub(super) ndots: usize,
    /// Each question begins with another server.
    pub(super) rotate: bool,
    /// Addresses of both kinds are asked for one after the other.
    pub(super) single_request: bool,
    /// No UDP.
    pub(super) tcp: bool,
    /// Questions carry the AD bit.
    pub(super) trust_ad: bool,
}

impl Resolver {
    /// Reads the text of resolv.conf; without a name server this machine itself is asked.
    pub fn parse(text: &str) -> Self {
        let mut resolver = Self {
            servers: Vec::new(),
            timeout: 5,
            attempts: 2,
            search: Vec::new(),
            ndots: 1,
            rotate: false,
            single_request: false,
            tcp: false,
            trust_ad: false,
        };
        for line in text.lines().filter(|line| !line.starts_with([';', '#'])) {
            let mut words = line.split([' ', '\t', '\r']).filter(|word| !word.is_empty());
            match words.next() {
                Some("nameserver") if resolver.servers.len() < 3 => {
                    resolver.servers.extend(words.next().and_then(Server::parse));
                }
                Some("domain") => {
                    if let Some(domain) = words.next() {
                        resolver.search = vec![rooted(domain)];
                    }
                }
                Some("search") => {
                    resolver.search = words.map(rooted).filter(|name| name != ".").collect();
                }
                Some("options") => words.for_each(|word| resolver.option(word)),
                _ => {}
            }
        }
        if resolver.servers.is_empty() {
            let here: [IpAddr; 2] = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()];
            resolver.servers.extend(here.map(Server::from));
        }
        if resolver.search.is_empty() {
            resolver.search.extend(own_domain());
        }
        resolver
    }

    fn option(&mut self, word: &str) {
        match word.split_once(':') {
            Some(("timeout", value)) => self.timeout = number(value).max(1),
            Some(("attempts", value)) => self.attempts = number(value).max(1),
            Some(("ndots", value)) => self.ndots = number(value).min(15) as usize,
            _ => {}
        }
        match word {
            "rotate" => self.rotate = true,
            "single-request" | "single-request-reopen" => self.single_request = true,
            "use-vc" | "usevc" | "tcp" => self.tcp = true,
            "trust-ad" => self.trust_ad = true,
            _ => {}
        }
    }
}

/// The digits that it begins with; what has none is nothing.
fn number(text: &str) -> u32 {
    const LARGEST: u32 = 0xff_ffff;
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let digits = &text[..end];
    digits.parse().unwrap_or(if digits.is_empty() { 0 } else { LARGEST }).min(LARGEST)
}

fn rooted(name: &str) -> String {
    if name.ends_with('.') { name.to_owned() } else { format!("{name}.") }
}

/// What follows the first dot of this machine's own name.
fn own_domain() -> Option<String> {
    let name = machine::name()?;
    let (_, domain) = name.split_once('.')?;
    (!domain.is_empty()).then(|| rooted(domain))
}

/// A name server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    address: IpAddr,
    /// The interface that a link-local address is reached by, by name or by number: `fe80::1%eth0`.
    zone: Option<String>,
}

impl From<IpAddr> for Server {
    fn from(address: IpAddr) -> Self {
        Self { address, zone: None }
    }
}

impl fmt::Display for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.zone {
            Some(zone) => write!(f, "{}%{zone}", self.address),
            None => self.address.fmt(f),
        }
    }
}

impl Server {
    /// Nothing where Go and glibc skip the line too; an IPv4 address has no zone.
    pub(super) fn parse(word: &str) -> Option<Self> {
        match word.split_once('%') {
            Some((address, zone)) if !zone.is_empty() => {
                let address = address.parse::<Ipv6Addr>().ok()?.into();
                Some(Self { address, zone: Some(zone.to_owned()) })
            }
            Some(_) => None,
            None => Some(Self { address: word.parse().ok()?, zone: None }),
        }
    }

    pub(super) fn socket(&self, port: u16) -> io::Result<SocketAddr> {
        match (self.address, &self.zone) {
            (IpAddr::V6(address), Some(zone)) => {
                Ok(SocketAddrV6::new(address, port, 0, interface(zone)?).into())
            }
            (address, _) => Ok(SocketAddr::new(address, port)),
        }
    }
}

/// The number of an interface.
fn interface(zone: &str) -> io::Result<u32> {
    if let Ok(number) = zone.parse() {
        return Ok(number);
    }
    machine::interface(zone)
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("no interface {zone}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolv_conf_as_the_resolvers_read_it() {
        let text = "# nameserver 9.9.9.9\nnameserver 10.0.0.1\nnameserver fe80::1%eth0\nsearch a b. .\n\
            options timeout:1 attempts:0 rotate ndots:99 edns0\nnameserver x\n";
        let resolver = Resolver::parse(text);
        assert_eq!(resolver.servers.len(), 2);
        assert_eq!((resolver.timeout, resolver.attempts, resolver.ndots), (1, 1, 15));
        assert_eq!(resolver.search, ["a.", "b."]);
        assert!(resolver.rotate && !resolver.tcp);
        let here: Vec<String> =
            Resolver::parse("").servers.iter().map(ToString::to_string).collect();
        assert_eq!(here, ["127.0.0.1", "::1"]);
        let last = Resolver::parse("search a\ndomain b\noptions timeout:2x attempts:x tcp\n");
        assert_eq!((last.search, last.timeout, last.attempts), (vec!["b.".to_owned()], 2, 1));
        assert!(last.tcp);
        let four = "nameserver 10.0.0.1\n".repeat(4);
        assert_eq!(Resolver::parse(&four).servers.len(), 3);
    }

    #[test]
    fn link_local_address_keeps_its_interface() {
        for (word, server) in [
            ("fe80::1%lo", Some(("fe80::1%lo", Some(1)))),
            ("fe80::1%7", Some(("fe80::1%7", Some(7)))),
            ("fe80::1%gone0", Some(("fe80::1%gone0", None))),
            ("fe80::1%../net/lo", Some(("fe80::1%../net/lo", None))),
            ("::1", Some(("::1", Some(0)))),
            ("192.0.2.1%lo", None),
            ("fe80::1%", None),
        ] {
            let parsed = Server::parse(word);
            let scope = |server: &Server| match server.socket(53).ok()? {
                SocketAddr::V6(socket) => Some(socket.scope_id()),
                SocketAddr::V4(_) => None,
            };
            let told = parsed.as_ref().map(|server| (server.to_string(), scope(server)));
            assert_eq!(told, server.map(|(text, scope)| (text.to_owned(), scope)), "{word}");
        }
    }
}
