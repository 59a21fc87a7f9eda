//! An agent of the user's, for launchd: launchd.plist(5).

use std::path::{Path, PathBuf};

use askama::Template;

use super::systemd::rendered;
use super::{File, Job, MARKER, Timer, words};
use crate::base::fault::{Fault, Result};
use crate::sys::env::Env;

#[derive(Template)]
#[template(path = "schedule/launchd.plist", escape = "html")]
struct Agent<'a> {
    marker: &'static str,
    job: &'a Job,
    seconds: u64,
}

pub(super) fn timer(job: &Job, env: &Env) -> Result<Timer> {
    let agent = Agent { marker: MARKER, job, seconds: job.every.as_secs().max(1) };
    let mut timer = named(&job.name, &agents(env)?);
    timer.files[0].text = rendered(&agent)?;
    Ok(timer)
}

/// The agent of this name, without its text.
pub(super) fn named(name: &str, dir: &Path) -> Timer {
    let path = dir.join(format!("{name}.plist"));
    let file = path.to_string_lossy().into_owned();
    Timer {
        files: vec![File { path, text: String::new() }],
        start: vec![words(&["launchctl", "load", "-w", &file])],
        stop: vec![words(&["launchctl", "unload", "-w", &file])],
        ..Timer::default()
    }
}

/// Where launchd looks for agents.
pub(super) fn agents(env: &Env) -> Result<PathBuf> {
    let home = env.home().ok_or_else(|| {
        Fault::usage("no home directory is known, in which launchd would look for agents")
            .hint("set HOME")
    })?;
    Ok(home.join("Library/LaunchAgents"))
}
