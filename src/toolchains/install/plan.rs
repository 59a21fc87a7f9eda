//! What would be installed, without changing anything.

use std::path::PathBuf;

use serde::Serialize;

use super::choice::Choice;
use super::installed_state::{self, InstalledState};
use super::staged::LOCAL;
use super::{Installer, Options, dry_run, expected, release_index, sources};
use crate::base::digest::Sha256Sum;
use crate::base::fault::Result;
use crate::go::godev::{self, IndexFile};
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::sys::fs::read;
use crate::toolchains::store::Store;

/// What `install` would do. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct InstallPlan {
    pub version: GoVersion,
    /// Where it would stand.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    pub path: PathBuf,
    /// `install`, `repair`, `reinstall`, or `nothing` where it stands there whole.
    pub action: &'static str,
    /// The sources, in the order of asking.
    pub sources: Vec<String>,
    /// The directory of archives that go.dev's are taken from; null where go.dev is not asked.
    pub archives: Option<String>,
    /// The archive in the release index; null where the index was not reached or has none.
    pub archive: Option<String>,
    /// Its length in bytes; null where not known.
    pub archive_bytes: Option<u64>,
    /// Its SHA-256 in the release index; null where not known.
    pub sha256: Option<Sha256Sum>,
    /// What must verify it.
    pub verify: Policy,
    /// The checksum database that would be asked; null where the Go configuration says off.
    pub database: Option<String>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

/// What installing the choice would do. It fails where that would, as far as that can be told before
/// the bytes of a download have come.
pub(super) fn plan(
    installer: &Installer<'_>,
    choice: &Choice,
    options: &Options,
) -> Result<InstallPlan> {
    let action = action(installer, &choice.version, options)?;
    let origin = match action {
        "nothing" => Origin::of(installer, choice, false),
        _ => {
            dry_run::foresee(installer, choice, options)?;
            Origin::of(installer, choice, true)
        }
    };
    Ok(InstallPlan {
        version: choice.version.clone(),
        path: Store::new(installer.home).root(&choice.version),
        action,
        sources: origin.sources,
        archives: origin.archives,
        archive: origin.archive,
        archive_bytes: origin.bytes,
        sha256: origin.sha256,
        verify: installer.policy,
        database: installer.upstream.checksum_database.name(),
        notes: choice.note.clone().into_iter().collect(),
    })
}

fn action(
    installer: &Installer<'_>,
    version: &GoVersion,
    options: &Options,
) -> Result<&'static str> {
    Ok(match installed_state::read(installer.home, version, installer.policy)? {
        InstalledState::Absent => "install",
        InstalledState::Whole if options.reinstall => "reinstall",
        InstalledState::Whole => {
            expected::hold_installed(installer.home, options, version)?;
            "nothing"
        }
        InstalledState::Damaged(_) => "repair",
    })
}

/// Where the bytes would come from.
struct Origin {
    sources: Vec<String>,
    archives: Option<String>,
    archive: Option<String>,
    bytes: Option<u64>,
    sha256: Option<Sha256Sum>,
}

impl Origin {
    /// `changes` is whether anything would be fetched, so that the index is worth asking.
    fn of(installer: &Installer<'_>, choice: &Choice, changes: bool) -> Self {
        match &choice.from {
            Some(from) => {
                let file = changes.then(|| release_index::file(installer, &choice.version));
                Self {
                    sources: vec![LOCAL.to_owned()],
                    archives: None,
                    archive: Some(from.display().to_string()),
                    bytes: read::length(from),
                    sha256: file.flatten().and_then(|file| file.sha256),
                }
            }
            None => Self::download(installer, &choice.version, changes),
        }
    }

    fn download(installer: &Installer<'_>, version: &GoVersion, changes: bool) -> Self {
        let sources = sources::all(installer);
        let with_index = sources.iter().find(|source| changes && source.has_index());
        let file = with_index.and_then(|_| release_index::file(installer, version));
        let url = |file: &IndexFile| godev::archive_url(&installer.upstream.archive_url, file);
        Self {
            sources: sources.iter().map(|source| source.name().to_owned()).collect(),
            archives: with_index.and_then(|source| source.archives()),
            archive: file.as_ref().map(|file| url(file).to_string()),
            bytes: file.as_ref().and_then(|file| file.size),
            sha256: file.and_then(|file| file.sha256),
        }
    }
}
