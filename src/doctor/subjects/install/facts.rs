//! What goenvmgr itself has on this machine: toolchains, receipts, shims, leftovers, its own program.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::base::fault::{Exit, Result};
use crate::base::progress::Silent;
use crate::base::visible::Visible as _;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit;
use crate::doctor::model::parts::{HASHING, OWN, Parts};
use crate::go::version::Request;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{self, Selection};
use crate::settings::home::Home;
use crate::settings::toolchain_dir;
use crate::sys::env::Env;
use crate::sys::fs::exposed::Exposed;
use crate::sys::fs::mode::is_as_executable;
use crate::sys::fs::{alias, lock, lookup, marks, passing_lock, probe, read, walk};
use crate::toolchains::store::{Installed, Receipt, Store, change, shims};
use crate::toolchains::verify::{self, Claim, FoundGoroot};
use crate::tools::found;
use crate::tools::pinned::Pinned;

use super::open::{Open, open_to};

/// Our own installation.
#[derive(Clone, Debug, Default)]
pub(crate) struct Install {
    /// The toolchains, newest first.
    pub toolchains: Vec<Toolchain>,
    /// Who could change what it keeps beside toolchains, where anybody looked.
    pub open_to: Vec<Open>,
    /// What is wrong with the shims.
    pub shims: Vec<(PathBuf, ShimTrouble)>,
    /// Half-done work whose owner is dead.
    pub leftovers: Vec<PathBuf>,
    /// This very program, links resolved.
    pub program: PathBuf,
    /// Every `goenvmgr` on PATH in order, links resolved behind it.
    pub on_path: Vec<(PathBuf, PathBuf)>,
    /// The default that nothing installed meets: its text, and the place of the setting.
    pub lost_default: Option<(String, String)>,
    /// Toolchains of the user's own: each name, where it leads, and why no Go is there.
    pub links: Vec<OwnLink>,
    /// What is asked for here and not installed.
    pub missing: Option<Missing>,
    /// What is pinned in `[tools]` here.
    pub tools: Option<PinnedTools>,
}

/// Tools that a manifest pins.
#[derive(Clone, Debug, Default)]
pub(crate) struct PinnedTools {
    /// The manifest.
    pub file: PathBuf,
    /// Whether they count.
    pub trusted: bool,
    /// Those that do not stand as they were built; `gopls v0.16.1`.
    pub missing: Vec<String>,
    /// What is to build them: `go1.22.5`.
    pub by: String,
}

/// The name of a toolchain of the user's own.
#[derive(Clone, Debug, Default)]
pub(crate) struct OwnLink {
    /// The name.
    pub name: String,
    /// Where it leads.
    pub to: PathBuf,
    /// Why no Go is there; nothing where one is.
    pub trouble: Option<String>,
}

/// A version that is not there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Missing {
    /// Who asks for what.
    pub what: String,
    /// What to do, in words.
    pub hint: String,
    /// What `goenvmgr install` brings it by; nothing where what is asked for cannot be understood.
    pub install: Option<String>,
}

/// One installed toolchain.
#[derive(Clone, Debug, Default)]
pub(crate) struct Toolchain {
    /// `1.22.5`.
    pub version: String,
    /// Its GOROOT.
    pub root: PathBuf,
    /// What its receipt or manifest lacks; nothing where both are there and can be read.
    pub record: Option<String>,
    /// Files whose presence, size or executable bit is not what the manifest says, where anybody
    /// looked.
    pub wrong: Vec<String>,
    /// Who could change it besides its keeper, where anybody looked.
    pub exposed: Vec<Exposed>,
    /// Files whose contents differ, are missing or came on top; nothing where nobody hashed.
    pub hashed: Option<Vec<String>>,
}

/// What can be wrong with a shim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ShimTrouble {
    /// It is not there.
    Missing,
    /// It leads to nothing.
    Dangling,
    /// It leads to another program.
    Elsewhere,
    /// No toolchain of its name is installed.
    Orphan,
}

