//! What go.work or go.mod asks for, found as the go command finds it
//! (`cmd/go/internal/modload/init.go`, `toolchain/select.go`): a workspace where one applies, else
//! the nearest go.mod, never both.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::Minimum;
use super::setting::go_setting;
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::gomod::{self, BadLine};
use crate::go::goswitch::Asked;
use crate::projects::scan::{AncestorScan, Level, ScannedFile, Standing};
use crate::sys::env::Env;

/// Larger than any go.mod: Go reads it whole at every start.
const LIMIT: u64 = 4 << 20;

const MODULE: &str = "go.mod";
const WORKSPACE: &str = "go.work";

/// What was found.
#[derive(Default)]
pub(super) struct FoundMinimum {
    pub(super) minimum: Option<Minimum>,
    /// The same as Go's own switch sees it, whatever is wrong with it.
    pub(super) asked: Asked,
    /// What was looked at and does not count.
    pub(super) passed: Vec<PassedOver>,
}

/// Something that was looked at and does not count. It becomes words where somebody asks.
pub(super) enum PassedOver {
    /// GO111MODULE has this value, by which the go command reads none of these files.
    ModulesOff(String, Origin),
    /// GOWORK names a file that is no workspace, and why.
    Gowork(PathBuf, Origin, &'static str),
    /// The file cannot be read.
    Unreadable(PathBuf, String),
    /// It has no go line.
    NoGoLine(PathBuf),
    /// It has one that is wrong.
    BadLine(PathBuf, BadLine),
}

/// Looks from where the scan starts upwards.
pub(super) fn find(env: &Env, scan: &AncestorScan) -> FoundMinimum {
    let module = module(env, scan);
    if let Some(found) = modules_off(env, scan, module.is_some()) {
        return found;
    }
    let mut found = FoundMinimum::default();
    let file = match workspace(env, scan) {
        Workspace::At(file) => Some(file),
        Workspace::Passed(passed, asked) => {
            found.passed.push(passed);
            found.asked = asked;
            None
        }
        Workspace::None => None,
    };
    let Some(file) = file.or_else(|| module.map(|module| module.file(MODULE))) else {
        return found;
    };
    let path = || file.path().to_owned();
    let read = match file.contents(LIMIT) {
        Ok(Some(bytes)) => {
            if found.asked == Asked::Nothing {
                found.asked = Asked::lines(file.path(), bytes);
            }
            gomod::minimum(bytes)
        }
        Ok(None) => return found,
        Err(error) => {
            let says = format!("open {}: {error}", file.path().visible());
            found.asked = Asked::Unreadable(path(), says);
            found.passed.push(PassedOver::Unreadable(path(), error.to_string()));
            return found;
        }
    };
    match read {
        Ok(Some(read)) => {
            let module = module.map(|module| module.dir().to_owned());
            let place = module.or_else(|| own_place(file.path(), scan.dir()));
            let place = place.unwrap_or_else(|| "/".into());
            let gomod::Minimum { version, required, text, line } = read;
            found.minimum = Some(Minimum { version, required, text, line, file: path(), place });
        }
        Ok(None) => found.passed.push(PassedOver::NoGoLine(path())),
        Err(bad) => found.passed.push(PassedOver::BadLine(path(), bad)),
    }
    found
}

/// Where GO111MODULE turns modules off: nothing asks for anything.
fn modules_off(env: &Env, scan: &AncestorScan, has_go_mod: bool) -> Option<FoundMinimum> {
    let (value, origin) = go_setting(env, scan, "GO111MODULE")?;
    if Asked::modules(&value, has_go_mod) {
        return None;
    }
    let hides = has_go_mod || scan.nearest(WORKSPACE).is_some();
    let passed = if hides { vec![PassedOver::ModulesOff(value, origin)] } else { Vec::new() };
    Some(FoundMinimum { passed, asked: Asked::Off, minimum: None })
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
pub fn gowork(env: &Env, scan: &AncestorScan) -> Gowork {
    match go_setting(env, scan, "GOWORK") {
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
    At(Rc<ScannedFile>),
    /// GOWORK does not count: why, and what the go command makes of it.
    Passed(PassedOver, Asked),
}

fn workspace(env: &Env, scan: &AncestorScan) -> Workspace {
    let (file, origin) = match gowork(env, scan) {
        Gowork::Nearest => {
            let found = scan.nearest(WORKSPACE).map(|level| level.file(WORKSPACE));
            return found.map_or(Workspace::None, Workspace::At);
        }
        Gowork::Off => return Workspace::None,
        Gowork::Named(file, origin) => (file, origin),
    };
    let (why, asked) = if file.is_absolute() {
        let named = scan.named(&file);
        if matches!(named.standing(), Standing::File | Standing::Directory) {
            return Workspace::At(named);
        }
        // `go work init` names a file that is yet to come.
        ("there is no such file", Asked::Nothing)
    } else {
        ("it is not an absolute path", Asked::RelativeWorkspace)
    };
    Workspace::Passed(PassedOver::Gowork(file, origin, why), asked)
}

fn module<'a>(env: &Env, scan: &'a AncestorScan) -> Option<&'a Level> {
    let found = scan.nearest(MODULE)?;
    // Go ignores a go.mod in the root of the temporary directory.
    let temporary = env.var_os("TMPDIR").map_or(Path::new("/tmp"), Path::new);
    (found.dir() != temporary).then_some(found)
}
