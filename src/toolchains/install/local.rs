//! `--from PATH`: an archive, a module zip, or an unpacked directory.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::checksum_lookup::ChecksumLookup;
use super::slot::Slot;
use super::staged::Staged;
use super::user_hash::user_hash;
use super::verify::{self, Refusal, Uncovered, VerifiedToolchain};
use super::{Installer, Options, module_cache};
use crate::base::digest::Hasher;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::visible::Visible as _;
use crate::go::archive::{self, ArchiveError, Limits};
use crate::go::godev;
use crate::go::sumdb::cached::published;
use crate::go::version::GoVersion;
use crate::sys::fs::{copy, read};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Patience;
use crate::toolchains::store::receipt::IndexAttestation;

/// How receipts call this source.
pub(super) const SOURCE: &str = "local";
/// More than any VERSION file has, in bytes.
pub(super) const LONGEST_VERSION_FILE: u64 = 4096;

pub(super) const FORMS: &str = "--from takes an archive of go.dev, a toolchain module's zip, a GOROOT, or a folder of archives";

/// What stands at a path.
enum Form {
    Directory,
    TarGz(File),
    /// A zip, and what all of its names begin with.
    Zip(File, String),
}

/// The version that the thing at `path` says it is, by its VERSION file.
pub(super) fn version(path: &Path) -> Result<GoVersion> {
    let text = match form(path)? {
        Form::Directory => read::text(&path.join("VERSION"), LONGEST_VERSION_FILE)?,
        Form::TarGz(file) => archive::peek_targz(file, "go/VERSION"),
        Form::Zip(file, prefix) => archive::peek_zip(&file, &format!("{prefix}VERSION")),
    };
    let version = match &text {
        Some(text) => GoVersion::from_version_file(text),
        None => Err("is not there".to_owned()),
    };
    version.map_err(|why| {
        Fault::usage(format!(
            "{} does not say which Go it is: no VERSION file that names one",
            path.visible()
        ))
        .because(format!("VERSION {why}"))
        .hint(FORMS)
    })
}

fn form(path: &Path) -> Result<Form> {
    if read::is_dir(path) {
        return Ok(Form::Directory);
    }
    let failed = |error: &io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            Fault::usage(format!("there is nothing at {}", path.visible())).hint(FORMS)
        }
        _ => Fault::io("read", path, error).hint(FORMS),
    };
    let file = read::open(path).map_err(|error| failed(&error))?;
    let mut start = [0; 4];
    let n = std::os::unix::fs::FileExt::read_at(&file, &mut start, 0).map_err(|e| failed(&e))?;
    match start.get(..n).unwrap_or_default() {
        [0x1f, 0x8b, ..] => Ok(Form::TarGz(file)),
        [b'P', b'K', ..] => {
            let first = archive::first_name(&file).map_err(|error| broken(path, &error))?;
            let depth = if first.starts_with("golang.org/toolchain@") { 2 } else { 1 };
            let prefix: String = first.split_inclusive('/').take(depth).collect();
            Ok(Form::Zip(file, prefix))
        }
        _ => Err(Fault::usage(format!(
            "{} is neither a directory nor a .tar.gz nor a .zip",
            path.visible()
        ))
        .hint(FORMS)),
    }
}

