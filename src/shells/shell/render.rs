//! An [`EnvDiff`] in a shell's words.

use std::ffi::{OsStr, OsString};

use super::{Shell, Unquotable, quote};
use crate::sys::envdiff::{EnvDiff, RECORD};

/// Statements that carry the diff out when the shell evaluates them.
///
/// # Errors
/// When the shell cannot hold a value.
pub fn render(shell: Shell, diff: &EnvDiff) -> Result<OsString, Unquotable> {
    let mut text = OsString::new();
    // Whoever is interrupted half-way can still tell what was the user's: the record comes first and
    // goes last.
    let is_record = |name: &String| name == RECORD;
    let (record, set): (Vec<_>, Vec<_>) = diff.set.iter().partition(|(name, _)| is_record(name));
    let (last, others): (Vec<_>, Vec<_>) = diff.unset.iter().partition(|name| is_record(name));
    for name in others {
        text.push(unset(shell, name));
    }
    for (name, value) in record.into_iter().chain(set) {
        let value = value_word(shell, name, value)?;
        let [before, after] = assignment(shell, name);
        text.push(before);
        text.push(value);
        text.push(after);
    }
    for name in last {
        text.push(unset(shell, name));
    }
    Ok(text)
}

/// `\unset` and `\export` keep an alias of that name out. The right-hand side stands quoted and
/// in an assignment of its own: after `\export` it would be split.
fn assignment(shell: Shell, name: &str) -> [String; 2] {
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Posix => {
            [format!("{name}="), format!("; \\export {name}\n")]
        }
        Shell::Fish => [format!("set -gx {name} "), "\n".to_owned()],
        Shell::PowerShell => [format!("${{env:{name}}} = "), "\n".to_owned()],
        Shell::Elvish => [format!("set E:{name} = "), "\n".to_owned()],
        Shell::Nu => [format!("$env.{name} = "), "\n".to_owned()],
    }
}

fn unset(shell: Shell, name: &str) -> String {
    match shell {
        Shell::Bash | Shell::Zsh | Shell::Posix => format!("\\unset {name}\n"),
        // A variable of the user's may be universal: only what is exported to us is ours to take.
        Shell::Fish => format!("set -e -g {name}\n"),
        // A cmdlet would obey $WhatIfPreference.
        Shell::PowerShell => format!("${{env:{name}}} = $null\n"),
        Shell::Elvish => format!("unset-env {name}\n"),
        Shell::Nu => format!("hide-env --ignore-errors {name}\n"),
    }
}

/// fish and nu keep PATH as a list, elvish in `$paths` with `E:PATH` as its text.
fn value_word(shell: Shell, name: &str, value: &OsStr) -> Result<OsString, Unquotable> {
    if name != "PATH" || !matches!(shell, Shell::Fish | Shell::Nu) {
        return quote(shell, value);
    }
    let parts = crate::sys::path_list::split(value);
    let mut words = Vec::new();
    for part in &parts {
        words.push(quote(shell, part)?);
    }
    let list = words.join(OsStr::new(" "));
    if shell == Shell::Fish {
        return Ok(list);
    }
    let mut word = OsString::from("[");
    word.push(list);
    word.push("]");
    Ok(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn diff() -> EnvDiff {
        EnvDiff {
            set: vec![("GOROOT".into(), "/o'b".into()), ("PATH".into(), "/a b:/c".into())],
            unset: vec!["GOTOOLCHAIN".into()],
        }
    }

    #[test]
    fn shells_have_their_words() {
        let all: Vec<String> =
            [Shell::Bash, Shell::Fish, Shell::PowerShell, Shell::Elvish, Shell::Nu]
                .iter()
                .map(|&shell| render(shell, &diff()).unwrap().into_string().unwrap())
                .collect();
        insta::assert_snapshot!(all.join("\n"), @r#"
        \unset GOTOOLCHAIN
        GOROOT='/o'\''b'; \export GOROOT
        PATH='/a b:/c'; \export PATH

        set -e -g GOTOOLCHAIN
        set -gx GOROOT '/o\'b'
        set -gx PATH '/a b' '/c'

        ${env:GOTOOLCHAIN} = $null
        ${env:GOROOT} = '/o''b'
        ${env:PATH} = '/a b:/c'

        unset-env GOTOOLCHAIN
        set E:GOROOT = '/o''b'
        set E:PATH = '/a b:/c'

        hide-env --ignore-errors GOTOOLCHAIN
        $env.GOROOT = "/o'b"
        $env.PATH = ["/a b" "/c"]
        "#);
    }
}
