//! The network door: one trait to ask for a URL, one client that does it.

use std::io::Read;

/// Asks for URLs. Rooms take `&dyn Fetch`, so a test can answer from a map.
pub trait Fetch: Send + Sync {
    /// GETs the URL and follows redirects. Any status is a [`Response`]; an error means that no
    /// answer came.
    ///
    /// # Errors
    /// [`NetError`]: which host, in which phase, and why.
    fn get(&self, request: &Request) -> Result<Response, NetError>;
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Absolute `http`, `https` or `file` URL; may hold credentials, which are never printed.
    pub url: String,
    /// Additional headers (`If-None-Match`, `Range`, `If-Range` …).
    pub headers: Vec<(String, String)>,
    /// How long first contact may take.
    pub patience: Patience,
}

impl Request {
    /// A plain GET.
    pub fn get(url: impl Into<String>) -> Self {
        Self { url: url.into(), ..Self::default() }
    }
}

/// How long resolving, connecting and TLS may take together, the first time a run asks a host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Patience {
    /// Two seconds: another source is left.
    #[default]
    Brief,
    /// The limit on silence (`GOENVMGR_HTTP_TIMEOUT`): nothing else is left.
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
}

impl Response {
    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
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
}
