//! Where a shell is not what its manifest says: every difference, with what to type.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::plan::{Activation, Inputs, another_go, is_frozen};
use super::{Ours, VERSION, notes};
use crate::base::fault::{Exit, Result};
use crate::base::origin::Origin;
use crate::base::secret::shown_setting;
use crate::go::version::Request;
use crate::projects::select::{Outcome, Selection, lacks_go, select, system_go};
use crate::shells::setup::old::gives;
use crate::shells::setup::places::{Folders, SHELLS, SYSTEM, traces};
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::sys::fs::{self, lookup};
use crate::sys::record;
use crate::toolchains::store::Store;

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drift {
    /// The variable, or `version`.
    pub name: String,
    /// What is.
    pub is: Option<String>,
    /// What should be.
    pub should: Option<String>,
    /// Why it matters, in one sentence.
    pub what: String,
    /// Who set it, where that can be known.
    pub set_by: Option<String>,
    /// What to type.
    pub hint: String,
}

/// Every difference between the environment and the plan for it, of a shell that has the hook or of any
/// other process. No network, no process.
///
/// # Errors
/// When the directory of toolchains cannot be read.
pub fn drift(inputs: &Inputs<'_>, activation: &Activation, hooked: bool) -> Result<Vec<Drift>> {
    let Inputs { env, store, selection, .. } = *inputs;
    let ours = Ours::of(inputs.home());
    let mut found = Vec::new();
    found.extend(overruled(inputs)?);
    if let Some(fault) = selection.missing(Exit::No) {
        found.push(Drift {
            name: "version".to_owned(),
            is: None,
            should: selection.request.as_ref().map(ToString::to_string),
            what: fault.what,
            set_by: None,
            hint: fault.hints.into_iter().next().unwrap_or_default(),
        });
        found.extend(instead(env, &ours));
        return Ok(found);
    }
    found.extend(ended(activation));
    let first = first_go(env);
    let through_shim = first.as_ref().is_some_and(|go| is_shim(go, &ours));
    let Some(installed) = selection.installed() else {
        found.extend(leftovers(activation, through_shim, hooked));
        found.extend(dead(env, store, selection)?);
        return Ok(found);
    };
    let own = installed.program("go");
    let should = if activation.by_directory {
        ours.shims.join(lookup::file_name("go"))
    } else {
        own.clone()
    };
    if !through_shim && first.as_ref() != Some(&should) {
        found.push(Drift {
            name: "PATH".to_owned(),
            is: first.as_ref().map(|go| go.display().to_string()),
            should: Some(should.display().to_string()),
            what: match first {
                Some(go) if go == own => {
                    "the toolchain's own go comes first on PATH: what changes directory keeps it"
                }
                Some(_) => "another go comes first on PATH",
                None => "no go is on PATH",
            }
            .to_owned(),
            set_by: None,
            hint: FIX.to_owned(),
        });
    }
    // A shim sees to the rest by itself; the hook keeps it in the shell as well.
    let by_shim = through_shim && !(activation.by_directory && hooked);
    let in_child = by_shim && activation.by_directory;
    let inherited = in_child && env.var_os("GOROOT").is_some_and(|goroot| ours.is_goroot(goroot));
    if !inherited {
        found.extend(goroot(env, &installed.root, by_shim, activation));
    }
    found.extend(others(env, activation, by_shim));
    let told = by_shim || found.iter().any(|one| one.name == "PATH");
    found.extend(tools(env, activation, told));
    Ok(found)
}

/// The `go` that runs in place of what is missing.
fn instead(env: &Env, ours: &Ours) -> Option<Drift> {
    let go = another_go(&env.vars, ours)?;
    let shim = ours.shims.join(lookup::file_name("go"));
    let stands = lookup::is_program(&shim);
    Some(Drift {
        name: "PATH".to_owned(),
        is: Some(go.display().to_string()),
        should: Some(shim.display().to_string()),
        what: match stands {
            true => "another go runs in place of what is missing".to_owned(),
            false => notes::in_its_place(&go, ours),
        },
        set_by: None,
        hint: if stands { FIX } else { notes::OWN_HOME }.to_owned(),
    })
}

/// What to type where the shell function can mend it.
pub const FIX: &str = "goenvmgr check --fix";

/// What to type where this shell is to follow its directory again.
pub const FOLLOW: &str = "goenvmgr use";

