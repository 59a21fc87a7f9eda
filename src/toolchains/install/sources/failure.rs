//! Why a source did not give what it was asked for.

use crate::base::fault::Fault;
use crate::go::sources::{self, Answer, Silence, Tried};

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

    /// What follows when no source is left to ask for `what`.
    pub(in super::super) fn conclude(self, what: &str) -> Fault {
        match self {
            Self::Fault(fault) => fault,
            Self::Answers(tried) => sources::conclude(what, &tried),
        }
    }
}
