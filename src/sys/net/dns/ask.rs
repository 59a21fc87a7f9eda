//! One name server, asked one question: over UDP, and over TCP where the answer is cut short.

use std::io::{self, Read as _, Write as _};
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

use super::config::{Resolver, Server};
use super::message::{AddressKind, Answer, LARGEST, Question, Says};

const PORT: u16 = 53;

/// What one name server said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// It knows the name, or says that it has addresses of another kind.
    Knows,
    /// There is no such name.
    NoSuchName,
    /// It could not find out (SERVFAIL, REFUSED and others): the code of RFC 1035, 4.1.1.
    Failure(u16),
    /// Nothing within the limit.
    Silent,
    /// It cannot be reached: the kernel's words.
    Unreachable(String),
}

/// Asks this server for an IPv4 address of the name: whether it answers, and what.
pub fn ask(server: &Server, name: &str, limit: Duration) -> Said {
    let Some(question) = Question::new(name, AddressKind::V4) else { return Said::NoSuchName };
    match udp(server, &question, false, limit).map(|answer| answer.says) {
        Ok(Says::Addresses(_) | Says::NoneOfThisKind) => Said::Knows,
        Ok(Says::NoSuchName) => Said::NoSuchName,
        Ok(Says::Failure(code)) => Said::Failure(code),
        // RFC 1035: format error, and refused.
        Ok(Says::Broken) => Said::Failure(1),
        Ok(Says::Lame) => Said::Failure(5),
        Err(error) if super::super::is_silence(&error) => Said::Silent,
        Err(error) => Said::Unreachable(super::super::plain_io_words(&error)),
    }
}

/// Asks as resolv.conf says; each way has the limit.
pub(super) fn exchange(
    resolver: &Resolver,
    server: &Server,
    question: &Question,
    limit: Duration,
) -> io::Result<Says> {
    if !resolver.tcp {
        let answer = udp(server, question, resolver.trust_ad, limit)?;
        if !answer.truncated {
            return Ok(answer.says);
        }
    }
    tcp(server, question, resolver.trust_ad, limit)
}

fn udp(
    server: &Server,
    question: &Question,
    trust_ad: bool,
    limit: Duration,
) -> io::Result<Answer> {
    let server = server.socket(PORT)?;
    // As a value: what is to be parsed might be resolved, and libc resolves by loading libraries.
    let here: SocketAddr = if server.is_ipv4() {
        (Ipv4Addr::UNSPECIFIED, 0).into()
    } else {
        (Ipv6Addr::UNSPECIFIED, 0).into()
    };
    let socket = UdpSocket::bind(here)?;
    // Connected, so that a refusal (ICMP) arrives and strangers' answers do not.
    socket.connect(server)?;
    let deadline = Instant::now() + limit;
    socket.send(&question.bytes(trust_ad))?;
    let mut bytes = [0u8; LARGEST as usize];
    loop {
        socket.set_read_timeout(Some(left(deadline)?))?;
        let length = match socket.recv(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            other => other?,
        };
        // What does not answer the question may be forged: the true answer is waited for.
        if let Some(answer) = question.answer(&bytes[..length]) {
            return Ok(answer);
        }
    }
}

fn tcp(server: &Server, question: &Question, trust_ad: bool, limit: Duration) -> io::Result<Says> {
    let deadline = Instant::now() + limit;
    let mut stream = TcpStream::connect_timeout(&server.socket(PORT)?, limit)?;
    stream.set_write_timeout(Some(left(deadline)?))?;
    let bytes = question.bytes(trust_ad);
    let length = u16::try_from(bytes.len()).unwrap_or(u16::MAX).to_be_bytes();
    stream.write_all(&[&length[..], &bytes].concat())?;
    let mut length = [0u8; 2];
    stream.set_read_timeout(Some(left(deadline)?))?;
    stream.read_exact(&mut length)?;
    let mut bytes = vec![0u8; u16::from_be_bytes(length).into()];
    stream.set_read_timeout(Some(left(deadline)?))?;
    stream.read_exact(&mut bytes)?;
    Ok(question.answer(&bytes).map_or(Says::Broken, |answer| answer.says))
}

fn left(deadline: Instant) -> io::Result<Duration> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left.is_zero() { Err(io::ErrorKind::TimedOut.into()) } else { Ok(left) }
}
