//! First contact: resolve, connect, pass the proxy, shake hands; all of it within one limit.
//!
//! It runs on a thread of its own that is left behind when time is up: an answer that trickles in
//! byte by byte would hold it for longer.

use std::io::{self, Read, Write};
use std::net::{IpAddr, TcpStream};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use super::proxy::{Proxy, ProxyKind};
use super::tls::Trust;
use super::trouble::{Bad, Certificate, Stage, Told, Trouble};
use super::{NetError, NetErrorKind, dns, eyeballs, tunnel};
use crate::sys::threads;

/// Where to, and by which way.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) host: String,
    pub(super) port: u16,
    pub(super) tls: bool,
    /// What messages call it.
    pub(super) place: String,
    pub(super) proxy: Option<Proxy>,
    /// Whether a host is refused that only this machine's own link leads to.
    pub(super) refuses_link_local: bool,
}

/// A byte stream in both directions.
pub(super) trait Stream: Read + Write + Send + Sync {}
impl<T: Read + Write + Send + Sync> Stream for T {}

/// A connection that may be used.
pub(super) struct Connection {
    pub(super) stream: Box<dyn Stream>,
    /// The socket below, to set limits and to probe.
    pub(super) socket: TcpStream,
}

/// What was going on when time ran out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Resolving = 0,
    Connecting = 1,
    Tunnel = 2,
    Tls = 3,
}

/// Why there is no connection.
#[derive(Debug)]
pub(super) struct DialError {
    pub(super) error: NetError,
    /// It was the proxy that could not be reached.
    pub(super) at_proxy: bool,
    pub(super) timed_out: bool,
}

/// Connects to a port, without a proxy and without TLS.
///
/// # Errors
/// Why there is no connection within the limit.
pub fn connect(host: &str, port: u16, limit: Duration) -> Result<TcpStream, NetError> {
    let target = Target {
        host: host.to_owned(),
        port,
        tls: false,
        place: format!("{host}:{port}"),
        proxy: None,
        refuses_link_local: false,
    };
    let dialled = dial(&target, &Arc::new(Trust::none()), limit);
    dialled.map(|connection| connection.socket).map_err(|error| error.error)
}

/// Connects within the limit.
pub(super) fn dial(
    target: &Target,
    trust: &Arc<Trust>,
    limit: Duration,
) -> Result<Connection, DialError> {
    let (send, receive) = mpsc::sync_channel(1);
    let phase = Arc::new(AtomicU8::new(0));
    let job = Job {
        target: target.clone(),
        trust: Arc::clone(trust),
        deadline: Instant::now() + limit,
        phase: Arc::clone(&phase),
    };
    let begun = Instant::now();
    threads::detached_or_here("dial", move || {
        // Nobody listens any more when time was up.
        let _ = send.send(job.run());
    });
    let dialled = match receive.recv_timeout(limit) {
        Ok(Err(error)) if is_timeout(&error) => Err(out_of_time(target, current(&phase))),
        Ok(Err(error)) => Err(job_error(target, current(&phase), &error)),
        Ok(Ok(connection)) => Ok(connection),
        Err(_) => Err(out_of_time(target, current(&phase))),
    };
    log(target, &dialled, begun.elapsed());
    dialled
}

fn log(target: &Target, dialled: &Result<Connection, DialError>, took: Duration) {
    let proxy = target.proxy.as_ref().map(Proxy::place);
    let proxy = proxy.as_deref().unwrap_or("none");
    match dialled {
        Ok(Connection { socket, .. }) => {
            let address = socket.peer_addr().ok();
            tracing::debug!(to = target.place, proxy, ?address, ?took, "connected");
        }
        Err(DialError { error, .. }) => {
            tracing::debug!(to = target.place, proxy, %error, ?took, "not connected");
        }
    }
}

struct Job {
    target: Target,
    trust: Arc<Trust>,
    deadline: Instant,
    phase: Arc<AtomicU8>,
}

