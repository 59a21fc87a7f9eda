//! `type = "tcp"`: somebody takes a connection, and answers as expected.
//!
//! ```toml
//! [[check]]
//! name = "redis"
//! type = "tcp"
//! address = "127.0.0.1:6379"
//! send = "PING\r\n"
//! expect = { starts_with = "+PONG" }
//! ```

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use super::{Answered, Around, Ask};
use crate::health::policy::duration::shown;
use crate::health::policy::table::Table;
use crate::sys::net::trouble::{Stage, Trouble};
use crate::sys::net::{self, NetError};

/// How much of an answer is looked at.
const LARGEST: usize = 64 * 1024;

#[derive(Debug)]
struct Tcp {
    address: String,
    send: Option<String>,
    starts_with: Option<String>,
}

pub(super) fn read(table: &Table<'_>) -> Option<Arc<dyn Ask>> {
    let address = table.read("address", "HOST:PORT, as in \"127.0.0.1:5432\"", |item| {
        let text = item.as_str()?;
        (text.contains("${env:") || split(text).is_some()).then(|| text.to_owned())
    });
    if !table.has("address") {
        table.problem("", "a tcp check has an address: address = \"127.0.0.1:5432\"");
    }
    let send = table.text("send");
    let expect = table.table("expect");
    let starts_with = expect.as_ref().and_then(|expect| expect.word("starts_with"));
    if let Some(expect) = expect {
        if !expect.has("starts_with") {
            table.problem("expect", "`expect` asserts nothing: expect = { starts_with = \"…\" }");
        }
        expect.done();
    }
    Some(Arc::new(Tcp { address: address?, send, starts_with }))
}

/// Host and port. An IPv6 address stands in brackets.
pub(super) fn split(address: &str) -> Option<(&str, u16)> {
    let (host, port) = address.rsplit_once(':')?;
    let bare = host.strip_prefix('[').and_then(|host| host.strip_suffix(']'));
    let plain = !host.contains([':', '/', '@']) && !host.is_empty();
    let host = bare.or_else(|| plain.then_some(host))?;
    Some((host, port.parse().ok().filter(|port| *port > 0)?))
}

impl Ask for Tcp {
    fn says(&self) -> String {
        let send = self.send.as_ref().map(|text| format!(", to which it says {text:?}"));
        format!("tcp {}{}", self.address, send.unwrap_or_default())
    }

    fn ask(&self, around: &Around, limit: Duration) -> Answered {
        self.connected(around, limit).unwrap_or_else(|answered| answered)
    }
}

impl Tcp {
    fn connected(&self, around: &Around, limit: Duration) -> Result<Answered, Answered> {
        let begun = Instant::now();
        let address = around.filled(&self.address)?;
        let (host, port) = split(&address)
            .ok_or_else(|| Answered::unasked(format!("{address} is no HOST:PORT")))?;
        let mut stream =
            net::connect(host, port, limit).map_err(|error| told(&address, &error, limit))?;
        let took = begun.elapsed().as_millis();
        let Some(wanted) = &self.starts_with else {
            return Ok(Answered::good(
                format!("{took} ms"),
                format!("{address} takes connections"),
            ));
        };
        let send = around.filled(self.send.as_deref().unwrap_or_default())?;
        let said = conversation(&mut stream, send.as_bytes(), wanted.len(), begun, limit);
        match said {
            Ok(said) if said.starts_with(wanted.as_bytes()) => {
                Ok(Answered::good(format!("{took} ms"), format!("{address} answers as expected")))
            }
            Ok(said) if said.is_empty() => Err(Answered::bad(format!(
                "{address} took the connection and closed it without a word"
            ))
            .passing()),
            Ok(said) => {
                let line = String::from_utf8_lossy(&said);
                let line = line.lines().next().unwrap_or_default().trim_end().to_owned();
                Err(Answered::bad(format!("{address} answers {line:?}, expected {wanted:?}"))
                    .passing())
            }
            Err(error) if is_late(&error) => Err(Answered::bad(format!(
                "{address} took the connection and said nothing within {}",
                shown(limit)
            ))
            .passing()),
            Err(error) => Err(Answered::bad(format!("{address}: {error}")).passing()),
        }
    }
}

/// Says what is to be said and hears until it is clear whether the answer begins as expected. What
/// begins otherwise is heard to the end of its first line, for the message.
fn conversation(
    stream: &mut TcpStream,
    send: &[u8],
    wanted: usize,
    begun: Instant,
    limit: Duration,
) -> io::Result<Vec<u8>> {
    stream.set_write_timeout(Some(limit))?;
    stream.write_all(send)?;
    let mut said = Vec::new();
    let mut buffer = [0; 4096];
    while said.len() < LARGEST && (said.len() < wanted || !said.contains(&b'\n')) {
        let left = limit.saturating_sub(begun.elapsed());
        stream.set_read_timeout(Some(left.max(Duration::from_millis(1))))?;
        match stream.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => said.extend_from_slice(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if is_late(&error) && said.len() >= wanted => break,
            Err(error) => return Err(error),
        }
        if said.len() >= wanted && left.is_zero() {
            break;
        }
    }
    Ok(said)
}

fn is_late(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock)
}

/// What keeps a connection from coming about, each with a word of its own.
pub(super) fn told(address: &str, error: &NetError, limit: Duration) -> Answered {
    let words = match &error.trouble {
        Trouble::Refused => format!("{address} refuses the connection"),
        Trouble::Unreachable => format!("{address} cannot be reached: there is no way to it"),
        Trouble::Name => format!("{address}: the name does not resolve{}", error.detail),
        Trouble::Silent(Stage::Resolving) => {
            format!("{address}: no name server answered within {}", shown(limit))
        }
        Trouble::Silent(Stage::Connecting) => format!(
            "{address}: timeout, nothing answered within {} (packets are dropped on the way)",
            shown(limit)
        ),
        Trouble::Silent(Stage::Answer) => {
            format!("{address}: timeout, connected and no answer within {}", shown(limit))
        }
        _ => error.to_string(),
    };
    Answered::bad(words).passing()
}
