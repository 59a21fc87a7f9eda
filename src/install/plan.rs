//! What would be installed: from a request to a version, without changing anything.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::search::Missed;
use super::{Installer, Log, Wishes, present};
use crate::config::{Policy, Source};
use crate::digest::Sha256Sum;
use crate::fault::{Fault, Result};
use crate::fs::read;
use crate::godev::{self, IndexFile};
use crate::net::Patience;
use crate::sources::{self, Answer, Tried};
use crate::store::Store;
use crate::version::{GoVersion, Request};

/// A request that has become a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The version.
    pub version: GoVersion,
    /// Who says that it is the newest, where that was asked.
    pub note: Option<String>,
}

/// What `install` would do. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct Plan {
    /// The version.
    pub version: GoVersion,
    /// Where it would stand.
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
}

impl Installer<'_> {
    /// The version that the request means, by the first source that can say.
    ///
    /// # Errors
    /// When no source could say, or the request is `system`.
    pub fn resolve(&self, request: &Request) -> Result<Planned> {
        match request {
            Request::Exact(version) => Ok(Planned { version: version.clone(), note: None }),
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

    fn newest_of_site(&self, request: &Request, patience: Patience) -> Result<Planned, Missed> {
        let url = &self.upstream.index_url;
        let source = godev::name(url);
        let missed = |answer| Missed::Answers(vec![Tried { source: source.clone(), answer }]);
        let fetched = godev::fetch_index(self.fetch, url, self.home.cache(), patience, self.now)
            .map_err(missed)?;
        let newest = fetched.index.newest(request, self.platform).cloned();
        let stale = fetched.stale.map(|stale| stale.why);
        match (newest, stale) {
            (Some(version), None) => {
                let note = Some(format!("{request} is {}", version.toolchain()));
                Ok(Planned { version, note })
            }
            (Some(version), Some(why)) => {
                let name = version.toolchain();
                let note =
                    format!("{request} is {name} in an old copy of the index ({source}: {why})");
                Ok(Planned { version, note: Some(note) })
            }
            (None, Some(why)) => Err(missed(why)),
            (None, None) => Err(missed(Answer::Absent("not in its index".to_owned()))),
        }
    }

    fn newest_of_proxy(&self, request: &Request, patience: Patience) -> Result<Planned, Missed> {
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
                let note = Some(format!("{request} is {name}, the newest known to {source}"));
                Ok(Planned { version: version.clone(), note })
            }
            None => Err(missed(&source, Answer::Absent("not in its list".to_owned()))),
        }
    }

    /// What [`Installer::install`] or [`Installer::install_local`] would do.
    ///
    /// # Errors
    /// As those, as far as it can be told without unpacking.
    pub fn plan(&self, request: Option<&Request>, wishes: &Wishes) -> Result<Plan> {
        match (&wishes.from, request) {
            (Some(from), _) => self.plan_local(request, from, wishes),
            (None, Some(request)) => self.plan_download(request, wishes),
            (None, None) => Err(Fault::usage("name a version").hint("goenvmgr install latest")),
        }
    }

    fn plan_download(&self, request: &Request, wishes: &Wishes) -> Result<Plan> {
        self.log_is_asked_where_it_must_be()?;
        let version = self.resolve(request)?.version;
        let action = self.action(&version, wishes)?;
        let wants_index = self.upstream.sources.contains(&Source::GoDev) && action != "nothing";
        let file = if wants_index { self.index_file(&version) } else { None };
        let names = self.upstream.sources.iter().map(|source| match source {
            Source::GoDev => "go.dev".to_owned(),
            Source::GoProxy => "goproxy".to_owned(),
        });
        let archive_url = &self.upstream.archive_url;
        let url = file.as_ref().map(|file| godev::archive_url(archive_url, file));
        Ok(Plan {
            path: Store::new(self.home).root(&version),
            action,
            sources: names.collect(),
            archives: wants_index.then(|| crate::net::redact(archive_url)),
            archive: url.map(|url| crate::net::redact(&url)),
            archive_bytes: file.as_ref().and_then(|f| f.size),
            sha256: file.and_then(|f| f.sha256),
            verify: self.policy,
            database: self.database(),
            version,
        })
    }

    fn plan_local(&self, request: Option<&Request>, from: &Path, wishes: &Wishes) -> Result<Plan> {
        let version = self.local_version(request, wishes.unverified, from)?;
        let action = self.action(&version, wishes)?;
        let file = if action == "nothing" { None } else { self.index_file(&version) };
        Ok(Plan {
            path: Store::new(self.home).root(&version),
            action,
            sources: vec!["local".to_owned()],
            archives: None,
            archive: Some(from.display().to_string()),
            archive_bytes: read::length(from),
            sha256: file.and_then(|f| f.sha256),
            verify: self.policy,
            database: self.database(),
            version,
        })
    }

    fn action(&self, version: &GoVersion, wishes: &Wishes) -> Result<&'static str> {
        Ok(match present::look(self.home, version, self.policy)? {
            present::Standing::Absent => "install",
            present::Standing::Whole if wishes.reinstall => "reinstall",
            present::Standing::Whole => "nothing",
            present::Standing::Damaged(_) => "mend",
        })
    }

    fn index_file(&self, version: &GoVersion) -> Option<IndexFile> {
        let url = &self.upstream.index_url;
        let fetched =
            godev::fetch_index(self.fetch, url, self.home.cache(), Patience::Brief, self.now);
        fetched.ok()?.index.file(version, self.platform)
    }

    fn database(&self) -> Option<String> {
        match &self.upstream.log {
            Log::Off(_) => None,
            Log::Ask { database, .. } => Some(database.name.clone()),
        }
    }
}
