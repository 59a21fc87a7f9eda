//! Removes entries of the build cache. Every one can be built again, but a build that runs now
//! may have just been told that one is there.

use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use super::{Scene, Swept};
use crate::base::progress::{Progress, Silent};
use crate::caches::places::is_used_by;
use crate::caches::plan::Removal;
use crate::settings::goenv::GoEnv;
use crate::sys::fs::beneath::{Beneath, unlink};
use crate::sys::fs::handle::{Dir, FileKind, Name, NameText as _, Through, list};
use crate::sys::fs::remove;
use crate::sys::fs::usage::{Links, blocks, of_path};
use crate::sys::threads;
use crate::toolchains::inventory::builds::{is_entry, is_shard};
use crate::toolchains::inventory::processes;

/// Go refreshes the time of an entry that it uses when it is older than an hour; so what a build
/// of the last hour uses is at most two hours old.
pub(crate) const IN_USE: i64 = 2 * 3600;

/// Removes what was last used before `before`; all of it without one. While a Go tool runs that
/// reads this cache, what it may use stays.
pub(super) fn sweep(
    on: &Scene<'_>,
    before: Option<i64>,
    removal: &Removal,
    swept: &mut Swept,
    progress: &dyn Progress,
) {
    let Some(root) = on.places.build_cache.as_deref() else { return };
    let Ok(top) = Beneath::open(root) else { return };
    let shards: Vec<_> = list(top.dir())
        .unwrap_or_default()
        .into_iter()
        .filter(|entry| entry.kind == FileKind::Dir && is_shard(entry.name.raw()))
        .collect();
    let run = Run { on, root, links: Links::default(), sum: Mutex::default(), progress };
    threads::ready();
    shards.par_iter().for_each(|shard| {
        if let Ok(dir) = top.dir().enter(&*shard.name, Through::Nothing) {
            run.shard(dir.dir(), &shard.name, run.limit(before));
        }
    });
    let sum = run.sum.into_inner().unwrap_or_default();
    swept.removed += u64::from(sum.stuck.is_empty() && sum.spared == 0);
    swept.freed_bytes += sum.bytes;
    if sum.spared > 0 {
        let spared = sum.spared;
        swept.skip(removal, format!("a Go tool runs now and may use {spared} of them; try later"));
    }
    sum.stuck.into_iter().for_each(|(path, why)| swept.stuck(path, &why));
}

#[derive(Default)]
struct Sum {
    bytes: u64,
    spared: u64,
    /// Once a Go tool was seen, others will follow.
    go_seen: bool,
    stuck: Vec<(std::path::PathBuf, std::io::Error)>,
}

struct Run<'a> {
    on: &'a Scene<'a>,
    root: &'a Path,
    links: Links,
    sum: Mutex<Sum>,
    progress: &'a dyn Progress,
}

/// What goes: entries last used before `before`, and of those the ones before `safe`.
#[derive(Clone, Copy)]
struct Limit {
    before: i64,
    safe: i64,
}

impl Run<'_> {
    fn limit(&self, before: Option<i64>) -> Limit {
        let go = self.sum.lock().is_ok_and(|sum| sum.go_seen) || self.is_in_use();
        if let Ok(mut sum) = self.sum.lock() {
            sum.go_seen |= go;
        }
        let now = jiff::Timestamp::now().as_second();
        Limit { before: before.unwrap_or(i64::MAX), safe: if go { now - IN_USE } else { i64::MAX } }
    }

    fn is_in_use(&self) -> bool {
        let Scene { env, home, .. } = self.on;
        processes::any_go(|go| is_used_by(go, self.root, GoEnv::build_cache, env, home))
    }

    fn shard(&self, dir: Dir<'_>, shard: &Name, limit: Limit) {
        let mut sum = Sum::default();
        let mut count = 0;
        let read = dir.entries(|name, listed| {
            if !is_entry(name.raw()) {
                return;
            }
            // Looked at right before, so that an entry that was used meanwhile stays.
            let Ok(stat) = dir.stat(name) else { return };
            if stat.modified() >= limit.before {
                return;
            }
            if stat.modified() >= limit.safe {
                sum.spared += 1;
                return;
            }
            let gone = if listed == FileKind::Dir || stat.kind() == FileKind::Dir {
                self.tree(shard, name)
            } else {
                unlink(dir, name).map(|_| blocks(&stat, &self.links))
            };
            match gone {
                Ok(bytes) => {
                    sum.bytes += bytes;
                    count += 1;
                }
                Err(error) => sum.stuck.push((self.path(shard, name), error)),
            }
        });
        if let Err(error) = read {
            sum.stuck.push((self.root.join(shard.os()), error));
        }
        self.progress.advance(count);
        if let Ok(mut all) = self.sum.lock() {
            all.bytes += sum.bytes;
            all.spared += sum.spared;
            all.stuck.extend(sum.stuck);
        }
    }

    /// An output that is a directory with one executable.
    fn tree(&self, shard: &Name, name: &Name) -> std::io::Result<u64> {
        let path = self.path(shard, name);
        let bytes = of_path(&path, &self.links).bytes;
        match remove::sweep(&path, &Silent).left.into_iter().next() {
            None => Ok(bytes),
            Some((_, error)) => Err(error),
        }
    }

    fn path(&self, shard: &Name, name: &Name) -> std::path::PathBuf {
        self.root.join(shard.os()).join(name.os())
    }
}
