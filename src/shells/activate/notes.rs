//! What activation says, in one line each.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use serde::Serialize;

use super::apply::{Goroot, Ours, Target};
use super::toolchain::Switching;
use crate::base::fault::Exit;
use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::projects::manifest::Manifest;
use crate::projects::select::{Outcome, Selection};
use crate::sys::envdiff::{Vars, fingerprint};
use crate::sys::fs::lookup;
use crate::sys::record;
use crate::tools::set::ToolSet;

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// What is the case.
    pub text: String,
    /// What to type next.
    pub hint: Option<String>,
    /// Whether something is not as the user asked.
    pub warning: bool,
}

impl Note {
    /// Something to know.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), hint: None, warning: false }
    }

    /// Something that is not as the user asked.
    pub fn warning(text: impl Into<String>) -> Self {
        Self { warning: true, ..Self::new(text) }
    }

    /// Adds what to type next.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What a shell remembers so that it is told once: eight hexadecimal digits.
    pub fn key(&self) -> String {
        format!("{:08x}", fingerprint(Some(OsStr::new(&self.text))))
    }
}

/// What the outcome itself has to say.
pub(super) fn of_selection(selection: &Selection) -> Vec<Note> {
    if let Some(fault) = selection.missing(Exit::No) {
        let note = Note::warning(fault.what);
        return vec![match fault.hints.into_iter().next() {
            Some(hint) => note.hint(hint),
            None => note,
        }];
    }
    let Outcome::Fetches { wanted, origin, .. } = &selection.outcome else { return Vec::new() };
    let text = format!("{origin} asks for go{wanted}, which is not installed: Go will fetch it");
    let wanted = Request::Exact(wanted.published());
    vec![Note::new(text).hint(format!("goenvmgr install {wanted}"))]
}

/// Where something is missing and nothing of ours can stop `go`.
pub(super) fn of_another(go: &Path, ours: &Ours) -> Note {
    Note::warning(in_its_place(go, ours)).hint(OWN_HOME)
}

/// What to say of a `go` that runs where another is asked for.
pub(super) fn in_its_place(go: &Path, ours: &Ours) -> String {
    let shim = ours.shims.join(lookup::file_name("go"));
    format!("go is {}, which runs in its place: there is no {}", go.visible(), shim.visible())
}

/// What to do where our own directories may not be written.
pub(super) const OWN_HOME: &str = "set GOENVMGR_HOME to a directory that you may write";

/// Where Go will run another version than the selected one.
pub(super) fn of_switching(selection: &Selection, switching: &Switching) -> Option<Note> {
    // Said with the outcome already.
    if matches!(selection.outcome, Outcome::Fetches { .. }) {
        return None;
    }
    let note = Note::warning(switching.note.clone()?);
    Some(match &switching.cure {
        Some(cure) => note.hint(cure),
        None => note,
    })
}

/// `[env]` and `[tools]` of a manifest that the user has not looked at.
pub(super) fn untrusted(manifest: &Manifest) -> Note {
    let list = |names: Vec<&str>| names.join(", ");
    let sets = list(manifest.env.iter().map(|set| set.name.as_str()).collect());
    let pins = list(manifest.tools.iter().map(|tool| tool.name.as_str()).collect());
    let does = match (sets.is_empty(), pins.is_empty()) {
        (false, true) => format!("sets {sets}"),
        (true, _) => format!("pins {pins}"),
        (false, false) => format!("sets {sets} and pins {pins}"),
    };
    Note::warning(format!("{} {does}, which count after you trust it", manifest.path.visible()))
        .hint("goenvmgr trust")
}

/// Tools that are pinned and that nobody has built for this toolchain.
pub(super) fn of_missing_tools(manifest: &Manifest, set: &ToolSet) -> Note {
    let names: Vec<&str> = set.tools.iter().map(|tool| tool.name.as_str()).collect();
    let file = manifest.path.visible();
    let by = set.toolchain.version.toolchain();
    Note::new(format!("{file} pins {}, which {by} has not built yet", names.join(", ")))
        .hint("goenvmgr tools sync")
}

/// What the user exported and this activation replaces now. What it had replaced before has been
/// said then.
pub(super) fn of_replaced(
    now: &Vars,
    bare: &Vars,
    target: &Target,
    variables: &[(String, OsString, Origin)],
) -> Vec<Note> {
    let is_users =
        |name: &OsStr| record::get(now, name).filter(|value| bare.get(name) == Some(*value));
    let goroot = is_users(OsStr::new("GOROOT")).map(OsString::as_os_str);
    let mut notes = Vec::new();
    let done = match &target.goroot {
        Goroot::Users => None,
        Goroot::Unset => Some("taken away"),
        Goroot::Exported(root) => (Some(root.as_os_str()) != goroot).then_some("replaced"),
    };
    if let (Some(done), Some(own)) = (done, goroot) {
        notes.push(Note::new(format!(
            "your own GOROOT={} is {done} until goenvmgr deactivate",
            Path::new(own).visible()
        )));
    }
    for (name, value, origin) in variables {
        if is_users(OsStr::new(name)).is_some_and(|own| own != value) {
            notes.push(Note::new(format!("{origin} replaces your own {name} while you are here")));
        }
    }
    notes
}

/// Another tool, or the user, put its `go` in front of ours.
pub(super) fn of_overtaken(go: &Path) -> Note {
    Note::warning(format!("{} comes first on PATH, before the selected version", go.visible()))
        .hint("goenvmgr check --fix puts the selected one in front")
}

/// `path = "shims"`, and there are none.
pub(super) fn of_no_shims(ours: &Ours, wanted: &Origin) -> Note {
    let shim = ours.shims.join(lookup::file_name("go"));
    Note::warning(format!(
        "path = \"shims\" ({wanted}): there is no {}, so the toolchain's own go stands first on PATH, \
         and what changes directory keeps it",
        shim.visible()
    ))
    .hint("goenvmgr doctor --fix --only install.shims")
}
