//! What lies in a build cache: how much, by the minute of its last use.
//!
//! A cache of a million entries is kept as a histogram, so memory stays small.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde::Serialize;

use crate::sys::fs::beneath::Beneath;
use crate::sys::fs::handle::{Dir, FileKind, NameText as _, Through};
use crate::sys::fs::usage::{Links, Usage, blocks, of_name};

/// Seconds in a minute: as exact as the histogram is.
pub const MINUTE: i64 = 60;

/// A build cache (`$GOCACHE`).
#[derive(Clone, Debug, Default, Serialize)]
pub struct BuildCache {
    /// Its directory, links resolved.
    pub root: PathBuf,
    /// Actions and outputs: `00` to `ff`.
    pub entries: Usage,
    /// The corpus of fuzz tests: never removed, as it cannot be built again.
    pub fuzz: Usage,
    /// Everything else.
    pub other: Usage,
    /// Allocated bytes and number of entries by the minute of their last use (minutes since 1970).
    /// Go refreshes the time at most hourly.
    #[serde(skip)]
    pub by_minute: BTreeMap<i64, (u64, u64)>,
}

impl BuildCache {
    /// Everything.
    pub fn total(&self) -> Usage {
        let mut total = self.entries;
        total += self.fuzz;
        total += self.other;
        total
    }

    /// Allocated bytes and number of entries last used before `second` (seconds since 1970),
    /// whole minutes only.
    pub fn older_than(&self, second: i64) -> (u64, u64) {
        let minutes = self.by_minute.range(..second.div_euclid(MINUTE));
        minutes.fold((0, 0), |sum, (_, part)| (sum.0 + part.0, sum.1 + part.1))
    }

    /// The minute before which entries must go so that at most `limit` bytes stay, oldest first;
    /// `None` where they fit.
    pub fn cut_for(&self, limit: u64) -> Option<i64> {
        let mut over = self.entries.bytes.checked_sub(limit).filter(|over| *over > 0)?;
        for (minute, (bytes, _)) in &self.by_minute {
            over = over.saturating_sub(*bytes);
            if over == 0 {
                return Some(minute + 1);
            }
        }
        self.by_minute.keys().next_back().map(|minute| minute + 1)
    }
}

/// Whether a name is one of the 256 directories of entries.
pub fn is_shard(name: &[u8]) -> bool {
    name.len() == 2 && name.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Whether a name is an action (`-a`) or an output (`-d`).
pub fn is_entry(name: &[u8]) -> bool {
    name.ends_with(b"-a") || name.ends_with(b"-d")
}

/// Scans the cache at `root`; one that is not there is empty.
pub fn scan(root: &Path, links: &Links) -> BuildCache {
    let mut cache = BuildCache { root: root.to_owned(), ..BuildCache::default() };
    let Ok(top) = Beneath::open(root) else { return cache };
    cache.other.dirs = 1;
    let mut shards = Vec::new();
    let mut rest = Vec::new();
    let read = top.dir().entries(|name, kind| {
        if kind == FileKind::Dir && is_shard(name.raw()) {
            shards.push(name.to_owned());
        } else {
            rest.push((name.to_owned(), kind));
        }
    });
    cache.other.unread += u64::from(read.is_err());
    for (name, kind) in rest {
        match (kind, name.raw()) {
            (FileKind::Dir, b"fuzz") => cache.fuzz += of_name(top.dir(), &name, links),
            (FileKind::Dir, _) => cache.other += of_name(top.dir(), &name, links),
            _ => {
                let bytes = top.dir().stat(&*name).map_or(0, |stat| blocks(&stat, links));
                cache.other += Usage { bytes, files: 1, ..Usage::default() };
            }
        }
    }
    let sum = Mutex::new(cache);
    shards.par_iter().for_each(|name| {
        let Ok(dir) = top.dir().enter(&**name, Through::Nothing) else { return };
        let (used, minutes) = shard(dir.dir(), links);
        if let Ok(mut cache) = sum.lock() {
            cache.entries += used;
            for (minute, (bytes, count)) in minutes {
                let slot = cache.by_minute.entry(minute).or_default();
                *slot = (slot.0 + bytes, slot.1 + count);
            }
        }
    });
    sum.into_inner().unwrap_or_default()
}

type Minutes = BTreeMap<i64, (u64, u64)>;

fn shard(dir: Dir<'_>, links: &Links) -> (Usage, Minutes) {
    let mut used = Usage { dirs: 1, ..Usage::default() };
    let mut minutes = Minutes::new();
    if let Ok(own) = dir.own_stat() {
        used.bytes += own.allocated();
    }
    let read = dir.entries(|name, kind| {
        let Ok(stat) = dir.stat(name) else { return };
        let size = if kind == FileKind::Dir {
            // Since Go 1.24 an output may be a directory with one executable.
            of_name(dir, name, links)
        } else {
            Usage { bytes: blocks(&stat, links), files: 1, ..Usage::default() }
        };
        used += size;
        if is_entry(name.raw()) {
            let slot = minutes.entry(stat.modified().div_euclid(MINUTE)).or_default();
            *slot = (slot.0 + size.bytes, slot.1 + 1);
        }
    });
    used.unread += u64::from(read.is_err());
    (used, minutes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn oldest_minutes_go_first() {
        let cache = BuildCache {
            entries: Usage { bytes: 600, ..Usage::default() },
            by_minute: [(10, (100, 1)), (11, (200, 2)), (20, (300, 3))].into(),
            ..BuildCache::default()
        };
        for (limit, cut) in
            [(600, None), (599, Some(11)), (500, Some(11)), (499, Some(12)), (0, Some(21))]
        {
            assert_eq!(cache.cut_for(limit), cut, "{limit}");
        }
        assert_eq!(cache.older_than(20 * MINUTE), (300, 3));
        assert_eq!(cache.older_than(11 * MINUTE + 5), (100, 1));
    }

    #[test]
    fn build_cache_is_measured_whole() {
        let dir = tempfile::tempdir().unwrap();
        let at = |name: &str| dir.path().join(name);
        for name in ["00", "ff", "fuzz/x", "00/abc-d"] {
            std::fs::create_dir_all(at(name)).unwrap();
        }
        for name in ["00/1-a", "ff/2-d", "00/abc-d/hello", "README", "fuzz/x/1"] {
            std::fs::write(at(name), vec![1; 5000]).unwrap();
        }
        let cache = scan(dir.path(), &Links::default());
        assert_eq!((cache.entries.files, cache.fuzz.files, cache.other.files), (3, 1, 1));
        let counted: u64 = cache.by_minute.values().map(|(_, count)| count).sum();
        assert_eq!(counted, 3);
        let whole = crate::sys::fs::usage::of_path(dir.path(), &Links::default());
        assert!(whole.bytes - cache.total().bytes <= 4096, "only the top directory's own block");
    }
}
