//! What a source offers for a version: bytes on their way, and what should vouch for them.

use super::missed::Missed;
use super::{ChecksumDatabase, Installer};
use crate::go::godev::{self, IndexFile};
use crate::go::sources::{Answer, Tried};
use crate::go::version::GoVersion;
use crate::settings::config::Source;
use crate::sys::net::Patience;
use crate::sys::net::resume::{Download, Partial};
use crate::toolchains::store::receipt::IndexAttestation;

/// Bytes that a source offers.
pub(super) struct Offer<'a> {
    pub(super) download: Download<'a>,
    /// How messages call the source.
    pub(super) name: String,
    pub(super) kind: Source,
    /// What the release index says; without it only the log can vouch.
    pub(super) expected: Option<IndexAttestation>,
    /// Its length in bytes, where the index says it.
    pub(super) size: Option<u64>,
    /// What a reader of the receipt should know.
    pub(super) note: Option<String>,
}

impl Installer<'_> {
    /// The archive that the release index names. Where the index does not answer, or only an old
    /// copy of it is at hand that does not know the version, the archive's well-known name is
    /// asked for: then the log alone can vouch for it.
    pub(super) fn offer_of_site(
        &self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'_>, Missed> {
        let index_url = &self.upstream.index_url;
        let site = godev::name(index_url);
        let entry = self.entry_of_index(version, patience);
        if let (Ok(IndexFile { sha256: None, filename, .. }), ChecksumDatabase::Off(said)) =
            (&entry, &self.upstream.checksum_database)
        {
            let why = format!("its index has no sha256 for {filename}, and {said}");
            return Err(Missed::answer(&site, Answer::NotAsked(why)));
        }
        let (file, silent) = match entry {
            Ok(file) => (file, None),
            // The answer is no; or nothing is left that could vouch.
            Err(no)
                if no.says_no()
                    || matches!(self.upstream.checksum_database, ChecksumDatabase::Off(_)) =>
            {
                return Err(Missed::answer(&site, no));
            }
            Err(silent) => (godev::well_known(version, self.platform), Some(silent)),
        };
        let from = &self.upstream.archive_url;
        let name = if from.exact().starts_with(index_url.exact()) {
            site.clone()
        } else {
            godev::name(from)
        };
        let download = godev::archive(self.fetch, from, &file, have, patience);
        let download = download.map_err(|answer| {
            let index = silent.clone().map(|answer| Tried { source: site.clone(), answer });
            let archive = Tried { source: name.clone(), answer };
            Missed::Answers(index.into_iter().chain([archive]).collect())
        })?;
        let expected =
            file.sha256.map(|sha256| IndexAttestation { sha256, index: index_url.to_string() });
        let note = silent.map(|why| format!("the release index was not used: {site}: {why}"));
        Ok(Offer { download, name, kind: Source::GoDev, expected, size: file.size, note })
    }

    /// What the index has for this version and platform, or what came in place of an answer.
    fn entry_of_index(&self, version: &GoVersion, patience: Patience) -> Result<IndexFile, Answer> {
        let url = &self.upstream.index_url;
        let fetched = godev::fetch_index(self.fetch, url, self.home.cache(), patience, self.now)?;
        fetched.index.file(version, self.platform).ok_or_else(|| {
            if let Some(name) = fetched.index.misnamed(version, self.platform) {
                let name: String = name.chars().take(80).collect();
                let what = version.toolchain();
                return Answer::Unusable(format!("its index names {name:?} for {what}"));
            }
            // An old copy of the index cannot know that there is no such version.
            let stale = fetched.stale.map(|stale| stale.why);
            stale.unwrap_or(Answer::Absent("not in its index".to_owned()))
        })
    }

    /// The module zip of the user's own GOPROXY.
    pub(super) fn offer_of_proxy(
        &self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'_>, Missed> {
        let missed = |why: String| Missed::answer("goproxy", Answer::NotAsked(why));
        let Some(proxies) = &self.upstream.proxies else {
            return Err(missed("nothing names a GOPROXY".to_owned()));
        };
        if let ChecksumDatabase::Off(said) = &self.upstream.checksum_database {
            return Err(missed(format!("{said}, and nothing else vouches for a proxy's zip")));
        }
        let zip = proxies
            .toolchain_zip(self.fetch, version, self.platform, have, patience)
            .map_err(Missed::Answers)?;
        Ok(Offer {
            download: zip.download,
            name: zip.source,
            kind: Source::GoProxy,
            expected: None,
            size: None,
            note: None,
        })
    }
}
