//! The checks.

pub(in crate::doctor) mod asked;
pub(in crate::doctor) mod store;

use crate::base::visible::Visible as _;
use crate::doctor::model::facts::Facts;
use crate::doctor::model::finding::{Fix, Verdict};
use crate::doctor::subjects::install::facts::Install;

fn install(facts: &Facts) -> Result<&Install, Verdict> {
    facts.need::<Install>()
}

/// In a home of another's only they can do it.
fn owners(facts: &Facts, fix: Fix) -> Fix {
    if !facts.home.is_anothers() {
        return fix;
    }
    Fix::new(format!(
        "{} belongs to another user: ask its owner to, or set GOENVMGR_HOME to a directory of your own",
        facts.home.data().visible()
    ))
}
