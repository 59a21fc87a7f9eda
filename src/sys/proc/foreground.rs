//! A program in the foreground, whose complaints are kept.

use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, mpsc};
use std::time::Instant;

use super::group::how;
use super::streams::{keep, pieces};
use super::{Ended, LAST_WORDS};
use crate::base::fault::Exit;
use crate::base::visible::Visible as _;
use crate::sys::env::Env;
use crate::sys::envdiff::Vars;
use crate::sys::{interrupt, threads};

/// Runs a program in the foreground with our streams and environment, and keeps the first megabyte
/// of what it says on standard error, which is passed on as it comes.
///
/// # Errors
/// When it could not be started.
pub(crate) fn watched(program: &Path, args: &[OsString], env: &Env) -> io::Result<(Exit, Vec<u8>)> {
    let watched = complaining(program, args, &env.vars, None, true)?;
    Ok((watched.exit, watched.said))
}

/// How a program ended that was run in the foreground.
pub(crate) struct Watched {
    pub exit: Exit,
    /// The signal that came meanwhile, whatever it made of that.
    pub struck: Option<u8>,
    /// The first megabyte of what it said on standard error.
    pub said: Vec<u8>,
}

/// As [`watched`], in a directory; what it says on standard error is passed on where it is to be `heard`.
///
/// # Errors
/// When it could not be started.
pub(crate) fn complaining(
    program: &Path,
    args: &[OsString],
    vars: &Vars,
    dir: Option<&Path>,
    heard: bool,
) -> io::Result<Watched> {
    let all = Arc::new(Mutex::new(Vec::new()));
    let mut passed_on = None;
    let mut command = command(program, args, vars);
    dir.map(|dir| command.current_dir(dir));
    command.stderr(Stdio::piped());
    let (exit, struck) = waited_for(command, |child| {
        passed_on = child.stderr.take().map(|stream| pass_on(stream, Arc::clone(&all), heard));
    })?;
    // What runs on in the background keeps the stream open, for as long as it likes.
    let _ = passed_on.map(|ended| ended.recv_timeout(LAST_WORDS));
    let said = all.lock().map(|mut said| std::mem::take(&mut *said)).unwrap_or_default();
    Ok(Watched { exit, struck, said })
}

/// Runs a program in the foreground with our streams and this environment, and waits for it: how it ended, and
/// which signal came meanwhile, whatever it made of that.
///
/// # Errors
/// When it could not be started.
pub(crate) fn in_foreground(
    program: &Path,
    args: &[OsString],
    vars: &Vars,
) -> io::Result<(Exit, Option<u8>)> {
    waited_for(command(program, args, vars), |_| {})
}

/// As [`in_foreground`], but what it says goes to our standard error, and it reads nothing: our standard output and
/// input are somebody's data.
///
/// # Errors
/// When it could not be started.
pub(crate) fn beside_output(program: &Path, args: &[OsString], vars: &Vars) -> io::Result<Exit> {
    let mut command = command(program, args, vars);
    command.stdout(io::stderr()).stdin(Stdio::null());
    waited_for(command, |_| {}).map(|(exit, _)| exit)
}

/// With our streams, and this environment alone.
#[expect(clippy::disallowed_methods, reason = "this is the function that all others are sent to")]
fn command(program: &Path, args: &[OsString], vars: &Vars) -> Command {
    let mut command = Command::new(program);
    command.args(args).env_clear().envs(vars);
    command
}

fn waited_for(
    mut command: Command,
    started: impl FnOnce(&mut Child),
) -> io::Result<(Exit, Option<u8>)> {
    // As a shell that waits for a program: Ctrl-C is for that one to answer.
    let struck = interrupt::leave_to_program()?;
    let caught = interrupt::Caught::begin()?;
    let begun = Instant::now();
    let mut child = command.spawn()?;
    started(&mut child);
    let _passed_on = caught.pass_on(&child);
    let status = child.wait()?;
    tracing::debug!(program = %Path::new(command.get_program()).visible(), %status, took = ?begun.elapsed(), "ran");
    let exit = match how(status) {
        Ended::Signal(number) => Exit::Signal(u8::try_from(number).unwrap_or(u8::MAX)),
        Ended::Code(code) => Exit::Program(u8::try_from(code).unwrap_or(u8::MAX)),
        Ended::TimedOut => Exit::Unfinished,
    };
    let struck = u8::try_from(struck.load(Ordering::SeqCst)).ok().filter(|signal| *signal != 0);
    Ok((exit, struck))
}

/// Passes a stream on to ours, where it is to be heard, on a thread of its own and keeps its first megabyte. Answers once the
/// stream has ended.
fn pass_on(
    stream: impl Read + Send + 'static,
    said: Arc<Mutex<Vec<u8>>>,
    heard: bool,
) -> mpsc::Receiver<()> {
    let (done, ended) = mpsc::channel();
    threads::detached_or_here("stderr", move || {
        pieces(stream, |piece| {
            if heard {
                let _ = io::stderr().write_all(piece);
            }
            if let Ok(mut said) = said.lock() {
                keep(&mut said, piece);
            }
            ControlFlow::Continue(())
        });
        let _ = done.send(());
    });
    ended
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use rustix::process::{Pid, Signal, kill_process};

    use super::*;

    #[test]
    fn program_is_not_waited_for_by_what_it_leaves_running() {
        let env = Env::bare(&[("PATH", "/usr/bin:/bin")]);
        let script = ["-c".into(), "sleep 600 & echo $! >&2; exit 3".into()];
        let (exit, said) = watched(Path::new("/bin/sh"), &script, &env).unwrap();
        assert_eq!(exit, Exit::Program(3));
        let left: i32 = String::from_utf8(said).unwrap().trim().parse().unwrap();
        // Were it waited for, it would be gone.
        kill_process(Pid::from_raw(left).unwrap(), Signal::KILL).unwrap();
    }

    #[test]
    fn interrupt_is_for_the_program_to_answer() {
        let signals = &interrupt::SIGNALS;
        let _alone = signals.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let env = Env::bare(&[("PATH", "/usr/bin:/bin")]);
        let script = ["-c".into(), "kill -INT $PPID; kill -QUIT $PPID; exit 7".into()];
        let (exit, _) = watched(Path::new("/bin/sh"), &script, &env).unwrap();
        assert_eq!(exit, Exit::Program(7));
    }
}
