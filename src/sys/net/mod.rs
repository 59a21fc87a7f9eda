//! The network: one trait to ask for a URL, one client that does it.
//!
//! ureq speaks HTTP and keeps connections; the way to a host (names, proxies, TLS, and the two
//! seconds that it may take) is `dial`'s; `client` follows redirects and asks again.

pub(crate) mod answering;
mod body;
mod client;
mod dial;
pub mod dns;
mod eyeballs;
mod file;
mod hosts;
pub mod listening;
pub mod proxy;
pub mod resume;
mod secrets;
mod tls;
pub mod trouble;
mod tunnel;
pub mod url;
mod verifier;
mod wire;
mod within;
pub(crate) mod x509;

use std::io::{self, Read};
use std::net::{Ipv4Addr, UdpSocket};
use std::time::Duration;

use crate::base::secret::{UrlText, redact};
use crate::sys::env::Env;

pub use client::{Client, LONGEST_RETRY_AFTER, in_the_clear};
pub use dial::connect;
pub use secrets::Secrets;
pub use tls::trusted;
pub use trouble::Trouble;
pub(crate) use within::Within;

/// How we introduce ourselves.
const USER_AGENT: &str = concat!("goenvmgr/", env!("CARGO_PKG_VERSION"));

/// Whether no network is to be asked: `--offline`, or GOENVMGR_OFFLINE set to anything but `0`, `false` or nothing.
/// Files are read all the same.
pub fn is_offline(env: &Env) -> bool {
    env.var(OFFLINE).is_some_and(|value| !matches!(value, "" | "0" | "false"))
}

/// The variable that says so.
pub(crate) const OFFLINE: &str = "GOENVMGR_OFFLINE";

/// Asks for URLs. Callers take `&dyn Fetch`, so a test can answer from a map.
pub trait Fetch: Send + Sync {
    /// GETs the URL and follows redirects. Any status is a [`Response`]; an error means that no
    /// answer came.
    ///
    /// # Errors
    /// [`NetError`]: which host, in which phase, and why.
    fn get(&self, request: &Request) -> Result<Response, NetError>;
}

impl<F: Fetch + ?Sized> Fetch for &F {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        (**self).get(request)
    }
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Absolute `http`, `https` or `file` URL; may hold credentials, which are never printed.
    pub url: UrlText,
    /// Additional headers (`If-None-Match`, `Range`, `If-Range` …).
    pub headers: Vec<(String, String)>,
    /// Headers that say who asks.
    pub secrets: Secrets,
    /// How long first contact may take.
    pub patience: Patience,
    /// What is sent; nothing is a GET, anything is a POST.
    pub body: Option<Vec<u8>>,
}

impl Request {
    /// A plain GET.
    pub fn get(url: impl Into<UrlText>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }
}

/// How long resolving, connecting and TLS may take together, the first time a run asks a host, and
/// how long a `Retry-After` may be that is waited for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patience {
    /// Two seconds: another source is left.
    #[default]
    Brief,
    /// The limit on silence (`GOENVMGR_HTTP_TIMEOUT`), and up to a minute for a server that asks
    /// for it: nothing else is left.
    Long,
}

/// What a server answered.
pub struct Response {
    /// HTTP status (200 for a `file` URL that exists, 404 for one that does not).
    pub status: u16,
    /// The URL that answered after redirects, without credentials.
    pub url: String,
    /// Header names in lower case, and their values.
    pub headers: Vec<(String, String)>,
    /// The body, exactly as sent (no content decoding). Reading it fails on silence and on a
    /// length other than announced.
    pub body: Box<dyn Read + Send>,
    /// How often it was asked for before this came; 1 where nothing was asked again.
    pub attempts: u32,
    /// How many redirects led here.
    pub redirects: u32,
}

impl Response {
    /// `404 Not Found`; the number alone where it is not one that has words.
    pub fn status_words(&self) -> String {
        let known = ureq::http::StatusCode::from_u16(self.status).ok();
        let words = known.and_then(|status| status.canonical_reason()).unwrap_or_default();
        format!("{} {words}", self.status)
    }

    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }

    /// How long a server that is overloaded (429, 5xx) wants to be left alone: seconds, or a date
    /// beside that of the answer (RFC 9110, 10.2.3).
    pub fn retry_after(&self) -> Option<Duration> {
        let value = self.header("retry-after")?.trim();
        let second =
            |text: &str| Some(jiff::fmt::rfc2822::parse(text).ok()?.timestamp().as_second());
        let seconds = value.parse().ok().or_else(|| {
            let later = second(value)? - second(self.header("date")?)?;
            u64::try_from(later.max(0)).ok()
        });
        seconds.map(Duration::from_secs)
    }
}

