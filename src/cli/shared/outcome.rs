//! What became of each request, failures included: one that fails stops no other, and programs read one list.

use serde::Serialize;

use crate::base::fault::{Exit, Fault, Result};
use crate::go::version::{GoVersion, Request};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::toolchains::install::Failure;
use crate::ui::Out;

/// One request's outcome.
#[derive(Serialize)]
#[serde(untagged)]
pub(in crate::cli) enum Outcome<T> {
    /// It is done, or planned.
    Done(T),
    /// It failed, as standard error says too.
    Failed(Failed),
}

impl<T> Outcome<T> {
    /// Its failure.
    pub(in crate::cli) fn failed(self) -> Option<Failed> {
        match self {
            Self::Done(_) => None,
            Self::Failed(failed) => Some(failed),
        }
    }
}

/// Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct Failed {
    /// The version; null where the request was not resolved.
    version: Option<GoVersion>,
    /// The request; null where `--from` says it alone.
    request: Option<Request>,
    /// `failed`.
    status: &'static str,
    error: Error,
}

#[derive(Debug, Serialize)]
struct Error {
    /// The exit code that it has alone.
    exit: u8,
    /// What happened.
    what: String,
    /// Why, outermost first.
    causes: Vec<String>,
    /// What to type.
    hints: Vec<String>,
}

impl Failed {
    fn new(request: Option<&Request>, failure: Failure) -> Self {
        let Failure { version, fault: Fault { exit, what, causes, hints } } = failure;
        let error = Error { exit: exit.code(), what, causes, hints };
        Self { version, request: request.cloned(), status: "failed", error }
    }
}

/// Does all of them, also after a failure, of which it says so at once; the first one decides how the command ends.
///
/// # Errors
/// When somebody interrupts: nothing more is done.
pub(in crate::cli) fn each<A, T>(
    (env, home, out): (&Env, &Home, &Out),
    asked: &[A],
    request: impl Fn(&A) -> Option<&Request>,
    mut attempt: impl FnMut(&A) -> Result<T, Failure>,
) -> Result<(Vec<Outcome<T>>, Exit)> {
    let (mut outcomes, mut exit) = (Vec::new(), Exit::Fine);
    for one in asked {
        outcomes.push(match attempt(one) {
            Ok(done) => Outcome::Done(done),
            Err(failure) if matches!(failure.fault.exit, Exit::Signal(_)) => {
                return Err(failure.fault);
            }
            Err(failure) => {
                let blamed = home.blame(env, failure.fault.clone());
                exit = exit.then(out.fault(&blamed));
                Outcome::Failed(Failed::new(request(one), failure))
            }
        });
    }
    Ok((outcomes, exit))
}

/// Those that did not fail.
pub(in crate::cli) fn done<T>(outcomes: &[Outcome<T>]) -> impl Iterator<Item = &T> {
    outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Done(done) => Some(done),
        Outcome::Failed(_) => None,
    })
}
