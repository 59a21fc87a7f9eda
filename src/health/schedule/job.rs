//! What a timer calls.

use std::ffi::OsStr;
use std::path::Path;
use std::time::Duration;

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::health::policy::environment::Every;
use crate::health::policy::{Environment, Policy};
use crate::sys::env::Env;

/// Variables of now that a run by a timer has too: where our files are, and what PATH finds.
const KEPT: [&str; 2] = ["GOENVMGR_HOME", "PATH"];

/// A run of an environment, as a timer calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// `goenvmgr-health-PROJECT-ENV`.
    pub name: String,
    /// For people.
    pub title: String,
    /// This program, by its absolute path, and its words.
    pub argv: Vec<String>,
    /// Where it is called: the manifest's directory.
    pub dir: String,
    /// Its variables.
    pub vars: Vec<(String, String)>,
    /// How often.
    pub every: Duration,
}

impl Job {
    /// The job of an environment.
    ///
    /// # Errors
    /// When it is run by hand, or a path of it is none that a timer's file can hold (exit 2).
    pub fn of(policy: &Policy, environment: &Environment, env: &Env) -> Result<Self> {
        let name = &environment.name;
        let Every::Time(every) = environment.every else {
            let what =
                format!("{name} is run by hand: nothing says how often a timer is to run it");
            return Err(Fault::usage(what)
                .hint(format!("every = \"2m\" in [health.env.{name}] of goenvmgr.toml")));
        };
        let mut argv = vec![text(env.program().as_os_str())?];
        argv.extend(["health", "run", "--env", name, "--quiet"].map(str::to_owned));
        let mut vars = Vec::new();
        for name in KEPT {
            if let Some(value) = env.var_os(name).filter(|value| !value.is_empty()) {
                vars.push((name.to_owned(), text(value)?));
            }
        }
        Ok(Self {
            name: format!("goenvmgr-health-{}-{name}", policy.project),
            title: format!("goenvmgr health: {}, {name}", policy.project),
            argv,
            dir: text(policy.dir.as_os_str())?,
            vars,
            every,
        })
    }
}

/// The text of a word. No timer's file has a form for a control character, a line's end above all.
fn text(word: &OsStr) -> Result<String> {
    match word.to_str().filter(|text| !text.contains(char::is_control)) {
        Some(text) => Ok(text.to_owned()),
        None => Err(Fault::usage(format!(
            "a timer cannot name {}: it holds what is no text on one line",
            Path::new(word).visible()
        ))),
    }
}
