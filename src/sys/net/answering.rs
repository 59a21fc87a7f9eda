//! A small HTTP server: each connection asks one question by GET or HEAD and gets one answer. A bounded
//! number of connections is open at a time, and each has so long to ask: where there is no room for
//! another, the one that has been asking or reading for the longest makes room.

mod connection;
mod head;

use std::io::{self, ErrorKind};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::sys::threads;

/// How many connections are open at a time.
const OPEN: usize = 64;
/// How long is waited where the system has nothing left for another connection.
const PAUSE: Duration = Duration::from_millis(50);

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    /// The HTTP status.
    pub(crate) status: u16,
    /// The media type.
    pub(crate) kind: &'static str,
    /// The body.
    pub(crate) body: Arc<[u8]>,
}

impl Reply {
    /// One line of text.
    pub(crate) fn line(status: u16, line: &str) -> Self {
        let body = format!("{line}\n").into_bytes().into();
        Self { status, kind: "text/plain; charset=utf-8", body }
    }
}

/// Answers by the path that is asked for.
type Answer = dyn Fn(&str) -> Reply + Send + Sync;

/// A server that listens.
pub(crate) struct Server {
    listener: TcpListener,
}

/// A connection that is open.
struct Open {
    number: u64,
    stream: TcpStream,
    /// Its answer is being found: nobody is slow but we.
    is_waiting: bool,
}

/// The connections that are open, the oldest first.
#[derive(Clone, Default)]
struct Connections(Arc<Mutex<Vec<Open>>>);

impl Server {
    /// Listens.
    ///
    /// # Errors
    /// When the address is another's, or not of this machine.
    pub(crate) fn bind(address: SocketAddr) -> io::Result<Self> {
        Ok(Self { listener: TcpListener::bind(address)? })
    }

    /// Where it listens.
    ///
    /// # Errors
    /// When the system does not say.
    pub(crate) fn address(&self) -> io::Result<SocketAddr> {
        self.listener.local_addr()
    }

    /// Answers for as long as the process lives.
    pub(crate) fn serve(&self, answer: impl Fn(&str) -> Reply + Send + Sync + 'static) -> ! {
        let answer: Arc<Answer> = Arc::new(answer);
        let connections = Connections::default();
        let mut number = 0;
        loop {
            match self.listener.accept() {
                Ok((stream, _)) => {
                    number += 1;
                    begin(stream, number, &connections, &answer);
                }
                // A client that went away meanwhile is no trouble of ours.
                Err(error) if error.kind() == ErrorKind::ConnectionAborted => {}
                Err(_) => std::thread::sleep(PAUSE),
            }
        }
    }
}

fn begin(stream: TcpStream, number: u64, connections: &Connections, answer: &Arc<Answer>) {
    if !connections.admit(number, &stream) {
        connection::refuse(&stream);
        return;
    }
    let (connections, answer) = (connections.clone(), Arc::clone(answer));
    let ended = connections.clone();
    let work = move || {
        let listed = Listed { number, connections };
        connection::serve(&stream, &*answer, &|is_waiting| listed.waits(is_waiting));
    };
    // Without a thread it is closed, and the next one may have more luck.
    if threads::detached("connection", work).is_err() {
        ended.forget(number);
    }
}

impl Connections {
    fn all(&self) -> MutexGuard<'_, Vec<Open>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes a connection among those that are open; whether there was room, or room could be made.
    fn admit(&self, number: u64, stream: &TcpStream) -> bool {
        let Ok(stream) = stream.try_clone() else { return false };
        let mut all = self.all();
        if all.len() >= OPEN {
            let Some(slowest) = all.iter().position(|open| !open.is_waiting) else { return false };
            let _ = all.remove(slowest).stream.shutdown(Shutdown::Both);
        }
        all.push(Open { number, stream, is_waiting: false });
        true
    }

    fn forget(&self, number: u64) {
        self.all().retain(|open| open.number != number);
    }
}

/// A connection that is listed for as long as this lives.
struct Listed {
    number: u64,
    connections: Connections,
}

impl Listed {
    fn waits(&self, is_waiting: bool) {
        let mut all = self.connections.all();
        if let Some(open) = all.iter_mut().find(|open| open.number == self.number) {
            open.is_waiting = is_waiting;
        }
    }
}

impl Drop for Listed {
    fn drop(&mut self) {
        self.connections.forget(self.number);
    }
}
