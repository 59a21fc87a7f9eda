//! The roots: who they are, how they stand, and what each of them reaches.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::needs::{self, Needs};
use super::places::{Places, is_used_by};
use super::plan::{RootLine, State};
use super::project;
use super::reach::{Graph, Reached, Unit, reach};
use super::standing;
use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::escape::escape;
use crate::go::goconfig;
use crate::go::gomod::{self, ModFile, ModuleVersion};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::seen::projects::{How, Record, Roots};
use crate::projects::select::{Gowork, gowork};
use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::{marks, read};
use crate::sys::running::Process;

/// How long what a vanished root needed is kept, in seconds.
pub(crate) const GRACE: i64 = 30 * 86_400;

/// A root with what it reaches.
#[derive(Clone, Debug)]
pub(crate) struct Root {
    /// Its directory.
    pub path: PathBuf,
    /// How it became one.
    pub how: &'static str,
    /// How it stands.
    pub state: State,
    /// What it reaches: read now, or remembered where it cannot be read.
    pub reached: Reached,
    /// The toolchains that its go.mod and go.work name: `go1.22.5`.
    pub toolchains: BTreeSet<String>,
    /// The toolchain of ours that it selects, by name.
    pub selected: Option<String>,
    /// The set of tools that it pins, by name.
    pub tools: Option<String>,
    /// Whether what it reaches is known at all.
    pub known: bool,
    /// When it was first found missing.
    pub missing: Option<i64>,
}

impl Root {
    /// The root as a plan lists it.
    pub(crate) fn line(&self) -> RootLine {
        RootLine {
            path: self.path.clone(),
            how: self.how,
            state: self.state,
            modules: self.reached.modules.len(),
            notes: self.reached.notes.clone(),
        }
    }

    /// Whether it counts as a project: it is one, or was one when it could last be read.
    pub(crate) fn is_project(&self) -> bool {
        match self.state {
            State::Project => true,
            State::Pin => false,
            State::Missing | State::Unreachable => self.known,
        }
    }
}

/// Everything that gathering needs to know.
pub(crate) struct Ground<'a> {
    /// The process.
    pub env: &'a Env,
    /// Our paths.
    pub home: &'a Home,
    /// Go's settings.
    pub go: &'a GoEnv,
    /// Go's directories.
    pub places: &'a Places,
    /// Go tools that run now.
    pub processes: &'a [Process],
}

impl Ground<'_> {
    /// Whether a running tool reads this module cache; else it says nothing of this one.
    fn shares_a_cache(&self, process: &Process) -> bool {
        let cache = self.places.module_cache.as_deref();
        cache.is_some_and(|cache| {
            is_used_by(process, cache, GoEnv::module_cache, self.env, self.home)
        })
    }
}

/// The `.mod` files of the module cache, and which of them could not be read.
struct CachedMods<'a>(Option<&'a Path>, RefCell<Vec<String>>);

impl Graph for CachedMods<'_> {
    fn mod_file(&self, module: &ModuleVersion) -> Option<ModFile> {
        let path = Path::new("cache/download").join(escape(&module.path)?).join("@v");
        let path = self.0?.join(path).join(format!("{}.mod", escape(&module.version)?));
        match read::bytes(&path, 16 << 20) {
            Ok(bytes) => Some(gomod::modules(&String::from_utf8_lossy(&bytes?))),
            Err(fault) => {
                self.1.borrow_mut().push(fault.what);
                None
            }
        }
    }
}

/// Reads every root; writes nothing. `extra` are roots that nothing on disk remembers: what
/// `--scan` found.
///
/// # Errors
/// When the list of roots is there and cannot be read (exit 3): that is not "no roots".
pub(crate) fn gather(ground: &Ground<'_>, extra: &[PathBuf]) -> Result<Vec<Root>> {
    let now = ground.env.now;
    let mut records: BTreeMap<PathBuf, (&'static str, Option<i64>)> = BTreeMap::new();
    for (path, record) in Roots::read(ground.home, now)?.0 {
        records.insert(path, (label(&record), record.missing));
    }
    for path in extra {
        records.entry(path.clone()).or_insert(("named", None));
    }
    for process in ground.processes.iter().filter(|process| ground.shares_a_cache(process)) {
        let scan = process.cwd.as_deref().map(AncestorScan::of);
        if let Some(path) = scan.as_ref().and_then(seen::nearest_project) {
            records.entry(path).or_insert(("running", None));
        }
    }
    let roots = records.into_iter().map(|(path, (how, missing))| one(ground, path, how, missing));
    Ok(roots.collect())
}

fn label(record: &Record) -> &'static str {
    if record.how == How::Named { "named" } else { "seen" }
}

fn one(ground: &Ground<'_>, path: PathBuf, how: &'static str, missing: Option<i64>) -> Root {
    let memory = needs::remembered(ground.home, &path);
    let state = standing::of(&path, memory.as_ref().ok().and_then(Option::as_ref));
    let mut root = Root {
        path,
        how,
        state,
        reached: Reached::default(),
        toolchains: BTreeSet::new(),
        selected: None,
        tools: None,
        known: true,
        missing: None,
    };
    let mut told = Extent::Nothing;
    if matches!(state, State::Project | State::Pin) {
        told = read_now(ground, &mut root);
    }
    if told == Extent::All {
        return root;
    }
    root.missing = (state == State::Missing).then(|| missing.unwrap_or(ground.env.now));
    recall(&mut root, memory);
    root.known &= told != Extent::Less;
    root
}

/// How much of what a root needs its files told.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extent {
    All,
    /// Less than all, and what is remembered makes up for it.
    Part,
    /// Less than all, and what is missing was perhaps never remembered: GOWORK is the shell's.
    Less,
    Nothing,
}

