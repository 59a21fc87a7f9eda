//! What go.work or go.mod asks for, found as the go command finds it
//! (`cmd/go/internal/modload/init.go`, `toolchain/select.go`): a workspace where one applies, else
//! the nearest go.mod, never both.

use std::path::{Path, PathBuf};

use super::setting::go_setting;
use super::{Minimum, Step, Verdict};
use crate::env::Env;
use crate::fs;
use crate::gomod;
use crate::origin::Origin;

/// Larger than any go.mod: Go reads it whole at every start.
const LIMIT: u64 = 4 << 20;

/// What was found.
#[derive(Default)]
pub(super) struct Found {
    pub(super) minimum: Option<Minimum>,
    /// What was looked at and does not count.
    pub(super) notes: Vec<Step>,
}

/// Looks from `dir` upwards.
pub(super) fn find(env: &Env, dir: &Path) -> Found {
    let mut notes = Vec::new();
    let module = module_dir(env, dir);
    let file = match workspace(env, dir, &mut notes) {
        Some(file) => file,
        None => match &module {
            Some(module) => module.join("go.mod"),
            None => return Found { minimum: None, notes },
        },
    };
    let passed = |line, says, note| Step {
        origin: Origin::file(&file, line),
        says,
        verdict: Verdict::PassedOver,
        note,
    };
    let read = match fs::read::try_bytes(&file, LIMIT) {
        Ok(Some(bytes)) => gomod::minimum(&bytes),
        Ok(None) => return Found { minimum: None, notes },
        Err(error) => {
            notes.push(passed(0, None, format!("it cannot be read: {error}")));
            return Found { minimum: None, notes };
        }
    };
    match read {
        Ok(Some(read)) => {
            let place = module.or_else(|| own_place(&file, dir)).unwrap_or_else(|| "/".into());
            let gomod::Minimum { version, required, text, line } = read;
            let minimum = Minimum { version, required, text, line, file, place };
            return Found { minimum: Some(minimum), notes };
        }
        Ok(None) => notes.push(passed(0, None, "it has no go line".to_owned())),
        Err(bad) => notes.push(passed(bad.line, None, bad.what)),
    }
    Found { minimum: None, notes }
}

/// A workspace without a go.mod above stands where its file does; one that GOWORK names and that
/// is not above stands behind every pin.
fn own_place(file: &Path, dir: &Path) -> Option<PathBuf> {
    file.parent().filter(|place| dir.starts_with(place)).map(Path::to_owned)
}

fn workspace(env: &Env, dir: &Path, notes: &mut Vec<Step>) -> Option<PathBuf> {
    let (value, origin) = match go_setting(env, "GOWORK") {
        Some((value, origin)) if !value.is_empty() && value != "auto" => (value, origin),
        _ => return nearest(dir, "go.work").map(|dir| dir.join("go.work")),
    };
    if value == "off" {
        return None;
    }
    let file = PathBuf::from(&value);
    let note = if !file.is_absolute() {
        "it is not an absolute path"
    } else if !fs::read::exists(&file) {
        // `go work init` names a file that is yet to come.
        "there is no such file"
    } else {
        return Some(file);
    };
    notes.push(Step {
        origin,
        says: Some(format!("GOWORK={value}")),
        verdict: Verdict::PassedOver,
        note: note.to_owned(),
    });
    None
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
