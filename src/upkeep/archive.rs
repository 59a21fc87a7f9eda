//! The archive of a release: fetched whole, held against what was signed, and only then unpacked.

use std::io;
use std::path::{Path, PathBuf};

use super::bench;
use super::plan::unread;
use super::release::Archive;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::secret::UrlText;
use crate::go::archive::{self, Limits};
use crate::go::sources::Answer;
use crate::sys::fs::{atomic, lookup, read};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::resume::{self, Opened};
use crate::sys::net::{Fetch, NetError, Patience, Request};
use crate::toolchains::install::{Incoming, KeptDownload, TooLong};

/// A program and its pages.
const LIMITS: Limits = Limits { files: 1000, bytes: 512 << 20, file_bytes: 256 << 20 };

/// Downloads the archive into a directory.
///
/// # Errors
/// When it does not come (exit 3), and when it is not what was signed (exit 6).
pub(super) fn fetched(
    archive: &Archive,
    address: &UrlText,
    into: &Path,
    (fetch, progress, interrupt): (&dyn Fetch, &dyn Progress, &Interrupt),
) -> Result<PathBuf> {
    let url = address.map(|dir| format!("{dir}{}", archive.file));
    let request = Request { patience: Patience::Long, ..Request::get(url.clone()) };
    let download = match resume::open(fetch, request, None) {
        Ok(Opened::Bytes(download)) => download,
        Ok(Opened::Answer(answer)) => return Err(unread(&url, &Answer::of(answer))),
        Err(error) => return Err(unread(&url, &error.into())),
    };
    let kept = KeptDownload::open(into, &archive.file)?;
    let mut incoming = Incoming::new(download, Some(archive.size), &kept, progress, interrupt)?;
    progress.begin(&format!("downloading {}", archive.file), Some(archive.size), Unit::Bytes);
    let came = io::copy(&mut incoming, &mut io::sink());
    progress.end();
    interrupt.check()?;
    let whole = match came {
        Ok(_) => is_signed(archive, incoming.finish()),
        Err(error) if TooLong::is_in(&error) => {
            Err(another(archive, &format!("more than {} bytes", archive.size)))
        }
        Err(error) => Err(cut(archive, incoming.finish().0, &error)),
    };
    whole.map_err(|fault| fault.because(format!("from {url}")))?;
    Ok(kept.path().to_owned())
}

fn is_signed(archive: &Archive, (bytes, sha256): (u64, Sha256Sum)) -> Result<()> {
    match (bytes == archive.size, sha256 == archive.sha256) {
        (false, _) => Err(another(archive, &format!("{bytes} of {} bytes", archive.size))),
        (true, false) => Err(another(archive, &format!("sha256 {sha256}, not {}", archive.sha256))),
        (true, true) => Ok(()),
    }
}

fn another(archive: &Archive, has: &str) -> Fault {
    Fault::integrity(format!("{} is not what was signed: it has {has}", archive.file))
        .hint("nothing was changed")
}

fn cut(archive: &Archive, at: u64, error: &io::Error) -> Fault {
    let words = NetError::inside(error).map_or_else(|| error.to_string(), ToString::to_string);
    let what = format!("{} did not come whole: {at} of {} bytes", archive.file, archive.size);
    Fault::unfinished(what).because(words).hint("goenvmgr self update   tries again")
}

/// Unpacks it into a directory that is not there yet, and says where the program in it lies.
///
/// # Errors
/// When it is no archive of a release, or cannot be written (exit 3).
pub(super) fn unpacked(archive: &Archive, file: &Path, dir: &Path) -> Result<PathBuf> {
    atomic::create_dir(dir)?;
    let reader = read::open(file).map_err(|error| Fault::io("read", file, &error))?;
    let prefix = format!("{}/", archive.stem().unwrap_or_default());
    let odd = |why: String| Fault::unfinished(format!("{}: {why}", archive.file));
    archive::unpack_targz(reader, dir, &prefix, &LIMITS).map_err(|error| odd(error.to_string()))?;
    let program = bench::program(dir);
    match lookup::is_program(&program) {
        true => Ok(program),
        false => Err(odd("it holds no goenvmgr".to_owned())),
    }
}
