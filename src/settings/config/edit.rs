//! Writes `config.toml`: one key changes, comments and everything else stay.

use std::path::Path;

use toml_edit::DocumentMut;

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::version::Request;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::fs;

/// Sets `default`, or takes it out. The file is created where it is missing.
///
/// # Errors
/// When the file is no TOML (exit 2) or cannot be read or written (exit 3).
pub fn set_default(home: &Home, default: Option<&Request>, told: &dyn Progress) -> Result<()> {
    let path = home.config_file();
    let before = fs::in_place::text(path, 1 << 20)?.unwrap_or_default();
    let after = with_default(path, &before, default)?;
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
    let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| {
        Fault::usage(format!("{}: {}", path.visible(), error.message()))
            .hint("fix the file, then try again")
    })?;
    match (default, document.get_mut("default").and_then(toml_edit::Item::as_value_mut)) {
        (None, _) => {
            document.remove("default");
        }
        (Some(request), Some(value)) => {
            // The decoration holds the comment at the end of the line.
            let decor = value.decor().clone();
            *value = request.to_string().into();
            *value.decor_mut() = decor;
        }
        (Some(request), None) => {
            document.insert("default", toml_edit::value(request.to_string()));
        }
    }
    Ok(document.to_string())
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
        assert_eq!(with_default(path, "default = '1'\nx = 1\n", None).unwrap(), "x = 1\n");
        assert!(with_default(path, "x = = 1", None).unwrap_err().what.contains("config.toml"));
    }
}
