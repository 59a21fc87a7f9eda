//! Downloads that go on where they stopped: after a cut within one run, and with a partial file of
//! an earlier one.
//!
//! A range is asked for only with a strong validator (RFC 9110, 8.8 and 13.1.5), so that two
//! versions of a file are never glued together. The exception is what a protocol promises never to
//! change: a module zip, for which many proxies send no validator; there the same total length is
//! enough. Whoever reads hashes all of it all the same.

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use super::url::Url;
use super::{Fetch, NetError, NetErrorKind, Patience, Request, Response};
use crate::base::secret::UrlText;

/// Resumptions in a row that bring nothing, before the failure is passed on.
const FRUITLESS: u32 = 2;
/// `Last-Modified` is a strong validator only where the answer is younger by this many seconds:
/// else the file may have changed twice within one second.
const SETTLED: i64 = 60;

/// Which bytes a partial file is the beginning of. Kept beside the file, as JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The URL as it was asked, without credentials.
    pub url: String,
    /// A strong ETag.
    pub etag: Option<String>,
    /// `Last-Modified`, where it is strong.
    pub last_modified: Option<String>,
    /// Length of the whole in bytes.
    pub total: Option<u64>,
    /// The protocol promises that this URL always has the same bytes.
    #[serde(default)]
    pub immutable: bool,
}

/// The beginning that is already here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Partial {
    /// What it is the beginning of.
    pub identity: Identity,
    /// How many bytes of it are here.
    pub length: u64,
}

/// What came of asking.
#[expect(
    clippy::large_enum_variant,
    reason = "there is one at a time, and it is taken apart at once"
)]
pub enum Opened<'a> {
    /// Bytes are coming.
    Bytes(Download<'a>),
    /// A status other than 200 and 206; nothing to download.
    Answer(Response),
}

/// Bytes on their way, from [`Download::start`] to the end.
pub struct Download<'a> {
    fetch: &'a dyn Fetch,
    request: Request,
    response: Response,
    identity: Identity,
    start: u64,
    position: u64,
    fruitless: u32,
    taken_up: bool,
}

/// Asks for the file, and for the rest only where a beginning of the same file is here.
///
/// # Errors
/// When no answer came.
pub fn open<'a>(
    fetch: &'a dyn Fetch,
    request: Request,
    have: Option<&Partial>,
) -> Result<Opened<'a>, NetError> {
    start(fetch, request, have, false)
}

/// As [`open`], for a URL that always has the same bytes.
///
/// # Errors
/// When no answer came.
pub fn open_immutable<'a>(
    fetch: &'a dyn Fetch,
    request: Request,
    have: Option<&Partial>,
) -> Result<Opened<'a>, NetError> {
    start(fetch, request, have, true)
}

fn start<'a>(
    fetch: &'a dyn Fetch,
    request: Request,
    have: Option<&Partial>,
    immutable: bool,
) -> Result<Opened<'a>, NetError> {
    let asked = shown(&request.url);
    let mut whole = None;
    if let Some(have) = have.filter(|have| have.length > 0 && have.identity.url == asked) {
        match ask_for_rest(fetch, &request, &have.identity, have.length) {
            Ok(Rest::Body(response)) => {
                let (identity, start) = (have.identity.clone(), have.length);
                return Ok(Opened::Bytes(coming(fetch, request, response, identity, start)));
            }
            Ok(Rest::Whole(response)) => whole = Some(response),
            Ok(Rest::No) => {}
            // Some servers break over a range alone.
            Err(error) if is_break(error.kind) => {}
            Err(error) => return Err(error),
        }
    }
    let response = whole.map_or_else(|| fetch.get(&request), Ok)?;
    if response.status != 200 {
        return Ok(Opened::Answer(response));
    }
    let identity = Identity { immutable, ..Identity::of(&asked, &response) };
    Ok(Opened::Bytes(coming(fetch, request, response, identity, 0)))
}

fn coming(
    fetch: &dyn Fetch,
    request: Request,
    response: Response,
    identity: Identity,
    start: u64,
) -> Download<'_> {
    Download {
        fetch,
        request,
        response,
        identity,
        start,
        position: start,
        fruitless: 0,
        taken_up: start > 0,
    }
}

