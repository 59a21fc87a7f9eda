//! GOTOOLCHAIN, taken apart.

use super::Named;
use super::own::{Own, stem};

/// What GOTOOLCHAIN says.
pub(super) struct Setting {
    /// The toolchain that runs where no line asks for more.
    pub(super) named: Named,
    /// Whether lines are read.
    pub(super) switches: bool,
    /// Whether nothing is downloaded.
    pub(super) path_only: bool,
}

impl Setting {
    /// # Errors
    /// Go's own words, where it cannot be parsed.
    pub(super) fn parse(text: &str, own: &Own) -> Result<Self, String> {
        let local = Named { name: own.name.clone(), version: own.version.clone() };
        let path_only = text == "path" || text.ends_with("+path");
        if matches!(text, "auto" | "path") {
            return Ok(Self { named: local, switches: true, path_only });
        }
        let (least, how) = match text.split_once('+') {
            Some((least, how)) => (least, Some(how)),
            None => (text, None),
        };
        let named = match (least, stem(least), how) {
            ("local", _, _) => local,
            (_, Some(version), _) => Named { name: least.to_owned(), version },
            (_, None, None) => return Err(format!("invalid GOTOOLCHAIN {text:?}")),
            (_, None, Some(_)) => {
                return Err(format!(
                    "invalid GOTOOLCHAIN {text:?}: invalid minimum toolchain {least:?}"
                ));
            }
        };
        match how {
            None | Some("auto" | "path") => Ok(Self { named, switches: how.is_some(), path_only }),
            Some(_) => Err(format!(
                "invalid GOTOOLCHAIN {text:?}: only version suffixes are +auto and +path"
            )),
        }
    }
}
