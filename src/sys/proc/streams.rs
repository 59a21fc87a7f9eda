//! What goes in and comes out of a program, on threads of their own: none of it can block us.

use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::process::ChildStdin;
use std::sync::mpsc;

use crate::sys::threads;

use super::KEPT;

/// # Errors
/// Where no thread can be had.
pub(super) fn feed(stdin: Option<ChildStdin>, input: Vec<u8>) -> io::Result<()> {
    let Some(mut stdin) = stdin else { return Ok(()) };
    // A program that does not read its input is none of our business.
    threads::detached("stdin", move || drop(stdin.write_all(&input))).map_err(|_| none_left())
}

/// One thread cannot read what a program says and wait for it.
pub(super) fn none_left() -> io::Error {
    io::Error::new(io::ErrorKind::WouldBlock, "no thread can be started to wait for it")
}

/// Reads a stream to its end on a thread of its own. A program that floods it is not stopped,
/// unless it was to say certain words: then it is, as when it has said them.
///
/// # Errors
/// Where no thread can be had.
pub(super) fn collect(
    stream: Option<impl Read + Send + 'static>,
    until: Option<(Vec<u8>, mpsc::Sender<()>)>,
) -> io::Result<mpsc::Receiver<Vec<u8>>> {
    let (done, kept) = mpsc::channel();
    let begun = threads::detached("stream", move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            pieces(stream, |piece| {
                let fresh = bytes.len();
                keep(&mut bytes, piece);
                match &until {
                    Some((words, ended)) if holds(&bytes, fresh, words) || bytes.len() == KEPT => {
                        let _ = ended.send(());
                        ControlFlow::Break(())
                    }
                    _ => ControlFlow::Continue(()),
                }
            });
        }
        let _ = done.send(bytes);
    });
    begun.map(|()| kept).map_err(|_| none_left())
}

/// Whether the words are there, some byte of them from `fresh` on.
fn holds(bytes: &[u8], fresh: usize, words: &[u8]) -> bool {
    let from = fresh.saturating_sub(words.len());
    bytes[from..].windows(words.len()).any(|window| window == words)
}

/// Reads a stream to its end, or until `each` has seen enough.
pub(super) fn pieces(mut stream: impl Read, mut each: impl FnMut(&[u8]) -> ControlFlow<()>) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        if each(&buffer[..read]).is_break() {
            break;
        }
    }
}

/// As much of a piece as there is room for.
pub(super) fn keep(kept: &mut Vec<u8>, piece: &[u8]) {
    let room = KEPT.saturating_sub(kept.len()).min(piece.len());
    kept.extend_from_slice(&piece[..room]);
}
