//! Our connections under ureq's HTTP: ureq keeps the protocol and the pool, this keeps the clock.

use std::fmt;
use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::Duration;

use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{
    Buffers, ConnectionDetails, Connector, LazyBuffers, NextTimeout, Transport,
};

use super::dial::{self, Stream, Target};
use super::hosts::Hosts;
use super::proxy::{Proxies, ProxyKind};
use super::tls::Trust;
use super::url::{Scheme, Url};

/// Bytes that one read may bring.
const INPUT: usize = 128 * 1024;
/// Longest request head.
const OUTPUT: usize = 32 * 1024;

/// Names are resolved by [`dial`], on a thread that can be left behind.
#[derive(Debug)]
pub(super) struct NoResolver;

impl Resolver for NoResolver {
    fn resolve(
        &self,
        _uri: &ureq::http::Uri,
        _config: &ureq::config::Config,
        _timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        Ok(self.empty())
    }
}

/// Opens connections for ureq.
#[derive(Debug)]
pub(super) struct Dialer {
    pub(super) hosts: Arc<Hosts>,
    pub(super) proxies: Arc<Proxies>,
    pub(super) trust: Arc<Trust>,
    pub(super) silence: Duration,
    /// Whether hosts are refused that only this machine's own link leads to.
    pub(super) refuses_link_local: bool,
}

impl Connector for Dialer {
    type Out = Wire;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        _chained: Option<()>,
    ) -> Result<Option<Wire>, ureq::Error> {
        let url = Url::parse(&details.uri.to_string()).map_err(ureq::Error::BadUri)?;
        let proxy = self.proxies.route(&url);
        let proxy = proxy.map_err(|why| ureq::Error::BadUri(why.to_string()))?.cloned();
        let target = Target {
            host: url.host().to_owned(),
            port: url.port(),
            tls: url.scheme() == Scheme::Https,
            place: url.place(),
            proxy,
            refuses_link_local: self.refuses_link_local,
        };
        let connection = dial::dial(&target, &self.trust, *details.timeout.after)
            .map_err(|error| ureq::Error::Other(Box::new(Refusal(error))))?;
        self.hosts.reached(&target.place);
        let forward = target.proxy.filter(|p| !target.tls && p.kind != ProxyKind::Socks5);
        if let Some(proxy) = &forward {
            self.hosts.reached(&proxy.place());
        }
        Ok(Some(Wire {
            stream: connection.stream,
            socket: connection.socket,
            tls: target.tls,
            buffers: LazyBuffers::new(INPUT, OUTPUT),
            silence: self.silence,
            forward: forward.map(|proxy| Forward {
                origin: format!("http://{}", target.place),
                authorization: proxy.credentials.map(|c| c.basic()),
            }),
        }))
    }
}

/// A [`dial::DialError`] on its way through ureq.
#[derive(Debug)]
pub(super) struct Refusal(pub(super) dial::DialError);

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.error.fmt(f)
    }
}

impl std::error::Error for Refusal {}

/// How plain HTTP is asked of an HTTP proxy: the whole URL in the request line.
struct Forward {
    origin: String,
    authorization: Option<String>,
}

/// One connection.
pub(super) struct Wire {
    stream: Box<dyn Stream>,
    socket: TcpStream,
    tls: bool,
    buffers: LazyBuffers,
    silence: Duration,
    forward: Option<Forward>,
}

impl Transport for Wire {
    fn buffers(&mut self) -> &mut dyn Buffers {
        &mut self.buffers
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), ureq::Error> {
        self.socket.set_write_timeout(Some(self.patience(timeout)))?;
        let output = self.buffers.output();
        let output = &output[..amount.min(output.len())];
        match &self.forward {
            Some(forward) => self.stream.write_all(&forward.rewrite(output))?,
            None => self.stream.write_all(output)?,
        }
        self.stream.flush()?;
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, ureq::Error> {
        self.socket.set_read_timeout(Some(self.patience(timeout)))?;
        let room = self.buffers.input_append_buf();
        let amount = loop {
            match self.stream.read(room) {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other.map_err(cut)?,
            }
        };
        self.buffers.input_appended(amount);
        Ok(amount > 0)
    }

    fn is_open(&mut self) -> bool {
        // Nothing to read is what an idle connection looks like; bytes or an end are not.
        let mut byte = [0u8];
        let quiet = self.socket.set_nonblocking(true).is_ok()
            && matches!(self.socket.peek(&mut byte), Err(e) if e.kind() == io::ErrorKind::WouldBlock);
        self.socket.set_nonblocking(false).is_ok() && quiet
    }

    fn is_tls(&self) -> bool {
        self.tls
    }
}

impl Wire {
    fn patience(&self, timeout: NextTimeout) -> Duration {
        // A socket has no zero limit.
        self.silence.min(*timeout.after).max(Duration::from_millis(1))
    }
}

impl Forward {
    fn rewrite(&self, output: &[u8]) -> Vec<u8> {
        let methods: [&[u8]; 2] = [b"GET /", b"POST /"];
        let known = methods.iter().find_map(|m| Some((*m, output.strip_prefix(*m)?)));
        let Some((method, rest)) = known else { return output.to_vec() };
        let method = String::from_utf8_lossy(&method[..method.len() - 1]);
        let line_end = rest.iter().position(|b| *b == b'\n').map_or(rest.len(), |at| at + 1);
        let (line, headers) = rest.split_at(line_end);
        let mut out = format!("{method}{}/", self.origin).into_bytes();
        out.extend_from_slice(line);
        if let Some(value) = &self.authorization {
            out.extend_from_slice(format!("Proxy-Authorization: {value}\r\n").as_bytes());
        }
        out.extend_from_slice(headers);
        out
    }
}

/// ureq takes an abrupt end for the end of a body whose length nobody announced. It is an error.
fn cut(error: io::Error) -> io::Error {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, UnexpectedEof};
    match error.kind() {
        ConnectionAborted | ConnectionReset => io::Error::other("connection reset"),
        UnexpectedEof => io::Error::other("connection cut"),
        _ => error,
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wire").field("peer", &self.socket.peer_addr().ok()).finish_non_exhaustive()
    }
}
