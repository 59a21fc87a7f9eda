//! Signals.

use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag;

use crate::sys::fs::read;

/// While the flag is up, Ctrl-C and SIGTERM end this process at once.
pub(super) fn end_at_once(at_once: &Arc<AtomicBool>) -> io::Result<()> {
    for signal in [SIGINT, SIGTERM] {
        flag::register_conditional_default(signal, Arc::clone(at_once))?;
    }
    Ok(())
}

/// Writes down which signal comes.
pub(super) fn note(into: &Arc<AtomicUsize>) -> io::Result<()> {
    for signal in signals() {
        let number = usize::try_from(signal).unwrap_or(1);
        flag::register_usize(signal, Arc::clone(into), number)?;
    }
    Ok(())
}

pub(super) fn leave_to_program(struck: &Arc<AtomicBool>) -> io::Result<()> {
    for signal in [SIGINT, SIGQUIT] {
        flag::register(signal, Arc::clone(struck))?;
    }
    Ok(())
}

/// Who was started by `nohup` outlives the terminal.
fn signals() -> impl Iterator<Item = i32> {
    let hangup = (!is_ignored(SIGHUP)).then_some(SIGHUP);
    [SIGINT, SIGTERM].into_iter().chain(hangup)
}

/// Whether the signal was ignored when this process began: `SigIgn` in proc(5).
pub(super) fn is_ignored(signal: i32) -> bool {
    let status = read::text(Path::new("/proc/self/status"), 1 << 16).ok().flatten();
    let mask = status.as_deref().and_then(|text| {
        let line = text.lines().find_map(|line| line.strip_prefix("SigIgn:"))?;
        u64::from_str_radix(line.trim(), 16).ok()
    });
    mask.is_some_and(|mask| mask >> (signal - 1) & 1 == 1)
}
