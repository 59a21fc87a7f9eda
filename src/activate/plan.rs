//! The plan: what the environment is, what it should be, and what there is to say about it.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::apply::{Bare, Ours, Target, bare, dressed};
use super::notes::{self, Note};
use super::toolchain::{Line, Lines, Own, Switching, switching};
use crate::config::{Config, GorootMode, ToolchainMode};
use crate::env::Env;
use crate::envdiff::{EnvDiff, Vars};
use crate::fault::Result;
use crate::fs::lookup;
use crate::home::Home;
use crate::manifest::{Manifest, nearest_path};
use crate::origin::Origin;
use crate::select::{Outcome, Rule, Selection};
use crate::shell::{Names, Watch};
use crate::store::{Installed, Store};
use crate::version::Request;

/// What activation does to one environment.
#[derive(Clone, Debug)]
pub struct Activation {
    /// The environment as it is.
    pub before: Vars,
    /// The environment as it should be.
    pub after: Vars,
    /// What has to change.
    pub diff: EnvDiff,
    /// What has to be said, most important first.
    pub notes: Vec<Note>,
    /// What Go's own switching will do.
    pub switching: Switching,
    /// What the hook compares with.
    pub watch: Watch,
    /// The GOROOT that is exported; `None` where it is the user's own or unset.
    pub goroot: Option<PathBuf>,
    /// Variables of `[env]`, with the line of each.
    pub variables: Vec<(String, OsString, Origin)>,
}

/// Plans for the environment and directory of `env`.
///
/// # Errors
/// When the directory of toolchains cannot be read.
pub fn plan(
    env: &Env,
    home: &Home,
    store: &Store,
    config: &Config,
    selection: &Selection,
) -> Result<Activation> {
    let ours = Ours::of(home);
    let bare = bare(&env.vars, &ours);
    let mut notes = notes::of_selection(selection);
    let manifest = manifest(env, selection, &mut notes);
    let variables = trusted(home, manifest.as_ref(), &mut notes);
    let switching = match selection.installed() {
        Some(installed) => switches(env, &bare, store, config, selection, installed)?,
        None => Switching::default(),
    };
    let mut target = target(env, config, selection);
    target.set = variables.iter().map(|(name, value, _)| (name.clone(), value.clone())).collect();
    if let Some(value) = switching.set.as_ref().filter(|_| target.bin.is_some()) {
        target.set.push(("GOTOOLCHAIN".to_owned(), value.into()));
    }
    notes.extend(notes::of_switching(selection, &switching));
    notes.extend(notes::of_replaced(&env.vars, &bare.vars, &target, &variables));
    let after = dressed(&bare, &target, &ours);
    if matches!(selection.outcome, Outcome::Missing { .. }) {
        notes.extend(another_go(&after, &ours).map(|go| notes::of_another(&go, &ours)));
    }
    Ok(Activation {
        diff: EnvDiff::between(&env.vars, &after),
        before: env.vars.clone(),
        after,
        notes,
        switching,
        watch: watch(store, config, selection),
        goroot: target.goroot.flatten(),
        variables,
    })
}

/// The `go` of somebody else's that such a PATH finds first.
pub(super) fn another_go(vars: &Vars, ours: &Ours) -> Option<PathBuf> {
    let path = vars.get(OsStr::new("PATH")).map(OsString::as_os_str);
    let go = lookup::first(lookup::dirs(path), "go")?;
    (!go.parent().is_some_and(|dir| ours.is_shims(dir.as_os_str()))).then_some(go)
}

/// Programs that read the environment of an interactive shell and keep it for every project.
pub(super) fn is_frozen(env: &Env) -> bool {
    ["VSCODE_RESOLVING_ENVIRONMENT", "INTELLIJ_ENVIRONMENT_READER"]
        .iter()
        .any(|name| env.var_os(name).is_some())
}

fn target(env: &Env, config: &Config, selection: &Selection) -> Target {
    let shims_only = Target { shims: true, ..Target::default() };
    match (&selection.outcome, selection.installed()) {
        _ if is_frozen(env) => shims_only,
        (Outcome::Missing { .. }, _) => shims_only,
        (_, Some(installed)) => Target {
            bin: Some(installed.bin()),
            shims: true,
            goroot: Some(match config.goroot.value {
                GorootMode::Export => Some(installed.root.clone()),
                GorootMode::Unset => None,
            }),
            set: Vec::new(),
        },
        _ => Target::default(),
    }
}

