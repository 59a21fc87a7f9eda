//! Copies a file or, with progress, a directory, permissions included.

use std::io;
use std::path::Path;

use fs_extra::dir::{CopyOptions, TransitProcess, TransitProcessResult};

use super::handle::Open;
use super::own::At;
use super::walk::{self, FileKind, WalkEntry};
use super::{mode, own, read};
use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Unit};
use crate::base::visible::Visible as _;

/// Copies a file to a name that is free.
///
/// # Errors
/// As the system says.
pub fn file(from: &Path, to: &Path) -> io::Result<()> {
    let mut from = read::open(from)?;
    let mode = from.metadata()?.permissions();
    let mut to = At::name(to)?.open(Open::New, 0o600)?;
    io::copy(&mut from, &mut to)?;
    to.set_permissions(mode)
}

/// Copies what a file holds to a name that is free, with the permissions of a new one. Where a file system
/// has both in it and can, they share their blocks until one is written to (`copy_file_range`, which
/// [`io::copy`] asks).
///
/// # Errors
/// As the system says.
pub fn contents(from: &Path, to: &Path, executable: bool) -> io::Result<()> {
    let mut from = read::open(from)?;
    let mode = if executable { 0o777 } else { 0o666 };
    let mut to = At::name(to)?.open(Open::New, mode)?;
    io::copy(&mut from, &mut to)?;
    Ok(())
}

/// The files below a directory, where there is nothing else.
///
/// # Errors
/// Where there is a symbolic link or a special file (named), or it cannot be listed (exit 3).
pub fn plain_files(from: &Path) -> Result<Vec<WalkEntry>> {
    let files = walk::list(from)?;
    if let Some(odd) = files.iter().find(|f| f.kind != FileKind::File) {
        let path = from.join(&odd.path);
        let what = if odd.kind == FileKind::Link { "a symbolic link" } else { "a special file" };
        return Err(Fault::unfinished(format!("{} is {what}", path.visible()))
            .hint("a Go distribution holds regular files only; copy from an unpacked archive"));
    }
    Ok(files)
}

/// Copies what stands below `from` into the existing directory `to`. Reports bytes.
///
/// # Errors
/// When `from` holds a symbolic link or a special file (named), when a name is not UTF-8, or when
/// reading or writing fails (exit 3). `stop` returning true ends the copy early.
pub fn tree(
    from: &Path,
    to: &Path,
    what: &str,
    progress: &dyn Progress,
    stop: &dyn Fn() -> bool,
) -> Result<()> {
    let files = plain_files(from)?;
    progress.begin(what, Some(files.iter().map(|f| f.size).sum()), Unit::Bytes);
    let held = own::open_dir(to).map_err(|error| Fault::io("open", to, &error))?;
    let into = own::held(&held, to);
    let options = CopyOptions::new().content_only(true).buffer_size(1 << 18);
    let mut before = 0;
    let copied =
        fs_extra::dir::copy_with_progress(from, &into, &options, |step: TransitProcess| {
            progress.advance(step.copied_bytes.saturating_sub(before));
            before = step.copied_bytes;
            if stop() { TransitProcessResult::Abort } else { TransitProcessResult::ContinueOrAbort }
        });
    progress.end();
    copied.map_err(|error| {
        Fault::unfinished(format!("could not copy {}: {error}", from.visible()))
    })?;
    // fs_extra gives every file what the umask leaves of 0666: a copy of what is read-only
    // elsewhere is not.
    let programs = files.iter().filter(|file| file.mode & 0o111 != 0);
    programs.map(|file| &file.path).try_for_each(|path| mode::set_executable(&to.join(path), true))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::fs::{self, Permissions};
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::base::progress::Silent;

    #[test]
    fn contents_and_exec_bits_arrive_and_links_are_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let [from, to] = ["from", "to"].map(|name| dir.path().join(name));
        fs::create_dir_all(from.join("bin")).unwrap();
        fs::create_dir(&to).unwrap();
        fs::write(from.join("bin/go"), "#!").unwrap();
        fs::write(from.join("VERSION"), "go1").unwrap();
        fs::set_permissions(from.join("bin/go"), Permissions::from_mode(0o555)).unwrap();
        tree(&from, &to, "copying", &Silent, &|| false).unwrap();
        assert_eq!(fs::read(to.join("VERSION")).unwrap(), b"go1");
        assert_eq!(fs::metadata(to.join("bin/go")).unwrap().permissions().mode() & 0o300, 0o300);
        std::os::unix::fs::symlink("/etc", from.join("bin/out")).unwrap();
        let fault = tree(&from, &to, "copying", &Silent, &|| false).unwrap_err();
        assert!(fault.what.contains("bin/out"), "{fault}");
    }
}
