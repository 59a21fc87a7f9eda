//! How the database is reached: through the first proxy of GOPROXY that serves it, else directly.
//! Rule: `initBase` in `cmd/go/internal/modfetch/sumdb.go`.

use std::io::Read;

use super::gosumdb::Database;
use super::problem::{SumdbError, SumdbErrorKind};
use crate::base::secret::UrlText;
use crate::sys::net::{Fetch, LONGEST_RETRY_AFTER, NetError, NetErrorKind, Patience, Request};

/// A proxy of GOPROXY that may serve the database, in GOPROXY's order up to `direct` or `off`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// Its URL as GOPROXY has it; credentials in it are sent and never printed.
    pub url: UrlText,
    /// Whether any failure leads on to the next (`|`), not only 404 and 410 (`,`).
    pub on_any_error: bool,
}

/// What the database said.
pub(super) enum Answer {
    /// 200, and the body.
    Found(Vec<u8>),
    /// 404 or 410, and the body's first line.
    Missing(String),
}

/// One way to the database.
pub(super) struct Remote<'a> {
    fetch: &'a dyn Fetch,
    patience: Patience,
    base: UrlText,
}

impl<'a> Remote<'a> {
    /// Finds the way. A proxy that says it serves the database is the only way then: a
    /// connection around it would show the outside what the proxy was set up to keep inside.
    pub(super) fn find(
        fetch: &'a dyn Fetch,
        patience: Patience,
        database: &Database,
        proxies: &[Proxy],
    ) -> Result<Self, SumdbError> {
        let proxies = if database.direct_only { &[] } else { proxies };
        for proxy in proxies {
            let below =
                |url: &str| format!("{}/sumdb/{}", url.trim_end_matches('/'), database.name);
            let base = proxy.url.map(below);
            let remote = Self { fetch, patience, base };
            match remote.get("supported", 4096) {
                Ok(Answer::Found(_)) => {
                    tracing::debug!(at = remote.address(), "checksum database by way of a proxy");
                    return Ok(remote);
                }
                Ok(Answer::Missing(_)) => {}
                Err(_) if proxy.on_any_error => {}
                Err(error) => return Err(error),
            }
        }
        let remote = Self { fetch, patience, base: database.url.clone() };
        tracing::debug!(at = remote.address(), "checksum database");
        Ok(remote)
    }

    /// The address, without credentials.
    pub(super) fn address(&self) -> String {
        self.base.to_string()
    }

    /// Asks for a path. Reads `limit` bytes at most and refuses more.
    pub(super) fn get(&self, path: &str, limit: u64) -> Result<Answer, SumdbError> {
        let url = self.base.map(|base| format!("{base}/{path}"));
        let request = Request { patience: self.patience, ..Request::get(url) };
        let response = self.fetch.get(&request).map_err(|error| self.not_reached(path, &error))?;
        let (status, rest) = (response.status, response.retry_after());
        let mut reader = response.body;
        let mut body = Vec::new();
        #[expect(clippy::disallowed_methods, reason = "what came before an error is told")]
        let read = reader.by_ref().take(limit + 1).read_to_end(&mut body);
        let open = |what: String| {
            let what = format!("{}/{path}: {what}", self.address());
            SumdbError::new(SumdbErrorKind::NotReached { first_contact: false }, what)
        };
        match status {
            429 | 503 if rest.is_some_and(|rest| rest <= LONGEST_RETRY_AFTER) => {
                let what = format!("{}/{path}: {}", self.address(), answered(status, &body));
                return Err(SumdbError::new(
                    SumdbErrorKind::NotReached { first_contact: true },
                    what,
                ));
            }
            404 | 410 => return Ok(Answer::Missing(first_line(&body))),
            200 => {}
            other => return Err(open(answered(other, &body))),
        }
        read.map_err(|error| open(error.to_string()))?;
        if body.len() as u64 > limit {
            return Err(open(format!("the answer is larger than {limit} bytes")));
        }
        if path != "supported" && looks_like_html(&body) {
            return Err(open("answered with a web page (a login page or a filter?)".to_owned()));
        }
        Ok(Answer::Found(body))
    }

    /// The error of a path that must be there and is not.
    pub(super) fn no_answer(&self, path: &str, words: &str) -> SumdbError {
        let what = format!("{}/{path}: {}", self.address(), no_record(words));
        SumdbError::new(SumdbErrorKind::NotReached { first_contact: false }, what)
    }

    fn not_reached(&self, path: &str, error: &NetError) -> SumdbError {
        let first_contact =
            matches!(error.kind, NetErrorKind::FirstContact | NetErrorKind::Silence);
        let what = format!("{}/{path}: {error}", self.address());
        SumdbError::new(SumdbErrorKind::NotReached { first_contact }, what)
    }
}

/// What a 404 says, with the server's own words where it has any.
pub(super) fn no_record(words: &str) -> String {
    if words.is_empty() { "no such record".to_owned() } else { format!("no such record: {words}") }
}

fn answered(status: u16, body: &[u8]) -> String {
    match first_line(body) {
        line if line.is_empty() => format!("answered {status}"),
        line => format!("answered {status}: {line}"),
    }
}

/// The first line of a server's words, short and with nothing that a terminal would obey.
fn first_line(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let line = text.lines().next().unwrap_or_default().trim();
    line.chars().filter(|c| !c.is_control()).take(160).collect()
}

fn looks_like_html(body: &[u8]) -> bool {
    let start = body.trim_ascii_start();
    start.first() == Some(&b'<') && start.get(1).is_some_and(|b| b"!?hH".contains(b))
}