impl std::fmt::Display for ShimTrouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missing => "is missing",
            Self::Dangling => "leads to nothing",
            Self::Elsewhere => "leads to another program",
            Self::Orphan => "has no toolchain",
        })
    }
}

/// Of a manifest that cannot be read nothing is known here; of a toolchain that is missing another check speaks.
fn tools(selection: &Selection, home: &Home) -> Option<PinnedTools> {
    let pinned = Pinned::by(selection, home).ok()??;
    let set = pinned.set.as_ref().ok()?;
    let stands = |found: &found::Found| found.state == found::State::Installed;
    let missing = found::look(set).into_iter().filter(|found| !stands(found));
    Some(PinnedTools {
        file: pinned.manifest.path.clone(),
        trusted: pinned.trusted,
        missing: missing
            .map(|found| format!("{} {}", found.tool.name, found.tool.version))
            .collect(),
        by: set.toolchain.version.toolchain(),
    })
}

impl Install {
    /// Looks at all of it.
    ///
    /// # Errors
    /// When a directory of ours is there and cannot be read.
    pub(crate) fn read(env: &Env, home: &Home, look: Parts) -> Result<Self> {
        let store = Store::new(home);
        let installed = store.list()?;
        let program = marks::real(&env.exe).unwrap_or_else(|| env.exe.clone());
        let config = crate::settings::config::Config::load(env, home)?;
        let lost_default = config.default.value.as_ref().filter(|default| {
            let system = **default == Request::System;
            let linked = match default {
                Request::Named(name) => store.linked(name).is_some(),
                _ => false,
            };
            !system && !linked && default.newest(installed.iter().map(|one| &one.version)).is_none()
        });
        let lost_default =
            lost_default.map(|default| (default.to_string(), config.default.origin.to_string()));
        let selection = select::select(env, &store, &config, &AncestorScan::of(&env.cwd))?;
        Ok(Self {
            open_to: if look.any(Self::FILES) { open_to(home) } else { Vec::new() },
            shims: shims_of(home, &installed, &program),
            toolchains: (installed.iter())
                .map(|one| Toolchain::read(home, one, look))
                .collect::<Result<_>>()?,
            leftovers: leftovers(home),
            on_path: programs(env),
            program,
            lost_default,
            tools: tools(&selection, home),
            links: (store.links()?.into_iter())
                .map(|link| OwnLink {
                    name: link.name.to_string(),
                    to: link.to,
                    trouble: link.toolchain.err(),
                })
                .collect(),
            missing: selection.missing(Exit::No).map(|fault| Missing {
                what: fault.what,
                hint: fault.hints.into_iter().next().unwrap_or_default(),
                install: selection.to_install().map(ToString::to_string),
            }),
        })
    }
}

impl Toolchain {
    fn read(home: &Home, installed: &Installed, look: Parts) -> Result<Self> {
        let version = &installed.version;
        let mut found =
            Self { version: version.to_string(), root: installed.root.clone(), ..Self::default() };
        match Receipt::load(home, version) {
            Ok(Some(_)) => {}
            Ok(None) => found.record = Some("its receipt is missing".to_owned()),
            Err(fault) => found.record = Some(fault.what),
        }
        match Receipt::manifest(home, version) {
            Ok(Some(manifest)) if look.any(Install::FILES) => {
                found.wrong = unlike(&installed.root, &manifest)?;
            }
            Ok(Some(_)) => {}
            Ok(None) => found.record = Some("its manifest is missing".to_owned()),
            Err(fault) => found.record = Some(fault.what),
        }
        if look.any(Install::FILES) {
            found.exposed = verify::exposed::installed(home, installed)?;
        }
        if look.any(Install::BYTES) {
            let claim = Claim::read(home, version);
            if claim.manifest.is_some() {
                let read = FoundGoroot::ours(installed, &claim, &Silent)?;
                found.hashed = Some(verify::installed(&read, &claim, &[]).differences.names());
            }
        }
        Ok(found)
    }
}

