//! Answers as they go over the wire, well or badly.

use std::io::{BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::thread;

use super::{Answer, Duplex, Seen};
use crate::support::platform;

/// Whether the connection may go on.
pub(super) fn play(
    answer: &Answer,
    seen: &Seen,
    stream: &mut BufReader<Box<dyn Duplex>>,
    socket: &TcpStream,
) -> bool {
    let out = stream.get_mut();
    match answer {
        Answer::Ok { status, headers, body } => {
            let (status, headers, body) = ranged(*status, headers, body, seen);
            send(out, status, &headers, body.len(), &body)
        }
        Answer::CutAfter { bytes, headers, body } => {
            let (status, headers, body) = ranged(200, headers, body, seen);
            send(out, status, &headers, body.len(), &body[..(*bytes).min(body.len())]);
            false
        }
        Answer::StallAfter { bytes, body } => {
            send(out, 200, &[], body.len(), &body[..*bytes]);
            until_hang_up(stream);
            false
        }
        Answer::Stall => {
            until_hang_up(stream);
            false
        }
        Answer::Reset => {
            platform::reset(socket);
            false
        }
        Answer::WrongLength { announced, body } => {
            send(out, 200, &[], *announced, body);
            false
        }
        Answer::WrongRange { content_range, headers, body } => {
            let mut headers = headers.clone();
            headers.push(("content-range".to_owned(), content_range.clone()));
            send(out, 206, &headers, body.len(), body)
        }
        Answer::SlowLoris => {
            drip(out, b"HTTP/1.1 200 OK\r\nx-padding: ", std::time::Duration::from_millis(50));
            false
        }
        Answer::Trickle { gap } => {
            send(out, 200, &[], 1 << 30, b"");
            drip(out, b"", *gap);
            false
        }
        Answer::Endless(bytes) => {
            let mut going = out.write_all(b"HTTP/1.1 200 OK\r\n\r\n").is_ok();
            while going {
                going = out.write_all(bytes).and_then(|()| out.flush()).is_ok();
            }
            false
        }
        Answer::Raw(bytes) => {
            let _ = out.write_all(bytes).and_then(|()| out.flush());
            false
        }
    }
}

/// Writes the beginning, then one byte at a time until the client hangs up. The pace is the
/// server's misbehaviour itself; no assertion depends on it.
fn drip(out: &mut Box<dyn Duplex>, start: &[u8], gap: std::time::Duration) {
    let mut going = out.write_all(start).and_then(|()| out.flush()).is_ok();
    while going {
        thread::sleep(gap);
        going = out.write_all(b"a").and_then(|()| out.flush()).is_ok();
    }
}

fn send(
    out: &mut Box<dyn Duplex>,
    status: u16,
    headers: &[(String, String)],
    length: usize,
    body: &[u8],
) -> bool {
    let reason = match status {
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        _ => "Status",
    };
    let mut head = format!("HTTP/1.1 {status} {reason}\r\ncontent-length: {length}\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    head.push_str("\r\n");
    out.write_all(head.as_bytes())
        .and_then(|()| out.write_all(body))
        .and_then(|()| out.flush())
        .is_ok()
}

type Ranged = (u16, Vec<(String, String)>, Vec<u8>);

/// RFC 9110: a `Range` counts where `If-Range` is absent or names the very same ETag.
fn ranged(status: u16, headers: &[(String, String)], body: &Arc<Vec<u8>>, seen: &Seen) -> Ranged {
    let value = |name: &str| headers.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str());
    if status == 200 && value("etag").is_some() && value("etag") == seen.header("if-none-match") {
        return (304, headers.to_vec(), Vec::new());
    }
    let whole = || (status, headers.to_vec(), body.to_vec());
    let current = match seen.header("if-range") {
        None => true,
        Some(tag) => value("etag") == Some(tag) || value("last-modified") == Some(tag),
    };
    let from = seen
        .header("range")
        .and_then(|range| range.strip_prefix("bytes=")?.strip_suffix('-')?.parse::<usize>().ok());
    match from {
        Some(from) if status == 200 && current && value("accept-ranges") == Some("bytes") => {
            let mut headers = headers.to_vec();
            if from >= body.len() {
                headers.push(("content-range".to_owned(), format!("bytes */{}", body.len())));
                return (416, headers, Vec::new());
            }
            let range = format!("bytes {from}-{}/{}", body.len() - 1, body.len());
            headers.push(("content-range".to_owned(), range));
            (206, headers, body[from..].to_vec())
        }
        _ => whole(),
    }
}

fn until_hang_up(stream: &mut impl Read) {
    let mut buffer = [0u8; 1024];
    while matches!(stream.read(&mut buffer), Ok(n) if n > 0) {}
}
