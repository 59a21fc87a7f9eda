//! One pass over a module cache, in parallel.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;

use super::{ASIDE, ModuleCache, Parts, TOOLCHAIN};
use crate::go::escape::{module_of, unescape};
use crate::go::gomod::ModuleVersion;
use crate::sys::fs::below;
use crate::sys::fs::beneath::Beneath;
use crate::sys::fs::handle::{Dir, FileKind, Name, NameBuf, NameText as _, Through};
use crate::sys::fs::probe::Mounts;
use crate::sys::fs::usage::{Links, Usage, blocks, of_dir};
use crate::sys::text;

/// Scans the cache at `root`; one that is not there is empty.
pub fn scan(root: &Path, links: &Links) -> ModuleCache {
    let scan = Scan { links, found: Mutex::default() };
    if let Ok(top) = Beneath::open(root) {
        scan.tree(top.dir());
    }
    let mut found = scan.found.into_inner().unwrap_or_default();
    root.clone_into(&mut found.root);
    let mounts = Mounts::read().all_below(root).into_iter();
    found.mounts = mounts.filter_map(|at| Some(at.strip_prefix(root).ok()?.to_owned())).collect();
    found.sum();
    found
}

struct Scan<'a> {
    links: &'a Links,
    found: Mutex<ModuleCache>,
}

