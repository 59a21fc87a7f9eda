//! One tree and whoever may be asked about it: the log, the release index, the published files.

use std::io::{self, Read};

use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::cli::Context;
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::key::VerifierKey;
use crate::go::sumdb::{Client, Database, Evidence};
use crate::go::{godev, sources};
use crate::sys::fs::read;
use crate::sys::net::{self, Patience};
use crate::toolchains::install::{ChecksumDatabase, Upstream};
use crate::toolchains::verify::{self, Claim, FoundGoroot, PublishedFiles, Verification};

/// One tree, and whom to ask about it.
pub(super) struct Judge<'a> {
    pub(super) context: &'a Context,
    pub(super) fetch: Box<dyn net::Fetch + 'a>,
    pub(super) against_source: bool,
    pub(super) found: FoundGoroot,
    /// A configuration that cannot be used hinders only those who must ask.
    pub(super) upstream: Result<Upstream>,
}

impl Judge<'_> {
    fn upstream(&self) -> Result<&Upstream> {
        self.upstream.as_ref().map_err(Clone::clone)
    }

    /// The keys that may attest a receipt: Go's own, and that of the database in use.
    pub(super) fn trusted(&self) -> Vec<VerifierKey> {
        let own = Database::go().ok().map(|database| database.key);
        let used = match self.upstream().map(|upstream| &upstream.checksum_database) {
            Ok(ChecksumDatabase::Ask { database, .. }) => Some(database.key.clone()),
            _ => None,
        };
        own.into_iter().chain(used).collect()
    }

    /// An installation of ours against what the log has now, or the index where the log has nothing.
    pub(super) fn online(&self, mut claim: Claim) -> Result<Verification> {
        match self.ask_log() {
            Ok(evidence) => {
                claim.evidence = Some(evidence);
                Ok(verify::installed(&self.found, &claim, &self.trusted()))
            }
            // It has no such record, or may not be asked; all else leaves the question open.
            Err(fault) if matches!(fault.exit, Exit::No | Exit::Usage) => {
                let mut verification = verify::installed(&self.found, &claim, &self.trusted());
                verification.notes.push(fault.what);
                self.ask_index(&claim, &mut verification)?;
                Ok(verification)
            }
            Err(fault) => Err(fault),
        }
    }

    /// Whether the index has the archive's sum that the receipt names.
    fn ask_index(&self, claim: &Claim, verification: &mut Verification) -> Result<()> {
        let Some((_, recorded)) = &claim.index else { return Ok(()) };
        let url = &self.upstream()?.index_url;
        let index = godev::index_now(&*self.fetch, url).map_err(|answer| {
            Fault::unfinished(format!("the release index at {url} was not had: {answer}"))
                .hint("without --online this machine's receipt is compared")
        })?;
        let (version, platform) = (&self.found.version, &self.found.platform);
        let listed = index.file(version, platform).and_then(|file| file.sha256);
        match listed {
            Some(listed) if listed.to_string() == *recorded => verification
                .notes
                .push(format!("{url} has the archive's sha256 that the receipt names")),
            Some(listed) => verification
                .problems
                .push(format!("the receipt's archive has sha256 {recorded}, {url} has {listed}")),
            None => verification.notes.push(format!("{url} does not list it")),
        }
        Ok(())
    }

    pub(super) fn by_the_log(&self) -> Result<Verification> {
        let evidence = self.ask_log()?;
        if !self.against_source {
            return Ok(verify::against_log(&self.found, &evidence));
        }
        let published = self.fetch_source()?;
        Ok(verify::against_source(&self.found, &evidence, &published))
    }

    fn ask_log(&self) -> Result<Evidence> {
        let found = &self.found;
        let asked = &self.upstream()?.checksum_database;
        let (database, proxies) = asked.needed("this verification", "verify …")?;
        let version = found.platform.module_version(&found.version);
        let home = &self.context.home;
        let progress = self.context.out.progress();
        let client = Client::new(&*self.fetch, database, proxies.to_vec(), home.state());
        let client = client.cache(home.cache()).patience(Patience::Long).telling(&*progress);
        Ok(client.lookup(TOOLCHAIN_MODULE, &version)?)
    }

    /// The published files, as the module zip that the user's proxies serve.
    fn fetch_source(&self) -> Result<PublishedFiles> {
        let found = &self.found;
        self.context.config.wrong_sources.clone().map_or(Ok(()), Err)?;
        let proxies = self.upstream()?.proxies.as_ref().ok_or_else(|| {
            Fault::usage("nothing names a module proxy that could serve the published files")
                .hint("set GOPROXY")
        })?;
        let what = format!("{} for {}", found.version.toolchain(), found.platform);
        let patience = Patience::Long;
        let zip = proxies
            .toolchain_zip(&*self.fetch, &found.version, &found.platform, None, patience)
            .map_err(|tried| sources::conclude(&what, &tried))?;
        let progress = self.context.out.progress();
        progress.begin(&format!("fetching {what}"), zip.download.total(), Unit::Bytes);
        let watched = Watched { from: zip.download, progress: progress.as_ref() };
        let body = read::start(watched, verify::MAX_ZIP);
        progress.end();
        let body = body.map_err(|error| {
            Fault::unfinished(format!("{}: {what}: {error}", zip.source))
                .hint("run the same command again; without --against-source it fetches nothing")
        })?;
        let version = found.platform.module_version(&found.version);
        verify::read_zip(&zip.source, &body, &version).map_err(|error| {
            Fault::integrity(format!("{}: {what}: {error}", zip.source))
                .hint("without --against-source the log alone is asked, not this source")
        })
    }
}

/// Counts what passes.
struct Watched<'a, R> {
    from: R,
    progress: &'a dyn Progress,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.from.read(buffer)?;
        self.progress.advance(count as u64);
        Ok(count)
    }
}
