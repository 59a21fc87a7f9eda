//! What goenvmgr itself leaves behind: half-done work, downloads, shims without a toolchain.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::forms;
use super::plan::{Act, RemovalKind};
use super::plans::stale::Leftover;
use super::standing::is_unmounted;
use crate::settings::home::{Home, REFUSED};
use crate::sys::fs::usage::{Links, of_path};
use crate::sys::fs::{lock, marks, read, temporary, walk};
use crate::toolchains::store::{Store, built, change, shims};
use crate::tools::{set, sync};

/// Half-done installs, cached archives and half-done ones, dangling shims. What was refused stays:
/// it is evidence until somebody says otherwise.
pub(crate) fn leftovers(home: &Home) -> Vec<Leftover> {
    let mut found = archives(home);
    found.retain(|one| !is_evidence(&one.path));
    if !another_works(home) {
        let staged = "a half-done install or removal";
        found.extend(below(
            &change::staging(home),
            RemovalKind::Interrupted,
            staged,
            forms::is_staged,
        ));
        // Whoever holds that version's lock goes on from what it has in staging.
        let halves = Store::new(home).unfinished();
        let needed = |name: &str| {
            halves.iter().any(|half| name.starts_with(&format!("{}.", half.version.toolchain())))
        };
        found.retain(|one| !one.path.file_name().and_then(OsStr::to_str).is_some_and(needed));
        found.extend(halves.iter().map(|half| Leftover {
            act: Act::Toolchain(half.version.toolchain()),
            ..leftover(half.root.clone(), RemovalKind::Interrupted, staged)
        }));
        found.extend(orphaned_receipts(home));
    }
    found.extend(dangling_shims(home));
    found.extend(half_built(home));
    found.extend(unnamed_builds(home));
    found.extend(half_written(home));
    found
}

/// Tools that somebody was killed at building, or at replacing.
fn half_built(home: &Home) -> Vec<Leftover> {
    let why = "a half-done build of tools";
    let left = sync::left(&set::staging(home)).into_iter();
    left.map(|path| leftover(path, RemovalKind::Interrupted, why)).collect()
}

/// Toolchains that somebody was killed at building, replacing or removing.
fn unnamed_builds(home: &Home) -> Vec<Leftover> {
    let left = built::unnamed(home).into_iter();
    let left = left.filter(|(name, _)| !lock::may_be_held(&built::lock_path(home, name)));
    let why = "a half-done build of a toolchain";
    left.map(|(_, path)| leftover(path, RemovalKind::Interrupted, why)).collect()
}

/// Files that a killed write left beside its target. Toolchains hold none: they are not looked
/// through.
fn half_written(home: &Home) -> Vec<Leftover> {
    let mut dirs = vec![home.data().to_owned(), home.receipts(), home.shims()];
    dirs.extend(home.config_file().parent().map(Path::to_owned));
    dirs.extend([home.state(), home.cache()].into_iter().flat_map(walk::dirs));
    dirs.sort();
    dirs.dedup();
    let left = dirs.iter().flat_map(|dir| temporary::left_in(dir));
    left.map(|path| Leftover {
        act: Act::HalfWritten,
        ..leftover(path, RemovalKind::Interrupted, "a killed write left it")
    })
    .collect()
}

/// What the last `doctor --fix` moved out of the way, where that was before `before` (seconds since
/// 1970): until then `--undo` gives it back.
pub(crate) fn set_aside(home: &Home, before: i64) -> Vec<Leftover> {
    // The directory's own time: what was moved into it keeps the one that it had.
    let moved = marks::modified(&home.set_aside());
    if moved.is_none_or(|moved| moved >= before) {
        return Vec::new();
    }
    below(
        &home.set_aside(),
        RemovalKind::Interrupted,
        "`doctor --fix` moved it away, and nobody undid that",
        forms::is_set_aside,
    )
}

/// Archives that were downloaded, whole or in part, and those that were refused. What somebody
/// downloads now is held by the lock on the file itself: another home may share the cache.
pub(crate) fn archives(home: &Home) -> Vec<Leftover> {
    let dir = home.downloads();
    let mut found =
        below(&dir, RemovalKind::Download, "a download nobody works on", forms::is_download);
    found.retain(|one| !is_held(&one.path));
    for one in &mut found {
        one.act = Act::HalfWritten;
        if is_evidence(&one.path) {
            one.why = "refused, and kept as evidence";
        }
    }
    found
}

