//! Ctrl-C, SIGTERM and SIGHUP: the work runs beside, the main thread waits for it or for a signal.
//!
//! A blocking read would sit out its time limit before it looked at a flag. So nothing needs to
//! be interruptible: on a signal the work gets a moment to end by itself, then the process ends
//! under it, which every step must survive anyway because of SIGKILL.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::io;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use crate::base::fault::{Exit, Fault, Result};
use crate::sys::threads;

/// How often the main thread looks for a signal.
const GLANCE: Duration = Duration::from_millis(20);
/// How long the work may take to end by itself.
const GRACE: Duration = Duration::from_millis(400);

/// Tells the work whether the user wants it to stop. Clones share the state.
#[derive(Clone, Debug, Default)]
pub(crate) struct Interrupt {
    signal: Arc<AtomicUsize>,
    /// Held while something becomes visible that must not be half visible.
    commit: Arc<Mutex<()>>,
}

impl Interrupt {
    /// Nobody interrupts.
    pub(crate) fn never() -> Self {
        Self::default()
    }

    /// Whether a signal has come.
    pub(crate) fn is_raised(&self) -> bool {
        self.signal.load(Ordering::SeqCst) != 0
    }

    /// Fails once a signal has come. Long loops call it.
    ///
    /// # Errors
    /// Exit 129, 130 or 143.
    pub(crate) fn check(&self) -> Result<()> {
        match self.signal.load(Ordering::SeqCst) {
            0 => Ok(()),
            signal => Err(interrupted(signal)),
        }
    }

    /// Runs `act` unless a signal has come; one that comes meanwhile waits until it is done.
    ///
    /// # Errors
    /// As [`Interrupt::check`], and those of `act`.
    pub(crate) fn commit<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let _held = self.commit.lock();
        self.check()?;
        act()
    }

    /// Runs `act`, also after a signal, and lets the process end when it is done: what takes away what
    /// must not stay behind.
    pub(crate) fn hold<T>(&self, act: impl FnOnce() -> T) -> T {
        let _held = self.commit.lock();
        act()
    }
}

/// Whether SIGINT and SIGTERM end this process at once.
static AT_ONCE: LazyLock<Arc<AtomicBool>> = LazyLock::new(|| Arc::new(AtomicBool::new(true)));

/// From here on Ctrl-C and SIGTERM end this process at once, except under [`supervised`]. That is
/// what they do anyway, but not everywhere: what a script starts with `&`, or nohup, ignores Ctrl-C
/// and hands that on; from there a bash on a terminal hands it on to all that it runs.
///
/// # Errors
/// When the system refuses.
pub(crate) fn end_at_once() -> io::Result<()> {
    static DONE: Mutex<bool> = Mutex::new(false);
    let Ok(mut done) = DONE.lock() else { return Ok(()) };
    if !*done {
        os::end_at_once(&AT_ONCE)?;
        *done = true;
    }
    Ok(())
}

/// While it lives, signals are for the work to answer.
struct Gracefully;

impl Gracefully {
    fn begin() -> Self {
        AT_ONCE.store(false, Ordering::SeqCst);
        Self
    }
}

impl Drop for Gracefully {
    fn drop(&mut self) {
        AT_ONCE.store(true, Ordering::SeqCst);
    }
}

fn interrupted(signal: usize) -> Fault {
    let number = u8::try_from(signal).unwrap_or(u8::MAX);
    Fault::new(Exit::Signal(number), "interrupted")
}

/// Runs `work` on a thread of its own until it ends or SIGINT, SIGTERM or SIGHUP arrives.
///
/// # Errors
/// Those of `work`; exit 129, 130 or 143 after a signal (then `work` has ended, or ends with the
/// process).
pub(crate) fn supervised<T: Send + 'static>(
    work: impl FnOnce(&Interrupt) -> Result<T> + Send + 'static,
) -> Result<T> {
    let interrupt = Interrupt::default();
    let _gracefully = Gracefully::begin();
    os::note(&interrupt.signal)
        .map_err(|error| Fault::unfinished(format!("signals cannot be caught: {error}")))?;
    let (done, result) = mpsc::channel();
    let seen_by_work = interrupt.clone();
    // Without a thread of its own the work is done here, and looks for signals at its safe points.
    threads::detached_or_here("work", move || {
        // Nobody listens any more once the grace is over.
        let _ = done.send(work(&seen_by_work));
    });
    loop {
        match result.recv_timeout(GLANCE) {
            Ok(result) => return result,
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => {
                return Err(Fault::unfinished("the work ended without a result (a bug)"));
            }
        }
        if let Err(fault) = interrupt.check() {
            let own = result.recv_timeout(GRACE);
            let _no_half = interrupt.commit.lock();
            return own.or_else(|_| result.try_recv()).unwrap_or(Err(fault));
        }
    }
}

/// SIGTERM and SIGHUP that reach this process alone reach the program that it waits for. They are caught from
/// before that one starts, since its first act may be to send one, and passed on once it has a number.
pub(in crate::sys) use os::Caught;

/// From here on Ctrl-C is for a program that runs in the foreground to answer, as a shell has it. The answer
/// becomes the number of the signal, once one has come.
///
/// # Errors
/// When the system refuses.
pub(in crate::sys) fn leave_to_program() -> io::Result<Arc<AtomicUsize>> {
    let struck = Arc::default();
    os::leave_to_program(&struck)?;
    Ok(struck)
}

/// Signals are for the whole process: of the tests that send one, one runs at a time.
#[cfg(all(test, unix))]
pub(in crate::sys) static SIGNALS: Mutex<()> = Mutex::new(());

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

    use super::*;

    #[test]
    fn signal_ends_work_that_does_not_listen_and_spares_work_that_commits() {
        let _alone = SIGNALS.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let stuck = supervised(|_| -> Result<()> {
            signal_hook::low_level::raise(SIGTERM).unwrap();
            std::thread::park();
            unreachable!("nobody unparks")
        });
        assert_eq!(stuck.unwrap_err().exit.code(), 143);
        let listens = supervised(|interrupt| -> Result<()> {
            interrupt.commit(|| {
                signal_hook::low_level::raise(SIGINT).unwrap();
                Ok(())
            })?;
            interrupt.check()
        });
        assert_eq!(listens.unwrap_err().exit.code(), 130);
        let hung_up = supervised(|interrupt| -> Result<()> {
            signal_hook::low_level::raise(SIGHUP).unwrap();
            interrupt.check()
        });
        // A terminal's loss is no concern of tests under nohup.
        if !os::is_ignored(SIGHUP) {
            assert_eq!(hung_up.unwrap_err().exit.code(), 129);
        }
        assert_eq!(supervised(|_| Ok(7)).unwrap(), 7);
    }
}
