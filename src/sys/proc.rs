//! Other programs: a cleared environment, a time limit, and nothing left running.

mod followed;
mod foreground;
mod group;
mod streams;
#[cfg(test)]
#[cfg(unix)]
mod tests;

pub(crate) use foreground::{Watched, beside_output, complaining, in_foreground, watched};
#[cfg(windows)]
pub(in crate::sys) use group::dies_with_us;

use std::ffi::OsString;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};

use crate::base::visible::Visible as _;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::lookup;
use crate::sys::threads;
use group::{Leader, how};
use streams::{collect, feed};

/// Bytes kept of each stream; what comes after is read and dropped.
pub(crate) const KEPT: usize = 1 << 20;
/// How long the streams may stay open after the program itself has ended.
const STRAGGLERS: Duration = Duration::from_millis(200);
/// How long it may take, on a machine that is busy, until what a program said last has been read. It is sat out only
/// where something else keeps the stream open.
const LAST_WORDS: Duration = Duration::from_secs(2);
/// How often it is looked whether a program does anything.
const LOOK: Duration = Duration::from_millis(500);

/// A program to run to its end, with nothing of our environment but what is given.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// The file that is executed, by its absolute path; no PATH search.
    pub program: PathBuf,
    /// Its arguments, the name not included.
    pub args: Vec<OsString>,
    /// Its whole environment.
    pub vars: Vec<(OsString, OsString)>,
    /// Its working directory.
    pub dir: PathBuf,
    /// What it reads from standard input.
    pub input: Vec<u8>,
    /// When it is killed, with all that it started.
    pub limit: Duration,
    /// How long it may do nothing; see [`Run::idle`].
    idle: Option<Duration>,
    /// This program, where the other one is to have a session of its own; see [`Run::in_session`].
    launcher: Option<PathBuf>,
    /// What it says last; see [`Run::until`].
    last_words: Vec<u8>,
    /// What it keeps open; see [`Run::holding`].
    held: Option<Arc<File>>,
}

/// The first argument with which this program starts another one in a session of its own.
pub(crate) const SESSION: &str = "__session";

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// By itself, with this code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// By us: it was still running at its limit.
    TimedOut,
}

/// What a program left behind.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// How it ended.
    pub ended: Ended,
    /// Its standard output, the first megabyte.
    pub stdout: Vec<u8>,
    /// Its standard error, the first megabyte.
    pub stderr: Vec<u8>,
    /// How long it ran.
    pub took: Duration,
}

impl Output {
    /// Whether it ended with 0.
    pub(crate) fn succeeded(&self) -> bool {
        self.ended == Ended::Code(0)
    }

    /// Standard output as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard error as text.
    pub(crate) fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

impl Run {
    /// A program with its arguments, an empty environment, and this limit.
    pub(crate) fn new<A: Into<OsString>>(
        program: &Path,
        args: impl IntoIterator<Item = A>,
        dir: &Path,
        limit: Duration,
    ) -> Self {
        Self {
            program: program.to_owned(),
            args: args.into_iter().map(Into::into).collect(),
            vars: Vec::new(),
            dir: dir.to_owned(),
            input: Vec::new(),
            limit,
            idle: None,
            launcher: None,
            last_words: Vec::new(),
            held: None,
        }
    }

    /// Holds a lock with us, as its standard input, which is empty: where we are killed, whoever wants the lock waits
    /// until the program has ended.
    ///
    /// # Errors
    /// When the system has no file left to give.
    pub(crate) fn holding(mut self, lock: &Lock) -> io::Result<Self> {
        self.held = Some(Arc::new(lock.shared()?));
        Ok(self)
    }

    /// In a session of its own, started by way of `launcher` (this program). Without one an
    /// interactive shell takes the terminal, and when it is killed the terminal belongs to nobody.
    #[must_use]
    pub(crate) fn in_session(mut self, launcher: &Path) -> Self {
        self.launcher = Some(launcher.to_owned());
        self
    }

    /// Ends it as at its limit once the processor has done nothing for it, and for what it started,
    /// for so long: what works slowly may go on, what waits for ever may not. Where the system does
    /// not say the limit alone holds.
    #[must_use]
    pub(crate) fn idle(mut self, longest: Duration) -> Self {
        self.idle = Some(longest);
        self
    }

