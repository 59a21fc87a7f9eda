//! Where the memory of a project's environment lies, and who may write it.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::health::policy::Policy;
use crate::health::policy::duration::shown;
use crate::settings::home::Home;
use crate::sys::fs::atomic;
use crate::sys::fs::lock::Lock;

/// How often a lock is tried again.
const PAUSE: Duration = Duration::from_millis(50);

/// The place of one project's environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place(PathBuf);

impl Place {
    /// Of this environment of the project.
    pub fn of(home: &Home, policy: &Policy, environment: &str) -> Self {
        Self(home.state().join("health").join(&policy.key).join(environment))
    }

    /// At this directory: a copy of what another machine remembers.
    pub fn at(dir: PathBuf) -> Self {
        Self(dir)
    }

    /// The counters.
    pub fn state(&self) -> PathBuf {
        self.0.join("state.json")
    }

    /// The directory of the history: a file a day.
    pub fn history(&self) -> PathBuf {
        self.0.join("history")
    }

    /// Takes the right to write, which one run has at a time; waits so long for it.
    ///
    /// # Errors
    /// When another run has it for longer, or the lock cannot be made (exit 3).
    pub fn lock(&self, wait: Duration) -> Result<Lock> {
        atomic::create_private_dir(&self.0)?;
        let path = self.0.join("lock");
        let begun = Instant::now();
        loop {
            if let Some(lock) = Lock::try_acquire(&path)? {
                return Ok(lock);
            }
            let left = wait.saturating_sub(begun.elapsed());
            if left.is_zero() {
                let what = match wait.is_zero() {
                    true => format!("another run holds {}", path.visible()),
                    false => format!("another run has held {} for {}", path.visible(), shown(wait)),
                };
                return Err(Fault::unfinished(what).hint("goenvmgr health run --lock-wait 30s"));
            }
            std::thread::sleep(PAUSE.min(left));
        }
    }
}
