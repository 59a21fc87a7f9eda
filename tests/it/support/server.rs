//! An HTTP server on loopback that answers as it is told, well or badly, and remembers what it saw.
//!
//! One thread a connection; it ends with the test. Nothing here sleeps: what "stalls" waits until
//! the client hangs up, so the limits of the client decide how long a test takes.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;

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

/// Whether the connection may go on.
fn play(
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
            reset(socket);
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

/// Makes the kernel send a reset in place of an orderly end.
fn reset(socket: &TcpStream) {
    let _ = rustix::net::sockopt::set_socket_linger(socket, Some(std::time::Duration::ZERO));
}