/// The pin file that decides: nothing above it matters.
fn pin_file(selection: &Selection) -> Option<&Path> {
    match (&selection.rule, &selection.decided_by) {
        (Rule::Pin, Some(Origin::File { path, .. })) => Some(path),
        _ => None,
    }
}

/// The manifest whose `[env]` counts: the nearest, unless another pin nearer than it decides.
fn manifest(env: &Env, selection: &Selection, notes: &mut Vec<Note>) -> Option<Manifest> {
    let path = nearest_path(&env.cwd)?;
    let nearer = pin_file(selection).and_then(Path::parent);
    if nearer.is_some_and(|dir| !path.parent().is_some_and(|own| own.starts_with(dir))) {
        return None;
    }
    match Manifest::load(&path) {
        Ok(manifest) => manifest,
        Err(fault) => {
            // Where it decides, what is wrong with it has been said already.
            if pin_file(selection) != Some(&path) {
                notes.push(Note::warning(fault.to_string()));
            }
            None
        }
    }
}

fn trusted(
    home: &Home,
    manifest: Option<&Manifest>,
    notes: &mut Vec<Note>,
) -> Vec<(String, OsString, Origin)> {
    let Some(manifest) = manifest else { return Vec::new() };
    if !manifest.is_trusted(home) {
        notes.push(notes::untrusted(manifest));
        return Vec::new();
    }
    let origin = |line| Origin::file(&manifest.path, line);
    manifest
        .env
        .iter()
        .map(|set| (set.name.clone(), OsString::from(&set.value), origin(set.line)))
        .collect()
}

fn switches(
    env: &Env,
    bare: &Bare,
    store: &Store,
    config: &Config,
    selection: &Selection,
    installed: &Installed,
) -> Result<Switching> {
    let exported = bare.vars.get(OsStr::new("GOTOOLCHAIN")).filter(|value| !value.is_empty());
    let own = match exported {
        Some(value) => Own {
            value: value.to_string_lossy().into_owned(),
            origin: "in the environment".to_owned(),
            exported: true,
        },
        None => configured(env, installed),
    };
    let all = match config.toolchain.value {
        ToolchainMode::Installed => store.list()?.into_iter().map(|one| one.version).collect(),
        ToolchainMode::Auto | ToolchainMode::Strict => Vec::new(),
    };
    let mode = config.toolchain.value;
    Ok(switching(mode, &installed.version, &lines(selection), &own, &all))
}

/// GOTOOLCHAIN of the `go env -w` file, or of the toolchain's own go.env.
fn configured(env: &Env, installed: &Installed) -> Own {
    let bare = Env {
        vars: env.vars.iter().filter(|(name, _)| *name != "GOTOOLCHAIN").map(own_pair).collect(),
        ..env.clone()
    };
    let value = crate::select::go_setting_of(&bare, "GOTOOLCHAIN", &installed.root);
    Own {
        value: value.unwrap_or_else(|| "local".to_owned()),
        origin: "go env GOTOOLCHAIN".to_owned(),
        exported: false,
    }
}

fn own_pair((name, value): (&OsString, &OsString)) -> (OsString, OsString) {
    (name.clone(), value.clone())
}

/// What go.work or go.mod asks for, as two lines. Where the `toolchain` line is the greater one,
/// the `go` line's place is the file's.
fn lines(selection: &Selection) -> Lines {
    let Some(minimum) = &selection.minimum else { return Lines::default() };
    let line = |version: &crate::version::GoVersion, line| Line {
        version: version.clone(),
        file: minimum.file.clone(),
        line,
    };
    let greatest = line(&minimum.version, minimum.line);
    match &minimum.required {
        Some(required) if *required != minimum.version => {
            Lines { go: Some(line(required, 0)), toolchain: Some(greatest) }
        }
        Some(_) => Lines { go: Some(greatest), toolchain: None },
        None => Lines { go: None, toolchain: Some(greatest) },
    }
}

fn watch(store: &Store, config: &Config, selection: &Selection) -> Watch {
    let lacks = match (&selection.outcome, &selection.request) {
        (Outcome::Missing { .. }, Some(Request::Exact(version))) => Some(store.root(version)),
        _ => None,
    };
    let fixed = selection.rule == Rule::Environment;
    Watch {
        stop: pin_file(selection).map(Path::to_owned),
        has: selection.installed().map(|installed| installed.bin().join("go")),
        lacks,
        names: match (config.toolchain.value, fixed) {
            (ToolchainMode::Auto, true) => Names::Manifest,
            (ToolchainMode::Auto, false) => Names::All,
            _ => Names::Every,
        },
        told: String::new(),
    }
}
