//! What there is to install: the versions that the first source with a list knows of.

use serde::Serialize;

use super::Installer;
use super::missed::Missed;
use crate::base::fault::Result;
use crate::go::godev;
use crate::go::sources::{self, Answer, Tried};
use crate::go::version::GoVersion;
use crate::settings::config::Source;
use crate::sys::net::Patience;

/// A source's list. The names of the fields are keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct AvailableVersions {
    /// Versions for this platform, newest first.
    pub versions: Vec<GoVersion>,
    /// Who has this list.
    pub source: String,
    /// What a reader should know of it.
    pub note: Option<String>,
}

impl Installer<'_> {
    /// The published versions.
    ///
    /// # Errors
    /// When no source has a list: each one's answer.
    pub fn available(&self) -> Result<AvailableVersions> {
        let list = self.ask_all(|source, patience| match source {
            Source::GoDev => self.index(patience),
            Source::GoProxy => self.proxy_list(patience),
        });
        let mut list = list.map_err(|missed| match missed {
            Missed::Fault(fault) => fault,
            Missed::Answers(tried) => sources::conclude("a list of versions", &tried),
        })?;
        list.versions.sort_by(|a, b| b.cmp(a));
        list.versions.dedup();
        Ok(list)
    }

    fn index(&self, patience: Patience) -> Result<AvailableVersions, Missed> {
        let url = &self.upstream.index_url;
        let source = godev::name(url);
        let fetched = godev::fetch_index(self.fetch, url, self.home.cache(), patience, self.now)
            .map_err(|answer| Missed::Answers(vec![Tried { source: source.clone(), answer }]))?;
        Ok(AvailableVersions {
            versions: fetched.index.versions(self.platform).into_iter().cloned().collect(),
            note: fetched.stale.map(|stale| format!("an old copy of the index: {}", stale.why)),
            source,
        })
    }

    fn proxy_list(&self, patience: Patience) -> Result<AvailableVersions, Missed> {
        let Some(proxies) = &self.upstream.proxies else {
            let answer = Answer::NotAsked("nothing names a GOPROXY".to_owned());
            return Err(Missed::Answers(vec![Tried { source: "goproxy".to_owned(), answer }]));
        };
        let (versions, source) =
            proxies.versions(self.fetch, self.platform, patience).map_err(Missed::Answers)?;
        let note = "a proxy lists what it has met: it may have versions that are not here";
        Ok(AvailableVersions { versions, source, note: Some(note.to_owned()) })
    }
}
