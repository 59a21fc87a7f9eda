//! The roots: who they are, how they stand, and what each of them reaches.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::places::{Places, is_used_by};
use super::plan::{RootLine, State};
use super::project;
use super::reach::{Graph, Reached, Unit, reach};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::goconfig;
use crate::go::gomod::{self, ModFile, ModuleVersion};
use crate::projects::seen;
use crate::projects::seen::projects::{How, Record, Roots};
use crate::projects::select::{Gowork, gowork};
use crate::settings::goenv::GoEnv;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, marks, read};
use crate::toolchains::inventory::escape::escape;
use crate::toolchains::inventory::processes::Process;

/// How long what a vanished root needed is kept, in seconds.
pub const GRACE: i64 = 30 * 86_400;

/// A root with what it reaches.
#[derive(Clone, Debug)]
pub struct Root {
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
    /// Whether what it reaches is known at all.
    pub known: bool,
    /// When it was first found missing.
    pub missing: Option<i64>,
}

impl Root {
    /// The root as a plan lists it.
    pub fn line(&self) -> RootLine {
        RootLine {
            path: self.path.clone(),
            how: self.how,
            state: self.state,
            modules: self.reached.modules.len(),
            notes: self.reached.notes.clone(),
        }
    }

    /// Whether it vouches for a project: it is one, or was one when it could last be read.
    pub fn is_project(&self) -> bool {
        match self.state {
            State::Project => true,
            State::Pin => false,
            State::Missing | State::Unreachable => self.known,
        }
    }
}

/// What a root needed when it could last be read.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Needs {
    path: PathBuf,
    /// `path version`.
    modules: Vec<String>,
    toolchains: Vec<String>,
    /// The toolchain of ours that it selected.
    #[serde(default)]
    selected: Option<String>,
    /// The device that held it, as the system numbers devices.
    device: u64,
}

