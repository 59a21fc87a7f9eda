//! Why a source did not give what it was asked for.

use std::io;

use crate::base::fault::Fault;
use crate::go::sources::{self, Answer, Silence, Tried};
use crate::sys::net::NetError;
use crate::toolchains::install::bug;

/// Why a source did not give what it was asked for.
pub(in super::super) enum SourceFailure {
    /// It answered something else; the next one may have it.
    Answers(Vec<Tried>),
    /// Asking others would not help, or must not.
    Fault(Fault),
}

impl From<Fault> for SourceFailure {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl SourceFailure {
    pub(in super::super) fn answer(source: &str, answer: Answer) -> Self {
        Self::Answers(vec![Tried { source: source.to_owned(), answer }])
    }

    /// The source has it, and too little verifies it.
    pub(in super::super) fn unverified(
        source: &str,
        why: &[String],
        unasked: Option<Silence>,
    ) -> Self {
        let why = format!("nothing verifies it: {}", why.join("; "));
        Self::answer(source, Answer::Unverified { why, unasked })
    }

    /// Reading what it sent failed: the network, or the disk that it was to be kept on.
    pub(in super::super) fn not_read(from: &str, error: &io::Error) -> Self {
        match NetError::inside(error) {
            Some(network) => Self::answer(from, Answer::NotReached(network.clone())),
            None if error.kind() == io::ErrorKind::Interrupted => bug("interrupted").into(),
            None => {
                Fault::unfinished(format!("the download from {from} could not be kept: {error}"))
                    .hint_of(error)
                    .into()
            }
        }
    }

    /// What follows when no source is left to ask for `what`.
    pub(in super::super) fn conclude(self, what: &str) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Answers(tried) => sources::conclude(what, &tried),
        }
    }
}
