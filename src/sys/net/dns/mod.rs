//! Names and addresses. On Linux they are found by this program itself as Go's own resolver finds them
//! (net/conf.go, net/dnsclient_unix.go): the hosts file, then the name servers of resolv.conf. libc is
//! not asked: `getaddrinfo` loads libraries that nsswitch.conf names, and a statically linked program may
//! die of them. What such libraries know alone (mDNS, containers of systemd) is not found. Elsewhere the
//! system is asked, as Go asks it there.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(not(target_os = "linux"))]
mod system;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(not(target_os = "linux"))]
use system as os;

#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
mod ask;
mod config;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
mod hosts_file;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
pub(crate) mod message;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
pub(crate) mod order;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
mod prefer;
#[cfg_attr(not(target_os = "linux"), allow(dead_code, reason = "the system is asked there"))]
mod resolve;

use std::fmt;
use std::net::SocketAddr;
use std::time::Instant;

pub use ask::{Said, ask};
pub use config::{Resolver, Server};
pub use hosts_file::in_hosts;
pub use resolve::is_local;

/// Whether this program asks the name servers itself; else nobody knows which there are.
pub const OWN: bool = os::OWN;

/// The addresses of a host, the best one first (RFC 6724): never none.
///
/// # Errors
/// Why there are none.
pub fn addresses(host: &str, port: u16, deadline: Instant) -> Result<Vec<SocketAddr>, Unresolved> {
    let literal = Server::parse(host).and_then(|literal| literal.socket(port).ok());
    if let Some(address) = literal {
        return Ok(vec![address]);
    }
    os::addresses(host, port, deadline)
}

/// Why a name has no address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unresolved {
    /// What happened.
    pub why: Why,
    /// The name server that it happened at.
    pub server: Option<Server>,
    /// It ends with `.local`: names that mDNS knows, which nobody asks here.
    pub local: bool,
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such host.
    NoSuchHost,
    /// The name server did not answer.
    Silent,
    /// The name server could not find out: the code of RFC 1035, 4.1.1; none where its answer is none.
    Failure(Option<u16>),
    /// The name server cannot be reached: the kernel's words.
    Unreachable(String),
    /// The deadline passed before all were asked.
    OutOfTime,
}

impl fmt::Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.why, &self.server) {
            (Why::NoSuchHost, Some(server)) => write!(f, "no such host (name server {server})")?,
            (Why::NoSuchHost, None) => f.write_str("no such host")?,
            (Why::OutOfTime, _) => f.write_str("no name server answered in time")?,
            (why, server) => {
                f.write_str("name server ")?;
                match server {
                    Some(server) => write!(f, "{server} ")?,
                    None => f.write_str("")?,
                }
                match why {
                    Why::Failure(Some(code)) => write!(f, "failed (code {code})")?,
                    Why::Failure(None) => f.write_str("gave an answer that is none")?,
                    Why::Unreachable(words) => write!(f, "cannot be reached: {words}")?,
                    _ => f.write_str("does not answer")?,
                }
            }
        }
        if self.local {
            f.write_str(
                "; names below .local are known to mDNS, which goenvmgr does not ask: \
                write the host into /etc/hosts",
            )?;
        }
        Ok(())
    }
}

impl std::error::Error for Unresolved {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unresolved_says_who_was_asked_and_why_a_local_name_is_not_found() {
        let server = Server::parse("192.0.2.1");
        let words = |why, local| Unresolved { why, server: server.clone(), local }.to_string();
        assert_eq!(words(Why::NoSuchHost, false), "no such host (name server 192.0.2.1)");
        assert_eq!(words(Why::Silent, false), "name server 192.0.2.1 does not answer");
        assert_eq!(words(Why::Failure(Some(2)), false), "name server 192.0.2.1 failed (code 2)");
        assert!(words(Why::NoSuchHost, true).contains("mDNS"));
    }

    #[test]
    fn addresses_of_literals_ask_nobody() {
        let soon = Instant::now();
        let of = |host| addresses(host, 80, soon).map(|found| found[0].to_string());
        assert_eq!(of("192.0.2.1").unwrap(), "192.0.2.1:80");
        assert_eq!(of("2001:db8::1").unwrap(), "[2001:db8::1]:80");
        assert_eq!(of("fe80::1%lo").unwrap(), "[fe80::1%1]:80");
    }
}
