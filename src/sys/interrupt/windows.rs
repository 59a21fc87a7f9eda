//! Console events: Ctrl-C, Ctrl-Break, and the window that is closed. There is one handler for the whole
//! process, and no signal that another process could send.

use std::io;
use std::process::Child;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// As SIGINT elsewhere: whoever is interrupted ends with 130.
const INTERRUPT: usize = 2;

/// What becomes of an event.
#[derive(Default)]
struct Handling {
    is_handled: bool,
    /// While it is up, it ends the process.
    at_once: Option<Arc<AtomicBool>>,
    /// Where it is written down.
    noted: Option<Arc<AtomicUsize>>,
    /// It is for another program to answer; becomes true then.
    left: Option<Arc<AtomicUsize>>,
}

static HANDLING: Mutex<Option<Handling>> = Mutex::new(None);

pub(super) fn end_at_once(at_once: &Arc<AtomicBool>) -> io::Result<()> {
    handle(|handling| handling.at_once = Some(Arc::clone(at_once)))
}

pub(super) fn note(into: &Arc<AtomicUsize>) -> io::Result<()> {
    handle(|handling| handling.noted = Some(Arc::clone(into)))
}

pub(super) fn leave_to_program(struck: &Arc<AtomicUsize>) -> io::Result<()> {
    handle(|handling| handling.left = Some(Arc::clone(struck)))
}

/// There are no signals: who ends this process ends the program with it.
pub(in crate::sys) struct Caught;

impl Caught {
    pub(in crate::sys) fn begin() -> io::Result<Self> {
        Ok(Self)
    }

    pub(in crate::sys) fn pass_on(self, _child: &Child) -> Self {
        self
    }
}

fn handle(change: impl FnOnce(&mut Handling)) -> io::Result<()> {
    let mut slot = HANDLING.lock().unwrap_or_else(PoisonError::into_inner);
    let handling = slot.get_or_insert_default();
    change(handling);
    if !handling.is_handled {
        ctrlc::set_handler(event).map_err(io::Error::other)?;
        handling.is_handled = true;
    }
    Ok(())
}

#[expect(clippy::exit, clippy::disallowed_methods, reason = "as the system itself would do")]
fn event() {
    let slot = HANDLING.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(handling) = slot.as_ref() else { return };
    if let Some(struck) = &handling.left {
        return struck.store(INTERRUPT, Ordering::SeqCst);
    }
    if handling.at_once.as_ref().is_none_or(|at_once| at_once.load(Ordering::SeqCst)) {
        std::process::exit(130);
    }
    if let Some(noted) = &handling.noted {
        noted.store(INTERRUPT, Ordering::SeqCst);
    }
}
