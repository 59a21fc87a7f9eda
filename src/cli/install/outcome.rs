//! What became of each request, failures included: programs read one list.

use serde::Serialize;

use crate::base::fault::Fault;
use crate::go::version::{GoVersion, Request};
use crate::toolchains::install::Failure;

/// One request's outcome.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Outcome<T> {
    /// It is done, or planned.
    Done(T),
    /// It failed, as standard error says too.
    Failed(Failed),
}

/// Keys are part of the command line's contract.
#[derive(Serialize)]
pub(super) struct Failed {
    /// The version; null where the request was not resolved.
    version: Option<GoVersion>,
    /// The request; null where `--from` says it alone.
    request: Option<Request>,
    /// `failed`.
    status: &'static str,
    error: Error,
}

#[derive(Serialize)]
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
    pub(super) fn new(request: Option<&Request>, failure: Failure) -> Self {
        let Failure { version, fault: Fault { exit, what, causes, hints } } = failure;
        let error = Error { exit: exit.code(), what, causes, hints };
        Self { version, request: request.cloned(), status: "failed", error }
    }
}

/// Those that did not fail.
pub(super) fn done<T>(outcomes: &[Outcome<T>]) -> impl Iterator<Item = &T> {
    outcomes.iter().filter_map(|outcome| match outcome {
        Outcome::Done(done) => Some(done),
        Outcome::Failed(_) => None,
    })
}
