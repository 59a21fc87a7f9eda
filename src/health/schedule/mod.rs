//! A timer of this system that calls `goenvmgr health run`: as a value, that is shown before anything is
//! written. What is written carries a marker, and only what carries it is changed or taken away.

mod apply;
mod cron;
mod found;
mod job;
mod launchd;
mod schtasks;
mod systemd;

use std::path::PathBuf;

pub use apply::{installed, removed};
pub use found::{Standing, standing};
pub use job::Job;

use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::env::Env;

/// What stands in all that is ours.
const MARKER: &str = "written by `goenvmgr health schedule`";

/// A kind of timer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Kind {
    /// A service and a timer of the user's own manager.
    Systemd,
    /// An agent of the user's.
    Launchd,
    /// A line of the user's crontab.
    Cron,
    /// A task of Windows' Task Scheduler.
    Schtasks,
}

/// A timer as it is to be installed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timer {
    /// The files, whole.
    pub files: Vec<File>,
    /// What begins it, once the files stand.
    pub start: Vec<Vec<String>>,
    /// What ends it, before the files go.
    pub stop: Vec<Vec<String>>,
    /// What is to be said once they are gone.
    pub gone: Vec<Vec<String>>,
    /// A part of the user's crontab.
    pub crontab: Option<Block>,
}

/// A file of a timer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Where it lies when it is installed.
    pub path: PathBuf,
    /// What stands in it.
    pub text: String,
}

/// A part of a crontab: from its first line to its last one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    first: String,
    line: String,
    last: String,
}

impl Timer {
    /// The timer that runs a job. `env` says where this user's files lie.
    ///
    /// # Errors
    /// When the kind cannot say the job's interval, or one of its words (exit 2).
    pub fn of(kind: Kind, job: &Job, env: &Env, home: &Home) -> Result<Self> {
        match kind {
            Kind::Systemd => systemd::timer(job, env),
            Kind::Launchd => launchd::timer(job, env),
            Kind::Cron => cron::timer(job),
            Kind::Schtasks => schtasks::timer(job, home),
        }
    }

    /// Where it is written, and what is called: a line each.
    pub fn says(&self) -> Vec<String> {
        let files = self.files.iter().map(|file| file.path.visible().to_string());
        files.chain(self.crontab.iter().map(|_| "three lines of your crontab".to_owned())).collect()
    }

    /// All that would be written.
    pub fn shown(&self) -> String {
        let mut text: String = self.files.iter().map(|file| file.text.as_str()).collect();
        text.extend(self.crontab.as_ref().map(Block::text));
        text
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}
