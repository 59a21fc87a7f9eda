//! The version that another manager takes where nothing is pinned, and the file that says so.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::pins::PinFile;
use crate::go::version::Request;
use crate::sys::env::Env;
use crate::sys::fs::{marks, read};

/// A longer file is none, in bytes.
const LIMIT: u64 = 1 << 20;

/// What another manager's default is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OtherDefault {
    /// Whose.
    pub manager: &'static str,
    /// The file, or the link.
    pub path: PathBuf,
    /// What it asks for.
    pub request: Request,
}

/// How a manager says it.
enum Form {
    /// A file of a kind that pins.
    Pin(&'static str),
    /// `gvm_go_name="go1.22.5"` in a script.
    Gvm,
    /// A link to the toolchain: the name of this many directories from its end.
    Link(usize),
}

/// Where one says it.
struct Place {
    manager: &'static str,
    variable: Option<&'static str>,
    /// The base without the variable; `~` is the home directory.
    base: &'static str,
    below: &'static str,
    form: Form,
}

const fn place(
    manager: &'static str,
    variable: Option<&'static str>,
    base: &'static str,
    below: &'static str,
    form: Form,
) -> Place {
    Place { manager, variable, base, below, form }
}

/// All, in the order of being asked.
const PLACES: [Place; 9] = [
    place("goenv", Some("GOENV_ROOT"), ".goenv", "version", Form::Pin(".go-version")),
    place("gvm", Some("GVM_ROOT"), ".gvm", "environments/default", Form::Gvm),
    place("mise", Some("MISE_CONFIG_DIR"), ".config/mise", "config.toml", Form::Pin("mise.toml")),
    place("asdf", None, "", ".tool-versions", Form::Pin(".tool-versions")),
    place("g", Some("G_HOME"), ".g", "go", Form::Link(0)),
    place("goup-rs", Some("GOUP_HOME"), ".goup", "current", Form::Link(0)),
    place("goup", None, ".go", "current", Form::Link(0)),
    place("g (n-style)", None, ".go", "bin", Form::Link(1)),
    // The variable names the directory that `.gobrew` lies in.
    place("gobrew", Some("GOBREW_ROOT"), "", ".gobrew/current/go", Form::Link(1)),
];

/// Every one that says a version, in the order of the managers.
pub fn all(env: &Env) -> Vec<OtherDefault> {
    PLACES.iter().filter_map(|place| place.read(env)).collect()
}

impl Place {
    fn read(&self, env: &Env) -> Option<OtherDefault> {
        let own = self.variable.and_then(|name| env.var_os(name)).map(PathBuf::from);
        let base = own.or_else(|| Some(env.home()?.join(self.base)))?;
        let path = base.join(self.below);
        let request = match self.form {
            Form::Pin(kind) => pinned(kind, &path)?,
            Form::Gvm => gvm(&path)?,
            Form::Link(up) => linked(&path, up)?,
        };
        // That is what goenvmgr does without a default.
        (request != Request::System).then_some(OtherDefault {
            manager: self.manager,
            path,
            request,
        })
    }
}

fn pinned(kind: &str, path: &Path) -> Option<Request> {
    let bytes = read::bytes(path, LIMIT).ok()??;
    Some(PinFile::named(kind)?.parse(&bytes).ok()??.requests.first)
}

fn gvm(path: &Path) -> Option<Request> {
    let text = read::text(path, LIMIT).ok()??;
    let value = text.lines().rev().find_map(|line| line.split_once("gvm_go_name="))?.1;
    Request::published(value.split([';', ' ']).next()?.trim_matches(['"', '\''])).ok()
}

fn linked(path: &Path, up: usize) -> Option<Request> {
    let target = marks::link_target(path)?;
    let name = target.iter().rev().nth(up)?.to_str()?;
    Request::published(name).ok().filter(|request| matches!(request, Request::Exact(_)))
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    #[test]
    fn defaults_of_others_are_read_where_each_keeps_its_own() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        };
        let link = |name: &str, to: &str| {
            let path = dir.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::os::unix::fs::symlink(to, path).unwrap();
        };
        write(".goenv/version", "1.22.5\n");
        write(".gvm/environments/default", "export gvm_go_name; gvm_go_name=\"go1.21.3\"\n");
        write(".config/mise/config.toml", "[tools]\nnode = \"20\"\ngo = \"1.20\"\n");
        write(".tool-versions", "nodejs 20\ngolang 1.19.1\n");
        link(".g/go", "/h/.g/versions/1.18.2");
        link(".goup/current", "go1.17.3");
        link(".go/bin", "/h/.go/.versions/1.15.6/bin");
        link(".gobrew/current/go", "/h/.gobrew/versions/1.16.4/go");
        link(".go/current", "/nowhere/else");
        let mut env = Env::capture();
        env.vars = std::collections::BTreeMap::default();
        env.home = Some(dir.path().to_owned());
        let told: Vec<_> =
            all(&env).into_iter().map(|one| (one.manager, one.request.to_string())).collect();
        let expected = [
            ("goenv", "1.22.5"),
            ("gvm", "1.21.3"),
            ("mise", "1.20"),
            ("asdf", "1.19.1"),
            ("g", "1.18.2"),
            ("goup-rs", "1.17.3"),
            ("g (n-style)", "1.15.6"),
            ("gobrew", "1.16.4"),
        ];
        assert_eq!(told, expected.map(|(manager, version)| (manager, version.to_owned())));
        write(".goenv/version", "system\n");
        assert_eq!(all(&env)[0].manager, "gvm");
    }
}
