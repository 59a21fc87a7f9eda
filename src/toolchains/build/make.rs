//! Runs `src/make.bash`.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::Builder;
use super::environment::{self, FOLDERS};
use super::log::Log;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Unit;
use crate::base::visible::Visible as _;
use crate::sys::fs::atomic;
use crate::sys::fs::lock::Lock;
use crate::sys::proc::{Ended, Run};

/// Far more than the slowest machine takes: two cores take four minutes.
const LIMIT: Duration = Duration::from_secs(6 * 3600);

/// A build that went well.
pub(super) struct Made {
    /// How long it took.
    pub(super) seconds: u64,
    /// What it said.
    pub(super) log: PathBuf,
}

/// Builds the tree in `dir/go`, with these words behind `make.bash`. `name` is what it is called for people.
///
/// # Errors
/// When it fails (exit 3) or is interrupted: nothing that it started runs on. Where we are killed it may, and `lock`,
/// which is ours, is held until it has ended.
pub(super) fn make(
    builder: &Builder<'_>,
    lock: &Lock,
    name: &str,
    dir: &Path,
    words: &[&str],
) -> Result<Made> {
    let Builder { env, home, bootstrap, progress, interrupt, .. } = builder;
    FOLDERS.iter().try_for_each(|name| atomic::create_dir(&dir.join(name)))?;
    let by = bootstrap.told();
    let source = dir.join("go/src");
    let program = source.join("make.bash");
    let what = format!("building {name} with {by}");
    let mut log = Log::begin(home, name, &what, *progress)?;
    let begun = Instant::now();
    progress.begin(&what, None, Unit::Time);
    let run = Run::new(&program, words, &source, LIMIT)
        .vars(environment::of(env, bootstrap, dir))
        .holding(lock)
        .and_then(|run| run.follow(|piece| log.hear(piece), || interrupt.is_raised()));
    log.end();
    progress.end();
    interrupt.check()?;
    let failed = |what: String| Err(log.tell(Fault::unfinished(what)));
    match run {
        Ok(Ended::Code(0)) => {
            Ok(Made { seconds: begun.elapsed().as_secs(), log: log.path().to_owned() })
        }
        Ok(Ended::Code(code)) => {
            failed(format!("{name} could not be built with {by}: make.bash ended with {code}"))
        }
        Ok(Ended::Signal(signal)) => {
            failed(format!("{name} could not be built with {by}: signal {signal} ended make.bash"))
        }
        Ok(Ended::TimedOut) => {
            let hours = LIMIT.as_secs() / 3600;
            failed(format!("{name} was not built with {by} in {hours} hours"))
        }
        Err(error) => failed(format!("{} could not be started: {error}", program.visible())),
    }
}
