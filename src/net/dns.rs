//! Name servers, asked one by one: which of them answers, and what. Nothing is resolved this way; it
//! only explains why resolving fails or takes long. Rules: resolv.conf(5), RFC 1035.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, SocketAddrV6, UdpSocket};
use std::path::Path;
use std::time::Duration;

use crate::fs::read;

/// resolv.conf, as far as it decides how long a lookup takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolver {
    /// Name servers in the order in which they are asked: three at most.
    pub servers: Vec<Server>,
    /// Seconds that each is waited for.
    pub timeout: u32,
    /// How often all of them are asked.
    pub attempts: u32,
}

impl Resolver {
    /// Reads the text of resolv.conf; without a name server this machine itself is asked.
    pub fn parse(text: &str) -> Self {
        let mut resolver = Self { servers: Vec::new(), timeout: 5, attempts: 2 };
        for line in text.lines() {
            let mut words = line.split_whitespace();
            match words.next() {
                Some("nameserver") => {
                    resolver.servers.extend(words.next().and_then(Server::parse));
                }
                Some("options") => words.for_each(|word| resolver.option(word)),
                _ => {}
            }
        }
        resolver.servers.truncate(3);
        if resolver.servers.is_empty() {
            resolver.servers.push(Server::from(IpAddr::from(Ipv4Addr::LOCALHOST)));
        }
        resolver
    }

    fn option(&mut self, word: &str) {
        let number = |text: &str| text.parse().unwrap_or(1u32).clamp(1, 30);
        match word.split_once(':') {
            Some(("timeout", value)) => self.timeout = number(value),
            Some(("attempts", value)) => self.attempts = number(value),
            _ => {}
        }
    }
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
    fn parse(word: &str) -> Option<Self> {
        match word.split_once('%') {
            Some((address, zone)) if !zone.is_empty() => {
                let address = address.parse::<Ipv6Addr>().ok()?.into();
                Some(Self { address, zone: Some(zone.to_owned()) })
            }
            Some(_) => None,
            None => Some(Self { address: word.parse().ok()?, zone: None }),
        }
    }

    fn socket(&self) -> io::Result<SocketAddr> {
        match (self.address, &self.zone) {
            (IpAddr::V6(address), Some(zone)) => {
                Ok(SocketAddrV6::new(address, 53, 0, interface(zone)?).into())
            }
            (address, _) => Ok(SocketAddr::new(address, 53)),
        }
    }
}

/// The number of an interface.
fn interface(zone: &str) -> io::Result<u32> {
    if let Ok(number) = zone.parse() {
        return Ok(number);
    }
    let file = Path::new("/sys/class/net").join(zone).join("ifindex");
    let text = if zone.contains('/') { None } else { read::text(&file, 64).ok().flatten() };
    text.and_then(|text| text.trim().parse().ok())
        .ok_or_else(|| io::Error::new(io::ErrorKind::NotFound, format!("no interface {zone}")))
}

/// Whether a hosts file names this host.
pub fn in_hosts(text: &str, host: &str) -> bool {
    text.lines().any(|line| {
        let line = line.split('#').next().unwrap_or_default();
        line.split_whitespace().skip(1).any(|name| name.eq_ignore_ascii_case(host))
    })
}

/// What one name server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It knows the name, or says that it has addresses of another kind.
    Knows,
    /// There is no such name.
    NoSuchName,
    /// It could not find out (SERVFAIL, REFUSED and others): the code of RFC 1035, 4.1.1.
    Failure(u8),
    /// Nothing within the limit.
    Silent,
    /// It cannot be reached: the kernel's words.
    Unreachable(String),
}

/// Asks this server for an IPv4 address of the name.
pub fn ask(server: &Server, name: &str, limit: Duration) -> Said {
    let asked = question(name).map(|question| exchange(server.socket()?, &question, limit));
    match asked {
        None => Said::NoSuchName,
        Some(Ok(said)) => said,
        Some(Err(error)) if super::is_silence(&error) => Said::Silent,
        Some(Err(error)) => Said::Unreachable(super::plain_io_words(&error)),
    }
}

const ID: [u8; 2] = [0x67, 0x6f];

fn question(name: &str) -> Option<Vec<u8>> {
    let mut bytes = vec![ID[0], ID[1], 1, 0, 0, 1, 0, 0, 0, 0, 0, 0];
    for label in name.trim_end_matches('.').split('.') {
        let length = u8::try_from(label.len()).ok().filter(|length| (1..64).contains(length))?;
        bytes.push(length);
        bytes.extend(label.bytes());
    }
    bytes.extend([0, 0, 1, 0, 1]);
    Some(bytes)
}

fn exchange(server: SocketAddr, question: &[u8], limit: Duration) -> io::Result<Said> {
    let here = if server.is_ipv4() { "0.0.0.0:0" } else { "[::]:0" };
    let socket = UdpSocket::bind(here)?;
    // Connected, so that a refusal (ICMP) arrives and strangers' answers do not.
    socket.connect(server)?;
    socket.set_read_timeout(Some(limit))?;
    socket.send(question)?;
    let mut answer = [0u8; 2048];
    let length = socket.recv(&mut answer)?;
    Ok(read(&answer[..length]))
}

fn read(answer: &[u8]) -> Said {
    match answer {
        [a, b, flags, code, ..] if [*a, *b] == ID && flags & 0x80 != 0 => match code & 0x0f {
            0 => Said::Knows,
            3 => Said::NoSuchName,
            other => Said::Failure(other),
        },
        _ => Said::Failure(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn resolv_conf_as_the_resolvers_read_it() {
        let text = "# nameserver 9.9.9.9\nnameserver 10.0.0.1\nnameserver fe80::1%eth0\nsearch a b\n\
            options timeout:1 attempts:0 rotate\nnameserver x\n";
        let resolver = Resolver::parse(text);
        assert_eq!(resolver.servers.len(), 2);
        assert_eq!((resolver.timeout, resolver.attempts), (1, 1));
        assert_eq!(Resolver::parse("").servers, [IpAddr::from(Ipv4Addr::LOCALHOST).into()]);
    }

    #[test]
    fn a_link_local_address_keeps_its_interface() {
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
            let scope = |server: &Server| match server.socket().ok()? {
                SocketAddr::V6(socket) => Some(socket.scope_id()),
                SocketAddr::V4(_) => None,
            };
            let told = parsed.as_ref().map(|server| (server.to_string(), scope(server)));
            assert_eq!(told, server.map(|(text, scope)| (text.to_owned(), scope)), "{word}");
        }
    }

    #[test]
    fn a_hosts_file_counts_names_and_no_comments() {
        let text = "127.0.0.1 localhost\n10.0.0.1\ta.example  B.example # c.example\n";
        assert!(in_hosts(text, "b.example") && in_hosts(text, "a.example"));
        assert!(!in_hosts(text, "c.example") && !in_hosts(text, "10.0.0.1"));
    }

    #[test]
    fn questions_and_answers() {
        assert_eq!(question("go.dev").unwrap()[12..], *b"\x02go\x03dev\0\0\x01\0\x01");
        assert_eq!(question("a..b"), None);
        assert_eq!(read(&[0x67, 0x6f, 0x81, 0x80, 0]), Said::Knows);
        assert_eq!(read(&[0x67, 0x6f, 0x81, 0x83, 0]), Said::NoSuchName);
        assert_eq!(read(&[0x67, 0x6f, 0x81, 0x82, 0]), Said::Failure(2));
        assert_eq!(read(b"no"), Said::Failure(1));
    }
}
