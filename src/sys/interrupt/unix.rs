//! Signals.

use std::io;
use std::path::Path;
use std::process::Child;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize};

use rustix::process::{Pid, Signal, kill_process};
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM};
use signal_hook::flag;
use signal_hook::iterator::{Handle, Signals};

use crate::sys::fs::read;
use crate::sys::threads;

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

pub(super) fn leave_to_program(struck: &Arc<AtomicUsize>) -> io::Result<()> {
    for signal in [SIGINT, SIGQUIT].into_iter().chain(passed_on()) {
        let number = usize::try_from(signal).unwrap_or(1);
        flag::register_usize(signal, Arc::clone(struck), number)?;
    }
    Ok(())
}

/// What a terminal does not send to all that run on it, as it does SIGINT and SIGQUIT.
fn passed_on() -> impl Iterator<Item = i32> {
    signals().filter(|signal| *signal != SIGINT)
}

pub(in crate::sys) struct Caught(Signals);

/// While it lives they are passed on.
pub(in crate::sys) struct PassedOn(Handle);

impl Caught {
    pub(in crate::sys) fn begin() -> io::Result<Self> {
        Signals::new(passed_on()).map(Self)
    }

    pub(in crate::sys) fn pass_on(self, child: &Child) -> PassedOn {
        let Self(mut signals) = self;
        let handle = signals.handle();
        let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
        // Where no thread can be had they are not passed on: here they would be waited for, and not the program.
        let _ = threads::detached("signals", move || {
            for signal in signals.forever() {
                let signal = if signal == SIGTERM { Signal::TERM } else { Signal::HUP };
                let _ = pid.map(|pid| kill_process(pid, signal));
            }
        });
        PassedOn(handle)
    }
}

impl Drop for PassedOn {
    fn drop(&mut self) {
        self.0.close();
    }
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