impl Installer<'_> {
    pub(super) fn take_local(
        &self,
        slot: &Slot,
        version: &GoVersion,
        from: &Path,
        options: &Options,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<VerifiedToolchain> {
        let dir = slot.fresh()?;
        let judged = self.judge_local(Some((slot, &dir)), version, from, options, lookup)?;
        judged.map_err(|(staged, refusal)| self.refuse(version, *staged, &refusal))
    }

    /// Reads it all and weighs what vouches for it; without a place nothing is written.
    pub(super) fn judge_local(
        &self,
        place: Option<(&Slot, &Path)>,
        version: &GoVersion,
        from: &Path,
        options: &Options,
        lookup: &ChecksumLookup<'_, '_>,
    ) -> Result<Result<VerifiedToolchain, (Box<Staged>, Refusal)>> {
        let mut staged = self.stage_local(place.map(|(_, dir)| dir), version, from)?;
        self.runs_here(version, &staged)?;
        staged.own = user_hash(from, staged.sha256, options.sha256)?;
        if staged.sha256.is_some() {
            staged.expected = self.index_entry(version);
        }
        let said = lookup.answer(staged.expected.is_none() && staged.own.is_none());
        let uncovered = if options.unverified { Uncovered::Refuse } else { Uncovered::LeaveOut };
        let (slot, platform) = (place.map(|(slot, _)| slot), self.platform);
        match verify::prove(slot, staged, version, platform, said, self.policy, uncovered)? {
            Ok(verified) => Ok(Ok(verified)),
            Err((staged, refusal)) if options.unverified => {
                verify::accept_unverified(staged, version, platform, &refusal).map(Ok)
            }
            Err((staged, refusal)) => Ok(Err((Box::new(staged), refusal))),
        }
    }

    /// No proof and no wish makes another machine's Go run here.
    fn runs_here(&self, version: &GoVersion, staged: &Staged) -> Result<()> {
        match staged.tree.platform() {
            Some(theirs) if theirs != *self.platform => Err(Fault::usage(format!(
                "{} holds {} for {theirs}, and this machine is {}",
                staged.origin,
                version.toolchain(),
                self.platform
            ))
            .hint(format!("goenvmgr install {version} fetches the one for this machine"))),
            _ => Ok(()),
        }
    }

    fn stage_local(&self, dir: Option<&Path>, version: &GoVersion, from: &Path) -> Result<Staged> {
        let origin = from.display().to_string();
        let doing = if dir.is_some() { "unpacking" } else { "reading" };
        let what = format!("{doing} {} from {origin}", version.toolchain());
        let limits = Limits::default();
        let stop = || self.interrupt.is_raised();
        let mut sha256 = None;
        let mut archive_bytes = None;
        let tree = match form(from)? {
            Form::Directory => {
                self.make_sure_of_room_for_copy(version, from)?;
                match dir {
                    Some(dir) => {
                        let what = format!("copying {} from {origin}", version.toolchain());
                        copy::tree(from, dir, &what, self.progress, &stop)?;
                        self.interrupt.check()?;
                        let scanned = archive::scan(dir, &crate::base::progress::Silent)?;
                        module_cache::restore(dir, scanned.tree)?
                    }
                    None => published(archive::scan(from, &crate::base::progress::Silent)?.tree),
                }
            }
            Form::TarGz(file) => {
                let total = file.metadata().ok().map(|about| about.len());
                self.make_sure_of_room(version, total)?;
                self.progress.begin(&what, total, Unit::Bytes);
                let (progress, interrupt) = (self.progress, self.interrupt);
                let mut reader =
                    Watched { file, hasher: Hasher::new(), bytes: 0, progress, interrupt };
                let tree = match dir {
                    Some(dir) => archive::unpack_targz(&mut reader, dir, "go/", &limits),
                    None => archive::survey_targz(&mut reader, "go/", &limits),
                };
                self.progress.end();
                self.interrupt.check()?;
                archive_bytes = Some(reader.bytes);
                sha256 = Some(reader.hasher.finish());
                tree.map_err(|error| broken(from, &error))?
            }
            Form::Zip(file, prefix) => {
                archive_bytes = file.metadata().ok().map(|about| about.len());
                self.make_sure_of_room(version, archive_bytes)?;
                self.progress.begin(&what, None, Unit::Bytes);
                let progress = self.progress;
                let tree = match dir {
                    Some(dir) => archive::unpack_zip(&file, dir, &prefix, &limits, progress, &stop),
                    None => archive::survey_zip(&file, &prefix, &limits, progress, &stop),
                };
                self.progress.end();
                self.interrupt.check()?;
                tree.map_err(|error| broken(from, &error))?
            }
        };
        Ok(Staged {
            dir: dir.unwrap_or(from).to_owned(),
            tree,
            source: SOURCE,
            origin,
            archive_bytes,
            sha256,
            expected: None,
            own: None,
            size: None,
            resumed: false,
            kept: None,
            notes: Vec::new(),
        })
    }

    /// What the release index says about the archive of this version, where it can be asked.
    fn index_entry(&self, version: &GoVersion) -> Option<IndexAttestation> {
        let url = &self.upstream.index_url;
        let fetched =
            godev::fetch_index(self.fetch, url, self.home.cache(), Patience::Brief, self.now)
                .ok()?;
        let sha256 = fetched.index.file(version, self.platform)?.sha256?;
        Some(IndexAttestation { sha256, index: url.to_string() })
    }
}

fn broken(path: &Path, error: &ArchiveError) -> Fault {
    let what = format!("{} is not installed: {error}", path.visible());
    match error {
        ArchiveError::Write { path, error } => Fault::io("write", path, error),
        ArchiveError::Read(_) => {
            Fault::unfinished(what).hint("make sure that it can be read whole")
        }
        _ => Fault::integrity(what).hint("fetch it anew: what came is not what was published"),
    }
}

struct Watched<'a> {
    file: File,
    hasher: Hasher,
    bytes: u64,
    progress: &'a dyn Progress,
    interrupt: &'a Interrupt,
}

impl Read for Watched<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.interrupt.is_raised() {
            return Err(io::Error::other("interrupted"));
        }
        let n = self.file.read(buffer)?;
        self.hasher.update(buffer.get(..n).unwrap_or_default());
        self.bytes += n as u64;
        self.progress.advance(n as u64);
        Ok(n)
    }
}