/// Why no answer came. `ui` prints it after "SOURCE: ".
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{host}: {kind}{detail}")]
pub struct NetError {
    /// Host (and port, where not the default) that did not answer, without credentials.
    pub host: String,
    /// What kind of failure.
    pub kind: NetErrorKind,
    /// More words, starting with ": ", or empty.
    pub detail: String,
    /// What exactly, for whoever looks for the cause.
    pub trouble: Trouble,
    /// It happened on the way to the HTTP or SOCKS proxy, or was the proxy's own answer.
    pub at_proxy: bool,
    /// How often it was asked for in vain; 1 where nothing was asked again.
    pub attempts: u32,
}

impl NetError {
    /// An error of this kind; `words` may be empty.
    pub fn new(host: &str, kind: NetErrorKind, words: &str) -> Self {
        let detail = if words.is_empty() { String::new() } else { format!(": {}", redact(words)) };
        let trouble = Trouble::Other;
        Self { host: redact(host), kind, detail, trouble, at_proxy: false, attempts: 1 }
    }

    /// The error with its exact cause.
    #[must_use]
    pub(crate) fn caused(mut self, trouble: Trouble, at_proxy: bool) -> Self {
        (self.trouble, self.at_proxy) = (trouble, at_proxy);
        self
    }

    /// What a failed read of a [`Response::body`] says, as the [`NetError`] that it carries.
    pub fn from_io(host: &str, error: &io::Error) -> Self {
        match Self::inside(error) {
            Some(own) => own.clone(),
            None => Self::new(host, NetErrorKind::Connection, &plain_io_words(error)),
        }
    }

    /// The network's error in an error of reading, where it is one (and not the disk's).
    pub fn inside(error: &io::Error) -> Option<&Self> {
        error.get_ref().and_then(|inner| inner.downcast_ref())
    }
}

/// The address by which this machine reaches others, where it has one. Nothing is sent.
pub fn own_address() -> Option<String> {
    // TEST-NET-1 (RFC 5737): the kernel says which way it would go.
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9)).ok()?;
    socket.local_addr().ok().map(|address| address.ip().to_string())
}

fn is_silence(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

/// An I/O error without the number of the operating system's error.
fn plain_io_words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::ConnectionRefused => "connection refused".to_owned(),
        io::ErrorKind::ConnectionReset => "connection reset".to_owned(),
        io::ErrorKind::UnexpectedEof => "the connection was cut".to_owned(),
        io::ErrorKind::NetworkUnreachable => "network unreachable".to_owned(),
        io::ErrorKind::HostUnreachable => "host unreachable".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or_default().to_owned()
        }
    }
}

/// Kinds of [`NetError`] that callers tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetErrorKind {
    /// First contact missed its two seconds; may be asked again with [`Patience::Long`].
    #[error("no connection within 2 s")]
    FirstContact,
    /// Connected, then silent for longer than the limit on silence.
    #[error("no answer within the limit on silence")]
    Silence,
    /// The name does not resolve.
    #[error("the name does not resolve")]
    Resolve,
    /// The connection was refused, reset or cut.
    #[error("connection failed")]
    Connection,
    /// The TLS handshake failed.
    #[error("TLS failed")]
    Tls,
    /// The HTTP proxy refused (407 and others).
    #[error("the HTTP proxy refused")]
    Proxy,
    /// Too many redirects, or one to a place that may not be followed.
    #[error("bad redirect")]
    Redirect,
    /// The answer is not HTTP, is larger than allowed, or ends early.
    #[error("bad answer")]
    Answer,
    /// The URL cannot be asked.
    #[error("bad URL")]
    Url,
    /// Nobody is to be asked: [`is_offline`].
    #[error("offline")]
    Offline,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn error_names_host_kind_and_reason_and_no_secret() {
        let error = NetError::new("h", NetErrorKind::Tls, "see https://u:secret@h/x");
        assert_eq!(error.to_string(), "h: TLS failed: see https://h/x");
        let carried = io::Error::other(error.clone());
        assert_eq!(NetError::from_io("other", &carried), error);
    }
}
