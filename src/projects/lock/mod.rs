//! `goenvmgr.lock`: the one version that a project's pin meant when it was locked, and the h1 of its toolchain
//! for each platform, as the checksum database has it. It lies beside the file that pins, and is for
//! `install --locked` alone: what is selected, the pin says.

mod project;
mod text;

use std::collections::BTreeMap;
use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::projects::pins;
use crate::sys::fs::{atomic, read};

pub(crate) use project::Project;

/// The file's name.
pub(crate) const NAME: &str = "goenvmgr.lock";
/// Longest that is read, in bytes: a record for each of Go's platforms is 5 KB.
const LONGEST: u64 = 64 << 10;

/// What a lock file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lock {
    /// What the pin asked for.
    pub(crate) request: Request,
    /// What that meant.
    pub(crate) version: GoVersion,
    /// What the checksum database has, by platform.
    pub(crate) h1: BTreeMap<Platform, String>,
}

impl Lock {
    /// What stands in a file; `None` where there is none.
    ///
    /// # Errors
    /// When it cannot be read (exit 3), or is no lock file (exit 2).
    pub(crate) fn read(path: &Path) -> Result<Option<Self>> {
        let Some(text) = read::text(path, LONGEST)? else { return Ok(None) };
        text::parse(&text).map(Some).map_err(|why| {
            let file = word(path);
            Fault::usage(format!("{} is no lock file: {why}", path.visible()))
                .hint(format!("rm {file}; goenvmgr lock"))
        })
    }

    /// Writes the file.
    ///
    /// # Errors
    /// When it is a link that leads out of its directory (exit 2), or that fails (exit 3).
    pub(crate) fn write(&self, path: &Path) -> Result<()> {
        pins::stays_here(path)?;
        atomic::write_users(path, text::text(self).as_bytes())
    }
}
