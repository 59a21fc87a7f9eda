//! What each editor is told, so that it starts the Go that a directory pins.
//!
//! VS Code (golang/vscode-go, `extension/src/util.ts`, `utils/pathUtils.ts`, `goEnv.ts`): an absolute
//! `go.alternateTools.go` goes before everything but a choice that was made by hand; what stands in
//! `go.toolsEnvVars` is handed to gopls, dlv and tests, with `${env:NAME}` and a `~` in front replaced. The
//! extension puts GOROOT/bin of its start in front of PATH; ours in front of that keeps `go` the shim.
//!
//! Zed (`crates/project/src/lsp_store.rs`): `lsp.gopls.binary` names the server and its arguments; it runs in the
//! directory of the project with the environment of a login shell there. It has no setting for `go`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::sys::fs::marks;
use crate::sys::path_list::SEPARATOR;

/// A value under keys, one within the other.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) keys: Vec<&'static str>,
    pub(super) value: Value,
}

/// For VS Code. `home` is written as `~` where others read the file.
///
/// # Errors
/// When a path cannot be written in JSON, or stand on PATH (exit 2).
pub(super) fn vscode(go: &Path, home: Option<&Path>) -> Result<Vec<Entry>> {
    let shims = go.parent().unwrap_or(go);
    if shims.to_string_lossy().contains(SEPARATOR) {
        let what =
            format!("{} cannot stand on PATH: there is a {SEPARATOR} in it", shims.visible());
        return Err(Fault::usage(what));
    }
    let path = format!("{}{SEPARATOR}${{env:PATH}}", short(shims, home)?);
    Ok(vec![
        Entry { keys: vec!["go.alternateTools", "go"], value: json!(short(go, home)?) },
        Entry { keys: vec!["go.toolsEnvVars", "PATH"], value: json!(path) },
    ])
}

/// For Zed.
///
/// # Errors
/// As [`vscode`].
pub(super) fn zed(program: &Path) -> Result<Vec<Entry>> {
    let keys = |last| vec!["lsp", "gopls", "binary", last];
    Ok(vec![
        Entry { keys: keys("path"), value: json!(text(program)?) },
        Entry { keys: keys("arguments"), value: json!(["exec", "--", "gopls"]) },
    ])
}

/// For Neovim: a file of our own.
///
/// # Errors
/// As [`vscode`].
pub(super) fn neovim(shims: &Path) -> Result<String> {
    let shims = lua(text(shims)?);
    Ok(format!(
        "-- Written by `goenvmgr ide neovim --write`; `goenvmgr ide neovim --undo` removes it.\n\
         -- What Neovim starts (gopls, dlv, tests, :!go) finds the shims first: `go` is that of the directory it runs in.\n\
         local shims, separator = {shims}, \"{SEPARATOR}\"\n\
         local path = {{ shims }}\n\
         for _, dir in ipairs(vim.split(vim.env.PATH or \"\", separator, {{ plain = true }})) do\n\
         \x20 if dir ~= shims then\n\
         \x20   path[#path + 1] = dir\n\
         \x20 end\n\
         end\n\
         vim.env.PATH = table.concat(path, separator)\n"
    ))
}

/// A text of Lua: bytes stand for themselves, but for those that end it.
fn lua(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            letter if letter.is_ascii_control() => quoted += &format!("\\{:03}", letter as u32),
            letter => quoted.push(letter),
        }
    }
    quoted + "\""
}

/// With `~` where the path lies below the home directory that is to be short.
fn short(path: &Path, home: Option<&Path>) -> Result<String> {
    let below = home.and_then(|home| path.strip_prefix(home).ok());
    Ok(match below {
        Some(below) => format!("~{}{}", std::path::MAIN_SEPARATOR, text(below)?),
        None => text(path)?.to_owned(),
    })
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().ok_or_else(|| {
        Fault::usage(format!("{} is not UTF-8, and cannot stand in settings", path.visible()))
    })
}

/// What to choose in GoLand, which takes a directory with `bin` and `src` for a GOROOT and no shim.
pub(super) fn goland(
    root: Option<&Path>,
    sdk: &Path,
    now: Option<&(PathBuf, usize, String)>,
) -> Vec<String> {
    let mut told = vec![
        "GoLand keeps a directory for each project and takes no shim for one: nothing that is written follows a pin"
            .to_owned(),
    ];
    if let Some((file, line, value)) = now {
        told.push(format!("{}:{line} names {value}", file.visible()));
    }
    told.push(match root {
        Some(root) => {
            let link = root.file_name().map(|name| sdk.join(name));
            let link = link
                .filter(|link| marks::real(link).is_some_and(|to| Some(to) == marks::real(root)));
            let at = link.unwrap_or_else(|| root.to_owned());
            format!("choose Settings, Go, GOROOT, +, Local: {}", at.visible())
        }
        None => "no toolchain of goenvmgr is selected in this directory".to_owned(),
    });
    told.push(
        "after another pin choose again; `goenvmgr doctor` (ide.goland) says when both differ"
            .to_owned(),
    );
    told
}

#[cfg(test)]
mod tests {
    use std::path::MAIN_SEPARATOR;

    use super::*;

    #[test]
    fn told_paths_are_short_where_others_read_them_and_quoted_in_lua() {
        let go = Path::new("/h/data/shims/go");
        let values = |home: Option<&Path>| -> Vec<Value> {
            vscode(go, home).unwrap().into_iter().map(|entry| entry.value).collect()
        };
        let path = |shims: &str| format!("{shims}{SEPARATOR}${{env:PATH}}");
        assert_eq!(values(None), [json!("/h/data/shims/go"), json!(path("/h/data/shims"))]);
        let home = Path::new("/h");
        let shims = format!("~{MAIN_SEPARATOR}data/shims");
        assert_eq!(values(Some(home)), [json!(format!("{shims}/go")), json!(path(&shims))]);
        assert_eq!(values(Some(Path::new("/other"))), values(None));
        assert_eq!(lua("/a\"b\\c\nd"), "\"/a\\\"b\\\\c\\010d\"");
        assert!(neovim(Path::new("/s p")).unwrap().contains("= \"/s p\", "));
    }
}
