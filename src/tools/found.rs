//! What stands in a set: names and sizes against its receipt.

use std::path::Path;

use serde::Serialize;

use super::key::BuildKey;
use super::receipt::{Built, Receipt};
use super::set::ToolSet;
use crate::projects::manifest::Tool;
use crate::sys::fs::{lookup, marks};

/// How a tool stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub tool: Tool,
    pub state: State,
    /// What is recorded of it.
    pub built: Option<Built>,
    /// Who is recorded to have built it.
    pub key: Option<BuildKey>,
}

/// Whether it can be run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Installed,
    Missing,
    /// It is not what was built: it is gone, or has another length, or nothing is recorded of it.
    Damaged,
}

impl State {
    pub(crate) fn label(self) -> &'static str {
        match self {
            Self::Installed => "installed",
            Self::Missing => "not installed",
            Self::Damaged => "damaged",
        }
    }
}

/// Each tool of a set, in its order.
pub(crate) fn look(set: &ToolSet) -> Vec<Found> {
    let stands = set.stands();
    let receipt = stands.then(|| Receipt::of(&set.dir)).flatten();
    let found = |tool: &Tool| {
        let built = receipt
            .as_ref()
            .and_then(|receipt| receipt.get(&tool.name, &tool.package, &tool.version).cloned());
        let state = match &built {
            _ if !stands => State::Missing,
            Some(built) if is_whole(&set.program(tool), built) => State::Installed,
            _ => State::Damaged,
        };
        let key = receipt.as_ref().map(|receipt| receipt.key.clone());
        Found { tool: tool.clone(), state, built, key }
    };
    set.tools.iter().map(found).collect()
}

/// Whether a file is what was built, by its mode and length.
pub(super) fn is_whole(program: &Path, built: &Built) -> bool {
    lookup::is_program(program) && marks::size(program) == Some(built.size)
}