/// GOENVMGR_VERSION where it does not meet what the directory asks for.
fn overruled(inputs: &Inputs<'_>) -> Result<Option<Drift>> {
    let Inputs { env, store, config, scan, selection } = *inputs;
    let Some(value) = env.var_os(VERSION) else { return Ok(None) };
    let mut without = env.clone();
    without.vars.remove(OsStr::new(VERSION));
    let pinned = select(&without, store, config, scan)?;
    let Some(place) = &pinned.decided_by else { return Ok(None) };
    let system = match selection.outcome {
        Outcome::System => system_go(env, store.home()),
        _ => None,
    };
    // Of a system's Go that does not say its version nothing is known against it.
    let silent = system.as_ref().is_some_and(|go| go.version.is_none());
    let installed = selection.installed();
    let ours = installed.map(|installed| &installed.version);
    let runs = ours.or_else(|| system.as_ref()?.version.as_ref());
    let meets = match (&pinned.request, &pinned.minimum) {
        (Some(Request::System), _) => selection.outcome == Outcome::System,
        (Some(request), _) => installed.is_some_and(|installed| installed.is_meant_by(request)),
        (None, Some(minimum)) => {
            silent || runs.is_some_and(|version| version.meets(&minimum.version))
        }
        (None, None) => true,
    };
    if meets {
        return Ok(None);
    }
    let wants = match (&pinned.request, &pinned.minimum) {
        (Some(request), _) => request.to_string(),
        (None, Some(minimum)) => minimum.text.clone(),
        (None, None) => String::new(),
    };
    Ok(Some(Drift {
        name: VERSION.to_owned(),
        is: Some(value.to_string_lossy().into_owned()),
        should: None,
        what: format!("it goes before {place}, which asks for {wants}"),
        set_by: None,
        hint: FOLLOW.to_owned(),
    }))
}

/// A setting or a line with which every go command ends.
fn ended(activation: &Activation) -> Option<Drift> {
    let (cure, what) = (activation.switching.cure.clone()?, activation.switching.note.clone()?);
    Some(Drift { name: DEAD.to_owned(), is: None, should: None, what, set_by: None, hint: cure })
}

/// The name of the difference that is a dead `go`.
pub const DEAD: &str = "go";

/// A `go` that ends with 127 although toolchains are installed, or because the shim has none behind it.
fn dead(env: &Env, store: &Store, selection: &Selection) -> Result<Option<Drift>> {
    let shim = first_go(env).is_some_and(|go| is_shim(&go, &Ours::of(store.home())));
    if !shim && store.list()?.is_empty() {
        return Ok(None);
    }
    let none = lacks_go(env, store, selection)?;
    Ok(none.map(|none| Drift {
        name: DEAD.to_owned(),
        is: None,
        should: None,
        what: none.what,
        set_by: None,
        hint: none.hint,
    }))
}

/// What is still ours where nothing of ours is selected, and what is not there by which each `go` would
/// look for itself. What is left over in a child does no harm there: the shim takes it away.
fn leftovers(activation: &Activation, through_shim: bool, hooked: bool) -> Vec<Drift> {
    let names: &[&str] = match (activation.by_directory && through_shim, hooked) {
        (true, false) => &[],
        (true, true) => &["GOROOT", "GOTOOLCHAIN"],
        (false, _) => &["PATH", "GOROOT", "GOTOOLCHAIN"],
    };
    let is_another = |name: &&&str| {
        activation.before.get(OsStr::new(name)) != activation.after.get(OsStr::new(name))
    };
    let what = |name: &str| match name {
        "PATH" if activation.by_directory => {
            "shims/ does not come first: what changes directory keeps this go"
        }
        _ => "a version that is not selected here is left over",
    };
    names.iter().filter(is_another).map(|name| difference(activation, name, what(name))).collect()
}

fn goroot(env: &Env, root: &Path, through_shim: bool, activation: &Activation) -> Option<Drift> {
    let is = env.var_os("GOROOT").map(PathBuf::from);
    let fits = match &is {
        Some(is) => is == root,
        // A shell that read env.sh alone has none: the shim sets it.
        None => through_shim || activation.goroot.is_none(),
    };
    // Where PATH alone is ours, a GOROOT that fits the go on PATH does no harm.
    if fits || is_frozen(env) {
        return None;
    }
    let mut found = difference(
        activation,
        "GOROOT",
        if is.is_some() {
            "another version's GOROOT: builds end with \"does not match go tool version\""
        } else {
            "GOROOT is not exported"
        },
    );
    let is = is.as_deref().and_then(Path::to_str);
    found.set_by = is.and_then(|is| set_by(env, "GOROOT", is)).map(|origin| origin.to_string());
    Some(found)
}

