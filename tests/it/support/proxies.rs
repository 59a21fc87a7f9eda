//! Proxies on loopback: HTTP (CONNECT and plain) and SOCKS5. Whatever host they are asked for,
//! they lead to one address, so that a test may name hosts that do not exist.

use std::io::{BufRead as _, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

use super::server::{Seen, read_request};

/// How a proxy behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Opens the way.
    Open,
    /// Wants `user:pass` first (407, or SOCKS authentication).
    Password,
    /// Answers 407 and offers NTLM only.
    Ntlm,
    /// Takes the connection and says nothing.
    Stall,
    /// Refuses every host (403, or SOCKS reply 2).
    Refuse,
}

/// Serves one connection, and ends where it breaks.
type Serve = fn(TcpStream, &str, Manner, &Mutex<Vec<String>>) -> Option<()>;

/// A running proxy.
pub struct Proxy {
    address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Proxy {
    /// An HTTP proxy that leads to `target` (host:port).
    pub fn http(target: &str, manner: Manner) -> Self {
        Self::start(target, manner, serve_http)
    }

    /// As [`Proxy::http`], at `[::1]`. Only in a network of its own: not every machine has one.
    pub fn http_six(target: &str, manner: Manner) -> Self {
        Self::start_at("[::1]:0", target, manner, serve_http)
    }

    /// A SOCKS5 proxy that leads to `target`.
    pub fn socks5(target: &str, manner: Manner) -> Self {
        Self::start(target, manner, serve_socks5)
    }

    /// `127.0.0.1:PORT`.
    pub fn place(&self) -> String {
        self.address.to_string()
    }

    /// What it was asked for: `CONNECT host:port`, `GET http://…`, `socks host:port`.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("asked").clone()
    }

    fn start(target: &str, manner: Manner, serve: Serve) -> Self {
        Self::start_at("127.0.0.1:0", target, manner, serve)
    }

    fn start_at(place: &str, target: &str, manner: Manner, serve: Serve) -> Self {
        let listener = TcpListener::bind(place).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (log, target) = (Arc::clone(&asked), target.to_owned());
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (log, target) = (Arc::clone(&log), target.clone());
                thread::spawn(move || serve(stream, &target, manner, &log));
            }
        });
        Self { address, asked }
    }
}

fn serve_http(
    stream: TcpStream,
    target: &str,
    manner: Manner,
    log: &Mutex<Vec<String>>,
) -> Option<()> {
    let mut client = BufReader::new(stream);
    // The first byte of a TLS handshake: to a proxy without TLS, a bad request.
    if client.fill_buf().ok()?.first() == Some(&0x16) {
        let bad = b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n";
        return client.get_mut().write_all(bad).ok();
    }
    let seen = read_request(&mut client)?;
    let asked = seen.line.rsplit_once(' ').map_or("", |(what, _)| what).to_owned();
    log.lock().expect("log").push(asked);
    let known = seen.header("proxy-authorization") == Some("Basic dXNlcjpwYXNz");
    let refusal = match manner {
        Manner::Stall => {
            let _ = client.read(&mut [0]);
            return None;
        }
        Manner::Password if !known => {
            Some("407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"")
        }
        Manner::Ntlm => Some("407 Proxy Authentication Required\r\nProxy-Authenticate: NTLM"),
        Manner::Refuse => Some("403 Forbidden by rule"),
        Manner::Open | Manner::Password => None,
    };
    if let Some(refusal) = refusal {
        let answer = format!("HTTP/1.1 {refusal}\r\ncontent-length: 0\r\n\r\n");
        return client.get_mut().write_all(answer.as_bytes()).ok();
    }
    let mut server = TcpStream::connect(target).ok()?;
    if seen.line.starts_with("CONNECT ") {
        client.get_mut().write_all(b"HTTP/1.1 200 Connection established\r\n\r\n").ok()?;
    } else {
        server.write_all(origin_form(&seen).as_bytes()).ok()?;
    }
    both_ways(client.into_inner(), server)
}

/// What a proxy makes of `GET http://host/path`.
fn origin_form(seen: &Seen) -> String {
    let mut text = format!("GET {} HTTP/1.1\r\n", seen.target());
    for (name, value) in &seen.headers {
        text.push_str(&format!("{name}: {value}\r\n"));
    }
    text + "\r\n"
}

fn serve_socks5(
    mut client: TcpStream,
    target: &str,
    manner: Manner,
    log: &Mutex<Vec<String>>,
) -> Option<()> {
    let [_, methods] = take::<2>(&mut client)?;
    let mut offered = vec![0; usize::from(methods)];
    client.read_exact(&mut offered).ok()?;
    if manner == Manner::Stall {
        let _ = client.read(&mut [0]);
        return None;
    }
    if manner == Manner::Password {
        if !offered.contains(&2) {
            return client.write_all(&[5, 0xff]).ok();
        }
        client.write_all(&[5, 2]).ok()?;
        let [_, length] = take::<2>(&mut client)?;
        let user = text(&mut client, length)?;
        let [length] = take::<1>(&mut client)?;
        let password = text(&mut client, length)?;
        let right = (user.as_str(), password.as_str()) == ("user", "pass");
        client.write_all(&[1, u8::from(!right)]).ok()?;
        if !right {
            return None;
        }
    } else {
        client.write_all(&[5, 0]).ok()?;
    }
    let [_, _, _, kind] = take::<4>(&mut client)?;
    let host = match kind {
        3 => {
            let [length] = take::<1>(&mut client)?;
            text(&mut client, length)?
        }
        _ => std::net::Ipv4Addr::from(take::<4>(&mut client)?).to_string(),
    };
    let port = u16::from_be_bytes(take::<2>(&mut client)?);
    log.lock().expect("log").push(format!("socks {host}:{port}"));
    let reply = if manner == Manner::Refuse { 2 } else { 0 };
    client.write_all(&[5, reply, 0, 1, 0, 0, 0, 0, 0, 0]).ok()?;
    if reply != 0 {
        return None;
    }
    both_ways(client, TcpStream::connect(target).ok()?)
}

fn take<const N: usize>(stream: &mut TcpStream) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    stream.read_exact(&mut bytes).ok()?;
    Some(bytes)
}

fn text(stream: &mut TcpStream, length: u8) -> Option<String> {
    let mut bytes = vec![0; usize::from(length)];
    stream.read_exact(&mut bytes).ok()?;
    String::from_utf8(bytes).ok()
}

fn both_ways(client: TcpStream, server: TcpStream) -> Option<()> {
    let (mut from_client, mut to_server) = (client.try_clone().ok()?, server.try_clone().ok()?);
    thread::spawn(move || {
        let _ = std::io::copy(&mut from_client, &mut to_server);
        let _ = to_server.shutdown(Shutdown::Write);
    });
    let (mut from_server, mut to_client) = (server, client);
    let _ = std::io::copy(&mut from_server, &mut to_client);
    to_client.shutdown(Shutdown::Both).ok()
}