/// Everything that gathering needs to know.
pub struct Ground<'a> {
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
    /// Whether a running tool reads this module cache; else it vouches for nothing here.
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
/// `--scan` found. A last known good state is not among them as long as nothing records one: that
/// is `health`'s to write, and to add here.
///
/// # Errors
/// When the list of roots is there and cannot be read (exit 3): that is not "no roots".
pub fn gather(ground: &Ground<'_>, extra: &[PathBuf]) -> Result<Vec<Root>> {
    let now = ground.env.now;
    let mut records: BTreeMap<PathBuf, (&'static str, Option<i64>)> = BTreeMap::new();
    for (path, record) in Roots::read(ground.home, now)?.0 {
        records.insert(path, (label(&record), record.missing));
    }
    for path in extra {
        records.entry(path.clone()).or_insert(("named", None));
    }
    for process in ground.processes.iter().filter(|process| ground.shares_a_cache(process)) {
        if let Some(path) = process.cwd.as_deref().and_then(seen::nearest_project) {
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
    let memory = remembered(ground.home, &path);
    let state = state_of(&path, memory.as_ref().ok().and_then(Option::as_ref));
    let mut root = Root {
        path,
        how,
        state,
        reached: Reached::default(),
        toolchains: BTreeSet::new(),
        selected: None,
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
        // A project that was gone before anything was written down vouches for nothing.
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
}

/// The module files of a project, those that GOWORK and GOFLAGS name included.
pub fn units(ground: &Ground<'_>, dir: &Path) -> project::Read {
    let flags = ground.go.value("GOFLAGS").unwrap_or_default();
    let work = named_work(ground);
    let named = project::Named { work, modfile: goconfig::modfile(&flags).map(PathBuf::from) };
    project::units(dir, ground.places, ground.env.home.as_deref(), &named)
}

/// The workspace that GOWORK names, by the function that selection asks too.
fn named_work(ground: &Ground<'_>) -> Option<PathBuf> {
    match gowork(ground.env) {
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

/// How a directory stands. "Missing" is said only where something could have said that it is
/// there: on an unmounted disk nothing can, and where one was mounted on it an empty directory says
/// nothing.
fn state_of(path: &Path, needs: Option<&Needs>) -> State {
    let device = needs.map(|needs| needs.device);
    match marks::device(path) {
        Ok(_) if !read::is_dir(path) => State::Missing,
        Ok(here) => match seen::makes_project(path) {
            Ok(true) => State::Project,
            Err(_) => State::Unreachable,
            Ok(false) if device.is_some_and(|then| then != here) => State::Unreachable,
            Ok(false) => State::Pin,
        },
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => State::Unreachable,
        Err(_) if on_absent_disk(path, device) => State::Unreachable,
        Err(_) => State::Missing,
    }
}

/// Whether the disk that held `path` is not there: the nearest directory that exists lies on
/// another device than the one remembered, or where removable disks are mounted.
fn on_absent_disk(path: &Path, device: Option<u64>) -> bool {
    let Some(there) = path.ancestors().skip(1).find(|dir| read::is_dir(dir)) else { return true };
    let elsewhere = device.is_some() && marks::device(there).ok() != device;
    let media = ["/media", "/run/media", "/mnt", "/Volumes", "/net", "/nfs"];
    elsewhere || media.iter().any(|media| there == Path::new(media)) || is_unmounted(there)
}

/// Whether fstab mounts something at or below this directory that is not mounted now. An empty
/// mount point is on its parent's device.
pub(super) fn is_unmounted(there: &Path) -> bool {
    let table = read::text(Path::new("/etc/fstab"), 1 << 20).ok().flatten().unwrap_or_default();
    let points = table.lines().filter(|line| !line.starts_with('#'));
    points
        .filter_map(|line| line.split_whitespace().nth(1).map(Path::new))
        .filter(|point| point.parent().is_some() && there.starts_with(point))
        .any(|point| {
            let above = point.parent().and_then(|above| marks::device(above).ok());
            marks::device(point).ok() == above
        })
}

fn needs_file(home: &Home, path: &Path) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    let name = Sha256Sum::of(path.as_os_str().as_bytes()).to_string();
    home.state().join("needs").join(format!("{}.json", name.get(..32).unwrap_or(&name)))
}

fn remembered(home: &Home, path: &Path) -> Result<Option<Needs>> {
    let file = needs_file(home, path);
    let Some(bytes) = read::bytes(&file, 64 << 20)? else { return Ok(None) };
    let damaged = || Fault::unfinished(format!("{} is damaged", file.visible()));
    let needs: Needs = serde_json::from_slice(&bytes).map_err(|_| damaged())?;
    if needs.path == path { Ok(Some(needs)) } else { Err(damaged()) }
}

/// Writes down what was found: what each root needs, which are missing since when; drops those
/// that are missing for longer than the grace period. Returns the dropped ones.
///
/// # Errors
/// When the state directory cannot be written, or its lock is held for a minute (exit 3).
pub fn remember(
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
        let needs = Needs {
            path: root.path.clone(),
            modules: root
                .reached
                .modules
                .iter()
                .map(|module| format!("{} {}", module.path, module.version))
                .collect(),
            toolchains: root.toolchains.iter().cloned().collect(),
            selected: root.selected.clone(),
            device: marks::device(&root.path).unwrap_or(0),
        };
        if !remembered(home, &root.path).is_ok_and(|known| known.as_ref() == Some(&needs)) {
            let text = serde_json::to_vec(&needs).unwrap_or_default();
            let file = needs_file(home, &root.path);
            atomic::create_dir(file.parent().unwrap_or(home.state()))?;
            atomic::write(&file, &text)?;
        }
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
    forget_needs(home, &dropped)?;
    Ok(dropped)
}

/// Forgets roots, however they stand, and what they needed. Returns those that are none.
///
/// # Errors
/// When the state directory cannot be written, or its lock is held for a minute (exit 3).
pub fn forget(
    home: &Home,
    dirs: &[PathBuf],
    now: i64,
    told: &dyn Progress,
) -> Result<Vec<PathBuf>> {
    let (known, unknown): (Vec<PathBuf>, Vec<PathBuf>) = Roots::edit(home, now, told, |roots| {
        dirs.iter().cloned().partition(|dir| roots.0.remove(dir).is_some())
    })?;
    forget_needs(home, &known)?;
    Ok(unknown)
}

fn forget_needs(home: &Home, roots: &[PathBuf]) -> Result<()> {
    roots.iter().try_for_each(|path| {
        crate::sys::fs::remove::tree(&needs_file(home, path), &crate::base::progress::Silent)
            .map(drop)
    })
}
