//! An agent of the user's, for launchd: launchd.plist(5).

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
    let home = env.home().ok_or_else(|| {
        Fault::usage("no home directory is known, in which launchd would look for agents")
            .hint("set HOME")
    })?;
    let path = home.join("Library/LaunchAgents").join(format!("{}.plist", job.name));
    let file = path.to_string_lossy().into_owned();
    let agent = Agent { marker: MARKER, job, seconds: job.every.as_secs().max(1) };
    Ok(Timer {
        files: vec![File { path, text: rendered(&agent)? }],
        start: vec![words(&["launchctl", "load", "-w", &file])],
        stop: vec![words(&["launchctl", "unload", "-w", &file])],
        gone: Vec::new(),
        crontab: None,
    })
}