/// GOTOOLCHAIN and `[env]`. A shell that has only the shims leaves them to the shim.
fn others(env: &Env, activation: &Activation, through_shim: bool) -> Vec<Drift> {
    let mut found = Vec::new();
    let toolchain = activation.switching.set.as_ref().map(OsString::from);
    if let Some(value) = toolchain.filter(|_| !through_shim)
        && record::get(&env.vars, "GOTOOLCHAIN") != Some(&value)
    {
        found.push(difference(activation, "GOTOOLCHAIN", "Go's own switching is not held to it"));
    }
    for (name, value, origin) in &activation.variables {
        if record::get(&env.vars, name) != Some(value) && !through_shim {
            let mut drift = difference(activation, name, "the manifest sets it");
            drift.what = format!("{origin} sets it");
            found.push(drift);
        }
    }
    found
}

/// What is pinned in `[tools]` and not built, or not on PATH, where PATH is not `told` of already. A shell that
/// has only the shims has no tools but by `exec`.
fn tools(env: &Env, activation: &Activation, told: bool) -> Option<Drift> {
    let set = activation.tools.as_ref()?;
    if set.stands() {
        let on_path = lookup::entries(env.var_os("PATH")).contains(&set.bin());
        let off = !on_path && !told;
        return off.then(|| difference(activation, "PATH", "the project's tools are not on PATH"));
    }
    let names: Vec<&str> = set.tools.iter().map(|tool| tool.name.as_str()).collect();
    Some(Drift {
        name: "tools".to_owned(),
        is: None,
        should: Some(set.name.clone()),
        what: format!("not built for this toolchain: {}", names.join(", ")),
        set_by: None,
        hint: "goenvmgr tools sync".to_owned(),
    })
}

fn difference(activation: &Activation, name: &str, what: &str) -> Drift {
    let text = |value: Option<&OsString>| {
        value.map(|value| shown_setting(name, &value.to_string_lossy()).into_owned())
    };
    Drift {
        name: name.to_owned(),
        is: text(activation.before.get(OsStr::new(name))),
        should: text(activation.after.get(OsStr::new(name))),
        what: what.to_owned(),
        set_by: None,
        hint: FIX.to_owned(),
    }
}

/// The `go` that a shell with this PATH starts: it goes by relative entries too, from where it is.
/// To be named, never started.
pub fn first_go(env: &Env) -> Option<PathBuf> {
    let entries = lookup::entries(env.var_os("PATH")).into_iter();
    lookup::first(entries.map(|dir| env.cwd.join(dir)), "go")
}

fn is_shim(go: &Path, ours: &Ours) -> bool {
    go.parent().is_some_and(|dir| ours.is_shims(dir.as_os_str()))
}

/// The line of a start-up file that gives a variable this value: the last one of those that exist,
/// the login shell's own files first.
fn set_by(env: &Env, name: &str, value: &str) -> Option<Origin> {
    let home = env.home()?;
    let folders = Folders::find(env, home);
    let login = env.var("SHELL").and_then(Shell::from_program);
    let shells = login.into_iter().chain(SHELLS);
    let files = shells.flat_map(|shell| traces(shell, &folders));
    files.chain(SYSTEM.map(PathBuf::from)).find_map(|file| {
        let text = fs::read::try_bytes(&file, 1 << 20).ok()??;
        let text = String::from_utf8_lossy(&text).into_owned();
        // `NAME=`, `set -gx NAME …`, `$env:NAME = …`.
        let set = [format!("{name}="), format!("{name} ")];
        let sets = |line: &str| {
            let line = line.trim_start();
            let named = line.contains(&set[0]) || line.contains(&set[1]);
            !line.starts_with('#') && named && gives(line, name, value, home)
        };
        let line = text.lines().enumerate().filter(|(_, line)| sets(line)).last()?.0 + 1;
        Some(Origin::file(file, line))
    })
}