impl Download<'_> {
    /// The first byte that comes: 0, or the length of the partial file that it goes on from.
    pub fn start(&self) -> u64 {
        self.start
    }

    /// Whether not all of it came in one answer.
    pub fn is_pieced_together(&self) -> bool {
        self.taken_up
    }

    /// Length of the whole file in bytes, where the server says.
    pub fn total(&self) -> Option<u64> {
        self.identity.total
    }

    /// What to keep beside a partial file.
    pub fn identity(&self) -> &Identity {
        &self.identity
    }

    /// The URL that answered after redirects, without credentials and query.
    pub fn url(&self) -> &str {
        &self.response.url
    }

    /// Whether the server calls it a web page: what a captive portal answers in place of a file.
    pub fn is_page(&self) -> bool {
        let kind = self.response.header("content-type").unwrap_or_default();
        kind.to_ascii_lowercase().starts_with("text/html")
    }

    /// The answer itself, for a message.
    pub fn into_answer(self) -> Response {
        self.response
    }

    /// Whether the rest is coming on a new connection.
    fn resumed(&mut self, error: &io::Error) -> bool {
        let worth = NetError::inside(error)
            .is_some_and(|e| is_break(e.kind) || e.kind == NetErrorKind::Silence);
        if !worth || self.fruitless >= FRUITLESS {
            return false;
        }
        self.fruitless += 1;
        // The first two seconds are over: this host has answered.
        let request = Request { patience: Patience::Long, ..self.request.clone() };
        match ask_for_rest(self.fetch, &request, &self.identity, self.position) {
            Ok(Rest::Body(response)) => {
                self.response.body = response.body;
                self.taken_up = true;
                true
            }
            _ => false,
        }
    }
}

impl Read for Download<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match self.response.body.read(buffer) {
                Ok(amount) => {
                    self.position += amount as u64;
                    if amount > 0 {
                        self.fruitless = 0;
                    }
                    return Ok(amount);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
                Err(error) => {
                    if !self.resumed(&error) {
                        return Err(error);
                    }
                }
            }
        }
    }
}

impl Identity {
    fn of(url: &str, response: &Response) -> Self {
        let etag = response.header("etag").filter(|tag| tag.starts_with('"'));
        Self {
            url: url.to_owned(),
            etag: etag.map(str::to_owned),
            last_modified: settled(response).map(str::to_owned),
            total: response.header("content-length").and_then(|length| length.parse().ok()),
            immutable: false,
        }
    }

    fn condition(&self) -> Option<&str> {
        self.etag.as_deref().or(self.last_modified.as_deref())
    }
}

/// Whether a connection that was there came to an end.
pub fn is_break(kind: NetErrorKind) -> bool {
    matches!(kind, NetErrorKind::Answer | NetErrorKind::Connection)
}

fn settled(response: &Response) -> Option<&str> {
    let second =
        |text: &str| jiff::fmt::rfc2822::parse(text).ok().map(|z| z.timestamp().as_second());
    let modified = response.header("last-modified")?;
    let age = second(response.header("date")?)? - second(modified)?;
    (age >= SETTLED).then_some(modified)
}

enum Rest {
    /// From the byte asked for.
    Body(Response),
    /// From the first byte.
    Whole(Response),
    /// Not to be had: ask for the whole.
    No,
}

fn ask_for_rest(
    fetch: &dyn Fetch,
    request: &Request,
    identity: &Identity,
    from: u64,
) -> Result<Rest, NetError> {
    let mut request = request.clone();
    request.headers.push(("range".to_owned(), format!("bytes={from}-")));
    match identity.condition() {
        Some(condition) => request.headers.push(("if-range".to_owned(), condition.to_owned())),
        None if identity.immutable && identity.total.is_some() => {}
        None => return Ok(Rest::No),
    }
    let response = fetch.get(&request)?;
    Ok(match response.status {
        206 if is_rest(&response, identity, from) => Rest::Body(response),
        // The whole was here already, and all that is missing is the end.
        416 if is_end(&response, identity, from) => {
            Rest::Body(Response { body: Box::new(io::empty()), ..response })
        }
        200 => Rest::Whole(response),
        _ => Rest::No,
    })
}

/// The range is the one that was asked for, to the end, of the same file.
fn is_rest(response: &Response, identity: &Identity, from: u64) -> bool {
    let Some((first, last, total)) = response.header("content-range").and_then(content_range)
    else {
        return false;
    };
    let length = response.header("content-length").and_then(|length| length.parse::<u64>().ok());
    let same_file = match (&identity.etag, response.header("etag")) {
        (Some(before), Some(now)) => before == now,
        _ => true,
    };
    first == from
        && last.checked_add(1) == Some(total)
        && identity.total.is_none_or(|known| known == total)
        && length.is_none_or(|length| length == total - from)
        && same_file
}

fn is_end(response: &Response, identity: &Identity, from: u64) -> bool {
    let total = response.header("content-range").and_then(|range| range.strip_prefix("bytes */"));
    identity.total == Some(from) && total.and_then(|total| total.parse().ok()) == Some(from)
}

fn content_range(value: &str) -> Option<(u64, u64, u64)> {
    let (range, total) = value.strip_prefix("bytes ")?.split_once('/')?;
    let (first, last) = range.split_once('-')?;
    Some((first.parse().ok()?, last.parse().ok()?, total.parse().ok()?))
}

fn shown(url: &UrlText) -> String {
    Url::parse(url.exact()).map_or_else(|_| url.to_string(), |url| url.to_string())
}
