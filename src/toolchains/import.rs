//! What others installed on this machine, and how it is taken in: as a copy, verified like any install.
//! Nothing of theirs is moved, changed or linked to.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use crate::base::fault::{Exit, Result};
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::usage::{Links, of_path};
use crate::toolchains::install::{Installer, Options, Status};
use crate::toolchains::inventory::gos::{FoundGo, Owner};
use crate::toolchains::store::Store;

/// A version that others have, and every place that it stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Candidate {
    /// The version.
    pub version: GoVersion,
    /// Where it stands, the likeliest to be whole first.
    pub copies: Vec<Copy>,
    /// Whether it is installed here already.
    pub installed: bool,
}

/// One place that a version stands in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Copy {
    /// Whose it is.
    pub owner: Owner,
    /// Its GOROOT.
    pub path: PathBuf,
    /// What it takes, in bytes.
    pub bytes: u64,
}

/// What became of a candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "status", rename_all = "lowercase")]
pub(crate) enum Taken {
    /// It was installed here already.
    Present,
    /// A copy of this place is installed, or would be.
    Imported {
        /// The place.
        path: PathBuf,
        /// What attested it.
        verified: String,
    },
    /// It could not be told.
    Failed {
        /// Why.
        why: Vec<String>,
    },
    /// No copy is what Go published, or can be read.
    Refused {
        /// Why, a line for each copy.
        why: Vec<String>,
        /// How a command ends that comes to nothing else, as the first of them says.
        #[serde(skip)]
        exit: Exit,
    },
}

/// What there is to take in, the newest first. What does not say that it is a release is passed over.
///
/// # Errors
/// When the store cannot be read (exit 3).
pub(crate) fn candidates(store: &Store, found: Vec<FoundGo>) -> Result<Vec<Candidate>> {
    let mut by_version: BTreeMap<GoVersion, Vec<Copy>> = BTreeMap::new();
    let theirs = found.into_iter().filter(|go| go.owner != Owner::Goenvmgr);
    for FoundGo { owner, version, root } in theirs {
        let Some(version) = version.as_deref().and_then(GoVersion::from_toolchain) else {
            continue;
        };
        let bytes = of_path(&root, &Links::default()).bytes;
        by_version.entry(version).or_default().push(Copy { owner, path: root, bytes });
    }
    let installed = store.versions()?;
    let candidate = |(version, mut copies): (GoVersion, Vec<Copy>)| {
        copies.sort_by_key(|copy| rank(copy.owner));
        Candidate { installed: installed.contains(&version), version, copies }
    };
    Ok(by_version.into_iter().rev().map(candidate).collect())
}

/// A module has less in it than an archive; a package may have been changed.
fn rank(owner: Owner) -> u8 {
    match owner {
        Owner::Goenvmgr | Owner::Sdk | Owner::Manager(_) => 0,
        Owner::System => 1,
        Owner::GoCommand => 2,
    }
}

impl Candidate {
    /// Takes in the first copy that is what Go published; with `dry_run` reads and verifies it, and writes
    /// nothing.
    ///
    /// # Errors
    /// When it could not be told (exit 3), or was interrupted.
    pub(crate) fn take(&self, installer: &Installer<'_>, dry_run: bool) -> Result<Taken> {
        if self.installed {
            return Ok(Taken::Present);
        }
        let (mut why, mut exit) = (Vec::new(), Exit::Fine);
        for copy in &self.copies {
            match self.take_copy(copy, installer, dry_run) {
                Ok(taken) => return Ok(taken),
                Err(fault) if matches!(fault.exit, Exit::Signal(_) | Exit::Unfinished) => {
                    return Err(fault);
                }
                Err(fault) => {
                    exit = exit.then(fault.exit);
                    why.push(fault.what);
                }
            }
        }
        Ok(Taken::Refused { why, exit })
    }

    fn take_copy(&self, copy: &Copy, installer: &Installer<'_>, dry_run: bool) -> Result<Taken> {
        let request = Request::Exact(self.version.clone());
        let options = Options { from: Some(copy.path.clone()), ..Options::default() };
        let path = copy.path.clone();
        if dry_run {
            installer.plan(Some(&request), &options)?;
            return Ok(Taken::Imported { path, verified: "it is what Go published".to_owned() });
        }
        let done = installer.install(Some(&request), &options)?;
        if done.status == Status::Present {
            return Ok(Taken::Present);
        }
        let verified = done.verified.map(|verified| verified.to_string()).unwrap_or_default();
        Ok(Taken::Imported { path, verified })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::home::Home;

    #[test]
    fn candidates_are_versions_of_others_with_whole_copies_first() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(&Home::at(dir.path()));
        std::fs::create_dir_all(dir.path().join("toolchains/go1.21.3/bin")).unwrap();
        let found = [
            (Owner::Goenvmgr, Some("go1.20.1"), "/a"),
            (Owner::GoCommand, Some("go1.22.5"), "/b"),
            (Owner::Manager("goenv"), Some("go1.22.5"), "/c"),
            (Owner::Manager("g"), Some("go1.21.3"), "/d"),
            (Owner::Sdk, Some("devel +abc"), "/e"),
            (Owner::Sdk, None, "/f"),
        ];
        let found = found.map(|(owner, version, root)| FoundGo {
            owner,
            version: version.map(str::to_owned),
            root: root.into(),
        });
        let all = candidates(&store, found.to_vec()).unwrap();
        let told: Vec<_> = all
            .iter()
            .map(|one| {
                let paths: Vec<_> = one.copies.iter().map(|c| c.path.to_str().unwrap()).collect();
                (one.version.to_string(), paths, one.installed)
            })
            .collect();
        assert_eq!(
            told,
            [
                ("1.22.5".to_owned(), vec!["/c", "/b"], false),
                ("1.21.3".to_owned(), vec!["/d"], true)
            ]
        );
    }
}