/// Whether somebody downloads this file, or the one whose note this is.
fn is_held(path: &Path) -> bool {
    let noted = path.extension().is_some_and(|end| end == "json").then(|| path.with_extension(""));
    [Some(path), noted.as_deref()].into_iter().flatten().any(lock::may_be_held)
}

fn is_evidence(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == REFUSED)
}

/// What else can be downloaded again: indexes, and tiles of checksum databases.
pub(crate) fn indexes(home: &Home) -> Vec<Leftover> {
    if another_works(home) {
        return Vec::new();
    }
    let why = "it can be downloaded again";
    let mut found = below(home.cache(), RemovalKind::Download, why, forms::is_index);
    let databases = walk::names(&home.cache().join("sumdb")).unwrap_or_default();
    let dirs = databases.iter().map(|name| home.cache().join("sumdb").join(name));
    let of_tiles = |dir: &PathBuf| {
        walk::names(dir).is_ok_and(|names| names.len() == 1) && read::is_dir(&dir.join("tile"))
    };
    found.extend(dirs.filter(of_tiles).map(|dir| leftover(dir, RemovalKind::Download, why)));
    found
}

/// Receipts whose toolchain somebody removed by hand.
fn orphaned_receipts(home: &Home) -> Vec<Leftover> {
    let names = walk::names(&home.receipts()).unwrap_or_default();
    let orphans = names.into_iter().filter(|name| {
        let name = name.to_str().filter(|name| forms::is_receipt(name)).map(Path::new);
        let owner = name.and_then(Path::file_stem).and_then(OsStr::to_str);
        owner.is_some_and(|owner| is_gone(home, owner))
    });
    let why = "its toolchain is not installed";
    orphans
        .map(|name| leftover(home.receipts().join(name), RemovalKind::Interrupted, why))
        .collect()
}

/// Whether the toolchain of this name is provably not there: neither its directory nor a disk that
/// could hold it is out of sight.
fn is_gone(home: &Home, name: &str) -> bool {
    let place = home.place_of(name);
    let toolchains = place.parent().map(Path::to_owned).unwrap_or_default();
    let entry = marks::stands(&place);
    matches!(entry, Ok(false)) && walk::names(&toolchains).is_ok() && !is_unmounted(&toolchains)
}

/// Whether some process is installing or removing a version: it holds that version's lock, and
/// what lies in `staging/` and `downloads/` may be its.
fn another_works(home: &Home) -> bool {
    let staging = change::staging(home);
    let names = walk::names(&staging).unwrap_or_default();
    let mut locks = names.into_iter().filter(|name| name.to_str().is_some_and(forms::is_lock));
    locks.any(|name| lock::may_be_held(&staging.join(name)))
}

/// What has a name of ours in a directory; all else is somebody else's.
fn below(
    dir: &Path,
    kind: RemovalKind,
    why: &'static str,
    is_ours: fn(&str) -> bool,
) -> Vec<Leftover> {
    let names = walk::names(dir).unwrap_or_default();
    let names = names.into_iter().filter(|name| name.to_str().is_some_and(is_ours));
    names.map(|name| leftover(dir.join(name), kind, why)).collect()
}

fn leftover(path: PathBuf, kind: RemovalKind, why: &'static str) -> Leftover {
    let usage = of_path(&path, &Links::default());
    let changed = marks::modified(&path);
    let files = usage.files + usage.dirs;
    Leftover { kind, bytes: usage.bytes, files, changed, why, path, act: Act::Path }
}

/// Shims of exact versions whose toolchain is gone.
fn dangling_shims(home: &Home) -> Vec<Leftover> {
    let dir = home.shims();
    let names = walk::names(&dir).unwrap_or_default();
    let dangling = names.into_iter().filter(|name| {
        shims::exact(&dir.join(name)).is_some_and(|version| is_gone(home, &version.toolchain()))
    });
    dangling
        .map(|name| leftover(dir.join(name), RemovalKind::Shim, "its toolchain is not installed"))
        .collect()
}
