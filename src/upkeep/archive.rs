//! The archive of a release: fetched whole, held against what was signed, and only then unpacked.

use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};

use super::plan::unread;
use super::release::Archive;
use crate::base::digest::Hasher;
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::secret::UrlText;
use crate::go::archive::{self, Limits};
use crate::go::sources::Answer;
use crate::sys::fs::partial::Growing;
use crate::sys::fs::{atomic, lookup, read};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::resume::{self, Download, Opened};
use crate::sys::net::{Fetch, NetError, Patience, Request};

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
    let file = Growing::open(into.join(&archive.file))?;
    progress.begin(&format!("downloading {}", archive.file), Some(archive.size), Unit::Bytes);
    let received = receive(download, archive, &file, (progress, interrupt));
    progress.end();
    received.map_err(|fault| fault.because(format!("from {url}")))?;
    Ok(file.path().to_owned())
}

/// Keeps what comes, up to the length that was signed.
fn receive(
    mut download: Download<'_>,
    archive: &Archive,
    file: &Growing,
    (progress, interrupt): (&dyn Progress, &Interrupt),
) -> Result<()> {
    let (mut at, mut hasher, mut buffer) = (0, Hasher::new(), vec![0; 64 << 10]);
    loop {
        interrupt.check()?;
        let came = match download.read(&mut buffer) {
            Ok(0) => break,
            Ok(n) => buffer.get(..n).unwrap_or_default(),
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(error) => return Err(cut(archive, at, &error)),
        };
        let end = at + came.len() as u64;
        if end > archive.size {
            return Err(another(archive, &format!("more than {} bytes", archive.size)));
        }
        let written = file.write_at(came, at);
        written.map_err(|error| Fault::io("write", file.path(), &error))?;
        hasher.update(came);
        progress.advance(came.len() as u64);
        at = end;
    }
    let sha256 = hasher.finish();
    if at != archive.size {
        return Err(another(archive, &format!("{at} of {} bytes", archive.size)));
    }
    match sha256 == archive.sha256 {
        true => Ok(()),
        false => Err(another(archive, &format!("sha256 {sha256}, not {}", archive.sha256))),
    }
}

fn another(archive: &Archive, has: &str) -> Fault {
    Fault::integrity(format!("{} is not what was signed: it has {has}", archive.file))
        .hint("nothing was changed")
}

fn cut(archive: &Archive, at: u64, error: &std::io::Error) -> Fault {
    let words = NetError::inside(error).map_or_else(|| error.to_string(), ToString::to_string);
    let what = format!("{} did not come whole: {at} of {} bytes", archive.file, archive.size);
    Fault::unfinished(what).because(words).hint("goenvmgr self update   tries again")
}

/// Unpacks it beside itself: the directory, and the program in it.
///
/// # Errors
/// When it is no archive of a release, or cannot be written (exit 3).
pub(super) fn unpacked(archive: &Archive, file: &Path) -> Result<(PathBuf, PathBuf)> {
    let dir = file.with_file_name("release");
    atomic::create_dir(&dir)?;
    let reader = read::open(file).map_err(|error| Fault::io("read", file, &error))?;
    let prefix = format!("{}/", archive.stem().unwrap_or_default());
    let odd = |why: String| Fault::unfinished(format!("{}: {why}", archive.file));
    archive::unpack_targz(reader, &dir, &prefix, &LIMITS)
        .map_err(|error| odd(error.to_string()))?;
    let program = dir.join(lookup::file_name("goenvmgr"));
    match lookup::is_program(&program) {
        true => Ok((dir, program)),
        false => Err(odd("it holds no goenvmgr".to_owned())),
    }
}
