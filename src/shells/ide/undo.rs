//! What was written for editors, and how it goes: byte for byte, where nobody changed the file since; else value
//! by value, and what somebody changed stays.

use std::path::{Path, PathBuf};

use super::journal::{self, Journal, Ours, Written};
use super::jsonc::{self, Unreadable};
use super::settings::{becomes, now, text};
use super::{Action, Editor, IdePlan, Set, SettingsPlan, sdk};
use crate::base::fault::Result;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::shells::setup::{FilePlan, LIMIT, Step};
use crate::sys::fs::{link, read};

/// Of what was written, what is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Settings of the user, of one editor.
    User(Editor),
    /// Settings of the project in this directory.
    Project(PathBuf),
    /// Names in `~/sdk`.
    Sdk(Editor),
    /// All of it.
    All,
}

impl Scope {
    fn has(&self, one: &Written) -> bool {
        match self {
            Self::User(editor) => one.editor == *editor && project(&one.file.path).is_none(),
            Self::Project(dir) => one.file.path == dir.join(".vscode").join("settings.json"),
            Self::Sdk(_) => false,
            Self::All => true,
        }
    }

    fn editor(&self) -> Option<Editor> {
        match self {
            Self::User(editor) | Self::Sdk(editor) => Some(*editor),
            Self::Project(_) => Some(Editor::Vscode),
            Self::All => None,
        }
    }
}

/// The project whose file it is.
fn project(path: &Path) -> Option<&Path> {
    path.ends_with(".vscode/settings.json").then(|| path.parent()?.parent()).flatten()
}

/// What `ide EDITOR --undo` would do.
///
/// # Errors
/// When the record of what was written cannot be read.
pub fn undo(home: &Home, scope: &Scope) -> Result<IdePlan> {
    let journal: Journal = journal::read(home)?;
    let files: Vec<SettingsPlan> =
        journal.files.iter().filter(|one| scope.has(one)).map(taken_back).collect();
    let notes = files.iter().filter_map(stays).collect();
    let links = match scope {
        Scope::Sdk(_) | Scope::All => sdk::ours(home, &journal),
        Scope::User(_) | Scope::Project(_) => Vec::new(),
    };
    let (editor, by_hand) = (scope.editor(), Vec::new());
    Ok(IdePlan { editor, action: Action::Undo, files, links, by_hand, notes })
}

/// What of a file is left as it is, if something is.
fn stays(plan: &SettingsPlan) -> Option<String> {
    let path = plan.file.path.visible();
    if !plan.forgotten && plan.file.refused.is_none() {
        return Some(format!(
            "{path} was changed since it was written, and stays: it is yours now"
        ));
    }
    let changed = plan.set.iter().filter(|set| set.changed_since).map(|set| set.key.as_str());
    let changed: Vec<&str> = changed.collect();
    (!changed.is_empty())
        .then(|| format!("{path}: {} was changed since, and stays", changed.join(", ")))
}

fn taken_back(written: &Written) -> SettingsPlan {
    let file = now(&written.file.path);
    let plan = |file, set, forgotten| SettingsPlan {
        editor: written.editor,
        file,
        set,
        written: written.clone(),
        forgotten,
    };
    // Whoever has the repository may have put a link in its way since.
    if project(&file.path).is_some_and(|top| link::leads_out_of(top, &file.path).is_some()) {
        return plan(file, Vec::new(), false);
    }
    let Some(before) = file.before.clone() else { return plan(file, Vec::new(), true) };
    if let Some(whole) = &written.text {
        return match before == whole.as_bytes() {
            true => plan(removed(file), Vec::new(), true),
            false => plan(file, Vec::new(), false),
        };
    }
    let made = text(&before).and_then(|(bom, body)| {
        let made = without(body, &written.values).map_err(|error| error.to_string())?;
        Ok((format!("{bom}{}", made.0), made.1))
    });
    let (after, set) = match made {
        Ok(made) => made,
        Err(why) => {
            let refused = file.refused.clone().or(Some(why));
            return plan(FilePlan { refused, ..file }, Vec::new(), true);
        }
    };
    let was = as_it_was(written, &before);
    let is_ours = written.file.created && file.names < 2;
    let is_bare = |text: &str| jsonc::value(text).is_ok_and(|it| it == serde_json::json!({}));
    let file = match was {
        Some(None) if is_ours => removed(file),
        _ if is_ours && is_bare(&after) && after.trim().len() == 2 => removed(file),
        Some(Some(bytes)) => becomes(file, bytes),
        _ => becomes(file, after.into_bytes()),
    };
    plan(file, set, true)
}

/// The file goes.
fn removed(file: FilePlan) -> FilePlan {
    let mut file = becomes(file, Vec::new());
    file.step = Step::Remove;
    file
}

/// What the file held before us, where it holds that and our values alone: nothing where there was none.
fn as_it_was(written: &Written, bytes: &[u8]) -> Option<Option<Vec<u8>>> {
    // A new file was indented as its editor indents.
    let makes = |before: &[u8]| {
        let Ok((bom, body)) = text(before) else { return false };
        if !written.values.iter().all(|ours| stood(body, ours)) {
            return false;
        }
        let put = |text: String, ours: &Ours| {
            let keys: Vec<&str> = ours.keys.iter().map(String::as_str).collect();
            jsonc::set(&text, &keys, &ours.value, written.editor.unit())
        };
        let made = written.values.iter().try_fold(body.to_owned(), put);
        made.is_ok_and(|made| format!("{bom}{made}").as_bytes() == bytes)
    };
    let copies = written.file.backups.iter().filter_map(|copy| read::bytes(copy, LIMIT).ok()?);
    let whole = copies.into_iter().find(|copy| makes(copy)).map(Some);
    whole.or_else(|| (written.file.created && makes(b"")).then_some(None))
}

/// Whether a copy is from before us: a later one has values of ours in it.
fn stood(body: &str, ours: &Ours) -> bool {
    let keys: Vec<&str> = ours.keys.iter().map(String::as_str).collect();
    jsonc::get(body, &keys).is_ok_and(|found| found.map(|found| found.raw) == ours.before)
}

/// The text without our values, and what changes.
fn without(body: &str, values: &[Ours]) -> std::result::Result<(String, Vec<Set>), Unreadable> {
    let (mut after, mut set) = (body.to_owned(), Vec::new());
    // What was put in last goes first.
    for ours in values.iter().rev() {
        let keys: Vec<&str> = ours.keys.iter().map(String::as_str).collect();
        let Some(found) = jsonc::get(body, &keys)? else { continue };
        if Some(&found.raw) == ours.before.as_ref() {
            continue;
        }
        let changed_since = found.value != ours.value;
        let old = ours.before.as_deref().map(|raw| jsonc::value(raw).unwrap_or_default());
        set.push(Set {
            key: keys.join("."),
            before: Some(found.value.clone()),
            after: if changed_since { Some(found.value) } else { old },
            changed_since,
        });
        if !changed_since {
            after = match &ours.before {
                Some(raw) => jsonc::restore(&after, &keys, raw)?,
                None => jsonc::remove(&after, &keys, ours.depth + 1)?,
            };
        }
    }
    Ok((after, set))
}
