//! The two ways through a proxy: HTTP CONNECT and SOCKS5 (RFC 1928, RFC 1929).

use std::io::{self, Read, Write};

use super::proxy::Proxy;
use super::trouble::{Told, Trouble};

/// Longest answer to a CONNECT that is read.
const CONNECT_ANSWER: usize = 16 * 1024;

/// Asks an HTTP proxy for a tunnel.
pub(super) fn connect(
    stream: &mut (impl Read + Write),
    host: &str,
    port: u16,
    proxy: &Proxy,
) -> io::Result<()> {
    let place =
        if host.contains(':') { format!("[{host}]:{port}") } else { format!("{host}:{port}") };
    let mut ask = format!("CONNECT {place} HTTP/1.1\r\nHost: {place}\r\n");
    ask.push_str(&format!("User-Agent: {}\r\n", super::USER_AGENT));
    if let Some(credentials) = &proxy.credentials {
        ask.push_str(&format!("Proxy-Authorization: {}\r\n", credentials.basic()));
    }
    ask.push_str("\r\n");
    stream.write_all(ask.as_bytes())?;
    stream.flush()?;
    let answer = head(stream)?;
    let status = answer.split_once(' ').map(|(_, rest)| rest.trim()).unwrap_or_default();
    match status.split(' ').next().and_then(|code| code.parse::<u16>().ok()) {
        Some(200..300) => Ok(()),
        Some(407) => Err(io::Error::other(authentication(&answer, proxy))),
        Some(_) => {
            let line = status.lines().next().unwrap_or_default();
            Err(io::Error::other(Told::new(Trouble::ProxySaid(line.to_owned()), line)))
        }
        None => Err(io::Error::other(Told::new(
            Trouble::ProxySaid("no HTTP".to_owned()),
            "the proxy did not answer in HTTP",
        ))),
    }
}

/// Reads byte by byte up to the blank line: what follows belongs to the tunnel.
fn head(stream: &mut impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    let mut byte = [0u8];
    while !bytes.ends_with(b"\r\n\r\n") && !bytes.ends_with(b"\n\n") {
        if bytes.len() >= CONNECT_ANSWER || stream.read(&mut byte)? == 0 {
            return Err(io::Error::other("the proxy ended its answer early"));
        }
        bytes.push(byte[0]);
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn authentication(answer: &str, proxy: &Proxy) -> Told {
    let offers: Vec<String> = answer
        .lines()
        .filter_map(|line| line.split_once(':'))
        .filter(|(name, _)| name.eq_ignore_ascii_case("proxy-authenticate"))
        .map(|(_, value)| value.trim().split(' ').next().unwrap_or_default().to_owned())
        .collect();
    let basic = offers.is_empty() || offers.iter().any(|o| o.eq_ignore_ascii_case("basic"));
    let words = match (&proxy.credentials, basic) {
        (None, true) => "407: it wants a user and a password in HTTPS_PROXY".to_owned(),
        (Some(_), true) => {
            "407: it does not accept the user and password of HTTPS_PROXY".to_owned()
        }
        (_, false) => format!("407: it wants {}, which Go cannot do either", offers.join(" or ")),
    };
    Told::new(Trouble::ProxyAuth { offers, sent: proxy.credentials.is_some() }, &words)
}

/// Asks a SOCKS5 proxy to connect; the proxy resolves the name, as with Go.
pub(super) fn socks5(
    stream: &mut (impl Read + Write),
    host: &str,
    port: u16,
    proxy: &Proxy,
) -> io::Result<()> {
    let login = proxy.credentials.as_ref();
    stream.write_all(if login.is_some() { &[5, 2, 0, 2] } else { &[5, 1, 0] })?;
    match (read_array::<2>(stream)?, login) {
        ([5, 0], _) => {}
        ([5, 2], Some(login)) => {
            let mut message = vec![1];
            push_text(&mut message, &login.user)?;
            push_text(&mut message, &login.password)?;
            stream.write_all(&message)?;
            if read_array::<2>(stream)?[1] != 0 {
                return Err(io::Error::other("SOCKS: wrong user or password"));
            }
        }
        ([5, _], None) => return Err(io::Error::other("SOCKS: it wants a user and a password")),
        _ => return Err(io::Error::other("it does not speak SOCKS5")),
    }
    let mut ask = vec![5, 1, 0];
    match host.parse::<std::net::IpAddr>() {
        Ok(std::net::IpAddr::V4(ip)) => {
            ask.push(1);
            ask.extend(ip.octets());
        }
        Ok(std::net::IpAddr::V6(ip)) => {
            ask.push(4);
            ask.extend(ip.octets());
        }
        Err(_) => {
            ask.push(3);
            push_text(&mut ask, host.as_bytes())?;
        }
    }
    ask.extend(port.to_be_bytes());
    stream.write_all(&ask)?;
    socks5_answer(stream)
}

fn socks5_answer(stream: &mut impl Read) -> io::Result<()> {
    let [version, reply, _, kind] = read_array::<4>(stream)?;
    if version != 5 {
        return Err(io::Error::other("it does not speak SOCKS5"));
    }
    if reply != 0 {
        let why = match reply {
            2 => "its rules do not allow it",
            3 => "network unreachable",
            4 => "host unreachable",
            5 => "connection refused",
            6 => "it took too long",
            _ => "it could not connect",
        };
        return Err(io::Error::other(format!("SOCKS: {why} ({reply})")));
    }
    let address = match kind {
        1 => 4,
        4 => 16,
        _ => usize::from(read_array::<1>(stream)?[0]),
    };
    let mut bound = vec![0; address + 2];
    stream.read_exact(&mut bound)
}

fn push_text(message: &mut Vec<u8>, text: &[u8]) -> io::Result<()> {
    let length = u8::try_from(text.len())
        .map_err(|_| io::Error::other("SOCKS: names and passwords have 255 bytes at most"))?;
    message.push(length);
    message.extend(text);
    Ok(())
}

fn read_array<const N: usize>(stream: &mut impl Read) -> io::Result<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes)?;
    Ok(bytes)
}
