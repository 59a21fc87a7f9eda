//! What was asked, and what to answer.

use std::io::BufRead;
use std::sync::Arc;

/// A request as it came in.
#[derive(Clone, Debug)]
pub struct Seen {
    /// `GET /path?query`; through a proxy the whole URL.
    pub line: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
}

impl Seen {
    /// Path and query, also where a proxy passed the whole URL on.
    pub fn target(&self) -> &str {
        let target = self.line.split(' ').nth(1).unwrap_or_default();
        let below =
            target.strip_prefix("http://").and_then(|rest| rest.find('/').map(|at| &rest[at..]));
        below.unwrap_or(target)
    }

    /// The first header of this name (lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// What to answer. `headers` come beside the ones that the kind itself needs.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A status, headers, a body with its right length. Honours `Range` and `If-Range` when the
    /// headers hold an `etag` and `accept-ranges: bytes`.
    Ok { status: u16, headers: Vec<(String, String)>, body: Arc<Vec<u8>> },
    /// Announces the whole body and hangs up after so many bytes of it.
    CutAfter { bytes: usize, headers: Vec<(String, String)>, body: Arc<Vec<u8>> },
    /// Announces the whole body, sends so many bytes, then nothing until the client hangs up.
    StallAfter { bytes: usize, body: Arc<Vec<u8>> },
    /// Reads the request and says nothing until the client hangs up.
    Stall,
    /// Resets the connection after the request.
    Reset,
    /// Announces another length than it sends (more or less), then hangs up.
    WrongLength { announced: usize, body: Arc<Vec<u8>> },
    /// 206 with a `Content-Range` of one's choice.
    WrongRange { content_range: String, headers: Vec<(String, String)>, body: Arc<Vec<u8>> },
    /// One byte at a time, as long as somebody reads, and never a whole head.
    SlowLoris,
    /// A head, then one byte of the body for each of these gaps until the client hangs up.
    Trickle { gap: std::time::Duration },
    /// A body of these bytes over and over, of a length that is not announced, until the client hangs up.
    Endless(Arc<Vec<u8>>),
    /// Exactly these bytes instead of HTTP.
    Raw(Vec<u8>),
}

impl Answer {
    /// 200 with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200, body)
    }

    /// Any status with a body.
    pub fn status(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Ok { status, headers: Vec::new(), body: Arc::new(body.into()) }
    }

    /// 302 to there.
    pub fn redirect(to: impl Into<String>) -> Self {
        Self::status(302, "").with("location", to)
    }

    /// What a captive portal answers in place of a zip.
    pub fn html() -> Self {
        Self::ok("<html><body>Please log in</body></html>").with("content-type", "text/html")
    }

    /// With one more header.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        match &mut self {
            Self::Ok { headers, .. }
            | Self::CutAfter { headers, .. }
            | Self::WrongRange { headers, .. } => headers.push((name.to_owned(), value.into())),
            _ => panic!("this answer has no headers to choose"),
        }
        self
    }
}

/// The next request of a connection, or none when it ended.
pub fn read_request(stream: &mut impl BufRead) -> Option<Seen> {
    let mut line = String::new();
    if stream.read_line(&mut line).ok()? == 0 {
        return None;
    }
    let mut headers = Vec::new();
    loop {
        let mut header = String::new();
        if stream.read_line(&mut header).ok()? == 0 {
            return None;
        }
        match header.trim_end().split_once(':') {
            Some((name, value)) => {
                headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
            }
            None => break,
        }
    }
    Some(Seen { line: line.trim_end().to_owned(), headers })
}
