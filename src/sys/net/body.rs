//! Bodies: their length is checked, and so is that they keep coming.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use super::{NetError, NetErrorKind, Response};
use crate::sys::fs::read;

/// Fewer bytes than this within the limit on silence are silence too: a server that sends a byte
/// now and then would hold us for ever.
const TRICKLE: u64 = 1024;

/// A body that ends in an error where it is cut.
pub(super) struct Body {
    place: String,
    inner: Box<dyn Read + Send>,
    announced: Option<u64>,
    read: u64,
    silence: Duration,
    window: Duration,
    in_window: u64,
}

impl Body {
    pub(super) fn new(
        place: String,
        inner: Box<dyn Read + Send>,
        announced: Option<u64>,
        silence: Duration,
    ) -> Self {
        Self { place, inner, announced, read: 0, silence, window: Duration::ZERO, in_window: 0 }
    }

    fn error(&self, kind: NetErrorKind, words: &str) -> io::Error {
        io::Error::other(NetError::new(&self.place, kind, words))
    }

    fn short(&self) -> io::Error {
        let words = match self.announced {
            Some(all) => format!("the answer ended after {} of {all} bytes", self.read),
            None => format!("the answer ended in its middle, after {} bytes", self.read),
        };
        self.error(NetErrorKind::Answer, &words)
    }

    /// Counts only the time that we waited, not that of whoever reads us.
    fn check_pace(&mut self, waited: Duration, amount: usize) -> io::Result<()> {
        self.window += waited;
        self.in_window += amount as u64;
        if self.window < self.silence {
            return Ok(());
        }
        if self.in_window < TRICKLE && self.announced.is_none_or(|all| self.read < all) {
            return Err(self.error(NetErrorKind::Silence, "a few bytes now and then"));
        }
        self.window = Duration::ZERO;
        self.in_window = 0;
        Ok(())
    }
}

impl Read for Body {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let start = Instant::now();
        match self.inner.read(buffer) {
            Ok(0) if buffer.is_empty() => Ok(0),
            Ok(0) if self.announced.is_some_and(|all| all != self.read) => Err(self.short()),
            Ok(amount) => {
                self.read += amount as u64;
                self.check_pace(start.elapsed(), amount)?;
                Ok(amount)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(error) if super::is_silence(&error) => Err(self.error(NetErrorKind::Silence, "")),
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => Err(self.short()),
            Err(error) => {
                let words = format!("{} after {} bytes", super::plain_io_words(&error), self.read);
                Err(self.error(NetErrorKind::Connection, &words))
            }
        }
    }
}

impl Response {
    /// The whole body, where it has `limit` bytes at most.
    ///
    /// # Errors
    /// When it is larger, or does not arrive.
    pub fn bytes(self, limit: u64) -> Result<Vec<u8>, NetError> {
        let place =
            super::url::Url::parse(&self.url).map_or_else(|_| self.url.clone(), |u| u.place());
        let bytes = read::start(self.body, limit.saturating_add(1));
        let bytes = bytes.map_err(|error| NetError::from_io(&place, &error))?;
        if bytes.len() as u64 > limit {
            let words = format!("larger than the {limit} bytes that are read at most");
            return Err(NetError::new(&place, NetErrorKind::Answer, &words));
        }
        Ok(bytes)
    }

    /// The whole body as UTF-8, where it has `limit` bytes at most.
    ///
    /// # Errors
    /// When it is larger, does not arrive, or is no text.
    pub fn text(self, limit: u64) -> Result<String, NetError> {
        let place =
            super::url::Url::parse(&self.url).map_or_else(|_| self.url.clone(), |u| u.place());
        String::from_utf8(self.bytes(limit)?)
            .map_err(|_| NetError::new(&place, NetErrorKind::Answer, "not text"))
    }

    /// The beginning of the body as one line for a message: at most `limit` characters, no control
    /// characters. Never an error.
    pub fn excerpt(self, limit: usize) -> String {
        // What cannot be read is not shown.
        let bytes = read::start(self.body, limit as u64 * 4).unwrap_or_default();
        let text = String::from_utf8_lossy(&bytes);
        let words: Vec<&str> = text.split_whitespace().collect();
        let line: String =
            words.join(" ").chars().filter(|c| !c.is_control()).take(limit).collect();
        crate::base::secret::redact(&line)
    }
}
