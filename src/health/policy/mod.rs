//! What a manifest asks of health: environments, limits, and checks of the user's own.

pub mod duration;
pub(super) mod environment;
pub mod limits;
pub mod own;
mod parse;
pub(crate) mod table;

use std::path::{Path, PathBuf};

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::doctor::catalogue;
use crate::doctor::model::check::matches;
use crate::health::check::UserCheck;
use crate::health::host;
use crate::projects::manifest::{self, trust};
use crate::settings::home::Home;
use crate::sys::fs::{marks, read};

pub use environment::Environment;
#[cfg(test)]
use environment::Every;
use limits::Limits;

/// How many programs run at once, unless it is said.
const JOBS: u32 = 8;

/// What a manifest asks for.
#[derive(Clone, Debug)]
pub struct Policy {
    /// What the project is called, in metrics and reports.
    pub project: String,
    /// What its memory is kept under: the sum of the manifest's place.
    pub key: String,
    /// The manifest's directory; the one that was asked in, where there is no manifest.
    pub dir: PathBuf,
    /// The limits that hold for all.
    pub limits: Limits,
    /// Those of doctor's checks, by id, area or glob; the first that means a check counts.
    pub of_doctor: Vec<(String, Limits)>,
    /// How many programs may run at once.
    pub jobs: u32,
    /// Its environments, in the order of the file.
    pub environments: Vec<Environment>,
    /// Its checks, in the order of the file.
    pub checks: Vec<UserCheck>,
}

impl Policy {
    /// The policy of a directory without a manifest.
    pub fn none(dir: &Path) -> Self {
        let (key, project) = names(dir);
        let (environments, checks) = (Vec::new(), Vec::new());
        let (limits, of_doctor) = (Limits::default(), Vec::new());
        let dir = dir.to_owned();
        Self { project, key, dir, limits, of_doctor, jobs: JOBS, environments, checks }
    }

    /// Reads the text of a manifest, which is named in errors and not opened.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its line (exit 2).
    pub fn parse(path: &Path, text: &str) -> Result<Self> {
        manifest::Manifest::parse(path, text)?;
        Self::of(path, text)
    }

    /// What a manifest asks for that its own parser takes.
    fn of(path: &Path, text: &str) -> Result<Self> {
        let mut policy = Self::none(path.parent().unwrap_or(path));
        let problems = parse::read(text, &mut policy);
        if problems.is_empty() { Ok(policy) } else { Err(manifest::fault(path, &problems)) }
    }

    /// The policy of the manifest at `path`, which the user trusts.
    ///
    /// # Errors
    /// As [`Policy::parse`]; when it asks for something and is not trusted (exit 2); when it cannot be
    /// read (exit 3).
    pub fn load(home: &Home, path: &Path) -> Result<Self> {
        let Some(text) = read::text(path, manifest::LIMIT)? else {
            return Ok(Self::none(path.parent().unwrap_or(path)));
        };
        // Trust is for the bytes that are read here, and not for what stands there a moment later.
        let sum = Sha256Sum::of(text.as_bytes());
        let asks = manifest::Manifest::parse(path, &text)?.asks_health;
        if asks && !trust::holds(home, path, sum) {
            return Err(Fault::usage(format!(
                "{} is not trusted: its [health] and [[check]] do not count",
                path.visible()
            ))
            .hint("look at it, then: goenvmgr trust"));
        }
        Self::of(path, &text)
    }

    /// The ids of all checks that a run may ask.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        let host = host::CHECKS.into_iter().map(|(id, _)| id);
        let own = self.checks.iter().map(|check| check.id.as_str());
        catalogue::all().map(|check| check.id).chain(host).chain(own)
    }

    /// Whether a glob means a check that there is.
    pub fn knows(&self, glob: &str) -> bool {
        self.ids().any(|id| matches(glob, id))
    }

    /// The limits that are said for a check of doctor's.
    pub fn said_of(&self, id: &str) -> Limits {
        let meant = self.of_doctor.iter().find(|(glob, _)| matches(glob, id));
        meant.map(|(_, limits)| *limits).unwrap_or_default()
    }

    /// The environment of this name.
    ///
    /// # Errors
    /// When there is none (exit 2), with what there is.
    pub fn environment(&self, name: &str) -> Result<&Environment> {
        if let Some(found) = self.environments.iter().find(|one| one.name == name) {
            return Ok(found);
        }
        let names: Vec<&str> = self.environments.iter().map(|one| one.name.as_str()).collect();
        let what = format!("there is no environment {}", name.escape_debug());
        let hint = match (manifest::similar(name, names.iter().copied()), names.is_empty()) {
            (Some(meant), _) => format!("did you mean {meant}?"),
            (None, true) => "none is defined: `goenvmgr health init` writes some".to_owned(),
            (None, false) => format!("there are {}", names.join(", ")),
        };
        Err(Fault::new(Exit::Usage, what).hint(hint))
    }
}

/// What a directory's memory is kept under, and what the directory is called.
fn names(dir: &Path) -> (String, String) {
    let place = marks::real(dir).unwrap_or_else(|| dir.to_owned());
    let sum = Sha256Sum::of(place.as_os_str().as_encoded_bytes()).to_string();
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' };
    let base = place.file_name().map(|name| name.to_string_lossy().into_owned());
    let base: String = base.unwrap_or_else(|| "root".to_owned()).chars().map(plain).collect();
    (sum[..32].to_owned(), format!("{base}-{}", &sum[..8]))
}

#[cfg(test)]
mod tests;
