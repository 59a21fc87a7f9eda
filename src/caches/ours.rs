//! What goenvmgr itself leaves behind: half-done work, downloads, shims without a toolchain.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::plan::{Act, Kind};
use super::plans::stale::Leftover;
use super::roots::is_unmounted;
use crate::fs::lock::Lock;
use crate::fs::usage::{Links, of_path};
use crate::fs::{marks, temporary, walk};
use crate::home::{Home, REFUSED};
use crate::store::{Store, change};
use crate::version::GoVersion;

/// Half-done installs, cached archives and half-done ones, dangling shims. What was refused stays:
/// it is evidence until somebody says otherwise.
pub fn leftovers(home: &Home) -> Vec<Leftover> {
    let mut found = archives(home);
    found.retain(|one| !is_evidence(&one.path));
    if !another_works(home) {
        let staged = "a half-done install or removal";
        found.extend(below(&change::staging(home), Kind::Interrupted, staged));
        // Whoever holds that version's lock goes on from what it has in staging.
        let halves = Store::new(home).halves();
        let needed = |name: &str| {
            halves.iter().any(|half| name.starts_with(&format!("{}.", half.version.toolchain())))
        };
        found.retain(|one| !one.path.file_name().and_then(OsStr::to_str).is_some_and(needed));
        found.extend(halves.iter().map(|half| Leftover {
            act: Act::Toolchain(half.version.toolchain()),
            ..leftover(half.root.clone(), Kind::Interrupted, staged)
        }));
        found.extend(orphaned_receipts(home));
    }
    found.extend(dangling_shims(home));
    found.extend(half_written(home));
    found
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
        ..leftover(path, Kind::Interrupted, "a killed write left it")
    })
    .collect()
}

/// What the last `doctor --fix` moved out of the way, where that was before `before` (seconds since
/// 1970): until then `--undo` gives it back.
pub fn set_aside(home: &Home, before: i64) -> Vec<Leftover> {
    // The directory's own time: what was moved into it keeps the one that it had.
    let moved = marks::modified(&home.set_aside());
    if moved.is_none_or(|moved| moved >= before) {
        return Vec::new();
    }
    below(
        &home.set_aside(),
        Kind::Interrupted,
        "`doctor --fix` moved it away, and nobody undid that",
    )
}

/// Archives that were downloaded, whole or in part, and those that were refused.
pub fn archives(home: &Home) -> Vec<Leftover> {
    let mut found = cached(home, &home.downloads(), "a download nobody works on");
    for refused in found.iter_mut().filter(|one| is_evidence(&one.path)) {
        refused.why = "refused, and kept as evidence";
    }
    found
}

fn is_evidence(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == REFUSED)
}

/// What else can be downloaded again: indexes.
pub fn indexes(home: &Home) -> Vec<Leftover> {
    let mut found = cached(home, home.cache(), "it can be downloaded again");
    found.retain(|one| one.path != home.downloads());
    found
}

fn cached(home: &Home, dir: &Path, why: &'static str) -> Vec<Leftover> {
    if another_works(home) {
        return Vec::new();
    }
    let mut found = below(dir, Kind::Download, why);
    // These are `half_written`.
    found.retain(|one| {
        let name = one.path.file_name().and_then(OsStr::to_str);
        !name.is_some_and(temporary::is_ours)
    });
    found
}

/// Receipts whose toolchain somebody removed by hand.
fn orphaned_receipts(home: &Home) -> Vec<Leftover> {
    let names = walk::names(&home.receipts()).unwrap_or_default();
    let orphans = names.into_iter().filter(|name| {
        let name = name.to_str().unwrap_or_default();
        let name = name.strip_suffix(".json").or_else(|| name.strip_suffix(".files"));
        let version = name.and_then(GoVersion::from_toolchain);
        version.is_some_and(|version| is_gone(home, &version.toolchain()))
    });
    let why = "its toolchain is not installed";
    orphans.map(|name| leftover(home.receipts().join(name), Kind::Interrupted, why)).collect()
}

/// Whether the toolchain of this name is provably not there: neither its directory nor a disk that
/// could hold it is out of sight.
fn is_gone(home: &Home, name: &str) -> bool {
    let toolchains = home.toolchains();
    let entry = marks::stands(&toolchains.join(name));
    matches!(entry, Ok(false)) && walk::names(&toolchains).is_ok() && !is_unmounted(&toolchains)
}

/// Whether some process is installing or removing a version: it holds that version's lock, and
/// what lies in `staging/` and `downloads/` may be its.
fn another_works(home: &Home) -> bool {
    let staging = change::staging(home);
    let names = walk::names(&staging).unwrap_or_default();
    let mut locks = names.into_iter().filter(|name| is_lock(name));
    locks.any(|name| !matches!(Lock::try_acquire(&staging.join(name)), Ok(Some(_))))
}

/// Locks stay: whoever waits for one must find the same file.
fn is_lock(name: &OsStr) -> bool {
    Path::new(name).extension().is_some_and(|extension| extension == "lock")
}

fn below(dir: &Path, kind: Kind, why: &'static str) -> Vec<Leftover> {
    let names = walk::names(dir).unwrap_or_default();
    let names = names.into_iter().filter(|name| !is_lock(name));
    names.map(|name| leftover(dir.join(name), kind, why)).collect()
}

fn leftover(path: PathBuf, kind: Kind, why: &'static str) -> Leftover {
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
        let name = name.to_str().unwrap_or("");
        GoVersion::from_toolchain(name).is_some() && is_gone(home, name)
    });
    dangling
        .map(|name| leftover(dir.join(name), Kind::Shim, "its toolchain is not installed"))
        .collect()
}
