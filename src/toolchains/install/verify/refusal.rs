//! Why a toolchain may not be published.

use crate::base::fault::{Exit, Fault};
use crate::go::sources::Silence;
use crate::go::version::GoVersion;

/// Why a toolchain may not be published.
#[derive(Debug)]
pub(in super::super) enum Refusal {
    /// The bytes, or the evidence, contradict what should verify them.
    Disagrees(Vec<String>),
    /// Too little verifies them.
    Unverified {
        /// How the command ends.
        exit: Exit,
        /// How the checksum database failed to answer; `None` where it did answer.
        unasked: Option<Silence>,
        /// What is missing, one line each.
        why: Vec<String>,
    },
}

impl Refusal {
    /// The answer is no, and nobody is left to ask.
    pub(super) fn no(why: String) -> Self {
        Self::Unverified { exit: Exit::No, unasked: None, why: vec![why] }
    }

    /// The refusal in words.
    pub(in super::super) fn fault(&self, version: &GoVersion, origin: &str) -> Fault {
        let name = version.toolchain();
        let (fault, why) = match self {
            Self::Disagrees(against) => {
                let what = format!("{name} from {origin} is not what was published");
                (Fault::integrity(what), against)
            }
            Self::Unverified { exit, why, .. } => {
                (Fault::new(*exit, format!("nothing verifies {name} from {origin}")), why)
            }
        };
        why.iter().cloned().fold(fault, Fault::because)
    }

    /// In one line, for the receipt of bytes that are installed all the same.
    pub(super) fn in_receipt(&self) -> String {
        match self {
            Self::Disagrees(against) => format!("they disagree: {}", against.join("; ")),
            Self::Unverified { why, .. } if why.is_empty() => "nothing verifies them".to_owned(),
            Self::Unverified { why, .. } => format!("nothing verifies them: {}", why.join("; ")),
        }
    }
}
