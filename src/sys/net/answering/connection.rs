//! One connection: a head, an answer, the end.

use std::io::{self, Read as _, Write as _};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use super::head::{self, Head, Wrong};
use super::{Answer, Reply};

/// How long a client may take to ask, and to read its answer.
const LIMIT: Duration = Duration::from_secs(5);
/// How long is waited for its end of the connection, so that it does not lose what it has not read yet.
const LINGER: Duration = Duration::from_millis(500);

/// Serves a connection; `waits` is told while the answer is being found.
pub(super) fn serve(stream: &TcpStream, answer: &Answer, waits: &dyn Fn(bool)) {
    let _ = stream.set_nodelay(true);
    let asked = match asked(stream, Instant::now() + LIMIT) {
        Ok(asked) => asked,
        // It is gone, or never said a word.
        Err(_) => return,
    };
    let (reply, is_head) = match asked {
        Ok(Head { path, is_head }) => {
            waits(true);
            let reply = answer(&path);
            waits(false);
            (reply, is_head)
        }
        Err(Wrong(status)) => (Reply::line(status, reason(status)), false),
    };
    if write(stream, &reply, is_head, Instant::now() + LIMIT).is_ok() {
        end(stream);
    }
}

/// There is no room.
pub(super) fn refuse(stream: &TcpStream) {
    let reply = Reply::line(503, "too many connections: ask again");
    // A buffer takes so little at once; nobody is waited for.
    let _ = write(stream, &reply, false, Instant::now());
}

/// The head, within the limit; what is wrong with it.
fn asked(mut stream: &TcpStream, end: Instant) -> io::Result<Result<Head, Wrong>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 2048];
    loop {
        stream.set_read_timeout(Some(left(end)))?;
        let count = match stream.read(&mut buffer) {
            Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        bytes.extend_from_slice(&buffer[..count]);
        match head::parse(&bytes) {
            Ok(Some(head)) => return Ok(Ok(head)),
            Ok(None) if Instant::now() >= end => return Ok(Err(Wrong(408))),
            Ok(None) => {}
            Err(wrong) => return Ok(Err(wrong)),
        }
    }
}

fn write(mut stream: &TcpStream, reply: &Reply, is_head: bool, end: Instant) -> io::Result<()> {
    let Reply { status, kind, body } = reply;
    let mut text = format!(
        "HTTP/1.1 {status} {}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n",
        reason(*status),
        body.len()
    );
    match status {
        405 => text.push_str("Allow: GET, HEAD\r\n"),
        503 => text.push_str("Retry-After: 1\r\n"),
        _ => {}
    }
    text.push_str("\r\n");
    let mut bytes = text.into_bytes();
    if !is_head {
        bytes.extend_from_slice(body);
    }
    let mut rest = bytes.as_slice();
    while !rest.is_empty() {
        stream.set_write_timeout(Some(left(end)))?;
        match stream.write(rest) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Ok(count) => rest = &rest[count..],
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Closes our end and reads what the other still says, for a moment.
fn end(mut stream: &TcpStream) {
    let end = Instant::now() + LINGER;
    let mut buffer = [0; 2048];
    if stream.shutdown(Shutdown::Write).is_err() {
        return;
    }
    while Instant::now() < end {
        let more = stream.set_read_timeout(Some(left(end))).and_then(|()| stream.read(&mut buffer));
        if !more.is_ok_and(|count| count > 0) {
            return;
        }
    }
}

/// What is left until then; no limit of zero, which would be none at all.
fn left(end: Instant) -> Duration {
    end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1))
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        400 => "Bad Request",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        431 => "Request Header Fields Too Large",
        _ => "Service Unavailable",
    }
}
