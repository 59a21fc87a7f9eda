//! One file of settings: what it holds, and what it would hold.

use std::path::Path;

use super::journal::{Journal, Ours, Written};
use super::jsonc::{self, Unreadable};
use super::told::Entry;
use super::{Editor, Set, SettingsPlan};
use crate::base::difference::hunks;
use crate::shells::setup::{FilePlan, LIMIT, Step, journal::File};
use crate::sys::fs::dotfile::about;
use crate::sys::fs::in_place::{Contents, contents};

/// Some editors of Windows begin a text with it.
const BOM: &str = "\u{feff}";

/// A file as it stands: nothing is planned for it yet.
pub(super) fn now(path: &Path) -> FilePlan {
    let about = about(path);
    let (Contents { bytes: before, cut }, unreadable) = match contents(path, LIMIT) {
        Ok(now) => (now, None),
        Err(fault) => (Contents::default(), Some(about.refusal.clone().unwrap_or(fault.what))),
    };
    FilePlan {
        path: path.to_owned(),
        link_target: about.is_link.then(|| about.target.clone()),
        names: about.names,
        step: if cut { Step::Change } else { Step::Keep },
        refused: unreadable,
        blocks: Vec::new(),
        diff: Vec::new(),
        after: before.clone().unwrap_or_default(),
        before,
    }
}

/// The file as it shall be, and whether it can be written.
pub(super) fn becomes(mut file: FilePlan, after: Vec<u8>) -> FilePlan {
    file.diff = hunks(file.before.as_deref().unwrap_or_default(), &after);
    file.step = match &file.before {
        None => Step::Create,
        Some(before) if *before == after => file.step,
        Some(_) => Step::Change,
    };
    if file.step != Step::Keep {
        file.refused = file.refused.or_else(|| about(&file.path).refusal);
    }
    file.after = after;
    file
}

/// The text of settings, and what stands before it.
///
/// # Errors
/// Why it is none.
pub(super) fn text(bytes: &[u8]) -> Result<(&'static str, &str), String> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        format!("line {line}: it is not UTF-8")
    })?;
    Ok(text.strip_prefix(BOM).map_or(("", text), |rest| (BOM, rest)))
}

/// What putting these values into a file would do.
pub(super) fn with(
    editor: Editor,
    path: &Path,
    entries: &[Entry],
    journal: &Journal,
) -> SettingsPlan {
    let known = journal.file(path);
    let file = now(path);
    let mut written = known.cloned().unwrap_or_else(|| Written {
        editor,
        file: File::new(path),
        values: Vec::new(),
        text: None,
    });
    let bytes = file.before.clone().unwrap_or_default();
    let made = text(&bytes).and_then(|(bom, body)| {
        let made = put(body, entries, editor.unit(), &mut written.values);
        made.map(|(after, set)| (format!("{bom}{after}"), set)).map_err(|error| error.to_string())
    });
    let (file, set) = match made {
        Ok((after, set)) => (becomes(file, after.into_bytes()), set),
        Err(why) => (FilePlan { refused: file.refused.clone().or(Some(why)), ..file }, Vec::new()),
    };
    SettingsPlan { editor, file, set, written, forgotten: false }
}

/// The text with all of them, what changes, and which are ours.
fn put(
    body: &str,
    entries: &[Entry],
    unit: &str,
    ours: &mut Vec<Ours>,
) -> Result<(String, Vec<Set>), Unreadable> {
    let (mut after, mut set) = (body.to_owned(), Vec::new());
    for Entry { keys, value } in entries {
        let before = jsonc::get(body, keys)?;
        set.push(Set {
            key: keys.join("."),
            before: before.as_ref().map(|found| found.value.clone()),
            after: Some(value.clone()),
            changed_since: false,
        });
        let now = before.as_ref().map(|found| &found.value);
        if now == Some(value) {
            continue;
        }
        after = jsonc::set(&after, keys, value, unit)?;
        match ours.iter_mut().find(|one| one.keys == *keys) {
            // What we wrote earlier hides what was there before.
            Some(known) if now == Some(&known.value) => known.value = value.clone(),
            _ => {
                ours.retain(|one| one.keys != *keys);
                ours.push(Ours {
                    keys: keys.iter().map(|key| (*key).to_owned()).collect(),
                    value: value.clone(),
                    before: before.map(|found| found.raw),
                    depth: jsonc::depth(body, keys)?,
                });
            }
        }
    }
    Ok((after, set))
}