/// Reads what the root needs. Where not all of it could be read, the root is unreachable, and
/// what could be read counts beside what is remembered.
fn read_now(ground: &Ground<'_>, root: &mut Root) -> Extent {
    let project::Read { units, unread } = units(ground, &root.path);
    root.toolchains = toolchains(&units);
    let cached = CachedMods(ground.places.module_cache.as_deref(), RefCell::default());
    root.reached = reach(&units, &cached);
    let theirs = unread.iter().all(|one| one.theirs);
    let of_shell = named_work(ground).is_some_and(|work| unread.iter().any(|one| one.path == work));
    let unread = unread.into_iter().map(|one| format!("{}: {}", one.path.visible(), one.why));
    let unread: Vec<_> = unread.chain(cached.1.into_inner()).collect();
    let Some(first) = unread.first() else { return Extent::All };
    root.state = State::Unreachable;
    root.known = theirs;
    root.reached.notes.push(format!(
        "not all of {} can be read, and what it was last known to need stays ({first})",
        root.path.visible()
    ));
    if of_shell { Extent::Less } else { Extent::Part }
}

/// Adds what the root needed when it could last be read.
fn recall(root: &mut Root, memory: Result<Option<Needs>>) {
    let needs = match memory {
        Ok(Some(needs)) => needs,
        // A project that was gone before anything was written down says nothing.
        Ok(None) => {
            root.known &= root.state == State::Unreachable && !root.reached.notes.is_empty();
            return;
        }
        Err(fault) => {
            root.state = State::Unreachable;
            root.known = false;
            root.reached.notes.push(fault.what);
            return;
        }
    };
    root.known = true;
    root.reached.modules.extend(needs.modules.iter().filter_map(|line| parse(line)));
    root.toolchains.extend(needs.toolchains);
    root.selected = needs.selected;
    root.tools = needs.tools;
}

/// The module files of a project, those that GOWORK and GOFLAGS name included.
pub(crate) fn units(ground: &Ground<'_>, dir: &Path) -> project::Read {
    let flags = ground.go.value("GOFLAGS").unwrap_or_default();
    let work = named_work(ground);
    let named = project::Named { work, modfile: goconfig::modfile(&flags).map(PathBuf::from) };
    project::units(dir, ground.places, ground.env.home.as_deref(), &named)
}

/// The workspace that GOWORK names, by the function that selection asks too.
fn named_work(ground: &Ground<'_>) -> Option<PathBuf> {
    match gowork(ground.env, &AncestorScan::of(&ground.env.cwd)) {
        Gowork::Named(work, _) if work.is_absolute() => Some(project::tidy(&work)),
        _ => None,
    }
}

/// What the toolchain and go lines name; Go fetches exactly these.
pub(super) fn toolchains(units: &[Unit]) -> BTreeSet<String> {
    let named = units.iter().flat_map(|unit| {
        let go = unit.file.go.iter().map(|version| format!("go{version}"));
        unit.file.toolchain.iter().cloned().chain(go)
    });
    named.collect()
}

fn parse(line: &str) -> Option<ModuleVersion> {
    line.split_once(' ').map(|(path, version)| ModuleVersion::new(path, version))
}

/// Writes down what was found: what each root needs, which are missing since when; drops those
/// that are missing for longer than the grace period. Returns the dropped ones.
///
/// # Errors
/// When the state directory cannot be written, or its lock is held for a minute (exit 3).
pub(crate) fn remember(
    home: &Home,
    roots: &[Root],
    now: i64,
    told: &dyn Progress,
) -> Result<Vec<PathBuf>> {
    let read_whole = |root: &&Root| match root.state {
        State::Project => true,
        State::Pin => !root.reached.modules.is_empty() || root.selected.is_some(),
        State::Missing | State::Unreachable => false,
    };
    for root in roots.iter().filter(read_whole) {
        needs_of(root).remember(home)?;
    }
    let dropped = Roots::edit(home, now, told, |records| {
        for root in roots {
            if let Some(record) = records.0.get_mut(&root.path) {
                record.missing = root.missing;
            }
        }
        let gone = |record: &Record| record.missing.is_some_and(|since| now - since > GRACE);
        let dropped: Vec<_> =
            records.0.iter().filter(|(_, r)| gone(r)).map(|(path, _)| path.clone()).collect();
        records.0.retain(|_, record| !gone(record));
        dropped
    })?;
    needs::forget(home, &dropped)?;
    Ok(dropped)
}

fn needs_of(root: &Root) -> Needs {
    let modules = root.reached.modules.iter();
    Needs {
        path: root.path.clone(),
        modules: modules.map(|module| format!("{} {}", module.path, module.version)).collect(),
        toolchains: root.toolchains.iter().cloned().collect(),
        selected: root.selected.clone(),
        tools: root.tools.clone(),
        device: marks::device(&root.path).unwrap_or(0),
    }
}

/// Forgets roots, however they stand, and what they needed. Returns those that are none.
///
/// # Errors
/// When the state directory cannot be written, or its lock is held for a minute (exit 3).
pub(crate) fn forget(
    home: &Home,
    dirs: &[PathBuf],
    now: i64,
    told: &dyn Progress,
) -> Result<Vec<PathBuf>> {
    let (known, unknown): (Vec<PathBuf>, Vec<PathBuf>) = Roots::edit(home, now, told, |roots| {
        dirs.iter().cloned().partition(|dir| roots.0.remove(dir).is_some())
    })?;
    needs::forget(home, &known)?;
    Ok(unknown)
}
