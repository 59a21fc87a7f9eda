//! go.dev or a mirror of it: a release index, and a directory of archives.

use super::{
    AvailableVersions, Offer, Packing, Resolved, SourceFailure, ToolchainSource, overtaken,
};
use crate::go::godev::{self, IndexFile};
use crate::go::sources::{Answer, Tried};
use crate::go::version::{GoVersion, Request};
use crate::sys::net::Patience;
use crate::sys::net::resume::{Download, Partial};
use crate::toolchains::install::{ChecksumDatabase, Installer, release_index};
use crate::toolchains::store::receipt::IndexAttestation;

pub(super) const NAME: &str = "go.dev";

pub(super) struct GoDev<'a>(pub(super) &'a Installer<'a>);

impl ToolchainSource for GoDev<'_> {
    fn name(&self) -> &'static str {
        NAME
    }

    fn has_index(&self) -> bool {
        true
    }

    fn archives(&self) -> Option<String> {
        Some(self.0.upstream.archive_url.to_string())
    }

    fn newest(&self, request: &Request, patience: Patience) -> Result<Resolved, SourceFailure> {
        let site = self.site();
        let fetched = release_index::fetch(self.0, patience)
            .map_err(|answer| SourceFailure::answer(&site, answer))?;
        let newest = fetched.index.newest(request, self.0.platform).cloned();
        let stale = fetched.stale.map(|stale| stale.why);
        let Some(version) = newest else {
            let absent = || Answer::Absent("not in its index".to_owned());
            return Err(SourceFailure::answer(&site, stale.unwrap_or_else(absent)));
        };
        let name = version.toolchain();
        let old = overtaken(request, fetched.index.versions(self.0.platform));
        let note = match stale {
            None => format!("{request} is {name}{old}"),
            Some(why) => {
                format!("{request} is {name} in an old copy of the index ({site}: {why}){old}")
            }
        };
        Ok(Resolved { version, note: Some(note) })
    }

    fn versions(&self, patience: Patience) -> Result<AvailableVersions, SourceFailure> {
        let source = self.site();
        let fetched = release_index::fetch(self.0, patience)
            .map_err(|answer| SourceFailure::answer(&source, answer))?;
        Ok(AvailableVersions {
            versions: fetched.index.versions(self.0.platform).into_iter().cloned().collect(),
            note: fetched.stale.map(|stale| format!("an old copy of the index: {}", stale.why)),
            source,
        })
    }

    fn file_name(&self, version: &GoVersion) -> String {
        godev::well_known(version, self.0.platform).filename
    }

    /// The archive that the release index names. Where the index does not answer, or only an old
    /// copy of it is at hand that does not know the version, the archive's well-known name is
    /// asked for: then the checksum database alone can verify it.
    fn offer(
        &self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'_>, SourceFailure> {
        let (file, silent) = match self.entry(version, patience) {
            Ok(file) => (self.can_be_verified(file)?, None),
            // The answer is no; or nothing is left that could verify it.
            Err(no) if no.says_no() || self.database_is_off() => {
                return Err(SourceFailure::answer(&self.site(), no));
            }
            Err(silent) => (godev::well_known(version, self.0.platform), Some(silent)),
        };
        let download = self.archive(&file, have, patience, silent.as_ref())?;
        let (index, site) = (&self.0.upstream.index_url, self.site());
        Ok(Offer {
            download,
            packing: match self.0.platform.archive_extension() {
                "zip" => Packing::Zip,
                _ => Packing::TarGz,
            },
            from: self.archive_site(),
            expected: file
                .sha256
                .map(|sha256| IndexAttestation { sha256, index: index.to_string() }),
            size: file.size,
            note: silent.map(|why| format!("the release index was not used: {site}: {why}")),
        })
    }
}

impl<'a> GoDev<'a> {
    /// How messages call the index.
    fn site(&self) -> String {
        godev::name(&self.0.upstream.index_url)
    }

    /// How messages call the directory of archives.
    fn archive_site(&self) -> String {
        let (from, index) = (&self.0.upstream.archive_url, &self.0.upstream.index_url);
        if from.exact().starts_with(index.exact()) { self.site() } else { godev::name(from) }
    }

    fn database_is_off(&self) -> bool {
        matches!(self.0.upstream.checksum_database, ChecksumDatabase::Off(_))
    }

    /// What the index has for this version and platform, or what came in place of an answer.
    fn entry(&self, version: &GoVersion, patience: Patience) -> Result<IndexFile, Answer> {
        let fetched = release_index::fetch(self.0, patience)?;
        fetched.index.file(version, self.0.platform).ok_or_else(|| {
            if let Some(name) = fetched.index.misnamed(version, self.0.platform) {
                let name: String = name.chars().take(80).collect();
                let what = version.toolchain();
                return Answer::Unusable(format!("its index names {name:?} for {what}"));
            }
            // An old copy of the index cannot know that there is no such version.
            let stale = fetched.stale.map(|stale| stale.why);
            stale.unwrap_or(Answer::Absent("not in its index".to_owned()))
        })
    }

    /// An entry without a hash needs the checksum database.
    fn can_be_verified(&self, file: IndexFile) -> Result<IndexFile, SourceFailure> {
        match (&file, &self.0.upstream.checksum_database) {
            (IndexFile { sha256: None, filename, .. }, ChecksumDatabase::Off(off)) => {
                let why = format!("its index has no sha256 for {filename}, and {off}");
                Err(SourceFailure::answer(&self.site(), Answer::NotAsked(why)))
            }
            _ => Ok(file),
        }
    }

    fn archive(
        &self,
        file: &IndexFile,
        have: Option<&Partial>,
        patience: Patience,
        silent: Option<&Answer>,
    ) -> Result<Download<'a>, SourceFailure> {
        let from = &self.0.upstream.archive_url;
        godev::archive(self.0.fetch, from, file, have, patience).map_err(|answer| {
            let index = silent.map(|why| Tried { source: self.site(), answer: why.clone() });
            let archive = Tried { source: self.archive_site(), answer };
            SourceFailure::Answers(index.into_iter().chain([archive]).collect())
        })
    }
}
