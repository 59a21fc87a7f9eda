//! The door to other programs: a cleared environment, a time limit, and nothing left running.

mod foreground;

pub use foreground::watched;

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, kill_process, kill_process_group, waitid,
};

/// Bytes kept of each stream; what comes after is read and dropped.
pub const KEPT: usize = 1 << 20;
/// How long the streams may stay open after the program itself has ended.
const STRAGGLERS: Duration = Duration::from_millis(200);

/// A program to run to its end, with nothing of our environment but what is given.
#[derive(Clone, Debug)]
pub struct Run {
    /// The file that is executed; no PATH search.
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
    /// This program, where the other one is to have a session of its own; see [`Run::in_session`].
    launcher: Option<PathBuf>,
    /// What it says last; see [`Run::until`].
    last_words: Vec<u8>,
}

/// The first argument with which this program starts another one in a session of its own.
pub const SESSION: &str = "__session";

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// By itself, with this code.
    Code(i32),
    /// By this signal.
    Signal(i32),
    /// By us: it was still running at its limit.
    TimedOut,
}

/// What a program left behind.
#[derive(Clone, Debug)]
pub struct Output {
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
    pub fn succeeded(&self) -> bool {
        self.ended == Ended::Code(0)
    }

    /// Standard output as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.stdout).into_owned()
    }

    /// Standard error as text.
    pub fn complaint(&self) -> String {
        String::from_utf8_lossy(&self.stderr).into_owned()
    }
}

impl Run {
    /// A program with its arguments, an empty environment, and this limit.
    pub fn new<A: Into<OsString>>(
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
            launcher: None,
            last_words: Vec::new(),
        }
    }

    /// In a session of its own, started by way of `launcher` (this program). Without one an
    /// interactive shell takes the terminal, and when it is killed the terminal belongs to nobody.
    #[must_use]
    pub fn in_session(mut self, launcher: &Path) -> Self {
        self.launcher = Some(launcher.to_owned());
        self
    }

    /// Ends it when its standard output has held these bytes: what it left running in the
    /// background may keep the stream open for long.
    #[must_use]
    pub fn until(mut self, last_words: impl Into<Vec<u8>>) -> Self {
        self.last_words = last_words.into();
        self
    }

    /// Adds variables; a later value replaces an earlier one.
    #[must_use]
    pub fn vars<N: Into<OsString>, V: Into<OsString>>(
        mut self,
        vars: impl IntoIterator<Item = (N, V)>,
    ) -> Self {
        self.vars.extend(vars.into_iter().map(|(name, value)| (name.into(), value.into())));
        self
    }

    /// Runs it to its end or its limit. The program has a process group of its own, and whatever
    /// is left of that group afterwards is killed.
    ///
    /// # Errors
    /// When it could not be started; the raw error number says why.
    pub fn wait(self) -> io::Result<Output> {
        let begun = Instant::now();
        let mut child = self.start()?;
        let (ended, end) = mpsc::channel();
        let said = (!self.last_words.is_empty()).then(|| (self.last_words, ended.clone()));
        let stdout = collect(child.stdout.take(), said);
        let stderr = collect(child.stderr.take(), None);
        feed(&mut child, self.input);
        let group = Pid::from_child(&child);
        // The child is seen to end but not reaped, so that its number (and its group's) still
        // belongs to it when the group is killed.
        thread::spawn(move || {
            let _ = waitid(WaitId::Pid(group), WaitIdOptions::EXITED | WaitIdOptions::NOWAIT);
            let _ = ended.send(());
        });
        let timed_out = end.recv_timeout(self.limit).is_err();
        if timed_out {
            kill_all(group, self.launcher.is_some());
        }
        let stdout_so_far = stdout.recv_timeout(STRAGGLERS);
        kill_all(group, self.launcher.is_some());
        let status = child.wait()?;
        Ok(Output {
            ended: if timed_out { Ended::TimedOut } else { how(status) },
            stdout: stdout_so_far.or_else(|_| stdout.recv_timeout(STRAGGLERS)).unwrap_or_default(),
            stderr: stderr.recv_timeout(STRAGGLERS).unwrap_or_default(),
            took: begun.elapsed(),
        })
    }

    #[expect(clippy::disallowed_methods, reason = "this is the door that the others are sent to")]
    fn start(&self) -> io::Result<Child> {
        let mut command = match &self.launcher {
            Some(launcher) => {
                let mut command = Command::new(launcher);
                command.arg(SESSION).arg(&self.program);
                command
            }
            None => {
                let mut command = Command::new(&self.program);
                command.process_group(0);
                command
            }
        };
        command
            .args(&self.args)
            .env_clear()
            .envs(self.vars.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.dir)
            .stdin(if self.input.is_empty() { Stdio::null() } else { Stdio::piped() })
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
    }
}

