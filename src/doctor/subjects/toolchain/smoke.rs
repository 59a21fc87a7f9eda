//! The go command, started: does it run at all, and does an empty program build and run?

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::fault::Result;
use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::answers::Answers;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::filesystem::scratch::Scratch;
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::facts::{GoEnvFile, Settings};
use crate::sys::env::Env;
use crate::sys::fs::{atomic, probe, read};
use crate::sys::proc::{Ended, Output, Run};

/// What happened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Smoke {
    /// What was typed, for the evidence.
    pub command: String,
    /// What the kernel said to the attempt to start it, where it refused.
    pub refused: Option<String>,
    /// Whether `access` said that it may be executed.
    pub access_said_yes: bool,
    /// Whether it printed what it should.
    pub works: bool,
    /// Whether it was still running at its limit.
    pub timed_out: bool,
    /// Standard error.
    pub complaint: String,
    /// Milliseconds.
    pub took: u64,
}

/// It imports nothing: with fmt a cold build takes nearly twice as long. `println` writes to standard
/// error.
const MAIN: &[u8] = b"package main\n\nfunc main() { println(\"goenvmgr\") }\n";
/// A cold build cache compiles the runtime, and what that imports.
const LIMIT: Duration = Duration::from_secs(120);
/// How long it may do nothing: then it waits for something that does not come.
const IDLE: Duration = Duration::from_secs(10);

/// Builds and runs an empty program with this `go`, in directories of our own below `scratch`, with
/// the user's settings. Go writes telemetry and caches, so HOME and the XDG directories are ours.
fn build(env: &Env, settings: &Settings, go: &Path, scratch: &Path) -> Smoke {
    let mut smoke = Smoke {
        command: "go run . (an empty program)".to_owned(),
        access_said_yes: probe::may_execute(go),
        ..Smoke::default()
    };
    let outcome = prepare(scratch).map(|dir| {
        let home = scratch.join("home");
        Run::new(go, ["run", "."], &dir, LIMIT)
            .idle(IDLE)
            .vars(env.vars.iter())
            .vars([
                ("HOME", home.clone()),
                ("XDG_CACHE_HOME", home.join("cache")),
                ("XDG_CONFIG_HOME", home.join("config")),
                ("GOPATH", home.join("go")),
                ("GOMODCACHE", home.join("go/pkg/mod")),
                ("GOCACHE", scratch.join("go-build")),
                ("PWD", dir.clone()),
            ])
            .vars([("GOPROXY", "off"), ("GOWORK", "off"), ("GOENV", &user_goenv(settings))])
            .wait()
    });
    match outcome {
        Err(fault) => smoke.complaint = fault.to_string(),
        Ok(Err(error)) => smoke.refused = Some(error.to_string()),
        Ok(Ok(output)) => judge(&mut smoke, &output),
    }
    smoke
}

fn judge(smoke: &mut Smoke, output: &Output) {
    smoke.complaint = output.complaint();
    smoke.works = output.succeeded() && smoke.complaint.lines().any(|line| line == "goenvmgr");
    smoke.timed_out = output.ended == Ended::TimedOut;
    if !smoke.works && smoke.complaint.trim().is_empty() {
        smoke.complaint = format!("it ended with {:?} and said nothing", output.ended);
    }
    smoke.took = u64::try_from(output.took.as_millis()).unwrap_or(u64::MAX);
}

fn prepare(scratch: &Path) -> Result<PathBuf> {
    let dir = scratch.join("empty");
    atomic::create_dir(&scratch.join("home"))?;
    atomic::create_dir(&dir)?;
    // Written once: a changed file would be built again.
    for (name, bytes) in [("go.mod", b"module empty\n".as_slice()), ("main.go", MAIN)] {
        if !read::is_file(&dir.join(name)) {
            atomic::write_cache(&dir.join(name), bytes)?;
        }
    }
    Ok(dir)
}

fn user_goenv(settings: &Settings) -> String {
    match &settings.file {
        GoEnvFile::Off | GoEnvFile::Nowhere => "off".to_owned(),
        GoEnvFile::Absent(path)
        | GoEnvFile::NotAFile(path)
        | GoEnvFile::Directory(path)
        | GoEnvFile::Unreadable(path, ..)
        | GoEnvFile::Read(path, _) => path.display().to_string(),
    }
}

/// What starting and ending a program may cost beside its own limit.
const SLACK: Duration = Duration::from_secs(10);

impl Fact for Smoke {
    const WHAT: &'static str = "go run";
    const AFTER: &'static [Need] = &[Answers::NEED, Scratch::NEED, Settings::NEED, PathFacts::NEED];

    fn limit(_: Parts) -> Duration {
        LIMIT + SLACK
    }

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let settings = known.get::<Settings>().cloned().unwrap_or_default();
        if matches!(settings.file, GoEnvFile::NotAFile(_)) {
            // Every go command waits for it: `env.goenv-file` says so.
            return Err(Missing::NotAsked);
        }
        let go = known.get::<PathFacts>().and_then(PathFacts::go).ok_or(Missing::NotAsked)?;
        Answers::must_come_from(known, &[Use::Place(Role::Root), Use::Place(Role::Temp)])?;
        Ok(build(&known.env, &settings, &go.path, known.answer::<Scratch>()?.dir()))
    }
}
