//! Quoting. One function for every place where a value enters a shell's text.

use std::ffi::{OsStr, OsString};

use super::Shell;
use crate::base::quoting::{posix, single};
use crate::sys::text::{bytes, from_bytes};

/// A value that a shell cannot be told.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unquotable {
    /// No environment holds a NUL byte.
    #[error("the value holds a NUL byte")]
    Nul,
    /// The shell's strings are Unicode.
    #[error("the value is not valid UTF-8, which {shell} cannot hold", shell = .0.name())]
    NotUnicode(Shell),
}

/// The value as one word of the shell that means exactly these bytes.
///
/// # Errors
/// [`Unquotable`], where the shell has no such word.
pub fn quote(shell: Shell, value: &OsStr) -> Result<OsString, Unquotable> {
    let raw = bytes(value);
    if raw.contains(&0) {
        return Err(Unquotable::Nul);
    }
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Posix => Ok(from_bytes(posix(raw))),
        Shell::Fish => Ok(from_bytes(single(raw, |byte| match byte {
            b'\'' => Some(br"\'"),
            b'\\' => Some(br"\\"),
            _ => None,
        }))),
        Shell::PowerShell => text(shell, value).map(powershell),
        Shell::Elvish => text(shell, value).map(|v| format!("'{}'", v.replace('\'', "''")).into()),
        Shell::Nu => text(shell, value).map(nu),
    }
}

pub(super) fn text(shell: Shell, value: &OsStr) -> Result<&str, Unquotable> {
    value.to_str().ok_or(Unquotable::NotUnicode(shell))
}

/// PowerShell ends a single-quoted string at any of five characters; each is doubled. Windows
/// PowerShell 5.1 reads a file without BOM in the machine's code page, so what is not ASCII is
/// written as a code unit.
fn powershell(value: &str) -> OsString {
    let mut word = String::with_capacity(value.len() + 2);
    let mut open = false;
    let plain = |c: char| c.is_ascii() && c != '\r' && c != '\n';
    for c in value.chars() {
        if plain(c) {
            if !open {
                word.push_str(if word.is_empty() { "'" } else { "+'" });
                open = true;
            }
            word.push(c);
            if c == '\'' {
                word.push(c);
            }
            continue;
        }
        if open {
            word.push('\'');
            open = false;
        }
        for unit in c.encode_utf16(&mut [0; 2]) {
            // A [char] on the left would add numbers: a string stands first.
            word.push_str(if word.is_empty() { "''+" } else { "+" });
            word.push_str(&format!("[char]0x{unit:04x}"));
        }
    }
    if open {
        word.push('\'');
    }
    match word.as_str() {
        "" => "''".into(),
        whole if whole.contains("[char]") => format!("({whole})").into(),
        whole => whole.into(),
    }
}

/// Nushell's double quotes know escapes; a raw string would need a count of `#`.
fn nu(value: &str) -> OsString {
    let mut word = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => word.extend(['\\', c]),
            '\n' => word.push_str("\\n"),
            '\r' => word.push_str("\\r"),
            '\t' => word.push_str("\\t"),
            c if c.is_control() => word.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => word.push(c),
        }
    }
    word.push('"');
    word.into()
}

#[cfg(test)]
#[cfg(unix)]
mod tests;
