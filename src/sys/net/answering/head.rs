//! What a client asks for: the head of a request, as RFC 9112 has it.

use httparse::{EMPTY_HEADER, Error, Request, Status};

/// How long a head may be.
pub(super) const LONGEST: usize = 8 << 10;
/// How many fields it may have.
const FIELDS: usize = 64;

/// A request.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// What stands before the query.
    pub(super) path: String,
    /// Whether the body is left out.
    pub(super) is_head: bool,
}

/// What is wrong with a request: the status that says so.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong(pub(super) u16);

/// Reads a head; nothing where it does not end yet.
pub(super) fn parse(bytes: &[u8]) -> Result<Option<Head>, Wrong> {
    let mut fields = [EMPTY_HEADER; FIELDS];
    let mut request = Request::new(&mut fields);
    match request.parse(bytes) {
        Ok(Status::Complete(_)) => {}
        Ok(Status::Partial) if bytes.len() >= LONGEST => return Err(Wrong(431)),
        Ok(Status::Partial) => return Ok(None),
        Err(Error::TooManyHeaders) => return Err(Wrong(431)),
        Err(_) => return Err(Wrong(400)),
    }
    let is_head = match request.method {
        Some("GET") => false,
        Some("HEAD") => true,
        _ => return Err(Wrong(405)),
    };
    let target = request.path.unwrap_or_default();
    let path = target.split_once('?').map_or(target, |(path, _)| path);
    Ok(Some(Head { path: path.to_owned(), is_head }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn head_is_read_whole_and_what_is_none_has_its_status() {
        let path = |text: &str| parse(text.as_bytes()).map(|head| head.map(|head| head.path));
        assert_eq!(
            path("GET /metrics?x=1 HTTP/1.1\r\nHost: a\r\n\r\n"),
            Ok(Some("/metrics".into()))
        );
        assert_eq!(path("GET /metrics HTTP/1.1\r\nHost: a\r\n"), Ok(None));
        assert_eq!(path(""), Ok(None));
        assert_eq!(path("POST / HTTP/1.1\r\n\r\n"), Err(Wrong(405)));
        assert_eq!(path("\x16\x03\x01 a TLS hello"), Err(Wrong(400)));
        assert_eq!(path("GET / HTTP/9.9\r\n\r\n"), Err(Wrong(400)));
        let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(FIELDS + 1));
        assert_eq!(path(&many), Err(Wrong(431)));
        let long = format!("GET / HTTP/1.1\r\na: {}", "b".repeat(LONGEST));
        assert_eq!(path(&long), Err(Wrong(431)));
    }
}
