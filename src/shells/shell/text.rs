//! Text for a shell, with its values quoted.

use std::ffi::{OsStr, OsString};

use super::{Shell, Unquotable, quote};

/// First line of everything that the function evaluates; help and errors do not have it.
pub(super) const MARK: &str = "#goenvmgr\n";

pub(super) struct Text {
    pub(super) shell: Shell,
    pub(super) text: OsString,
}

impl Text {
    pub(super) fn new(shell: Shell) -> Self {
        Self { shell, text: OsString::new() }
    }

    pub(super) fn push(&mut self, text: impl AsRef<OsStr>) {
        self.text.push(text);
    }

    pub(super) fn assign(
        &mut self,
        name: &str,
        value: impl AsRef<OsStr>,
    ) -> Result<(), Unquotable> {
        let word = quote(self.shell, value.as_ref())?;
        let before = match self.shell {
            Shell::Fish => format!("set -g __goenvmgr_{name} "),
            Shell::PowerShell => format!("$global:__goenvmgr_{name} = "),
            Shell::Elvish => format!("var {name} = "),
            Shell::Nu => format!("$env.__goenvmgr.{name} = "),
            _ => format!("__goenvmgr_{name}="),
        };
        self.push(before);
        self.push(word);
        self.push("\n");
        Ok(())
    }
}

/// A file of `shell/` for PowerShell without what is for people: lines that are comments, and indentation.
/// No text in it goes over lines, which a test has PowerShell's own parser say.
pub(super) fn lean(file: &str) -> String {
    let lines =
        file.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}
