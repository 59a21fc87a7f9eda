//! What goenvmgr itself leaves behind: half-done work, downloads, shims without a toolchain.

use std::path::{Path, PathBuf};

use super::plan::Kind;
use super::plans::stale::Leftover;
use crate::env::Env;
use crate::fs::usage::{Links, of_path};
use crate::fs::{marks, walk};
use crate::home::Home;
use crate::inventory::processes;
use crate::version::GoVersion;

/// While another goenvmgr runs, its work of the last day is taken to be alive.
const ALIVE: i64 = 86_400;

/// Half-done installs, interrupted downloads, dangling shims.
pub fn leftovers(env: &Env, home: &Home) -> Vec<Leftover> {
    let busy = another_runs(&env.exe);
    let dead = |leftover: &Leftover| {
        !busy || leftover.changed.is_none_or(|changed| env.now - changed >= ALIVE)
    };
    let staged = below(&home.staging(), Kind::Interrupted, "a half-done install or removal");
    let loaded = below(&home.downloads(), Kind::Interrupted, "a download nobody works on");
    let mut found: Vec<_> = staged.into_iter().chain(loaded).filter(dead).collect();
    found.extend(dangling_shims(home));
    found
}

/// Everything that can be downloaded again: archives, half-done ones, indexes.
pub fn downloads(env: &Env, home: &Home) -> Vec<Leftover> {
    let loaded = below(&home.downloads(), Kind::Download, "it can be downloaded again");
    let cached = below(home.cache(), Kind::Download, "it can be downloaded again");
    let own = home.downloads();
    let busy = another_runs(&env.exe);
    let all = loaded.into_iter().chain(cached.into_iter().filter(|one| one.path != own));
    all.filter(|one| !busy || one.changed.is_none_or(|changed| env.now - changed >= ALIVE))
        .collect()
}

fn another_runs(exe: &Path) -> bool {
    let own = std::process::id();
    let real = marks::real(exe);
    processes::all().iter().any(|one| one.pid != own && Some(&one.exe) == real.as_ref())
}

fn below(dir: &Path, kind: Kind, why: &'static str) -> Vec<Leftover> {
    let names = walk::names(dir).unwrap_or_default();
    names.into_iter().map(|name| leftover(dir.join(name), kind, why)).collect()
}

fn leftover(path: PathBuf, kind: Kind, why: &'static str) -> Leftover {
    let usage = of_path(&path, &Links::default());
    let changed = marks::modified(&path);
    Leftover { kind, bytes: usage.bytes, files: usage.files + usage.dirs, changed, why, path }
}

/// Shims of exact versions whose toolchain is gone.
fn dangling_shims(home: &Home) -> Vec<Leftover> {
    let dir = home.shims();
    let names = walk::names(&dir).unwrap_or_default();
    let dangling = names.into_iter().filter(|name| {
        let name = name.to_str().unwrap_or("");
        GoVersion::from_toolchain(name).is_some() && !marks::is_dir(&home.toolchains().join(name))
    });
    dangling
        .map(|name| leftover(dir.join(name), Kind::Shim, "its toolchain is not installed"))
        .collect()
}
