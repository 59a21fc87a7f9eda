//! What `--from` may name: an archive, a module zip, or an unpacked directory.

use std::fs::File;
use std::io;
use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::archive::{self, ArchiveError};
use crate::go::version::GoVersion;
use crate::sys::fs::read;
use crate::toolchains::install::staged::LONGEST_VERSION_FILE;

pub(in super::super) const FORMS: &str = "--from takes an archive of go.dev, a toolchain module's zip, a GOROOT, or a folder of archives";

/// What stands at a path.
pub(super) enum Form {
    Directory,
    TarGz(File),
    /// A zip, and what all of its names begin with.
    Zip(File, String),
}

/// The version that the thing at `path` says it is, by its VERSION file.
pub(in super::super) fn version(path: &Path) -> Result<GoVersion> {
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

/// What stands there, by its first bytes.
pub(super) fn form(path: &Path) -> Result<Form> {
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
    match archive::form(&file).map_err(|error| failed(&error))? {
        Some(archive::Form::TarGz) => Ok(Form::TarGz(file)),
        Some(archive::Form::Zip) => zip(path, file),
        None => Err(Fault::usage(format!(
            "{} is neither a directory nor a .tar.gz nor a .zip",
            path.visible()
        ))
        .hint(FORMS)),
    }
}

fn zip(path: &Path, file: File) -> Result<Form> {
    let first = archive::first_name(&file).map_err(|error| not_installed(path, &error))?;
    let depth = if first.starts_with("golang.org/toolchain@") { 2 } else { 1 };
    let prefix: String = first.split_inclusive('/').take(depth).collect();
    Ok(Form::Zip(file, prefix))
}

/// A toolchain's archive that cannot be unpacked.
pub(super) fn not_installed(path: &Path, error: &ArchiveError) -> Fault {
    broken(&format!("{} is not installed", path.visible()), error)
}

/// What follows of an archive that cannot be unpacked; `what` becomes of it.
pub(in super::super) fn broken(what: &str, error: &ArchiveError) -> Fault {
    let what = format!("{what}: {error}");
    match error {
        ArchiveError::Write { path, error } => Fault::io("write", path, error),
        ArchiveError::Read(_) => {
            Fault::unfinished(what).hint("make sure that it can be read whole")
        }
        _ => Fault::integrity(what).hint("fetch it again: what came is not what was published"),
    }
}
