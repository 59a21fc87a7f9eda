//! An archive of Go's source from a place of the user's own, fetched and unpacked: for who builds it. Nothing verifies
//! it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::download::{Coming, WholeFile, whole};
use super::incoming::TooLong;
use super::local::broken;
use super::sources::{SourceFailure, patiently};
use super::user_hash::{agrees, copied};
use super::watched::Watched;
use super::{Installer, disk_space};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Unit;
use crate::base::secret::UrlText;
use crate::base::visible::Visible as _;
use crate::go::archive::{self, ArchiveError, Form, Limits};
use crate::go::sources::{self, Answer};
use crate::sys::fs::{atomic, read, remove};
use crate::sys::net::Request;
use crate::sys::net::resume::{Partial, open};
use crate::sys::net::url::Url;

/// What the archive is called while it is here.
const NAME: &str = "source";
const ARCHIVE: &str = "name the address or the path of an archive of Go's source (.tar.gz or .zip); a repository is cloned first, and its directory named";

const MAKE_AGAIN: &str = "fetch it again where it was cut off, or make it again: git archive --prefix=go/ -o go.tar.gz HEAD, or tar czf go.tar.gz go";

/// Where an archive is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SourceAddress {
    /// Whoever answers there.
    Url(UrlText),
    /// On this machine.
    File(PathBuf),
}

impl SourceAddress {
    /// What is written so, where it is a URL or the path of a file.
    ///
    /// # Errors
    /// When it is a URL that cannot be fetched (exit 2).
    pub(crate) fn of(written: &Path) -> Result<Option<Self>> {
        let url = written.to_str().filter(|text| text.contains("://"));
        let Some(url) = url else {
            return Ok(read::is_file(written).then(|| Self::File(written.to_owned())));
        };
        let text = UrlText::from(url);
        match Url::parse(url) {
            Ok(_) => Ok(Some(Self::Url(text))),
            Err(why) => Err(Fault::usage(format!("{text} cannot be fetched: {why}")).hint(ARCHIVE)),
        }
    }
}

/// As it may be shown.
impl fmt::Display for SourceAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Url(url) => write!(f, "{url}"),
            Self::File(path) => write!(f, "{}", path.visible()),
        }
    }
}

/// Fetches the archive into `dir` and unpacks it into the new directory `root`: its SHA-256. `said` is what the user
/// says that this is.
///
/// # Errors
/// When it does not come (exit 1, 3), is no archive (2), is damaged or hostile, or another than the user said (6), or
/// somebody interrupts. What was written until then stays.
pub(in crate::toolchains) fn source_archive(
    installer: &Installer<'_>,
    address: &SourceAddress,
    said: Option<Sha256Sum>,
    dir: &Path,
    root: &Path,
) -> Result<Sha256Sum> {
    let path = dir.join(NAME);
    let sha256 = match address {
        SourceAddress::Url(url) => {
            let came = whole(installer, &Archive { installer, url, dir }, dir, true)?;
            came.kept.publish(&path)?;
            came.sha256
        }
        SourceAddress::File(from) => copied(from, &path)?.1,
    };
    said.map_or(Ok(()), |said| agrees(address, sha256, said))?;
    unpack(installer, address, &path, root)?;
    remove::file(&path)?;
    Ok(sha256)
}

fn unpack(
    installer: &Installer<'_>,
    address: &SourceAddress,
    path: &Path,
    root: &Path,
) -> Result<()> {
    let Installer { progress, interrupt, .. } = *installer;
    let failed = |error: io::Error| Fault::io("read", path, &error);
    let file = read::open(path).map_err(failed)?;
    let form = archive::form(&file).map_err(failed)?.ok_or_else(|| {
        let what = format!("{address} is no archive: neither a .tar.gz nor a .zip");
        Fault::usage(what).hint(ARCHIVE)
    })?;
    atomic::create_dir(root)?;
    progress.begin(&format!("unpacking {address}"), None, Unit::Bytes);
    let unpacked = archive::source_prefix(&file, form).and_then(|prefix| match form {
        Form::TarGz => {
            let reader = Watched::new(file, progress, interrupt);
            archive::unpack_targz(reader, root, &prefix, &Limits::default())
        }
        Form::Zip => {
            let stop = || interrupt.is_raised();
            archive::unpack_zip(&file, root, &prefix, &Limits::default(), progress, &stop)
        }
    });
    progress.end();
    interrupt.check()?;
    unpacked.map(drop).map_err(|error| not_built(address, &error))
}

/// Nobody has published it: who made it makes another.
fn not_built(address: &SourceAddress, error: &ArchiveError) -> Fault {
    let fault = broken(&format!("{address} is not built"), error);
    if fault.exit == Exit::Integrity {
        let hints = vec![MAKE_AGAIN.to_owned()];
        return Fault { hints, ..fault };
    }
    fault
}

/// What is to come from a URL.
struct Archive<'a> {
    installer: &'a Installer<'a>,
    url: &'a UrlText,
    dir: &'a Path,
}

impl<'a> WholeFile<'a> for Archive<'a> {
    fn what(&self) -> String {
        "Go's source".to_owned()
    }

    fn file_name(&self) -> String {
        NAME.to_owned()
    }

    fn offer(&self, have: Option<&Partial>) -> Result<Coming<'a>> {
        let place = Url::parse(self.url.exact()).map(|url| url.place()).unwrap_or_default();
        let asked = patiently(|patience| {
            let request = Request { patience, ..Request::get(self.url.clone()) };
            let sent = sources::sent(open(self.installer.fetch, request, have));
            sent.map_err(|answer| SourceFailure::answer(&place, answer))
        });
        let download = asked.map_err(|failure| self.failed(failure))?;
        let bytes = download.total().unwrap_or_default();
        disk_space::check("Go's source", self.dir, bytes, 1)?;
        Ok(Coming { download, from: self.url.to_string(), size: None })
    }

    fn not_read(&self, from: &str, error: &io::Error) -> Fault {
        if TooLong::is_in(error) {
            let what = format!("{from} is no archive of Go's source: {error}");
            return Fault::usage(what).hint(ARCHIVE);
        }
        self.failed(SourceFailure::not_read(from, error))
    }
}

impl Archive<'_> {
    /// What follows of what was said in its place.
    fn failed(&self, failure: SourceFailure) -> Fault {
        let SourceFailure::Answers(tried) = failure else { return failure.conclude("it") };
        let what = format!("{} could not be fetched", self.url);
        let fault = Fault::new(sources::verdict(&tried), what);
        let fault = tried.iter().fold(fault, |fault, one| fault.because(one.to_string()));
        match tried.first().map(|one| &one.answer) {
            Some(Answer::Absent(_) | Answer::Unusable(_)) => fault.hint(ARCHIVE),
            Some(Answer::NotReached(_)) => {
                fault.hint("goenvmgr doctor --mode full says where the network ends")
            }
            _ => fault,
        }
    }
}
