//! The plan: what the environment is, what it should be, and what there is to say about it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::apply::{Bare, Goroot, Ours, Placing, Target, applied, bare, overtaken};
use super::notes::{self, Note};
use super::toolchain::{Held, Starts, Switching, switching};
use crate::base::fault::Result;
use crate::base::origin::Origin;
use crate::go::goswitch::Asked;
use crate::projects::manifest::Manifest;
use crate::projects::scan::AncestorScan;
use crate::projects::select::{Outcome, Selection, go_setting, go_setting_of, on_path, system_go};
use crate::settings::config::{Config, GorootMode, PathMode, ToolchainMode};
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::envdiff::{EnvDiff, Vars};
use crate::sys::fs::lookup;
use crate::sys::record;
use crate::toolchains::store::{Installed, Store};
use crate::tools::set::ToolSet;

/// What an activation is planned from: an environment, and what is selected for its directory.
#[derive(Clone, Copy, Debug)]
pub struct Inputs<'a> {
    /// The process, with its variables and its directory.
    pub env: &'a Env,
    /// What is installed, and our own paths.
    pub store: &'a Store,
    /// The user's settings.
    pub config: &'a Config,
    /// The directory and those above it.
    pub scan: &'a AncestorScan,
    /// What they select.
    pub selection: &'a Selection,
}

/// What activation does to one environment.
#[derive(Clone, Debug)]
pub struct Activation {
    /// The environment as it is.
    pub before: Vars,
    /// The user's own environment, without us.
    pub outside: Vars,
    /// The environment as it should be.
    pub after: Vars,
    /// What has to change.
    pub diff: EnvDiff,
    /// What has to be said, most important first.
    pub notes: Vec<Note>,
    /// What Go's own switching will do.
    pub switching: Switching,
    /// Whether somebody else's go stands before ours, so that ours must not be taken off PATH to be put
    /// in front of it in the next place.
    pub overtaken: bool,
    /// Whether a directory of ours stands on the PATH that is planned.
    pub uses_path: bool,
    /// Whether `shims/` stands where the toolchain's `bin` would, so that each `go` selects for the
    /// directory that it runs in.
    pub by_directory: bool,
    /// The GOROOT that is exported; `None` where it is the user's own or unset.
    pub goroot: Option<PathBuf>,
    /// Variables of `[env]`, with the line of each.
    pub variables: Vec<(String, OsString, Origin)>,
    /// What is pinned in `[tools]`, as the toolchain that is selected builds it: on PATH where it stands.
    pub tools: Option<ToolSet>,
}

