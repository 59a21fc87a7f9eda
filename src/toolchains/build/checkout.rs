//! Somebody's checkout of Go's source: nothing says what it should be.

use std::fmt::Display;
use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::base::visible::Visible as _;
use crate::go::archive;
use crate::settings::toolchain_dir;
use crate::sys::fs::walk::{self, FileKind, WalkEntry};
use crate::sys::fs::{atomic, copy, dir_link, marks, read, remove};
use crate::sys::interrupt::Interrupt;

/// What a build makes, and the repository, in which the build looks for its version.
const LEFT_OUT: [&str; 4] = [".git", "bin", "pkg", "VERSION.cache"];
/// More bytes than the file has that says which Go comes next.
const LIMIT: u64 = 1 << 16;

/// Whether this is a directory with Go's source.
///
/// # Errors
/// When it is not (exit 2).
pub(crate) fn check(from: &Path) -> Result<()> {
    is_source(from, &from.visible())
}

/// The same of the directory `root`, which is called something else for people.
pub(super) fn is_source(root: &Path, told: &dyn Display) -> Result<()> {
    if read::is_file(&root.join("src/make.bash")) {
        return Ok(());
    }
    let what = format!("{told} holds no source of Go: there is no src/make.bash");
    Err(Fault::usage(what)
        .hint("name a clone of Go's repository, or the path or address of an archive of its source (.tar.gz or .zip)"))
}

/// Whether this is Go's source and no toolchain that could be installed as it is: the GOROOT of a release holds its
/// source too.
pub(crate) fn is_alone(from: &Path) -> bool {
    let is_installable = read::is_file(&from.join("VERSION")) && toolchain_dir::has_program(from);
    check(from).is_ok() && !is_installable
}

/// Copies the source into the new directory `to`.
///
/// # Errors
/// When it holds a link or a special file, or cannot be copied (exit 3).
pub(super) fn copy(
    from: &Path,
    to: &Path,
    progress: &dyn Progress,
    interrupt: &Interrupt,
) -> Result<()> {
    let is_source = |entry: &WalkEntry| {
        let top = entry.path.components().next().map(|top| top.as_os_str().to_owned());
        !top.is_some_and(|top| LEFT_OUT.iter().any(|name| top == *name))
    };
    let files: Vec<WalkEntry> = walk::list(from)?.into_iter().filter(is_source).collect();
    if let Some(odd) = files.iter().find(|file| file.kind != FileKind::File) {
        let what = format!("{} is no regular file", from.join(&odd.path).visible());
        return Err(Fault::unfinished(what).hint("Go's source has regular files alone"));
    }
    let what = format!("copying the source from {}", from.visible());
    let stop = || interrupt.is_raised();
    let copied = archive::copy_files(from, files, to, &what, progress, &stop);
    interrupt.check()?;
    copied?;
    if !read::is_file(&to.join("VERSION")) && lead_to_repository(from, to)? {
        return Ok(());
    }
    say_version(to, &from.visible())
}

/// Takes out of source that is built where it lies what `copy` leaves behind.
pub(super) fn strip(root: &Path, told: &dyn Display) -> Result<()> {
    for name in LEFT_OUT {
        remove::tree(&root.join(name), &Silent)?;
    }
    say_version(root, told)
}

/// Where there is a repository, the copy leads to it: a build asks it for its version.
fn lead_to_repository(from: &Path, to: &Path) -> Result<bool> {
    let (theirs, ours) = (from.join(".git"), to.join(".git"));
    if read::is_dir(&theirs) {
        return dir_link::set(&theirs, &ours).map(|()| true);
    }
    if !read::is_file(&theirs) {
        return Ok(false);
    }
    copy::file(&theirs, &ours).map_err(|error| Fault::io("copy", &theirs, &error))?;
    Ok(true)
}

/// A build asks `VERSION`, then `VERSION.cache`, then git (`findgoversion` in `cmd/dist/build.go`).
fn say_version(root: &Path, told: &dyn Display) -> Result<()> {
    if read::is_file(&root.join("VERSION")) {
        return Ok(());
    }
    let next = root.join("src/internal/goversion/goversion.go");
    let text = read::text(&next, LIMIT)?.unwrap_or_default();
    let minor = text.lines().find_map(|line| line.strip_prefix("const Version = "));
    let minor = minor.and_then(|minor| minor.trim().parse::<u32>().ok()).ok_or_else(|| {
        Fault::usage(format!("{told} does not say which Go it is"))
            .hint("a file VERSION in it says so: go1.27-mine")
    })?;
    atomic::write_cache(
        &root.join("VERSION.cache"),
        format!("devel go1.{minor}-unknown\n").as_bytes(),
    )
}

/// Takes the way to the repository away: what was built has its version.
pub(super) fn part(root: &Path) -> Result<()> {
    let git = root.join(".git");
    match marks::link_target(&git) {
        Some(_) => dir_link::remove(&git).map(drop),
        None => remove::file(&git).map(drop),
    }
}
