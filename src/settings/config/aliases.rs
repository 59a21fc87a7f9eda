//! `[aliases]` of `config.toml`: names of the user's own for requests. An alias stands for what anybody may ask
//! for, never for another name, so that none leads in a circle.

use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, value};

use super::file::File;
use super::keys::ALIASES;
use super::{Config, Setting, edit};
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::go::version::{Name, Request, told};
use crate::settings::home::Home;
use crate::sys::fs::read;

impl Config {
    /// The request as it counts: what its alias stands for, unless a toolchain is linked under that name.
    #[must_use]
    pub fn meant(&self, home: &Home, request: &Request) -> Request {
        let alias = self.alias_of(home, request);
        alias.map_or_else(|| request.clone(), |alias| alias.value.clone())
    }

    /// The alias that a request is, where it is one.
    pub fn alias_of(&self, home: &Home, request: &Request) -> Option<&Setting<Request>> {
        let Request::Named(name) = request else { return None };
        let alias = self.aliases.get(name)?;
        let linked = read::is_taken(&home.toolchains().join(name.as_str()));
        (!linked).then_some(alias)
    }

    pub(super) fn apply_aliases(&mut self, file: &File) -> Result<()> {
        for (name, text, origin) in file.aliases() {
            let wrong = |what: &str| {
                let fault = Fault::usage(format!("{origin}: {what}"));
                fault.hint(format!("fix the line, {origin}"))
            };
            let name: Name =
                name.parse().map_err(|bad| wrong(&format!("[aliases] {}: {bad}", told(name))))?;
            let request = text.and_then(|text| Request::published(text).ok());
            let request = request.ok_or_else(|| {
                wrong("an alias stands for a version, such as \"1.22.5\", \"1.22\" or \"latest\"")
            })?;
            self.aliases.insert(name, Setting::new(request, origin.clone()));
        }
        Ok(())
    }
}

/// Lets a name stand for a request, or for nothing any more. The file is created where it is missing.
///
/// # Errors
/// When the file is no TOML (exit 2) or cannot be read or written (exit 3).
pub fn set_alias(
    home: &Home,
    name: &Name,
    request: Option<&Request>,
    told: &dyn Progress,
) -> Result<()> {
    edit::write(home, told, |path, before| with_alias(path, before, name, request))
}

fn with_alias(path: &Path, before: &str, name: &Name, request: Option<&Request>) -> Result<String> {
    let mut document: DocumentMut = before.parse().map_err(|error: toml_edit::TomlError| {
        Fault::usage(format!("{}: {}", path.visible(), error.message()))
            .hint("fix the file, then try again")
    })?;
    let table = document.entry(ALIASES).or_insert_with(|| Item::Table(Table::new()));
    let Some(table) = table.as_table_like_mut() else {
        let what = format!("{}: {ALIASES} is a table: [{ALIASES}]", path.visible());
        return Err(Fault::usage(what).hint("fix the file, then try again"));
    };
    match (request, table.get_mut(name.as_str()).and_then(Item::as_value_mut)) {
        (Some(request), Some(stands)) => {
            // The decoration holds the comment at the end of the line.
            let decor = stands.decor().clone();
            *stands = request.to_string().into();
            *stands.decor_mut() = decor;
        }
        (Some(request), None) => {
            table.insert(name.as_str(), value(request.to_string()));
        }
        (None, _) => {
            table.remove(name.as_str());
        }
    }
    if table.is_empty() {
        document.remove(ALIASES);
    }
    Ok(document.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alias_changes_one_line_and_nothing_else() {
        let path = Path::new("config.toml");
        let (name, request) = ("work".parse().unwrap(), Request::published("1.22").unwrap());
        for (before, after) in [
            ("", "[aliases]\nwork = \"1.22\"\n"),
            ("# mine\ndefault = '1'\n", "# mine\ndefault = '1'\n\n[aliases]\nwork = \"1.22\"\n"),
            (
                "[aliases]\n# x\nwork = '1.21' # why\na = '1'\n",
                "[aliases]\n# x\nwork = \"1.22\" # why\na = '1'\n",
            ),
            ("aliases.a = '1'\n[health]\n", "aliases.a = '1'\naliases.work = \"1.22\"\n[health]\n"),
        ] {
            assert_eq!(with_alias(path, before, &name, Some(&request)).unwrap(), after);
        }
        for (before, after) in [
            ("default = '1'\n[aliases]\nwork = '1'\n", "default = '1'\n"),
            ("[aliases]\nwork = '1'\na = '1'\n", "[aliases]\na = '1'\n"),
            ("x = 1\n", "x = 1\n"),
        ] {
            assert_eq!(with_alias(path, before, &name, None).unwrap(), after);
        }
        for wrong in ["aliases = 1", "x = = 1"] {
            assert!(with_alias(path, wrong, &name, Some(&request)).is_err(), "{wrong}");
        }
    }
}
