//! `[tools] go` of a `mise.toml`, as mise reads it (`src/config/config_file/mise_toml.rs`,
//! `src/toolset/tool_request.rs`): a string, a table with one of `version`, `prefix`, `path`, `ref`, or a
//! list of these. Its templates run programs, so none is evaluated.

use toml_edit::{Document, DocumentMut, Item, Key, TableLike, Value};

use super::edit::{Edit, replace};
use super::requests::{PinError, PinLine, RequestList};
use super::words::{as_text, managed};
use crate::base::fault::{Fault, Result as OrFault};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::Request;
use crate::projects::toml_text::{self, Lines};

/// Larger than any with tasks and settings in it.
pub(super) const LIMIT: u64 = 1 << 20;

/// What mise calls Go. Where several stand, the last one counts.
const NAMES: [&str; 3] = ["go", "golang", "core:go"];

/// How a table says which version.
const SELECTORS: [&str; 4] = ["version", "prefix", "path", "ref"];

/// Reads the version. `None` where there is none, as in a file about other tools.
///
/// # Errors
/// When the file is no TOML and may be about Go, or its version is none that goenvmgr can select.
pub(super) fn read(file: &[u8]) -> Result<Option<PinLine>, PinError> {
    let text = as_text(file)?;
    let lines = Lines::of(text);
    let document = match Document::parse(text) {
        Ok(document) => document,
        Err(_) if !names_go(text) => return Ok(None),
        Err(error) => {
            let line = lines.at(error.span());
            return Err(PinError { line, what: toml_text::message(&error) });
        }
    };
    let tools = document.get("tools").and_then(Item::as_table_like);
    let Some((key, item)) = tools.and_then(go) else { return Ok(None) };
    let entries: Vec<_> = entries(item).into_iter().filter(Entry::counts).collect();
    let Some(first) = entries.first() else { return Ok(None) };
    let line = lines.at(first.span().or(key.span()).or(item.span()));
    let error = |what| PinError { line, what };
    let requests = RequestList::new(entries.iter().map(Entry::request)).map_err(error)?;
    Ok(requests.map(|requests| PinLine { requests, line }))
}

/// Whether a word of the text is a name of Go: what is wrong in a file about other tools is not ours to
/// say.
fn names_go(text: &str) -> bool {
    let is_word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':');
    text.split(|c| !is_word(c)).any(|word| NAMES.contains(&word))
}

/// The entry that is about Go.
fn go(tools: &dyn TableLike) -> Option<(&Key, &Item)> {
    toml_text::keys(tools).filter(|(key, _)| NAMES.contains(&key.get())).last()
}

/// One version of a list, or the only one.
enum Entry<'a> {
    Value(&'a Value),
    Table(&'a dyn TableLike),
}

fn entries(item: &Item) -> Vec<Entry<'_>> {
    match item {
        Item::Value(Value::Array(list)) => list.iter().map(Entry::of).collect(),
        Item::Value(value) => vec![Entry::of(value)],
        Item::Table(table) => vec![Entry::Table(table)],
        Item::ArrayOfTables(tables) => tables.iter().map(|table| Entry::Table(table)).collect(),
        Item::None => Vec::new(),
    }
}

impl<'a> Entry<'a> {
    fn of(value: &'a Value) -> Self {
        value.as_inline_table().map_or(Self::Value(value), |table| Self::Table(table))
    }

    /// Whether it is for this machine: `os = ["linux", "macos/arm64"]`.
    fn counts(&self) -> bool {
        let Self::Table(table) = self else { return true };
        let Some(list) = table.get("os").and_then(Item::as_array) else { return true };
        let here = Platform::host();
        let is_here = |entry: &str| {
            let (os, arch) = entry.split_once('/').unwrap_or((entry, ""));
            let os = if os == "macos" { "darwin" } else { os };
            let arch = match arch {
                "x64" | "x86_64" => "amd64",
                "aarch64" => "arm64",
                arch => arch,
            };
            os == here.os && (arch.is_empty() || arch == here.arch)
        };
        list.iter().filter_map(Value::as_str).any(is_here)
    }

