//! Who asks for which version on this machine: the user's default, and the pins of known projects.

use crate::base::fault::Result;
use crate::caches::plan::State;
use crate::cli::{Context, roots};
use crate::go::version::Request;
use crate::projects::pins;
use crate::projects::scan::AncestorScan;

/// A request, and what makes it.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Wanting {
    /// What is asked for.
    pub(in crate::cli) request: Request,
    /// Who asks: a file and its line.
    pub(in crate::cli) by: String,
}

/// All of them, the default first. What cannot be read asks for nothing here; `check` says so.
///
/// # Errors
/// When the list of projects cannot be read (exit 3).
pub(in crate::cli) fn all(context: &Context) -> Result<Vec<Wanting>> {
    let default = &context.config.default;
    let of_default = |request: &Request| Wanting {
        request: request.clone(),
        by: format!("the default ({})", default.origin),
    };
    let mut all: Vec<Wanting> = default.value.iter().map(of_default).collect();
    let mut seen = std::collections::BTreeSet::new();
    for root in roots::all(context)? {
        // One that is missing may lie where nobody answers.
        if !matches!(root.state, State::Project | State::Pin) {
            continue;
        }
        let Some(pin) = pins::nearest(&AncestorScan::of(&root.path)) else { continue };
        let by = pin.origin().to_string();
        if let (Ok(requests), true) = (&pin.request, seen.insert(by.clone())) {
            all.push(Wanting { request: requests.first.clone(), by });
        }
    }
    Ok(all)
}