impl Inputs<'_> {
    /// Plans for the environment.
    ///
    /// # Errors
    /// When the directory of toolchains cannot be read.
    pub fn plan(&self, placing: Placing) -> Result<Activation> {
        let Inputs { env, config, selection, .. } = *self;
        let ours = Ours::of(self.home());
        let mut bare = bare(&env.vars, &ours);
        if placing != Placing::AsItStands {
            bare.before = None;
        }
        let mut notes = notes::of_selection(selection);
        let manifest = manifest(selection, &mut notes);
        let manifest = trusted(self.home(), manifest, &mut notes);
        let mut variables = variables(manifest);
        if placing == Placing::Process {
            variables.retain(|(name, ..)| !bare.since.contains(name));
        }
        let switching = self.switches(&bare)?;
        let chosen = selection.installed().filter(|_| !is_frozen(env));
        let wanted = &config.path;
        // What does not lie below toolchains/ could not be told from the user's own on PATH.
        let beside = chosen.is_some_and(|one| one.link.as_ref().is_some_and(|link| !link.below));
        let by_directory = (wanted.value == PathMode::Shims || beside) && ours.stand();
        if wanted.value == PathMode::Shims && !by_directory && chosen.is_some() {
            notes.push(notes::of_no_shims(&ours, &wanted.origin));
        }
        let goroot = if beside { GorootMode::Unset } else { config.goroot.value };
        let mut target = target(selection, chosen, goroot, by_directory);
        target.shims |= is_frozen(env);
        let tools = tools(self.home(), chosen, manifest, &mut notes);
        target.tools = tools.as_ref().filter(|set| set.stands()).map(ToolSet::bin);
        target.set =
            variables.iter().map(|(name, value, _)| (name.clone(), value.clone())).collect();
        if let Some(value) = switching.set.as_ref().filter(|_| chosen.is_some()) {
            target.set.push(("GOTOOLCHAIN".to_owned(), value.into()));
        }
        let overtaken = overtaken(&bare).filter(|_| chosen.is_some() || by_directory);
        if let Some(go) = overtaken.as_ref().filter(|_| chosen.is_some()) {
            // The pair never disagrees: what runs is another go, and its GOROOT is not ours.
            target.goroot = Goroot::Users;
            notes.push(notes::of_overtaken(go));
        }
        notes.extend(notes::of_switching(selection, &switching));
        notes.extend(notes::of_replaced(&env.vars, &bare.vars, &target, &variables));
        let after = applied(&bare, &target, &ours);
        if matches!(selection.outcome, Outcome::Missing { .. }) {
            notes.extend(another_go(&after, &ours).map(|go| notes::of_another(&go, &ours)));
        }
        Ok(Activation {
            diff: EnvDiff::between(&env.vars, &after),
            before: env.vars.clone(),
            outside: applied(&bare, &Target::default(), &ours),
            after,
            notes,
            switching,
            overtaken: overtaken.is_some(),
            uses_path: target.bin.is_some() || target.shims,
            by_directory,
            goroot: match target.goroot {
                Goroot::Exported(root) => Some(root),
                Goroot::Users | Goroot::Unset => None,
            },
            variables,
            tools,
        })
    }

    /// The same for whoever will work in that environment.
    ///
    /// # Errors
    /// As [`Inputs::plan`], and when PATH cannot name what would be put on it.
    pub fn enter(&self, placing: Placing) -> Result<Activation> {
        let activation = self.plan(placing)?;
        if activation.uses_path {
            self.home().fits_path(self.env)?;
        }
        Ok(activation)
    }

    pub(super) fn home(&self) -> &Home {
        self.store.home()
    }

    /// What Go's own switch will do with what starts, ours or the system's.
    fn switches(&self, bare: &Bare) -> Result<Switching> {
        let Inputs { env, store, scan, selection, .. } = *self;
        let ours = selection.installed();
        let users = users(env, bare);
        let Some((own, root)) = (match ours {
            Some(installed) => Some((installed.own(), installed.root.clone())),
            None if matches!(selection.outcome, Outcome::Missing { .. }) => None,
            None if !asks_to_switch(&users, scan, &selection.asked) => None,
            None => system_go(env, store.home()).and_then(|go| Some((go.own?, go.root?))),
        }) else {
            return Ok(Switching::default());
        };
        // The system's Go is left as it is.
        let mode = ours.map_or(ToolchainMode::Auto, |_| self.config.toolchain.value);
        let installed: Vec<_> = match mode {
            ToolchainMode::Installed => store.versions()?,
            ToolchainMode::Auto | ToolchainMode::Strict => Vec::new(),
        };
        let on_path = |name: &str| on_path(env, store, ours.is_some(), name);
        let starts = Starts {
            own: &own,
            asked: &selection.asked,
            is_linked: ours.is_some_and(|installed| installed.link.is_some()),
            held: &held(&users, scan, &root),
            installed: &installed,
            on_path: &on_path,
        };
        Ok(switching(mode, &starts))
    }
}

/// The `go` of somebody else's that such a PATH finds first.
pub(super) fn another_go(vars: &Vars, ours: &Ours) -> Option<PathBuf> {
    let path = record::get(vars, "PATH").map(OsString::as_os_str);
    let go = lookup::first(lookup::dirs(path), "go")?;
    (!go.parent().is_some_and(|dir| ours.is_shims(dir.as_os_str()))).then_some(go)
}

/// Programs that read the environment of an interactive shell and keep it for every project.
pub(super) fn is_frozen(env: &Env) -> bool {
    ["VSCODE_RESOLVING_ENVIRONMENT", "INTELLIJ_ENVIRONMENT_READER"]
        .iter()
        .any(|name| env.var_os(name).is_some())
}

