//! What go.work or go.mod asks for, found as the go command finds it
//! (`cmd/go/internal/modload/init.go`, `toolchain/select.go`): a workspace where one applies, else
//! the nearest go.mod, never both.

use std::path::{Path, PathBuf};

use super::setting::go_setting;
use super::{Minimum, Step, Verdict};
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::gomod;
use crate::go::goswitch::Asked;
use crate::sys::env::Env;
use crate::sys::fs;

/// Larger than any go.mod: Go reads it whole at every start.
const LIMIT: u64 = 4 << 20;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) minimum: Option<Minimum>,
    /// The same as Go's own switch sees it, whatever is wrong with it.
    pub(super) asked: Asked,
    /// What was looked at and does not count.
    pub(super) notes: Vec<Step>,
}

/// Looks from `dir` upwards.
pub(super) fn find(env: &Env, dir: &Path) -> Found {
    let module = module_dir(env, dir);
    if let Some(found) = modules_off(env, dir, module.is_some()) {
        return found;
    }
    let mut found = Found::default();
    let file = match workspace(env, dir) {
        Workspace::At(file) => file,
        Workspace::Passed(step, asked) => {
            found.notes.push(step);
            found.asked = asked;
            match &module {
                Some(module) => module.join("go.mod"),
                None => return found,
            }
        }
        Workspace::None => match &module {
            Some(module) => module.join("go.mod"),
            None => return found,
        },
    };
    let passed = |line, note| Step {
        origin: Origin::file(&file, line),
        says: None,
        verdict: Verdict::PassedOver,
        note,
    };
    let read = match fs::read::try_bytes(&file, LIMIT) {
        Ok(Some(bytes)) => {
            if found.asked == Asked::Nothing {
                found.asked = Asked::lines(&file, &bytes);
            }
            gomod::minimum(&bytes)
        }
        Ok(None) => return found,
        Err(error) => {
            let says = format!("open {}: {error}", file.visible());
            found.asked = Asked::Unreadable(file.clone(), says);
            found.notes.push(passed(0, format!("it cannot be read: {error}")));
            return found;
        }
    };
    match read {
        Ok(Some(read)) => {
            let place = module.or_else(|| own_place(&file, dir)).unwrap_or_else(|| "/".into());
            let gomod::Minimum { version, required, text, line } = read;
            found.minimum = Some(Minimum { version, required, text, line, file, place });
        }
        Ok(None) => found.notes.push(passed(0, "it has no go line".to_owned())),
        Err(bad) => found.notes.push(passed(bad.line, bad.what)),
    }
    found
}

/// Where GO111MODULE turns modules off: nothing asks for anything.
fn modules_off(env: &Env, dir: &Path, has_go_mod: bool) -> Option<Found> {
    let (value, origin) = go_setting(env, "GO111MODULE")?;
    if Asked::modules(&value, has_go_mod) {
        return None;
    }
    let hides = has_go_mod || nearest(dir, "go.work").is_some();
    let step = Step {
        origin,
        says: Some(format!("GO111MODULE={value}")),
        verdict: Verdict::PassedOver,
        note: "the go command reads no go.work and no go.mod".to_owned(),
    };
    let notes = if hides { vec![step] } else { Vec::new() };
    Some(Found { notes, asked: Asked::Off, minimum: None })
}

/// A workspace without a go.mod above stands where its file does; one that GOWORK names and that
/// is not above stands behind every pin.
fn own_place(file: &Path, dir: &Path) -> Option<PathBuf> {
    file.parent().filter(|place| dir.starts_with(place)).map(Path::to_owned)
}

/// What GOWORK says, in the environment or in the `go env -w` file.
#[derive(Clone, Debug, PartialEq)]
pub enum Gowork {
    /// Nothing: the nearest go.work upwards counts.
    Nearest,
    /// No workspace.
    Off,
    /// This file, by a path that Go refuses where it is not absolute.
    Named(PathBuf, Origin),
}

/// Reads GOWORK.
pub fn gowork(env: &Env) -> Gowork {
    match go_setting(env, "GOWORK") {
        Some((value, origin)) => match value.as_str() {
            "" | "auto" => Gowork::Nearest,
            "off" => Gowork::Off,
            _ => Gowork::Named(value.into(), origin),
        },
        None => Gowork::Nearest,
    }
}

enum Workspace {
    None,
    At(PathBuf),
    /// GOWORK does not count: why, and what the go command makes of it.
    Passed(Step, Asked),
}

fn workspace(env: &Env, dir: &Path) -> Workspace {
    let (file, origin) = match gowork(env) {
        Gowork::Nearest => {
            let found = nearest(dir, "go.work").map(|dir| dir.join("go.work"));
            return found.map_or(Workspace::None, Workspace::At);
        }
        Gowork::Off => return Workspace::None,
        Gowork::Named(file, origin) => (file, origin),
    };
    let (note, asked) = if !file.is_absolute() {
        ("it is not an absolute path", Asked::RelativeWorkspace)
    } else if !fs::read::exists(&file) {
        // `go work init` names a file that is yet to come.
        ("there is no such file", Asked::Nothing)
    } else {
        return Workspace::At(file);
    };
    let step = Step {
        origin,
        says: Some(format!("GOWORK={}", file.visible())),
        verdict: Verdict::PassedOver,
        note: note.to_owned(),
    };
    Workspace::Passed(step, asked)
}

fn module_dir(env: &Env, dir: &Path) -> Option<PathBuf> {
    let found = nearest(dir, "go.mod")?;
    // Go ignores a go.mod in the root of the temporary directory.
    let temporary = env.var_os("TMPDIR").map_or(Path::new("/tmp"), Path::new);
    (found != temporary).then(|| found.to_owned())
}

/// The nearest directory upwards that has this file; a directory of that name does not count.
fn nearest<'a>(dir: &'a Path, name: &str) -> Option<&'a Path> {
    dir.ancestors().find(|dir| fs::read::is_no_dir(&dir.join(name)))
}
