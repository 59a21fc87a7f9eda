//! Which checks, and how strictly: what `doctor` and `health` are asked in the same words.

use crate::base::fault::{Fault, Result};
use crate::doctor::model::check::Choice;
use crate::doctor::model::report::Mode;
use crate::sys::env::Env;
use crate::sys::net::is_offline;

/// Which checks, and how strictly.
#[derive(Clone, Debug, clap::Args)]
pub(in crate::cli) struct Choosing {
    /// Only these checks (globs, or an area such as env)
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub(in crate::cli) only: Vec<String>,
    /// Not these checks
    #[arg(long, value_name = "GLOB", value_delimiter = ',')]
    pub(in crate::cli) skip: Vec<String>,
    /// Count warnings as failures
    #[arg(long)]
    pub(in crate::cli) strict: bool,
}

impl Choosing {
    /// The choice, in a mode.
    pub(in crate::cli) fn choice(&self, mode: Mode, env: &Env) -> Choice {
        let (only, skip) = (self.only.clone(), self.skip.clone());
        Choice { mode, only, skip, offline: is_offline(env), ..Choice::default() }
    }

    /// Each glob means a check that there is.
    ///
    /// # Errors
    /// The first that means none (exit 2); `list` says what names them.
    pub(in crate::cli) fn known(&self, knows: impl Fn(&str) -> bool, list: &str) -> Result<()> {
        match self.only.iter().chain(&self.skip).find(|glob| !knows(glob)) {
            Some(glob) => Err(Fault::usage(format!("no check is called {glob}")).hint(list)),
            None => Ok(()),
        }
    }
}
