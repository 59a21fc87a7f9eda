//! What a root needed when it could last be read, written down for the day when it cannot be.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Silent;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::fs::{atomic, read, remove};
use crate::sys::text::bytes;

/// What a root needed when it could last be read.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Needs {
    pub(super) path: PathBuf,
    /// `path version`.
    pub(super) modules: Vec<String>,
    pub(super) toolchains: Vec<String>,
    /// The toolchain of ours that it selected.
    #[serde(default)]
    pub(super) selected: Option<String>,
    /// The set of tools that it pinned.
    #[serde(default)]
    pub(super) tools: Option<String>,
    /// The device that held it, as the system numbers devices.
    pub(super) device: u64,
}

impl Needs {
    /// Writes it down, unless that is what stands there.
    pub(super) fn remember(&self, home: &Home) -> Result<()> {
        if remembered(home, &self.path).is_ok_and(|known| known.as_ref() == Some(self)) {
            return Ok(());
        }
        let file = file(home, &self.path);
        atomic::create_dir(file.parent().unwrap_or(home.state()))?;
        atomic::write(&file, &serde_json::to_vec(self).unwrap_or_default())
    }
}

/// Forgets what these needed.
pub(super) fn forget(home: &Home, roots: &[PathBuf]) -> Result<()> {
    roots.iter().try_for_each(|path| remove::tree(&file(home, path), &Silent).map(drop))
}

fn file(home: &Home, path: &Path) -> PathBuf {
    let name = Sha256Sum::of(bytes(path)).to_string();
    home.state().join("needs").join(format!("{}.json", name.get(..32).unwrap_or(&name)))
}

/// What is remembered of a root. What is there and cannot be read is an error, and not "nothing".
pub(super) fn remembered(home: &Home, path: &Path) -> Result<Option<Needs>> {
    let file = file(home, path);
    let Some(bytes) = read::bytes(&file, 64 << 20)? else { return Ok(None) };
    let damaged = || Fault::unfinished(format!("{} is damaged", file.visible()));
    let needs: Needs = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    if needs.path == path { Ok(Some(needs)) } else { Err(damaged()) }
}
