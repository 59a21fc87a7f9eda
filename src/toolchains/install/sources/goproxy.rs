//! The user's own GOPROXY: zips of the toolchain's module, which the checksum database verifies.

use super::{
    AvailableVersions, Offer, Packing, Resolved, SourceFailure, ToolchainSource, overtaken,
};
use crate::go::goproxy::Proxies;
use crate::go::sources::Answer;
use crate::go::version::{GoVersion, Request};
use crate::sys::net::Patience;
use crate::sys::net::resume::Partial;
use crate::toolchains::install::{ChecksumDatabase, Installer};

pub(super) const NAME: &str = "goproxy";

pub(in super::super) struct GoProxy<'a>(&'a Installer<'a>);

impl ToolchainSource for GoProxy<'_> {
    fn name(&self) -> &'static str {
        NAME
    }

    fn has_index(&self) -> bool {
        false
    }

    fn archives(&self) -> Option<String> {
        None
    }

    fn newest(&self, request: &Request, patience: Patience) -> Result<Resolved, SourceFailure> {
        let AvailableVersions { versions, source, .. } = self.versions(patience)?;
        let Some(version) = request.newest(&versions) else {
            let answer = Answer::Absent("not in its list".to_owned());
            return Err(SourceFailure::answer(&source, answer));
        };
        let name = version.toolchain();
        let old = overtaken(request, &versions);
        let note = Some(format!("{request} is {name}, the newest known to {source}{old}"));
        Ok(Resolved { version: version.clone(), note })
    }

    fn versions(&self, patience: Patience) -> Result<AvailableVersions, SourceFailure> {
        let (versions, source) = self
            .proxies()?
            .versions(self.0.fetch, self.0.platform, patience)
            .map_err(SourceFailure::Answers)?;
        let note = "a proxy lists what it has met: it may have versions that are not here";
        Ok(AvailableVersions { versions, source, note: Some(note.to_owned()) })
    }

    fn file_name(&self, version: &GoVersion) -> String {
        format!("{}.zip", self.0.platform.module_version(version))
    }

    fn offer(
        &self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'_>, SourceFailure> {
        Self(self.0).into_offer(version, have, patience)
    }
}

impl<'a> GoProxy<'a> {
    pub(in super::super) fn of(installer: &'a Installer<'a>) -> Self {
        Self(installer)
    }

    /// As [`ToolchainSource::offer`], for who has no source of their own to hold.
    pub(in super::super) fn into_offer(
        self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'a>, SourceFailure> {
        let proxies = self.proxies()?;
        if let ChecksumDatabase::Off(off) = &self.0.upstream.checksum_database {
            return Err(self.not_asked(format!("{off}, and nothing else verifies a proxy's zip")));
        }
        let zip = proxies
            .toolchain_zip(self.0.fetch, version, self.0.platform, have, patience)
            .map_err(SourceFailure::Answers)?;
        Ok(Offer {
            download: zip.download,
            packing: Packing::ModuleZip,
            from: zip.source,
            expected: None,
            size: None,
            note: None,
        })
    }

    fn proxies(&self) -> Result<&'a Proxies, SourceFailure> {
        let proxies = self.0.upstream.proxies.as_ref();
        proxies.ok_or_else(|| self.not_asked("nothing names a GOPROXY".to_owned()))
    }

    fn not_asked(&self, why: String) -> SourceFailure {
        SourceFailure::answer(self.name(), Answer::NotAsked(why))
    }
}