/// Kills a group or, where the leader has a session of its own, every group of that session (an
/// interactive shell gives each of its jobs one).
fn kill_all(leader: Pid, session: bool) {
    let _ = kill_process_group(leader, Signal::KILL);
    if !session {
        return;
    }
    // The launcher may not have come to its session yet.
    let _ = kill_process(leader, Signal::KILL);
    // What is killed cannot start more; a few looks catch what was just being started.
    for _ in 0..4 {
        let left = in_session_of(leader);
        if left.is_empty() {
            break;
        }
        for pid in left {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
}

/// The running processes of a session, its leader aside; none where the system has no `/proc`.
#[expect(clippy::disallowed_methods, reason = "the kernel's own record of processes")]
fn in_session_of(leader: Pid) -> Vec<Pid> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    let wanted = leader.as_raw_nonzero().to_string();
    let belongs = |pid: &Pid| {
        let stat = format!("/proc/{}/stat", pid.as_raw_nonzero());
        let stat = std::fs::read_to_string(stat).unwrap_or_default();
        // "12 (name, which may hold anything) S parent group session ..."
        let fields = stat.rsplit_once(')').map(|(_, rest)| rest.split_whitespace());
        fields.is_some_and(|mut fields| {
            let state = fields.next();
            fields.nth(2) == Some(&wanted) && state != Some("Z")
        })
    };
    let pids = entries.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok());
    pids.filter_map(Pid::from_raw).filter(|pid| *pid != leader).filter(belongs).collect()
}

/// Reads a stream to its end, or until `each` has seen enough.
fn pieces(mut stream: impl Read, mut each: impl FnMut(&[u8]) -> ControlFlow<()>) {
    let mut buffer = [0; 16 * 1024];
    while let Ok(read @ 1..) = stream.read(&mut buffer) {
        if each(&buffer[..read]).is_break() {
            break;
        }
    }
}

/// As much of a piece as there is room for.
fn keep(kept: &mut Vec<u8>, piece: &[u8]) {
    let room = KEPT.saturating_sub(kept.len()).min(piece.len());
    kept.extend_from_slice(&piece[..room]);
}

fn how(status: ExitStatus) -> Ended {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ended::Code(code),
        (None, signal) => Ended::Signal(signal.unwrap_or_default()),
    }
}

fn feed(child: &mut Child, input: Vec<u8>) {
    if let Some(mut stdin) = child.stdin.take() {
        // A program that does not read its input is none of our business.
        thread::spawn(move || stdin.write_all(&input));
    }
}

/// Reads a stream to its end on a thread of its own. A program that floods it is not stopped,
/// unless it was to say certain words: then it is, as when it has said them.
fn collect(
    stream: Option<impl Read + Send + 'static>,
    until: Option<(Vec<u8>, mpsc::Sender<()>)>,
) -> mpsc::Receiver<Vec<u8>> {
    let (done, kept) = mpsc::channel();
    thread::spawn(move || {
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
    kept
}

/// Whether the words are there, some byte of them from `fresh` on.
fn holds(bytes: &[u8], fresh: usize, words: &[u8]) -> bool {
    let from = fresh.saturating_sub(words.len());
    bytes[from..].windows(words.len()).any(|window| window == words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sh(script: &str, limit: Duration) -> Output {
        Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), limit)
            .vars([("PATH", "/usr/bin:/bin")])
            .wait()
            .unwrap()
    }

    #[test]
    fn streams_and_code_come_back() {
        let output = sh("echo out; echo err >&2; exit 7", Duration::from_secs(20));
        assert_eq!(output.ended, Ended::Code(7));
        assert_eq!((output.text().as_str(), output.complaint().as_str()), ("out\n", "err\n"));
    }

    #[test]
    fn a_program_at_its_limit_is_killed_with_its_children() {
        let started = Instant::now();
        let output = sh("sleep 300 & echo $!; wait", Duration::from_millis(300));
        assert_eq!(output.ended, Ended::TimedOut);
        assert!(started.elapsed() < Duration::from_secs(20));
        let child = output.text().trim().to_owned();
        let gone = || !Path::new(&format!("/proc/{child}/exe")).exists();
        let deadline = Instant::now() + Duration::from_secs(10);
        while !gone() && Instant::now() < deadline {
            thread::yield_now();
        }
        assert!(gone(), "process {child} still runs");
    }

    #[test]
    fn a_flood_is_cut_and_does_not_block() {
        let output = sh("head -c 3000000 /dev/zero", Duration::from_secs(60));
        assert!(output.succeeded());
        assert_eq!(output.stdout.len(), KEPT);
    }

    #[test]
    fn last_words_end_it_and_a_flood_does_not_hide_them_for_ever() {
        let run = |script: &str| {
            Run::new(Path::new("/bin/sh"), ["-c", script], Path::new("/"), Duration::from_secs(60))
                .vars([("PATH", "/usr/bin:/bin")])
                .until("<end>")
                .wait()
                .unwrap()
        };
        let output = run("printf 'a<e'; printf 'nd>'; sleep 300");
        assert_eq!(output.text(), "a<end>");
        assert!(output.ended != Ended::TimedOut && output.took < Duration::from_secs(30));
        assert_eq!(run("exec cat /dev/zero").stdout.len(), KEPT);
        assert_eq!(run("exit 3").ended, Ended::Code(3));
    }

    #[test]
    fn a_background_child_that_keeps_the_stream_open_does_not_hang_us() {
        let output = sh("sleep 300 & echo done", Duration::from_secs(60));
        assert!(output.succeeded() && output.took < Duration::from_secs(30));
    }
}
