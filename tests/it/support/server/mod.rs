//! An HTTP server on loopback that answers as it is told, well or badly, and remembers what it saw.
//!
//! One thread a connection; it ends with the test. Nothing here sleeps: what "stalls" waits until
//! the client hangs up, so the limits of the client decide how long a test takes.

mod answer;
mod play;

use std::collections::HashMap;
use std::io::{BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

pub use answer::{Answer, Seen, read_request};
use play::play;

type Handler = dyn Fn(&Seen) -> Option<Answer> + Send + Sync;

/// What the server does, shared with its threads.
#[derive(Default)]
struct Script {
    routes: Mutex<HashMap<String, Vec<Answer>>>,
    handlers: Mutex<Vec<Arc<Handler>>>,
    seen: Mutex<Vec<Seen>>,
    connections: std::sync::atomic::AtomicUsize,
}

/// The server. Dropping it stops accepting.
pub struct Server {
    address: SocketAddr,
    script: Arc<Script>,
    stop: Arc<std::sync::atomic::AtomicBool>,
}

/// Wraps an accepted connection (TLS does).
pub type Wrap = dyn Fn(TcpStream) -> Option<Box<dyn Duplex>> + Send + Sync;

/// A stream in both directions.
pub trait Duplex: Read + Write + Send {}
impl<T: Read + Write + Send> Duplex for T {}

impl Server {
    /// Starts on a free port of 127.0.0.1; everything is 404 until told otherwise.
    pub fn start() -> Self {
        Self::start_with(|stream| Some(Box::new(stream)))
    }

    /// Starts at this place. IPv6 only in a network of its own: not every machine has it.
    pub fn start_at(place: &str) -> Self {
        Self::listen(place, |stream| Some(Box::new(stream)))
    }

    /// Starts with a wrapper around each connection.
    pub fn start_with(
        wrap: impl Fn(TcpStream) -> Option<Box<dyn Duplex>> + Send + Sync + 'static,
    ) -> Self {
        Self::listen("127.0.0.1:0", wrap)
    }

    fn listen(
        place: &str,
        wrap: impl Fn(TcpStream) -> Option<Box<dyn Duplex>> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(place).expect("a free port");
        let address = listener.local_addr().expect("its address");
        let script = Arc::new(Script::default());
        let stop = Arc::new(std::sync::atomic::AtomicBool::new(false));
        let (shared, stopping) = (Arc::clone(&script), Arc::clone(&stop));
        let wrap: Arc<Wrap> = Arc::new(wrap);
        thread::spawn(move || {
            for stream in listener.incoming() {
                if stopping.load(std::sync::atomic::Ordering::SeqCst) {
                    return;
                }
                let Ok(stream) = stream else { continue };
                shared.connections.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let (shared, wrap) = (Arc::clone(&shared), Arc::clone(&wrap));
                thread::spawn(move || converse(&stream, &shared, &*wrap));
            }
        });
        Self { address, script, stop }
    }

    /// `http://127.0.0.1:PORT`, without a slash at the end.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `127.0.0.1:PORT`.
    pub fn place(&self) -> String {
        self.address.to_string()
    }

    /// Answers this target (path and query) from now on.
    pub fn on(&self, target: &str, answer: Answer) {
        self.on_each(target, vec![answer]);
    }

    /// Answers this target with one after the other; the last one stays.
    pub fn on_each(&self, target: &str, answers: Vec<Answer>) {
        assert!(!answers.is_empty(), "no answer for {target}");
        self.script.routes.lock().expect("routes").insert(target.to_owned(), answers);
    }

    /// Answers whatever no route names, where the handler has an answer.
    pub fn otherwise(&self, handler: impl Fn(&Seen) -> Option<Answer> + Send + Sync + 'static) {
        self.script.handlers.lock().expect("handlers").push(Arc::new(handler));
    }

    /// The requests so far, in order of arrival.
    pub fn seen(&self) -> Vec<Seen> {
        self.script.seen.lock().expect("seen").clone()
    }

    /// How many connections were made.
    pub fn connections(&self) -> usize {
        self.script.connections.load(std::sync::atomic::Ordering::SeqCst)
    }

    /// Targets of the requests so far.
    pub fn targets(&self) -> Vec<String> {
        self.seen().iter().map(|seen| seen.target().to_owned()).collect()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop.store(true, std::sync::atomic::Ordering::SeqCst);
        let _ = TcpStream::connect(self.address);
    }
}

fn converse(socket: &TcpStream, script: &Script, wrap: &Wrap) {
    let Ok(own) = socket.try_clone() else { return };
    let Some(stream) = wrap(own) else { return };
    let mut stream = BufReader::new(stream);
    while let Some(seen) = read_request(&mut stream) {
        script.seen.lock().expect("seen").push(seen.clone());
        let answer = choose(script, &seen);
        if !play(&answer, &seen, &mut stream, socket) {
            if matches!(answer, Answer::Reset) {
                // An orderly shutdown would come before the reset.
                return;
            }
            break;
        }
    }
    let _ = socket.shutdown(Shutdown::Both);
}

fn choose(script: &Script, seen: &Seen) -> Answer {
    let mut routes = script.routes.lock().expect("routes");
    if let Some(answers) = routes.get_mut(seen.target()) {
        return if answers.len() > 1 { answers.remove(0) } else { answers[0].clone() };
    }
    drop(routes);
    let handlers = script.handlers.lock().expect("handlers").clone();
    let answer = handlers.iter().find_map(|handler| handler(seen));
    answer.unwrap_or_else(|| Answer::status(404, "not found"))
}