impl Scan<'_> {
    fn add(&self, add: impl FnOnce(&mut ModuleCache)) {
        if let Ok(mut found) = self.found.lock() {
            add(&mut found);
        }
    }

    /// Directories above modules: `github.com/`, `github.com/pkg/`.
    fn tree(&self, top: Dir<'_>) {
        let visit = |dir: Dir<'_>, path: &Path| {
            let at = path.to_str().unwrap_or_default();
            match (at, module_of(at)) {
                ("cache", _) => self.cache(dir),
                (ASIDE, _) => self.trash(dir),
                (_, Some((module, version))) => {
                    let dir = Some(of_dir(dir, self.links));
                    let parts = Parts { dir, ..Parts::default() };
                    self.part(&ModuleVersion::new(module, version), parts);
                }
                _ if path.file_name().is_some_and(|name| text::bytes(name).contains(&b'@')) => {
                    let used = of_dir(dir, self.links);
                    self.add(|cache| cache.other += used);
                }
                _ => {
                    self.own(dir);
                    return self.subdirs(dir, at, |cache, bytes| {
                        cache.other.bytes += bytes;
                        cache.other.files += 1;
                        cache.foreign.get_or_insert_with(|| at.into());
                    });
                }
            }
            Vec::new()
        };
        below::each(top, Path::new(""), &visit, &|_, _| {});
    }

    /// The subdirectories of a directory; files are handed to `file` with their allocated bytes,
    /// links are noted.
    fn subdirs(
        &self,
        dir: Dir<'_>,
        at: &str,
        file: impl Fn(&mut ModuleCache, u64),
    ) -> Vec<NameBuf> {
        let mut below = Vec::new();
        let read = dir.entries(|raw, kind| match (kind, raw.text()) {
            (FileKind::Dir, Some(_)) => below.push(raw.to_owned()),
            _ => {
                let bytes = dir.stat(raw).map_or(0, |stat| blocks(&stat, self.links));
                let name = Path::new(at).join(raw.os());
                self.add(|cache| {
                    file(cache, bytes);
                    if kind == FileKind::Link {
                        cache.links.push(name);
                    }
                });
            }
        });
        if read.is_err() {
            self.add(|cache| cache.other.unread += 1);
        }
        below
    }

    /// The directory's own blocks.
    fn own(&self, dir: Dir<'_>) {
        let bytes = dir.own_stat().map_or(0, |stat| stat.allocated());
        self.add(|cache| {
            cache.other.bytes += bytes;
            cache.other.dirs += 1;
        });
    }

    /// What sweeps moved aside. The directory of one that still runs is its own to empty.
    fn trash(&self, dir: Dir<'_>) {
        let runs = self.subdirs(dir, ASIDE, |cache, bytes| {
            cache.other.bytes += bytes;
            cache.other.files += 1;
        });
        if runs.is_empty() {
            return self.leftover(dir, PathBuf::from(ASIDE));
        }
        self.own(dir);
        for name in runs {
            let path = Path::new(ASIDE).join(name.os());
            let Ok(run) = Beneath::inside(dir, &*name) else { continue };
            if run.try_hold().unwrap_or(true) {
                self.leftover(run.dir(), path);
            } else {
                let used = of_dir(run.dir(), self.links);
                self.add(|cache| cache.leftovers += used);
            }
        }
    }

    fn leftover(&self, dir: Dir<'_>, path: PathBuf) {
        let used = of_dir(dir, self.links);
        let changed = dir.own_stat().map_or(0, |stat| stat.modified());
        self.add(|cache| {
            cache.leftovers += used;
            cache.leftovers_found.push((path, used, changed));
        });
    }

    fn part(&self, module: &ModuleVersion, parts: Parts) {
        self.add(|cache| {
            if module.path == TOOLCHAIN {
                cache.toolchains.entry(module.version.clone()).or_default().join(parts);
            } else {
                cache.modules.entry(module.clone()).or_default().join(parts);
            }
        });
    }

    /// `cache/`: downloads, clones, the checksum database, the lock.
    fn cache(&self, dir: Dir<'_>) {
        self.own(dir);
        let below = self.subdirs(dir, "cache", |cache, bytes| {
            cache.graph.bytes += bytes;
            cache.graph.files += 1;
        });
        below.par_iter().for_each(|name| {
            let Ok(sub) = dir.enter(&**name, Through::Nothing) else { return };
            match name.raw() {
                b"download" => {
                    self.add(|cache| cache.has_downloads = true);
                    self.download(sub.dir());
                }
                b"vcs" => {
                    let used = of_dir(sub.dir(), self.links);
                    self.add(|cache| cache.vcs += used);
                }
                _ => {
                    let used = of_dir(sub.dir(), self.links);
                    self.add(|cache| cache.other += used);
                }
            }
        });
    }

    /// `cache/download/` and the directories above `@v`.
    fn download(&self, top: Dir<'_>) {
        let visit = |dir: Dir<'_>, path: &Path| {
            if path == Path::new("sumdb") {
                let used = of_dir(dir, self.links);
                self.add(|cache| cache.sumdb += used);
                return Vec::new();
            }
            self.own(dir);
            if path.ends_with("@v") {
                let module = path.parent().and_then(Path::to_str).unwrap_or_default();
                self.versions(dir, module);
                return Vec::new();
            }
            let full = format!("cache/download/{}", path.to_str().unwrap_or_default());
            self.subdirs(dir, &full, |cache, bytes| {
                cache.other.bytes += bytes;
                cache.other.files += 1;
            })
        };
        below::each(top, Path::new(""), &visit, &|_, _| {});
    }

    /// One `@v` directory: the files of every version of one module.
    fn versions(&self, dir: Dir<'_>, escaped: &str) {
        let Some(module) = unescape(escaped) else { return };
        let mut files = Vec::new();
        let read = dir.entries(|raw, kind| files.push((raw.to_owned(), kind)));
        if read.is_err() {
            self.add(|cache| cache.other.unread += 1);
        }
        for (raw, kind) in files {
            self.version_file(dir, (&module, escaped), &raw, kind);
        }
    }

    fn version_file(
        &self,
        dir: Dir<'_>,
        (module, escaped): (&str, &str),
        raw: &Name,
        listed: FileKind,
    ) {
        let Ok(stat) = dir.stat(raw) else { return };
        let used = Usage { bytes: blocks(&stat, self.links), files: 1, ..Usage::default() };
        let name = raw.os().to_string_lossy();
        let path = || Path::new("cache/download").join(escaped).join("@v").join(&*name);
        if listed != FileKind::File || stat.kind() != FileKind::File {
            return self.add(|cache| {
                cache.other += used;
                cache.links.push(path());
            });
        }
        let version = |end: &str| name.strip_suffix(end).and_then(unescape);
        let part = if let Some(version) = version(".zip") {
            Some((version, Parts { zip: Some(used.bytes), ..Parts::default() }))
        } else if let Some(version) = version(".ziphash") {
            Some((version, Parts { ziphash: Some(used.bytes), ..Parts::default() }))
        } else {
            version(".partial").map(|v| (v, Parts { partial: true, ..Parts::default() }))
        };
        if let Some((version, parts)) = part {
            return self.part(&ModuleVersion::new(module, version), parts);
        }
        self.add(|cache| {
            if name.ends_with(".tmp") {
                cache.leftovers += used;
                cache.leftovers_found.push((path(), used, stat.modified()));
            } else {
                cache.graph += used;
            }
        });
    }
}
