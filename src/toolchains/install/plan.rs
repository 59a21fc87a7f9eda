//! What would be installed: from a request to a version, without changing anything.

use std::path::PathBuf;

use serde::Serialize;

use super::choice::{Choice, Resolved};
use super::missed::Missed;
use super::{ChecksumDatabase, Failure, Installer, Options, installed_state};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::go::godev::{self, IndexFile};
use crate::go::sources::{self, Answer, Tried};
use crate::go::version::{GoVersion, Request};
use crate::settings::config::{Policy, Source};
use crate::sys::fs::read;
use crate::sys::net::Patience;
use crate::toolchains::store::Store;

/// What `install` would do. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct InstallPlan {
    /// The version.
    pub version: GoVersion,
    /// Where it would stand.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    pub path: PathBuf,
    /// `install`, `mend`, `reinstall`, or `nothing` where it stands there whole.
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
    /// What must vouch for it.
    pub verify: Policy,
    /// The checksum database that would be asked; null where the Go configuration says off.
    pub database: Option<String>,
    /// What a reader should know.
    pub notes: Vec<String>,
}

impl Installer<'_> {
    /// The version that the request means, by the first source that can say.
    ///
    /// # Errors
    /// When no source could say, or the request is `system`.
    pub fn resolve(&self, request: &Request) -> Result<Resolved> {
        match request {
            Request::Exact(version) => Ok(Resolved { version: version.clone(), note: None }),
            Request::System => {
                Err(Fault::usage("system is the Go of this machine, not one to install")
                    .hint("goenvmgr install latest; goenvmgr default system takes the machine's"))
            }
            _ => {
                let newest = self.ask_all(|source, patience| match source {
                    Source::GoDev => self.newest_of_site(request, patience),
                    Source::GoProxy => self.newest_of_proxy(request, patience),
                });
                newest.map_err(|missed| match missed {
                    Missed::Fault(fault) => fault,
                    Missed::Answers(tried) => {
                        sources::conclude(&format!("a Go that is {request}"), &tried)
                    }
                })
            }
        }
    }

    fn newest_of_site(&self, request: &Request, patience: Patience) -> Result<Resolved, Missed> {
        let url = &self.upstream.index_url;
        let source = godev::name(url);
        let missed = |answer| Missed::Answers(vec![Tried { source: source.clone(), answer }]);
        let fetched = godev::fetch_index(self.fetch, url, self.home.cache(), patience, self.now)
            .map_err(missed)?;
        let newest = fetched.index.newest(request, self.platform).cloned();
        let old = overtaken(request, fetched.index.versions(self.platform));
        let stale = fetched.stale.map(|stale| stale.why);
        match (newest, stale) {
            (Some(version), None) => {
                let note = Some(format!("{request} is {}{old}", version.toolchain()));
                Ok(Resolved { version, note })
            }
            (Some(version), Some(why)) => {
                let name = version.toolchain();
                let note = format!(
                    "{request} is {name} in an old copy of the index ({source}: {why}){old}"
                );
                Ok(Resolved { version, note: Some(note) })
            }
            (None, Some(why)) => Err(missed(why)),
            (None, None) => Err(missed(Answer::Absent("not in its index".to_owned()))),
        }
    }

    fn newest_of_proxy(&self, request: &Request, patience: Patience) -> Result<Resolved, Missed> {
        let missed = |source: &str, answer| {
            Missed::Answers(vec![Tried { source: source.to_owned(), answer }])
        };
        let Some(proxies) = &self.upstream.proxies else {
            let why = "nothing names a GOPROXY".to_owned();
            return Err(missed("goproxy", Answer::NotAsked(why)));
        };
        let (versions, source) =
            proxies.versions(self.fetch, self.platform, patience).map_err(Missed::Answers)?;
        match request.newest(&versions) {
            Some(version) => {
                let name = version.toolchain();
                let old = overtaken(request, &versions);
                let note = Some(format!("{request} is {name}, the newest known to {source}{old}"));
                Ok(Resolved { version: version.clone(), note })
            }
            None => Err(missed(&source, Answer::Absent("not in its list".to_owned()))),
        }
    }

    /// What [`Installer::install`] would do. It fails where that would, as far as that can be told
    /// before the bytes of a download have come.
    ///
    /// # Errors
    /// As [`Installer::install`].
    pub fn plan(
        &self,
        request: Option<&Request>,
        options: &Options,
    ) -> Result<InstallPlan, Failure> {
        let choice = self.choose(request, options)?;
        let plan = self.plan_choice(&choice, options);
        plan.map_err(|fault| Failure { version: Some(choice.version), fault })
    }

    fn plan_choice(&self, choice: &Choice, options: &Options) -> Result<InstallPlan> {
        let version = &choice.version;
        let action = self.action(version, options)?;
        let mut file = None;
        if action != "nothing" {
            self.foresee(choice, options)?;
            if choice.from.is_some() || self.upstream.sources.contains(&Source::GoDev) {
                file = self.index_file(version);
            }
        }
        let names = self.upstream.sources.iter().map(|source| match source {
            Source::GoDev => "go.dev".to_owned(),
            Source::GoProxy => "goproxy".to_owned(),
        });
        let from_site = choice.from.is_none() && self.upstream.sources.contains(&Source::GoDev);
        let archives =
            (from_site && action != "nothing").then(|| self.upstream.archive_url.to_string());
        let url = file.as_ref().map(|file| godev::archive_url(&self.upstream.archive_url, file));
        let (sources, archive, archive_bytes) = match &choice.from {
            Some(from) => {
                (vec!["local".to_owned()], Some(from.display().to_string()), read::length(from))
            }
            None => (
                names.collect(),
                url.map(|url| url.to_string()),
                file.as_ref().and_then(|file| file.size),
            ),
        };
        Ok(InstallPlan {
            version: version.clone(),
            path: Store::new(self.home).root(version),
            action,
            sources,
            archives,
            archive,
            archive_bytes,
            sha256: file.and_then(|file| file.sha256),
            verify: self.policy,
            database: self.database(),
            notes: choice.note.clone().into_iter().collect(),
        })
    }

    fn action(&self, version: &GoVersion, options: &Options) -> Result<&'static str> {
        Ok(match installed_state::look(self.home, version, self.policy)? {
            installed_state::InstalledState::Absent => "install",
            installed_state::InstalledState::Whole if options.reinstall => "reinstall",
            installed_state::InstalledState::Whole => "nothing",
            installed_state::InstalledState::Damaged(_) => "mend",
        })
    }

    fn index_file(&self, version: &GoVersion) -> Option<IndexFile> {
        let url = &self.upstream.index_url;
        let fetched =
            godev::fetch_index(self.fetch, url, self.home.cache(), Patience::Brief, self.now);
        fetched.ok()?.index.file(version, self.platform)
    }

    fn database(&self) -> Option<String> {
        match &self.upstream.checksum_database {
            ChecksumDatabase::Off(_) => None,
            ChecksumDatabase::Ask { database, .. } => Some(database.name.clone()),
        }
    }
}

/// What to say of `rc` where the newest one is older than the newest release; else nothing.
pub(super) fn overtaken<'a>(
    request: &Request,
    versions: impl IntoIterator<Item = &'a GoVersion> + Clone,
) -> String {
    match request.overtaken_by(versions) {
        Some(release) => format!(", older than the newest release, {}", release.toolchain()),
        None => String::new(),
    }
}
