//! Paths as a POSIX shell of Windows has them (MSYS2's, which Git Bash's is): `C:\a` is `/c/a`, what lies below the
//! shell's own root begins there, and a list has colons. Of what such a shell hands to this program, it turns PATH
//! into Windows' form by itself, and nothing that comes back.

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use super::path_list;

/// The form that the shells of this system want.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct UnixForm {
    /// The root of that shell as Windows names it, with slashes and none at its end; empty where it is not known.
    root: String,
}

impl UnixForm {
    /// `None` where paths have that form already. The root is what `cygpath -m /` says there.
    pub(crate) fn needed(root: Option<&str>) -> Option<Self> {
        (path_list::SEPARATOR == ';').then(|| Self::below(root.unwrap_or_default()))
    }

    fn below(root: &str) -> Self {
        Self { root: root.replace('\\', "/").trim_end_matches('/').to_owned() }
    }

    /// A path. What is not Unicode has no other form.
    pub(crate) fn path(&self, path: &Path) -> PathBuf {
        path.to_str().map_or_else(|| path.to_owned(), |text| self.text(text).into())
    }

    /// A list such as PATH.
    pub(crate) fn list(&self, list: &OsStr) -> OsString {
        let Some(text) = list.to_str() else { return list.to_owned() };
        let parts: Vec<String> = text.split(';').map(|part| self.text(part)).collect();
        parts.join(":").into()
    }

    fn text(&self, path: &str) -> String {
        let path = path.replace('\\', "/");
        let path = path.strip_prefix("//?/").unwrap_or(&path);
        let is_below =
            path.get(..self.root.len()).is_some_and(|it| it.eq_ignore_ascii_case(&self.root));
        match path.get(self.root.len()..) {
            Some(rest) if is_below && !self.root.is_empty() && rest.is_empty() => "/".to_owned(),
            Some(rest) if is_below && !self.root.is_empty() && rest.starts_with('/') => {
                rest.to_owned()
            }
            _ => on_drive(path),
        }
    }
}

/// `C:/a` as `/c/a`; all else as it is.
fn on_drive(path: &str) -> String {
    match path.as_bytes() {
        [drive, b':'] | [drive, b':', b'/', ..] if drive.is_ascii_alphabetic() => {
            format!("/{}{}", char::from(drive.to_ascii_lowercase()), &path[2..])
        }
        _ => path.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unix_form_of_paths_is_what_a_shell_on_windows_calls_them() {
        let form = UnixForm::below("C:/Program Files/Git/");
        for (path, expected) in [
            (r"C:\", "/c/"),
            (r"C:", "/c"),
            (r"d:\a b\c", "/d/a b/c"),
            ("C:/x/y", "/c/x/y"),
            (r"C:\Windows\System32\v1.0\", "/c/Windows/System32/v1.0/"),
            (r"\\?\C:\long", "/c/long"),
            (r"\\server\share\x", "//server/share/x"),
            (r"C:\Program Files\Git\usr\bin", "/usr/bin"),
            (r"c:\program files\git\home\me", "/home/me"),
            (r"C:\Program Files\Git", "/"),
            (r"C:\Program Files\Gitea", "/c/Program Files/Gitea"),
            (r"C:relative", "C:relative"),
            (r".\bin", "./bin"),
            ("", ""),
        ] {
            assert_eq!(form.path(Path::new(path)), PathBuf::from(expected), "{path}");
        }
        let unknown = UnixForm::below("");
        assert_eq!(unknown.path(Path::new(r"C:\msys64\usr\bin")), Path::new("/c/msys64/usr/bin"));
    }

    #[test]
    fn unix_form_of_a_list_has_colons_and_keeps_what_is_empty() {
        let form = UnixForm::below(r"C:\msys64");
        let list = OsStr::new(r"C:\go\bin;C:\msys64\usr\bin;;D:\x");
        assert_eq!(form.list(list), "/c/go/bin:/usr/bin::/d/x");
        assert_eq!(form.list(OsStr::new("")), "");
    }
}
