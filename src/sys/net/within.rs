//! Asks for several things within one limit, however slowly each of them comes.

use std::io::{self, Read};
use std::time::{Duration, Instant};

use super::url::Url;
use super::{Fetch, NetError, NetErrorKind, Request, Response};

/// What is asked for through this, headers and bodies, takes so long together; what is waited for just then may
/// take the limit on silence longer.
pub(crate) struct Within<'a> {
    fetch: &'a dyn Fetch,
    clock: Clock,
}

#[derive(Clone, Copy)]
struct Clock {
    begun: Instant,
    limit: Duration,
}

struct Timed {
    place: String,
    body: Box<dyn Read + Send>,
    clock: Clock,
}

impl<'a> Within<'a> {
    /// The time begins now.
    pub(crate) fn new(fetch: &'a dyn Fetch, limit: Duration) -> Self {
        Self { fetch, clock: Clock { begun: Instant::now(), limit } }
    }
}

impl Fetch for Within<'_> {
    fn get(&self, request: &Request) -> Result<Response, NetError> {
        let place = |url: &str| Url::parse(url).map_or_else(|_| url.to_owned(), |url| url.place());
        self.clock.check(&place(&request.url.to_string()))?;
        let response = self.fetch.get(request)?;
        let (place, clock) = (place(&response.url), self.clock);
        Ok(Response { body: Box::new(Timed { place, body: response.body, clock }), ..response })
    }
}

impl Read for Timed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.clock.check(&self.place).map_err(io::Error::other)?;
        self.body.read(buffer)
    }
}

impl Clock {
    fn check(&self, place: &str) -> Result<(), NetError> {
        if self.begun.elapsed() < self.limit {
            return Ok(());
        }
        let words = format!("not all of it came within {} s", self.limit.as_secs());
        Err(NetError::new(place, NetErrorKind::Silence, &words))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A byte at a time, and no end.
    struct Trickle;

    impl Read for Trickle {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            buffer.get_mut(..1).map_or(Ok(0), |one| io::repeat(b'x').read(one))
        }
    }

    impl Fetch for Trickle {
        fn get(&self, request: &Request) -> Result<Response, NetError> {
            let (url, headers) = (request.url.to_string(), Vec::new());
            let body = Box::new(Self);
            Ok(Response { status: 200, url, headers, body, attempts: 1, redirects: 0 })
        }
    }

    #[test]
    fn limit_is_for_all_that_is_asked_for_and_for_what_has_begun_to_come() {
        let asked = Request::get("https://h.example/x");
        let within = Within::new(&Trickle, Duration::from_millis(50));
        let began = within.get(&asked).unwrap().bytes(u64::MAX - 1).unwrap_err();
        assert_eq!((began.kind, &*began.host), (NetErrorKind::Silence, "h.example"));
        assert_eq!(within.get(&asked).err().map(|error| error.kind), Some(NetErrorKind::Silence));
    }
}