    fn span(&self) -> Option<std::ops::Range<usize>> {
        match self {
            Self::Value(value) => value.span(),
            Self::Table(table) => toml_text::keys(*table)
                .find(|(key, _)| SELECTORS.contains(&key.get()))
                .and_then(|(key, item)| key.span().or(item.span())),
        }
    }

    fn request(&self) -> Result<Request, String> {
        match self {
            Self::Value(value) => version(value.as_str().ok_or_else(no_string)?),
            Self::Table(table) => {
                let mut said = SELECTORS.iter().filter_map(|key| Some((*key, table.get(key)?)));
                let (key, item) = said.next().ok_or("the table names no `version`")?;
                if let Some((other, _)) = said.next() {
                    return Err(format!("both `{key}` and `{other}` stand there"));
                }
                let word = item.as_str().ok_or_else(no_string)?;
                if key == "version" { version(word) } else { managed(&format!("{key}:{word}")) }
            }
        }
    }
}

fn no_string() -> String {
    "a version is a string, as in go = \"1.22.5\"".to_owned()
}

fn version(word: &str) -> Result<Request, String> {
    if word.contains("{{") || word.contains("{%") {
        return Err("goenvmgr evaluates no template: write the version itself".to_owned());
    }
    // `ref-main` is `ref:main` to mise.
    match word.split_once('-') {
        Some((kind @ ("ref" | "tag" | "branch" | "rev"), rest)) => {
            managed(&format!("{kind}:{rest}"))
        }
        _ => managed(word),
    }
}

/// Writes the first version that counts here; what else mise is told stays.
///
/// # Errors
/// When the text is no TOML, or mise knows no such word (exit 2).
pub(super) fn write(edit: &Edit<'_>) -> OrFault<String> {
    edit.no_range("mise's")?;
    if let word @ (Request::OldStable | Request::Rc) = edit.request {
        let file = edit.path.visible();
        let what = format!("{file} is mise's too, which does not know the word `{word}`");
        return Err(Fault::usage(what).hint("goenvmgr pin 1.22.5, or goenvmgr pin latest"));
    }
    let mut document: DocumentMut = edit.document()?;
    let place = document.get("tools").and_then(Item::as_table_like).and_then(go);
    let place = place.map(|(key, item)| {
        (key.get().to_owned(), entries(item).iter().position(Entry::counts).unwrap_or(0))
    });
    let tools = document.get_mut("tools").and_then(Item::as_table_like_mut);
    if let Some((tools, (key, index))) = tools.zip(place)
        && let Some(item) = tools.get_mut(&key)
    {
        set(item, index, &edit.request.to_string());
    }
    Ok(document.to_string())
}

fn set(item: &mut Item, index: usize, word: &str) {
    match item {
        Item::Value(Value::Array(list)) => {
            if let Some(value) = list.get_mut(index) {
                set_value(value, word);
            }
        }
        Item::Value(value) => set_value(value, word),
        Item::Table(table) => set_in_table(table, word),
        Item::ArrayOfTables(tables) => {
            if let Some(table) = tables.get_mut(index) {
                set_in_table(table, word);
            }
        }
        Item::None => {}
    }
}

fn set_value(value: &mut Value, word: &str) {
    match value.as_inline_table_mut() {
        Some(table) => set_in_table(table, word),
        None => replace(value, word),
    }
}