/// Names, sizes and executable bits against the manifest. Contents are another question.
fn unlike(root: &Path, manifest: &crate::go::tree::Tree) -> Result<Vec<String>> {
    let mut found = walk::list(root)?;
    found.retain(|one| !toolchain_dir::is_ours(&one.path));
    let key = |file: &walk::WalkEntry| file.path.as_os_str().as_encoded_bytes().to_vec();
    let same = |file: &crate::go::tree::TreeFile| {
        let at = found.binary_search_by(|one| {
            one.path.as_os_str().as_encoded_bytes().cmp(file.path.as_bytes())
        });
        at.ok().and_then(|at| found.get(at)).is_some_and(|one| {
            one.kind == walk::FileKind::File
                && one.size == file.size
                && is_as_executable(one.mode, file.executable)
        })
    };
    let mut wrong: Vec<String> =
        manifest.files.iter().filter(|file| !same(file)).map(|file| file.path.clone()).collect();
    let extra = found.iter().filter(|one| {
        let path = String::from_utf8_lossy(&key(one)).into_owned();
        manifest.get(&path).is_none()
    });
    wrong.extend(extra.map(|one| format!("{} (not a part of it)", one.path.visible())));
    Ok(wrong)
}

fn shims_of(home: &Home, installed: &[Installed], program: &Path) -> Vec<(PathBuf, ShimTrouble)> {
    let dir = home.shims();
    let there = walk::names(&dir).unwrap_or_default();
    if installed.is_empty() && there.is_empty() {
        return Vec::new();
    }
    let mut found = Vec::new();
    for name in shims::names(installed) {
        let path = dir.join(&name);
        let trouble = match (probe::see_link(&path), marks::real(&path)) {
            (Err(_), _) => Some(ShimTrouble::Missing),
            (Ok(_), None) => Some(ShimTrouble::Dangling),
            _ if !alias::leads_to(&path, program) => Some(ShimTrouble::Elsewhere),
            _ => None,
        };
        found.extend(trouble.map(|trouble| (path, trouble)));
    }
    let orphans = shims::orphans(home, installed).unwrap_or_default();
    found.extend(orphans.iter().map(|name| (dir.join(name), ShimTrouble::Orphan)));
    found
}

/// What lies in `staging/` and whose lock nobody holds. Nothing is locked or written by looking.
fn leftovers(home: &Home) -> Vec<PathBuf> {
    let staging = change::staging(home);
    let names = walk::names(&staging).unwrap_or_default();
    let dead = |name: &&std::ffi::OsString| {
        // What the journal of a half-done change needs is no leftover.
        change::owner(name).is_some_and(|owner| {
            !toolchain_dir::is_unfinished(&home.place_of(owner))
                && !lock::is_held(&passing_lock::path_in(&staging, owner))
        })
    };
    names.iter().filter(dead).map(|name| staging.join(name)).collect()
}

fn programs(env: &Env) -> Vec<(PathBuf, PathBuf)> {
    let mut found: Vec<(PathBuf, PathBuf)> = Vec::new();
    for path in env.path().into_iter().map(|dir| dir.join(lookup::file_name("goenvmgr"))) {
        let runs = read::is_file(&path) && probe::may_execute(&path);
        let Some(real) = marks::real(&path).filter(|_| runs) else { continue };
        if found.iter().all(|(_, known)| *known != real) {
            found.push((path, real));
        }
    }
    found
}

impl Install {
    /// Names, sizes and executable bits of every installed file.
    pub(crate) const FILES: Parts = Parts::number(0);
    /// The contents of every installed file.
    pub(crate) const BYTES: Parts = Parts::number(1);
}

impl Fact for Install {
    const WHAT: &'static str = "goenvmgr's own directories";

    fn limit(parts: Parts) -> Duration {
        if parts.any(Install::BYTES) { HASHING } else { OWN }
    }

    fn gather(known: &Facts, parts: Parts) -> Result<Self, limit::Missing> {
        let read = Self::read(&known.env, &known.home, parts);
        read.map_err(|fault| limit::Missing::Broken(fault.what))
    }
}
