//! Why a source did not give a toolchain.

use crate::base::fault::Fault;
use crate::go::sources::{Answer, Silence, Tried};

/// Why a source did not give the toolchain.
pub(super) enum Missed {
    /// It answered something else; the next one may have it.
    Answers(Vec<Tried>),
    /// Asking others would not help, or must not.
    Fault(Fault),
}

impl From<Fault> for Missed {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl Missed {
    pub(super) fn answer(source: &str, answer: Answer) -> Self {
        Self::Answers(vec![Tried { source: source.to_owned(), answer }])
    }

    /// The source has it, and too little vouches for it.
    pub(super) fn unvouched(source: &str, why: &[String], unasked: Option<Silence>) -> Self {
        let why = format!("nothing vouches for it: {}", why.join("; "));
        Self::answer(source, Answer::Unvouched { why, unasked })
    }
}
