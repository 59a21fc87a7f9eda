//! Writes `config.toml`: one key changes, comments and everything else stay.

use std::ffi::OsStr;
use std::path::Path;

use toml_edit::{Document, DocumentMut, Value};

use crate::base::fault::{Fault, Result};
use crate::base::line_ends;
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::settings::config::Config;
use crate::settings::config::file::unknown;
use crate::settings::config::known::is_key;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::env::Env;
use crate::sys::fs;

/// Sets `default`, or takes it out. The file is created where it is missing.
///
/// # Errors
/// When the file is no TOML (exit 2) or cannot be read or written (exit 3).
pub fn set_default(home: &Home, default: Option<&Request>, told: &dyn Progress) -> Result<()> {
    write(home, told, |path, before| with_default(path, before, default))
}

/// Sets a key, or takes it out. The file is created where it is missing.
///
/// # Errors
/// When there is no such key, the value is none for it, `judge` says so of what would hold, or the file is no
/// TOML (exit 2): then nothing is written. When it cannot be read or written (exit 3).
pub fn edit(
    env: &Env,
    home: &Home,
    (key, value): (&str, Option<&str>),
    judge: impl FnOnce(&Config) -> Result<()>,
    told: &dyn Progress,
) -> Result<()> {
    if !is_key(key) {
        return Err(unknown(&home.config_file().visible().to_string(), key));
    }
    // What the environment says would hide what the file says.
    let mut env = env.clone();
    env.vars.remove(OsStr::new(&format!("GOENVMGR_{}", key.to_uppercase())));
    let env = &env;
    write(home, told, |path, before| {
        let after = with(path, before, key, value.map(|text| as_value(key, text)))?;
        // What is refused is said of the file as it would be.
        let would_be = Config::with_text(env, home, &after)?;
        let plain = Config::with_text(env, home, before).ok().and_then(|it| it.wrong_sources);
        match would_be.wrong_sources.clone().filter(|fault| Some(fault) != plain.as_ref()) {
            Some(fault) => Err(fault),
            None => judge(&would_be).map(|()| after),
        }
    })
}

pub(super) fn write(
    home: &Home,
    told: &dyn Progress,
    change: impl FnOnce(&Path, &str) -> Result<String>,
) -> Result<()> {
    let path = home.config_file();
    let before = fs::in_place::text(path, 1 << 20)?.unwrap_or_default();
    let after = line_ends::kept(&before, |text| change(path, text))?;
    let stands = fs::read::bytes(path, 1 << 20)?.unwrap_or_default() == after.as_bytes();
    if stands {
        return Ok(());
    }
    let write = || fs::atomic::write_settings(path, after.as_bytes());
    let written = stamp::changing(home, told, write);
    // A store that does not say where its configuration lies is one for its owner's HOME alone.
    let _ = home.tell_layout();
    written.map_err(|fault| if home.is_anothers() { for_all(fault, path) } else { fault })
}

/// In a home of another's the default is that of all who use it.
fn for_all(fault: Fault, path: &Path) -> Fault {
    let what =
        format!("{} belongs to another user: its default is for all who use it", path.visible());
    let own = "for yourself: goenvmgr pin VERSION, or export GOENVMGR_VERSION=VERSION";
    Fault::unfinished(what).because(fault.what).hint(own)
}

pub(crate) fn with_default(path: &Path, before: &str, default: Option<&Request>) -> Result<String> {
    with(path, before, "default", default.map(|request| request.to_string().into()))
}

/// The text with this key, or without it: comments and everything else stay.
fn with(path: &Path, before: &str, key: &str, value: Option<Value>) -> Result<String> {
    let refused = |error: toml_edit::TomlError| {
        Fault::usage(format!("{}: {}", path.visible(), error.message()))
            .hint("fix the file, then try again")
    };
    let Some(value) = value else { return without(before, key).map_err(refused) };
    let mut document: DocumentMut = before.parse().map_err(refused)?;
    match (value, document.get_mut(key).and_then(toml_edit::Item::as_value_mut)) {
        (new, Some(value)) => {
            // The decoration holds the comment at the end of the line.
            let decor = value.decor().clone();
            *value = new;
            *value.decor_mut() = decor;
        }
        (new, None) => {
            document.insert(key, toml_edit::value(new));
        }
    }
    Ok(document.to_string())
}

/// The text without the lines of this key. What stands above it is a comment of the file, and stays.
fn without(before: &str, key: &str) -> std::result::Result<String, toml_edit::TomlError> {
    let document = Document::parse(before)?;
    let found = document.as_table().get_key_value(key);
    let span = found.and_then(|(key, item)| Some((key.span()?.start, item.span()?.end)));
    let Some((start, end)) = span else { return Ok(before.to_owned()) };
    let end = before[end..].find('\n').map_or(before.len(), |line| end + line + 1);
    Ok([&before[..start], &before[end..]].concat())
}

/// A value as one would write it.
fn as_value(key: &str, text: &str) -> Value {
    if key == "sources" {
        return Value::Array(text.split(',').map(str::trim).collect());
    }
    match (text.parse::<bool>(), text.parse::<i64>()) {
        (Ok(truth), _) => truth.into(),
        // A version is text: `default = 1` would lose what `1.20` has.
        (_, Ok(number)) if key != "default" => number.into(),
        _ => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_one_value_and_nothing_else() {
        let path = Path::new("config.toml");
        let request: Request = "1.22".parse().unwrap();
        for (before, after) in [
            ("", "default = \"1.22\"\n"),
            (
                "# mine\nverify = \"standard\"\n",
                "# mine\nverify = \"standard\"\ndefault = \"1.22\"\n",
            ),
            ("default = 1.20 # why\nx = 1", "default = \"1.22\" # why\nx = 1\n"),
        ] {
            assert_eq!(with_default(path, before, Some(&request)).unwrap(), after);
        }
        for (before, after) in [
            ("default = '1'\nx = 1\n", "x = 1\n"),
            ("# mine\ndefault = '1' # why\nx = 1\n", "# mine\nx = 1\n"),
            ("x = [\n1,\n]\ndefault = 1", "x = [\n1,\n]\n"),
            ("x = 1\n", "x = 1\n"),
        ] {
            assert_eq!(with_default(path, before, None).unwrap(), after);
        }
        assert!(with_default(path, "x = = 1", None).unwrap_err().what.contains("config.toml"));
    }
}