impl Job {
    fn run(&self) -> io::Result<Connection> {
        let Target { host, port, .. } = &self.target;
        // By a proxy the name is resolved over there: what is written as an address is seen here.
        let literal = host.trim_matches(['[', ']']).parse().is_ok_and(is_link_local);
        if self.target.refuses_link_local && literal {
            return Err(refused_link_local());
        }
        let (dial_host, dial_port) =
            self.target.proxy.as_ref().map_or((host, *port), |proxy| (&proxy.host, proxy.port));
        let socket = self.connect(dial_host, dial_port)?;
        socket.set_nodelay(true)?;
        let mut stream: Box<dyn Stream> = Box::new(socket.try_clone()?);
        if let Some(proxy) = &self.target.proxy {
            self.enter(Phase::Tunnel, &socket)?;
            if proxy.kind == ProxyKind::Https {
                stream = self.handshake(stream, &proxy.host)?;
            }
            match proxy.kind {
                ProxyKind::Socks5 => tunnel::socks5(&mut stream, host, *port, proxy)?,
                ProxyKind::Http | ProxyKind::Https if self.target.tls => {
                    tunnel::connect(&mut stream, host, *port, proxy)?;
                }
                // Plain HTTP through an HTTP proxy needs no tunnel: see wire.rs.
                ProxyKind::Http | ProxyKind::Https => {}
            }
        }
        if self.target.tls {
            self.enter(Phase::Tls, &socket)?;
            stream = self.handshake(stream, host)?;
        }
        Ok(Connection { stream, socket })
    }

    fn connect(&self, host: &str, port: u16) -> io::Result<TcpStream> {
        let addresses = dns::addresses(host, port, self.deadline).map_err(|unresolved| {
            let kind = match unresolved.why {
                dns::Why::OutOfTime => io::ErrorKind::TimedOut,
                _ => io::ErrorKind::NotFound,
            };
            io::Error::new(kind, unresolved)
        })?;
        self.phase.store(Phase::Connecting as u8, Ordering::Relaxed);
        if self.target.refuses_link_local && addresses.iter().any(|one| is_link_local(one.ip())) {
            return Err(refused_link_local());
        }
        eyeballs::connect(&addresses, self.deadline)
    }

    fn enter(&self, phase: Phase, socket: &TcpStream) -> io::Result<()> {
        self.phase.store(phase as u8, Ordering::Relaxed);
        let left = Some(self.left()?);
        socket.set_read_timeout(left)?;
        socket.set_write_timeout(left)
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.deadline.saturating_duration_since(Instant::now());
        if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
    }

    fn handshake(&self, mut below: Box<dyn Stream>, host: &str) -> io::Result<Box<dyn Stream>> {
        let config = self.trust.config().map_err(tls_error)?;
        let name = rustls::pki_types::ServerName::try_from(host.to_owned())
            .map_err(|_| tls_error("the host name cannot stand in a certificate"))?;
        let mut session = rustls::ClientConnection::new(config, name).map_err(tls_error)?;
        while session.is_handshaking() {
            self.left()?;
            session.complete_io(&mut below).map_err(|e| plain_tls_words(e, &self.trust))?;
        }
        Ok(Box::new(rustls::StreamOwned::new(session, below)))
    }
}

/// Addresses that are good on one link alone (RFC 3927, RFC 4291), and the one by which a cloud's own
/// service is asked over IPv6. Clouds hand a machine's credentials out there.
fn is_link_local(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_link_local(),
        IpAddr::V6(v6) => {
            let metadata = v6.segments() == [0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254];
            let mapped = v6.to_ipv4_mapped().is_some_and(|v4| v4.is_link_local());
            v6.is_unicast_link_local() || metadata || mapped
        }
    }
}

fn refused_link_local() -> io::Error {
    let words = "an address of this machine's own link, which is not asked";
    io::Error::new(io::ErrorKind::PermissionDenied, words)
}

fn tls_error(text: impl std::fmt::Display) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, text.to_string())
}

