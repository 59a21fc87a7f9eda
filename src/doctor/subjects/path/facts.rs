//! What PATH finds: every entry, and every `go` on it, in order.

use std::path::{Path, PathBuf};

use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::go::buildinfo;
use crate::go::version::GoVersion;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, Selection, WithoutGo, lacks_go, select, system_go};
use crate::settings::config::Config;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::probe::{self, FileKind};
use crate::sys::fs::{lookup, marks, read, walk};
use crate::sys::path_list::SEPARATOR;
use crate::toolchains::inventory;
use crate::toolchains::inventory::gos::{FoundGo, Owner};
use crate::toolchains::store::Store;

/// PATH, walked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PathFacts {
    /// Its entries in order.
    pub entries: Vec<Entry>,
    /// Every executable `go`, in order: the first one runs.
    pub gos: Vec<Hit>,
    /// Programs called like a toolchain (`go1.22.5`), in order.
    pub named: Vec<Hit>,
    /// Where a Go stands that PATH does not find; looked for only where PATH finds none.
    pub elsewhere: Vec<PathBuf>,
    /// What our shim says where it is the first `go` and has nothing to run.
    pub dead: Option<WithoutGo>,
    /// What it runs, where it has something.
    pub behind: Option<Behind>,
}

/// The Go that a shim runs here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Behind {
    /// Its GOROOT.
    pub root: PathBuf,
    /// Whether it is of ours: the shim gives it this GOROOT, whatever the environment says.
    pub is_ours: bool,
}

/// One entry of PATH.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As it stands in PATH; empty stands for the working directory.
    pub text: String,
    /// Links resolved; nothing where it does not exist.
    pub real: Option<PathBuf>,
    /// Owner and permission bits, where it is a directory.
    pub owner_mode: Option<(u32, u32)>,
}

/// A program that PATH finds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hit {
    /// The file, as PATH names it.
    pub path: PathBuf,
    /// Links resolved.
    pub real: PathBuf,
    /// Number of its entry.
    pub entry: usize,
    pub kind: HitKind,
    /// The GOROOT that it lies in, where it is Go's and lies in one.
    pub root: Option<PathBuf>,
    /// The Go that it was built with, which for a real `go` is its version: `go1.22.5`.
    pub built_with: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum HitKind {
    /// The go command.
    #[default]
    Go,
    Shim,
    /// Snap's launcher, which is no Go and finds its own.
    Snap,
    /// A script or another program: another manager's shim, a wrapper.
    Other,
}

impl PathFacts {
    /// Walks PATH.
    pub(crate) fn read(env: &Env, home: &Home) -> Self {
        let mut facts = Self::default();
        let path = env.var_os("PATH").map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
        for (number, text) in path.split(SEPARATOR).enumerate() {
            let dir = if text.is_empty() { env.cwd.clone() } else { env.cwd.join(text) };
            let seen = probe::see(&dir).ok().filter(|seen| seen.kind == FileKind::Dir);
            facts.entries.push(Entry {
                text: text.to_owned(),
                real: marks::real(&dir),
                owner_mode: seen.as_ref().map(|seen| (seen.uid, seen.mode)),
            });
            // What stands in a relative entry is no `go` of ours to start: `path.relative` says so.
            if seen.is_none() || !Path::new(text).is_absolute() {
                continue;
            }
            facts.gos.extend(hit(&dir.join(lookup::file_name("go")), number, env, home));
            let names = walk::names(&dir).unwrap_or_default();
            let toolchains = names.iter().filter_map(|name| name.to_str());
            let toolchains = toolchains.filter(|name| name.starts_with("go1."));
            let found = toolchains.filter_map(|name| hit(&dir.join(name), number, env, home));
            facts.named.extend(found);
        }
        if facts.gos.is_empty() {
            facts.elsewhere = elsewhere(env, home);
        }
        if facts.go().is_some_and(|go| go.kind == HitKind::Shim) {
            (facts.dead, facts.behind) = behind_shim(env, home).unwrap_or_default();
        }
        facts
    }

