//! A job: what is in it ends when its last handle is closed.

use std::io;
use std::os::windows::io::AsRawHandle as _;
use std::process::{Child, Command, ExitStatus};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use win32job::{ExtendedLimitInfo, Job};

use super::super::Ended;

/// Every program may be put into a job.
pub(in crate::sys::proc) fn lead(_: &mut Command) {}

/// `STATUS_CONTROL_C_EXIT`.
const INTERRUPTED: i32 = 0xc000_013a_u32.cast_signed();

pub(in crate::sys::proc) fn how(status: ExitStatus) -> Ended {
    match status.code().unwrap_or_default() {
        INTERRUPTED => Ended::Signal(2),
        code => Ended::Code(code),
    }
}

/// A program in a job of its own. What it starts before it is put there stays outside: that is the
/// moment between two calls.
pub(in crate::sys::proc) struct Leader {
    child: Arc<Mutex<Child>>,
    job: Mutex<Option<Job>>,
}

/// The end of a leader.
pub(in crate::sys::proc) struct End(Arc<Mutex<Child>>);

/// How often it is looked whether a program has ended.
const GLANCE: Duration = Duration::from_millis(5);

impl End {
    pub(in crate::sys::proc) fn wait(self) {
        let runs = || self.0.lock().is_ok_and(|mut child| matches!(child.try_wait(), Ok(None)));
        while runs() {
            std::thread::sleep(GLANCE);
        }
    }
}

impl Leader {
    pub(in crate::sys::proc) fn of(mut child: Child, _session: bool) -> io::Result<Self> {
        let job = match job(&child) {
            Ok(job) => job,
            // It has ended already, and nothing is left to be put anywhere.
            Err(_) if matches!(child.try_wait(), Ok(Some(_))) => None,
            Err(error) => {
                let _ = child.kill();
                child.wait()?;
                return Err(error);
            }
        };
        Ok(Self { child: Arc::new(Mutex::new(child)), job: Mutex::new(job) })
    }

    pub(in crate::sys::proc) fn end(&self) -> End {
        End(Arc::clone(&self.child))
    }

    /// Kills it with all that it started.
    pub(in crate::sys::proc) fn kill(&self) {
        drop(self.job.lock().unwrap_or_else(PoisonError::into_inner).take());
    }

    /// Nobody is asked for that.
    pub(in crate::sys::proc) fn ticks(&self) -> Option<u64> {
        None
    }

    pub(in crate::sys::proc) fn reap(self) -> io::Result<ExitStatus> {
        self.child.lock().unwrap_or_else(PoisonError::into_inner).wait()
    }
}

/// A job that holds the program with all that it starts, and ends them when nobody holds the job.
fn job(child: &Child) -> io::Result<Option<Job>> {
    put(child, ExtendedLimitInfo::new().limit_kill_on_job_close())
}

/// A job that ends the program with this process. What that one starts is not in it: a browser that it
/// opens, its own telemetry, stay when it ends.
pub(in crate::sys) fn dies_with_us(child: &Child) -> io::Result<Option<Job>> {
    let mut limits = ExtendedLimitInfo::new();
    put(child, limits.limit_kill_on_job_close().limit_silent_breakaway_ok())
}

fn put(child: &Child, limits: &ExtendedLimitInfo) -> io::Result<Option<Job>> {
    let job = Job::create_with_limit_info(limits).map_err(io::Error::other)?;
    job.assign_process(child.as_raw_handle() as isize).map_err(io::Error::other)?;
    Ok(Some(job))
}