    /// Ends it when its standard output has held these bytes: what it left running in the
    /// background may keep the stream open for long.
    #[must_use]
    pub(crate) fn until(mut self, last_words: impl Into<Vec<u8>>) -> Self {
        self.last_words = last_words.into();
        self
    }

    /// Adds variables; a later value replaces an earlier one.
    #[must_use]
    pub(crate) fn vars<N: Into<OsString>, V: Into<OsString>>(
        mut self,
        vars: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.vars.extend(vars.into_iter().map(|(name, value)| (name.into(), value.into())));
        self
    }

    /// Runs it to its end or its limit. Whatever it started and left running is killed afterwards.
    ///
    /// # Errors
    /// When it could not be started; the raw error number says why.
    pub(crate) fn wait(self) -> io::Result<Output> {
        let program = self.program.clone();
        let done = self.wait_for_end();
        let program = program.visible();
        match &done {
            Ok(Output { ended, took, .. }) => tracing::debug!(%program, ?ended, ?took, "ran"),
            Err(error) => tracing::debug!(%program, %error, "did not start"),
        }
        done
    }

    fn wait_for_end(self) -> io::Result<Output> {
        let begun = Instant::now();
        let mut child = self.start()?;
        let (ended, end) = mpsc::channel();
        let said = (!self.last_words.is_empty()).then(|| (self.last_words, ended.clone()));
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let leader = Leader::of(child, self.launcher.is_some())?;
        let input = self.input;
        let attend = || {
            let stdout = collect(stdout, said)?;
            let stderr = collect(stderr, None)?;
            feed(stdin, input)?;
            let end = leader.end();
            let end = threads::detached("end", move || {
                end.wait();
                let _ = ended.send(());
            });
            end.map_err(|_| streams::none_left())?;
            Ok((stdout, stderr))
        };
        let (stdout, stderr) = match attend() {
            Ok(both) => both,
            Err(error) => {
                leader.kill();
                leader.reap()?;
                return Err(error);
            }
        };
        let timed_out = match self.idle {
            None => end.recv_timeout(self.limit).is_err(),
            Some(longest) => !ends_busy(&end, &leader, self.limit, longest),
        };
        if timed_out {
            leader.kill();
        }
        let stdout_so_far = stdout.recv_timeout(STRAGGLERS);
        leader.kill();
        let status = leader.reap()?;
        Ok(Output {
            ended: if timed_out { Ended::TimedOut } else { how(status) },
            stdout: stdout_so_far.or_else(|_| stdout.recv_timeout(LAST_WORDS)).unwrap_or_default(),
            stderr: stderr.recv_timeout(LAST_WORDS).unwrap_or_default(),
            took: begun.elapsed(),
        })
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "this is the function that all others are sent to"
    )]
    fn start(&self) -> io::Result<Child> {
        // The system would search PATH for a bare name, and begin at the working directory else.
        if !self.program.is_absolute() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "its path is not absolute"));
        }
        let mut command = match &self.launcher {
            Some(launcher) => {
                let mut command = Command::new(launcher);
                command.arg(SESSION).arg(&self.program);
                command
            }
            None => {
                let mut command = Command::new(&self.program);
                group::lead(&mut command);
                command
            }
        };
        let input = match &self.held {
            Some(held) => held.try_clone()?.into(),
            None if self.input.is_empty() => Stdio::null(),
            None => Stdio::piped(),
        };
        command
            .args(&self.args)
            .env_clear()
            .envs(self.vars.iter().filter_map(strict))
            .current_dir(&self.dir)
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Whether the end is told of within the limit, and before the group has been idle for too long.
fn ends_busy(
    end: &mpsc::Receiver<()>,
    leader: &Leader,
    limit: Duration,
    longest: Duration,
) -> bool {
    let begun = Instant::now();
    let (mut used, mut since) = (None, begun);
    while begun.elapsed() < limit && since.elapsed() < longest {
        match end.recv_timeout(LOOK.min(longest)) {
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            _ => return true,
        }
        let now = leader.ticks();
        if now.is_none() || now != used {
            (used, since) = (now, Instant::now());
        }
    }
    false
}

/// What it starts itself comes from the same places as it does.
fn strict((name, value): &(OsString, OsString)) -> Option<(OsString, OsString)> {
    let value = if name == "PATH" { lookup::strict(value)? } else { value.clone() };
    Some((name.clone(), value))
}