    /// The `go` that runs.
    pub(crate) fn go(&self) -> Option<&Hit> {
        self.gos.first()
    }
}

/// What is selected here first, then ours, what was built last, the newest of each: an older one is nobody's request.
fn elsewhere(env: &Env, home: &Home) -> Vec<PathBuf> {
    let mut found = inventory::gos::find(env, home, None);
    let version = |found: &FoundGo| found.version.as_deref().and_then(GoVersion::from_toolchain);
    let built = marks::real(&home.built());
    let is_built = |one: &FoundGo| built.as_ref().is_some_and(|built| one.root.starts_with(built));
    found.sort_by_key(|one| {
        (one.owner != Owner::Goenvmgr, is_built(one), std::cmp::Reverse(version(one)))
    });
    let mut roots: Vec<PathBuf> = found.into_iter().map(|found| found.root).collect();
    let selected = here(env, home).and_then(|(_, selection)| {
        selection.installed().and_then(|installed| marks::real(&installed.root))
    });
    roots.sort_by_key(|root| Some(root) != selected.as_ref());
    roots
}

fn here(env: &Env, home: &Home) -> Option<(Store, Selection)> {
    let (store, config) = (Store::new(home), Config::load(env, home).ok()?);
    let selection = select(env, &store, &config, &AncestorScan::of(&env.cwd)).ok()?;
    Some((store, selection))
}

fn behind_shim(env: &Env, home: &Home) -> Option<(Option<WithoutGo>, Option<Behind>)> {
    let (store, selection) = here(env, home)?;
    let dead = lacks_go(env, &store, &selection).ok().flatten();
    let behind = match (&selection.outcome, selection.installed()) {
        (Outcome::Missing { .. }, _) => None,
        (_, Some(installed)) => Some(Behind { root: installed.root.clone(), is_ours: true }),
        (_, None) => {
            system_go(env, home).and_then(|go| Some(Behind { root: go.root?, is_ours: false }))
        }
    };
    Some((dead, behind))
}

fn hit(path: &Path, entry: usize, env: &Env, home: &Home) -> Option<Hit> {
    let seen = probe::see(path).ok()?;
    if seen.kind != FileKind::File || seen.mode & 0o111 == 0 {
        return None;
    }
    let real = marks::real(path)?;
    let shim =
        path.parent() == Some(&home.shims()) || marks::real(&env.exe).as_ref() == Some(&real);
    let info = if shim { None } else { buildinfo::read(&real) };
    let in_root = || Some(read::is_dir(&real.parent()?.parent()?.join("pkg/tool")));
    let kind = match &info {
        _ if shim => HitKind::Shim,
        _ if real.file_name().is_some_and(|name| name == "snap") => HitKind::Snap,
        Some(info) if info.path.as_deref() == Some("cmd/go") => HitKind::Go,
        // A damaged or foreign binary stays a `go` where it lies in a GOROOT.
        None if in_root() == Some(true) => HitKind::Go,
        _ => HitKind::Other,
    };
    let root = if kind == HitKind::Go { own_root(path, &real) } else { None };
    let built_with = info.map(|info| info.go);
    Some(Hit { path: path.to_owned(), real, entry, kind, root, built_with })
}

/// The directory above `bin/go`, by the name that was called and then by the real one: Go's rule.
fn own_root(path: &Path, real: &Path) -> Option<PathBuf> {
    let candidates = [path, real].map(|path| path.parent().and_then(Path::parent));
    let root = candidates.into_iter().flatten().find(|dir| read::is_dir(&dir.join("pkg/tool")));
    root.map(Path::to_owned)
}

impl Fact for PathFacts {
    const WHAT: &'static str = "a directory of PATH";

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self::read(&known.env, &known.home))
    }
}