/// `version`, and no other selector beside it.
fn set_in_table(table: &mut dyn TableLike, word: &str) {
    for other in &SELECTORS[1..] {
        table.remove(other);
    }
    match table.get_mut("version").and_then(Item::as_value_mut) {
        Some(value) => replace(value, word),
        None => {
            table.insert("version", toml_edit::value(word));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        match read(text.as_bytes()) {
            Ok(None) => "nothing".to_owned(),
            Ok(Some(pin)) => format!("{}: {}", pin.line, pin.requests),
            Err(PinError { line, what }) => format!("{line}! {what}"),
        }
    }

    /// Each was held against mise 2026.9.15 (`mise ls --current go`).
    #[test]
    fn mise_toml_is_read_in_all_its_forms() {
        for (text, wanted) in [
            ("[tools]\ngo = \"1.22.5\"", "2: 1.22.5"),
            ("[tools]\nnode = '20'\ngolang = '1.22'\n", "3: 1.22"),
            ("[tools]\n\"core:go\" = '1.22.5'", "2: 1.22.5"),
            ("tools.go = 'latest'", "1: latest"),
            ("tools = { go = 'v1.22.5' }", "1: 1.22.5"),
            ("[tools]\ngo = 'prefix:1.22'", "2: 1.22"),
            ("[tools]\ngo = 'system'", "2: system"),
            ("[tools]\ngo = ['1.21.3', '1.22.5']", "2: 1.21.3 1.22.5"),
            ("[tools]\ngo = [\n  { version = '1.21.3' },\n  '1.22.5',\n]", "3: 1.21.3 1.22.5"),
            ("[tools]\ngo = { version = '1.22.5', postinstall = 'x' }", "2: 1.22.5"),
            ("[tools]\ngo = { prefix = '1.22' }", "2: 1.22"),
            ("[tools.go]\nos = ['linux', 'macos', 'windows']\nversion = '1.22.5'", "3: 1.22.5"),
            ("[[tools.go]]\nversion = '1.22.5'\n[[tools.go]]\nversion = '1.21'", "2: 1.22.5 1.21"),
            ("[tools]\ngo = '1.21.3'\ngolang = '1.22.5'", "3: 1.22.5"),
            ("[tools]\ngolang = '1.22.5'\ngo = '1.21.3'", "3: 1.21.3"),
            ("[tools]\ngo = { version = '1.22.5', os = ['plan9'] }", "nothing"),
            (
                "[tools]\ngo = [{ version = '1.2', os = ['plan9/386'] }, { version = '1.22' }]",
                "2: 1.22",
            ),
            ("[tools]\ngo = []", "nothing"),
            ("[tools]\nnode = '20'\n'go:golang.org/x/tools/gopls' = 'latest'", "nothing"),
            ("[tasks.go]\nrun = 'go build'", "nothing"),
            ("tools = 1\n", "nothing"),
            ("", "nothing"),
            ("[tools]\nnode = 20 20", "nothing"),
        ] {
            assert_eq!(said(text), wanted, "{text}");
        }
    }

    #[test]
    fn mise_toml_that_cannot_be_read_is_named_with_its_line() {
        for (text, wanted) in [
            ("[tools]\ngo = 1.22", "2! a version is a string"),
            ("[tools]\n\ngo = ''", "3! 0 characters"),
            ("[tools]\ngo = '^1.22'", "2! asdf and mise know no ranges"),
            ("[tools]\ngo = 'lts'", "2! 3 characters"),
            ("[tools]\ngo = 'sub-0.1:latest'", "2! `sub-` counts back"),
            ("[tools]\ngo = 'path:/opt/go'", "2! what `path:` names"),
            ("[tools]\ngo = 'ref-main'", "2! what `ref:` names"),
            ("[tools]\ngo = { path = '/opt/go' }", "2! what `path:` names"),
            ("[tools]\ngo = { ref = 'main' }", "2! what `ref:` names"),
            ("[tools]\ngo = { version = '1.22', prefix = '1' }", "2! both `version` and `prefix`"),
            (
                "[tools]\ngo = { os = ['linux', 'macos', 'windows'] }",
                "2! the table names no `version`",
            ),
            ("[tools]\ngo = { version = 1 }", "2! a version is a string"),
            ("[tools]\ngo = \"{{ exec(command='x') }}\"", "2! goenvmgr evaluates no template"),
            ("[tools]\nx = \n\ngo = '1.22'", "2! "),
            ("[tools]\ngo = '1.22'\ngo = '1.21'", "3! duplicate key"),
            ("go = \0", "0! the file holds a NUL"),
        ] {
            let said = said(text);
            assert!(said.starts_with(wanted), "{text}: {said}");
            assert!(!said.contains(|c: char| c.is_control()), "{text}: {said:?}");
        }
    }
}
