//! A bug of ours is a failure as any other: it ends with 3 and says what to do, and never with the
//! number and the words of the language that we are written in.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook};
use std::sync::{Mutex, PoisonError};

use crate::base::fault::{Exit, Fault};
use crate::ui::Out;

/// What crashed first; of what is caught elsewhere nobody is told.
static FIRST: Mutex<Option<String>> = Mutex::new(None);

/// Runs the program; a crash in it is told.
pub(in crate::cli) fn guarded(run: impl FnOnce() -> Exit) -> Exit {
    set_hook(Box::new(remember));
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|_| {
        let first = FIRST.lock().unwrap_or_else(PoisonError::into_inner).take();
        Out::plain().fault(&fault(&first.unwrap_or_default()))
    })
}

fn fault(crash: &str) -> Fault {
    Fault::unfinished(format!("internal error: {crash}"))
        .hint("please report this with the command line and what stands above: it is a bug")
}

fn remember(crash: &PanicHookInfo<'_>) {
    let payload = crash.payload();
    let words = payload.downcast_ref::<&str>().copied();
    let words = words.or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let words = words.unwrap_or("no words");
    let place = crash.location().map(|at| format!(" ({}:{})", at.file(), at.line()));
    let mut told = format!("{words}{}", place.unwrap_or_default());
    // With RUST_BACKTRACE alone.
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        told.push_str(&format!("\n{trace}"));
    }
    tracing::debug!("crashed: {told}");
    if let Ok(mut first) = FIRST.lock() {
        first.get_or_insert(told);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn crash_ends_as_unfinished() {
        let exit = guarded(|| -> Exit { panic!("on purpose") });
        assert_eq!(exit, Exit::Unfinished);
        let _ = std::panic::take_hook();
        assert_eq!(guarded(|| Exit::No), Exit::No);
        let _ = std::panic::take_hook();
    }
}
