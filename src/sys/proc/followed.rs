//! A program in a group of its own, whose words are passed on as they come.

use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::group::{End, Leader, how};
use super::streams::{none_left, pieces};
use super::{Ended, LAST_WORDS, Run};
use crate::sys::threads;

/// How often it is looked whether the program is to stop.
const GLANCE: Duration = Duration::from_millis(50);

enum Told {
    Piece(Vec<u8>),
    Ended,
}

impl Run {
    /// Runs it to its end, its limit, or until `stop` says so, which is asked all the time: then it is killed, and
    /// with it, as at every end, whatever it started. What it says on either stream comes to `heard`, in the order
    /// in which it is read. It says it to pipes of ours: when we are killed, its next word ends it.
    ///
    /// # Errors
    /// When it could not be started.
    pub(crate) fn follow(
        self,
        mut heard: impl FnMut(&[u8]),
        stop: impl Fn() -> bool,
    ) -> io::Result<Ended> {
        let begun = Instant::now();
        let mut child = self.start()?;
        let (out, err) = (child.stdout.take(), child.stderr.take());
        let leader = Leader::of(child, self.launcher.is_some())?;
        let (tell, told) = mpsc::channel();
        let attended = pass_on(out, tell.clone())
            .and_then(|()| pass_on(err, tell.clone()))
            .and_then(|()| tell_end(leader.end(), tell));
        if let Err(error) = attended {
            leader.kill();
            leader.reap()?;
            return Err(error);
        }
        let by_itself = loop {
            match told.recv_timeout(GLANCE) {
                Ok(Told::Piece(piece)) => heard(&piece),
                Ok(Told::Ended) | Err(RecvTimeoutError::Disconnected) => break true,
                Err(RecvTimeoutError::Timeout) => {}
            }
            if stop() || begun.elapsed() >= self.limit {
                break false;
            }
        };
        leader.kill();
        // What was said before is read to the end of both streams; what left the group may keep one open.
        let until = Instant::now() + LAST_WORDS;
        while let Ok(told) = told.recv_timeout(until.saturating_duration_since(Instant::now())) {
            if let Told::Piece(piece) = told {
                heard(&piece);
            }
        }
        let status = leader.reap()?;
        Ok(if by_itself { how(status) } else { Ended::TimedOut })
    }
}

fn pass_on(stream: Option<impl Read + Send + 'static>, tell: Sender<Told>) -> io::Result<()> {
    let Some(stream) = stream else { return Ok(()) };
    let passed = threads::detached("stream", move || {
        pieces(stream, |piece| match tell.send(Told::Piece(piece.to_vec())) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        });
    });
    passed.map_err(|_| none_left())
}

fn tell_end(end: End, tell: Sender<Told>) -> io::Result<()> {
    let waited = threads::detached("end", move || {
        end.wait();
        let _ = tell.send(Told::Ended);
    });
    waited.map_err(|_| none_left())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::cell::RefCell;
    use std::path::Path;

    use rustix::process::{Pid, test_kill_process};

    use super::*;

    fn sh(script: &str) -> Run {
        let vars = [("PATH", "/usr/bin:/bin")];
        Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), Duration::from_secs(60))
            .vars(vars)
    }

    #[test]
    fn what_is_said_comes_whole_and_its_end_is_told() {
        let mut said = Vec::new();
        let ended = sh("echo a; echo b >&2; seq 20000; exit 4")
            .follow(|piece| said.extend_from_slice(piece), || false)
            .unwrap();
        assert_eq!(ended, Ended::Code(4));
        let said = String::from_utf8(said).unwrap();
        assert!(said.contains("b\n") && said.contains("\n20000\n"), "{} bytes", said.len());
    }

    #[test]
    fn program_that_is_stopped_ends_with_all_that_it_started() {
        let said = RefCell::new(String::new());
        let heard = |piece: &[u8]| said.borrow_mut().push_str(&String::from_utf8_lossy(piece));
        let started = || said.borrow().ends_with('\n');
        let ended = sh("sleep 600 & echo $!; wait").follow(heard, started).unwrap();
        assert_eq!(ended, Ended::TimedOut);
        let child = Pid::from_raw(said.borrow().trim().parse().unwrap()).unwrap();
        // Its parent is gone: whoever is first of all processes reaps it, sooner or later.
        let runs = || {
            let state = std::fs::read_to_string(format!("/proc/{}/stat", child.as_raw_nonzero()));
            test_kill_process(child).is_ok() && !state.is_ok_and(|stat| stat.contains(") Z "))
        };
        let begun = Instant::now();
        while runs() {
            assert!(begun.elapsed() < Duration::from_secs(30), "{child:?} still runs");
            std::thread::yield_now();
        }
    }
}