/// What goes on PATH, and GOROOT. `shims/` stands there too where something is missing, to stop `go`, and
/// where nothing is selected but each `go` looks for itself.
fn target(
    selection: &Selection,
    chosen: Option<&Installed>,
    goroot: GorootMode,
    by_directory: bool,
) -> Target {
    let is_missing = matches!(selection.outcome, Outcome::Missing { .. });
    Target {
        bin: chosen.filter(|_| !by_directory).map(Installed::bin),
        shims: chosen.is_some() || is_missing || by_directory,
        tools: None,
        goroot: match (chosen, goroot) {
            (None, _) => Goroot::Users,
            (Some(_), GorootMode::Unset) => Goroot::Unset,
            (Some(installed), GorootMode::Export) => Goroot::Exported(installed.root.clone()),
        },
        set: Vec::new(),
    }
}

/// The manifest whose `[env]` counts.
fn manifest<'a>(selection: &'a Selection, notes: &mut Vec<Note>) -> Option<&'a Manifest> {
    match selection.manifest.as_ref()? {
        Ok(manifest) => Some(manifest),
        Err(fault) => {
            // Where it decides, what is wrong with it has been said already.
            if selection.pin.as_ref().is_none_or(|pin| pin.request.is_ok()) {
                notes.push(Note::warning(fault.to_string()));
            }
            None
        }
    }
}

/// The manifest whose variables and tools count.
fn trusted<'a>(
    home: &Home,
    manifest: Option<&'a Manifest>,
    notes: &mut Vec<Note>,
) -> Option<&'a Manifest> {
    let manifest = manifest?;
    if manifest.is_trusted(home) {
        return Some(manifest);
    }
    notes.push(notes::untrusted(manifest));
    None
}

fn variables(manifest: Option<&Manifest>) -> Vec<(String, OsString, Origin)> {
    let Some(manifest) = manifest else { return Vec::new() };
    let origin = |line| Origin::file(&manifest.path, line);
    manifest
        .env
        .iter()
        .map(|set| (set.name.clone(), OsString::from(&set.value), origin(set.line)))
        .collect()
}

/// The tools of the manifest, for the toolchain that goes on PATH. Nothing is built here.
fn tools(
    home: &Home,
    chosen: Option<&Installed>,
    manifest: Option<&Manifest>,
    notes: &mut Vec<Note>,
) -> Option<ToolSet> {
    let manifest = manifest.filter(|manifest| !manifest.tools.is_empty())?;
    let set = ToolSet::of(home, chosen?, manifest);
    if !set.stands() {
        notes.push(notes::of_missing_tools(manifest, &set));
    }
    Some(set)
}

/// Whether anything may make the system's Go run another: a line, or a GOTOOLCHAIN of the user's that
/// names a version. Else that Go is not looked for, which would take every directory on PATH.
fn asks_to_switch(users: &Env, scan: &AncestorScan, asked: &Asked) -> bool {
    match asked {
        Asked::Off => false,
        Asked::Nothing | Asked::Lines { go: None, toolchain: None, .. } => {
            let set = go_setting(users, scan, "GOTOOLCHAIN");
            set.is_some_and(|(value, _)| !["", "auto", "path", "local"].contains(&value.as_str()))
        }
        Asked::RelativeWorkspace | Asked::Unreadable(..) | Asked::Lines { .. } => true,
    }
}

/// The environment with the GOTOOLCHAIN that holds without us.
fn users(env: &Env, bare: &Bare) -> Env {
    let name = OsStr::new("GOTOOLCHAIN");
    let mut users = env.clone();
    match record::get(&bare.vars, name) {
        Some(value) => users.vars.insert(name.to_owned(), value.clone()),
        None => users.vars.remove(name),
    };
    users
}

fn held(users: &Env, scan: &AncestorScan, root: &Path) -> Held {
    let found = go_setting_of(users, scan, "GOTOOLCHAIN", root);
    let (value, origin) = found.unwrap_or_else(|| (String::new(), Origin::Default));
    Held { value, origin, exported: users.var_os("GOTOOLCHAIN").is_some() }
}
