//! Threads, where the system gives any. Under a limit on them (`ulimit -u`, a container's `pids.max`)
//! the thread that is there does the work of all.
#![expect(clippy::disallowed_methods, reason = "the function that all others are sent to")]

use std::io;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread::{Builder, Scope, ScopedJoinHandle, available_parallelism};
use std::time::Duration;

use rayon::{ThreadBuilder, ThreadPoolBuilder};

/// Work that somebody else does, or that is still to be done here.
pub(crate) struct Beside<'scope, T> {
    thread: Option<ScopedJoinHandle<'scope, Option<T>>>,
    here: Option<Box<dyn FnOnce() -> T + Send + 'scope>>,
}

impl<T> Beside<'_, T> {
    /// What came of it; the work is done now where no thread could be had. Nothing where it crashed.
    pub(crate) fn join(self) -> Option<T> {
        match (self.thread, self.here) {
            (Some(thread), _) => thread.join().ok().flatten(),
            (None, here) => here.map(|work| work()),
        }
    }
}

/// Has work done on a thread of its own, or by whoever joins.
pub(crate) fn beside<'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    work: impl FnOnce() -> T + Send + 'scope,
) -> Beside<'scope, T> {
    match hand_over(scope, work, |work| work()) {
        Ok(thread) => Beside { thread: Some(thread), here: None },
        Err(work) => Beside { thread: None, here: work.map(|work| Box::new(work) as _) },
    }
}

/// Gives what work needs to a thread of its own.
///
/// # Errors
/// The same back, where no thread could be had.
pub(crate) fn hand_over<'scope, S: Send + 'scope, T: Send + 'scope>(
    scope: &'scope Scope<'scope, '_>,
    state: S,
    work: impl FnOnce(S) -> T + Send + 'scope,
) -> Result<ScopedJoinHandle<'scope, Option<T>>, Option<S>> {
    let ours = Arc::new(Mutex::new(Some(state)));
    let theirs = Arc::clone(&ours);
    let spawned = Builder::new().spawn_scoped(scope, move || taken(&theirs).map(work));
    spawned.map_err(|_| taken(&ours))
}

/// Has work done on a thread that nobody waits for.
///
/// # Errors
/// The work, where no thread could be had.
pub(crate) fn detached<F: FnOnce() + Send + 'static>(name: &str, work: F) -> Result<(), Option<F>> {
    let ours = Arc::new(Mutex::new(Some(work)));
    let theirs = Arc::clone(&ours);
    let run = move || {
        if let Some(work) = taken(&theirs) {
            work();
        }
    };
    match Builder::new().name(name.to_owned()).spawn(run) {
        Ok(_) => Ok(()),
        Err(_) => Err(taken(&ours)),
    }
}

/// As [`detached`], and done at once where no thread could be had.
pub(crate) fn detached_or_here(name: &str, work: impl FnOnce() + Send + 'static) {
    if let Err(Some(work)) = detached(name, work) {
        work();
    }
}

/// What came of work, where it is done within `limit`; else it is left behind. Nothing where it crashed,
/// too.
pub(crate) fn within<T: Send + 'static>(
    limit: Duration,
    name: &str,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (done, answer) = channel();
    detached_or_here(name, move || {
        let _ = done.send(work());
    });
    answer.recv_timeout(limit).ok()
}

/// Whether a thread could be had just now.
pub(crate) fn can_be_had() -> bool {
    Builder::new().spawn(|| ()).is_ok()
}

fn taken<S>(slot: &Mutex<Option<S>>) -> Option<S> {
    slot.lock().unwrap_or_else(PoisonError::into_inner).take()
}

/// Makes rayon's pool of as many threads as there are cores, or as can be had: it would crash where
/// one of them cannot. To be called before whatever goes parallel.
pub(crate) fn ready() {
    static READY: OnceLock<()> = OnceLock::new();
    READY.get_or_init(|| {
        let wanted = asked_for().unwrap_or_else(|| available_parallelism().map_or(1, usize::from));
        let mut had = (0..wanted).map_while(|_| waiting()).collect::<Vec<_>>().into_iter();
        let pool = ThreadPoolBuilder::new();
        // A pool that stands already is as good.
        let _ = match had.len() {
            0 => pool.num_threads(1).use_current_thread().build_global(),
            some => (pool.num_threads(some))
                .spawn_handler(|work| {
                    let thread = had.next().ok_or(io::ErrorKind::WouldBlock)?;
                    thread.send(work).map_err(|_| io::ErrorKind::BrokenPipe.into())
                })
                .build_global(),
        };
    });
}

/// What rayon itself would read, for tests and benches alone: it is no setting of ours.
fn asked_for() -> Option<usize> {
    let asked = std::env::var_os("RAYON_NUM_THREADS")?.to_str()?.parse().ok();
    asked.filter(|number| *number > 0)
}

/// A thread that waits for its work in the pool.
fn waiting() -> Option<Sender<ThreadBuilder>> {
    let (send, work) = channel::<ThreadBuilder>();
    let run = move || {
        if let Ok(work) = work.recv() {
            work.run();
        }
    };
    Builder::new().name("pool".to_owned()).spawn(run).is_ok().then_some(send)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_beside_is_joined_and_a_crash_is_nothing() {
        std::thread::scope(|scope| {
            assert_eq!(beside(scope, || 7).join(), Some(7));
            assert_eq!(beside(scope, || -> u8 { panic!("on purpose") }).join(), None);
        });
    }
}