/// What people search for, for the failures that people meet.
fn plain_tls_words(error: io::Error, trust: &Trust) -> io::Error {
    use rustls::Error::{InvalidCertificate, InvalidMessage};
    let inner = error.get_ref().and_then(|e| e.downcast_ref::<rustls::Error>());
    let told = match inner {
        Some(InvalidCertificate(rustls::CertificateError::Other(other))) => {
            match other.0.downcast_ref::<Certificate>() {
                Some(certificate) => bad_certificate(certificate.clone(), trust),
                None => return error,
            }
        }
        Some(InvalidMessage(_)) => {
            Told::new(Trouble::NotTls, "the server does not speak TLS on this port")
        }
        _ => return error,
    };
    io::Error::new(io::ErrorKind::InvalidData, told)
}

fn bad_certificate(certificate: Certificate, trust: &Trust) -> Told {
    let words = match &certificate.bad {
        Bad::Untrusted => {
            &format!("the certificate is not trusted by this machine ({})", trust.what_is_missing())
        }
        Bad::Expired => "the certificate has expired, or this machine's clock is wrong",
        Bad::NotYet => "the certificate is not valid yet, or this machine's clock is wrong",
        Bad::OtherName => "the certificate is for another host",
        Bad::Purpose => "the certificate is trusted, but not for servers (extended key usage)",
        Bad::Other(words) => &words.clone(),
    };
    Told::new(Trouble::Certificate(Box::new(certificate)), words)
}

fn current(phase: &AtomicU8) -> Phase {
    match phase.load(Ordering::Relaxed) {
        0 => Phase::Resolving,
        1 => Phase::Connecting,
        2 => Phase::Tunnel,
        _ => Phase::Tls,
    }
}

fn is_timeout(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

fn out_of_time(target: &Target, phase: Phase) -> DialError {
    let doing = match phase {
        Phase::Resolving => "still resolving the name",
        Phase::Connecting => "still connecting",
        Phase::Tunnel => "the proxy did not open the way",
        Phase::Tls => "still in the TLS handshake",
    };
    let words = format!("{doing}{}", by_way_of(target));
    // A tunnel that does not open may be the target's fault: only a proxy that could not be
    // reached is held against the proxy.
    let at_proxy = target.proxy.is_some() && matches!(phase, Phase::Resolving | Phase::Connecting);
    let stage = match phase {
        Phase::Resolving => Stage::Resolving,
        Phase::Connecting => Stage::Connecting,
        Phase::Tunnel => Stage::Tunnel,
        Phase::Tls => Stage::Tls,
    };
    let error = NetError::new(&target.place, NetErrorKind::Silence, &words)
        .caused(Trouble::Silent(stage), target.proxy.is_some() && phase != Phase::Tls);
    DialError { error, at_proxy, timed_out: true }
}

fn job_error(target: &Target, phase: Phase, error: &io::Error) -> DialError {
    let at_proxy = target.proxy.is_some() && phase != Phase::Tls;
    let kind = match phase {
        Phase::Tunnel => NetErrorKind::Proxy,
        Phase::Tls => NetErrorKind::Tls,
        Phase::Resolving => NetErrorKind::Resolve,
        Phase::Connecting if error.kind() == io::ErrorKind::NotFound => NetErrorKind::Resolve,
        Phase::Connecting => NetErrorKind::Connection,
    };
    let words = format!("{}{}", super::plain_io_words(error), by_way_of(target));
    let trouble = Told::inside(error).unwrap_or(match (kind, error.kind()) {
        (NetErrorKind::Resolve, _) => Trouble::Name,
        (_, io::ErrorKind::ConnectionRefused) => Trouble::Refused,
        (_, io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable) => {
            Trouble::Unreachable
        }
        // `prohibit` routes and firewalls on this very machine.
        (NetErrorKind::Connection, io::ErrorKind::PermissionDenied) => Trouble::Unreachable,
        _ => Trouble::Other,
    });
    let error = NetError::new(&target.place, kind, &words).caused(trouble, at_proxy);
    DialError { error, at_proxy, timed_out: false }
}

fn by_way_of(target: &Target) -> String {
    target.proxy.as_ref().map(|p| format!(" (through proxy {})", p.place())).unwrap_or_default()
}
