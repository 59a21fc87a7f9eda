//! A host with addresses of two kinds, as Go dials it (`dialParallel` in net/dial.go): the kind that
//! the system names first has a start of 300 ms, then both are tried at once and the first one that
//! answers is taken. So an IPv6 address that leads nowhere costs a blink, not the time limit.

use crate::sys::threads;
use std::io;
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// The start of the first kind.
const START: Duration = Duration::from_millis(300);
/// How many addresses of a kind are tried.
const MOST: usize = 8;

/// Connects to one of these addresses before the deadline.
pub(super) fn connect(addresses: &[SocketAddr], deadline: Instant) -> io::Result<TcpStream> {
    let Some(first) = addresses.first() else {
        return Err(io::Error::new(io::ErrorKind::NotFound, "no address"));
    };
    let (mine, others): (Vec<_>, Vec<_>) =
        addresses.iter().partition(|address| address.is_ipv4() == first.is_ipv4());
    if others.is_empty() {
        return one_by_one(&mine, deadline);
    }
    let (send, answers) = mpsc::channel();
    let spawn = |kind: Vec<SocketAddr>, is_first: bool| {
        let send = send.clone();
        threads::detached_or_here("dial", move || {
            // Who comes too late finds nobody, and its connection is closed.
            let _ = send.send((is_first, one_by_one(&kind, deadline)));
        });
    };
    spawn(mine, true);
    let mut failed = match answers.recv_timeout(START) {
        Ok((_, Ok(stream))) => return Ok(stream),
        Ok((_, Err(error))) => Some(error),
        Err(_) => None,
    };
    let left = if failed.is_some() { 1 } else { 2 };
    spawn(others, false);
    for (is_first, answer) in answers.iter().take(left) {
        match answer {
            Ok(stream) => return Ok(stream),
            // Of two failures Go tells the first kind's.
            Err(error) if is_first || failed.is_none() => failed = Some(error),
            Err(_) => {}
        }
    }
    Err(failed.unwrap_or_else(|| io::ErrorKind::TimedOut.into()))
}

/// Those that are left share the time, so one black hole does not eat it all.
fn one_by_one(addresses: &[SocketAddr], deadline: Instant) -> io::Result<TcpStream> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, "no address");
    let addresses = &addresses[..addresses.len().min(MOST)];
    for (tried, address) in addresses.iter().enumerate() {
        let left = deadline.saturating_duration_since(Instant::now());
        let others = u32::try_from(addresses.len() - tried).unwrap_or(1);
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        match TcpStream::connect_timeout(address, (left / others).max(Duration::from_millis(1))) {
            Ok(socket) => return Ok(socket),
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(60)
    }

    // Where nobody listens; a machine without IPv6 refuses the first in its own way.
    const V6: &str = "[::1]:1";
    const V4: &str = "127.0.0.1:1";

    #[test]
    fn address_kind_that_works_is_taken_whichever_comes_first() {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let good = listener.local_addr().unwrap();
        let [v4, v6] = [V4, V6].map(|text| text.parse().unwrap());
        for addresses in [vec![v6, good], vec![good, v6], vec![v6, v6, v4, good], vec![v4, good]] {
            let stream = connect(&addresses, soon()).unwrap();
            assert_eq!(stream.peer_addr().unwrap(), good, "{addresses:?}");
        }
    }

    #[test]
    fn dial_that_nobody_answers_blames_the_first_kind_and_holds_the_deadline() {
        let [v4, v6] = [V4, V6].map(|text| text.parse().unwrap());
        let refused = connect(&[v4, v6], soon()).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::ConnectionRefused);
        assert_eq!(connect(&[], soon()).unwrap_err().kind(), io::ErrorKind::NotFound);
        let late = connect(&[v4], Instant::now()).unwrap_err();
        assert_eq!(late.kind(), io::ErrorKind::TimedOut);
    }
}
