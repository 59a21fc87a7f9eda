//! Where Go toolchains stand on a machine, and whose they are.

mod pattern;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::go::version::Name;
use crate::settings::home::Home;
use crate::settings::toolchain_dir::program;
use crate::settings::{own, system};
use crate::sys::env::Env;
use crate::sys::fs::{marks, read};
use crate::toolchains::store::built;

use pattern::expand;

/// Who put a toolchain where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Owner {
    /// We did.
    Goenvmgr,
    /// The go command downloaded it into the module cache.
    GoCommand,
    /// `golang.org/dl`, in `~/sdk`.
    Sdk,
    /// Another version manager, by name.
    Manager(&'static str),
    /// The system: an archive unpacked by hand, or a package.
    System,
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Goenvmgr => "goenvmgr",
            Self::GoCommand => "go command",
            Self::Sdk => "golang.org/dl",
            Self::Manager(name) => name,
            Self::System => "system",
        })
    }
}

/// A GOROOT.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FoundGo {
    /// Whose it is.
    pub owner: Owner,
    /// What its `VERSION` says: `go1.22.5`, or of one of ours what it calls itself; nothing where the file is missing (half installed).
    pub version: Option<String>,
    /// The GOROOT, links resolved.
    pub root: PathBuf,
}

/// Where one manager keeps its toolchains. `*` in `below` stands for any one name.
struct ManagedPlace {
    owner: Owner,
    /// A variable that names the base.
    variable: Option<&'static str>,
    /// The base without it; `~` is the home directory.
    base: &'static str,
    below: &'static str,
}

const fn place(
    name: &'static str,
    variable: Option<&'static str>,
    base: &'static str,
    below: &'static str,
) -> ManagedPlace {
    ManagedPlace { owner: Owner::Manager(name), variable, base, below }
}

const fn system(base: &'static str, below: &'static str) -> ManagedPlace {
    ManagedPlace { owner: Owner::System, variable: None, base, below }
}

const PLACES: [ManagedPlace; 27] = [
    ManagedPlace { owner: Owner::Sdk, variable: None, base: "~/sdk", below: "*" },
    place("goenv", Some("GOENV_ROOT"), "~/.goenv", "versions/*"),
    place("gvm", Some("GVM_ROOT"), "~/.gvm", "gos/*"),
    place("g", Some("G_HOME"), "~/.g", "versions/*"),
    place("g (n-style)", None, "~/.go", ".versions/*"),
    place("g (n-style)", Some("GOROOT"), "~/.go", ".versions/*"),
    place("goup-rs", Some("GOUP_HOME"), "~/.goup", "*"),
    place("goup", None, "~/.go", "go*"),
    // The variable names the directory that `.gobrew` lies in.
    place("gobrew", Some("GOBREW_ROOT"), "~/", ".gobrew/versions/*/go"),
    place("mise", Some("MISE_DATA_DIR"), "~/.local/share/mise", "installs/go/*"),
    place("asdf", Some("ASDF_DATA_DIR"), "~/.asdf", "installs/golang/*/go"),
    place("proto", Some("PROTO_HOME"), "~/.proto", "tools/go/*"),
    place("vfox", Some("VFOX_HOME"), "~/.version-fox", "cache/golang/*/*"),
    place("vfox", None, "~/.vfox", "cache/golang/*/*"),
    place("govm", None, "~/.govm", "versions/*"),
    place("GoLand", None, "~/go/sdk", "*"),
    place("setup-go", Some("RUNNER_TOOL_CACHE"), "/opt/hostedtoolcache", "go/*/*"),
    place("Homebrew", Some("HOMEBREW_PREFIX"), "/opt/homebrew", "Cellar/go*/*/libexec"),
    place("Homebrew", None, "/home/linuxbrew/.linuxbrew", "Cellar/go*/*/libexec"),
    system("/usr/local", "Cellar/go*/*/libexec"),
    system("/usr/local", "go"),
    system("/usr/lib", "go-*"),
    system("/usr/lib", "go"),
    system("/usr/lib", "golang"),
    system("/usr/lib64", "go"),
    system("/snap/go", "*"),
    system("/nix/store", "*-go-*/share/go"),
];

/// Every GOROOT that can be found, each once, ours and Go's own first. `module_cache` is where Go
/// keeps its own.
pub fn find(env: &Env, home: &Home, module_cache: Option<&Path>) -> Vec<FoundGo> {
    let mut found = Found::default();
    // What is linked is not ours: where it stands says whose it is.
    let is_ours = |root: &PathBuf| root.file_name().is_some_and(|name| !is_link(name));
    for root in expand(&home.toolchains(), "*").into_iter().filter(is_ours) {
        found.add(Owner::Goenvmgr, &root);
    }
    for root in expand(&home.foreign(), "*") {
        found.add(Owner::Goenvmgr, &root);
    }
    for (_, dir) in built::all(home).unwrap_or_default() {
        found.add(Owner::Goenvmgr, &dir.root());
    }
    for root in
        module_cache.map(|cache| expand(cache, "golang.org/toolchain@*")).unwrap_or_default()
    {
        found.add(Owner::GoCommand, &root);
    }
    for place in &PLACES {
        let base = match (place.variable.and_then(|name| env.var_os(name)), place.base) {
            (Some(own), _) => PathBuf::from(own),
            (None, given) => match (given.strip_prefix("~/"), env.home()) {
                (Some(below), Some(home)) => home.join(below),
                (Some(_), None) => continue,
                (None, _) => PathBuf::from(given),
            },
        };
        for root in expand(&base, place.below) {
            found.add_whole(place.owner, &root);
        }
    }
    for root in system::on_path(env, home).filter_map(|go| go.root) {
        found.add_whole(Owner::System, &root);
    }
    found.0.into_values().collect()
}

fn is_link(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.parse::<Name>().is_ok())
}

#[derive(Default)]
struct Found(BTreeMap<(Owner, PathBuf), FoundGo>);

impl Found {
    /// A toolchain that may be half there: a directory in a place where nothing else lies.
    fn add(&mut self, owner: Owner, root: &Path) {
        let Some(root) = marks::real(root) else { return };
        if self.0.keys().any(|(_, known)| *known == root) || !read::is_dir(&root) {
            return;
        }
        // A checkout that was built has no VERSION.
        let ours = || own::of(&root).filter(|_| owner == Owner::Goenvmgr).map(|own| own.name);
        let version = version_of(&root).or_else(ours);
        self.0.insert((owner, root.clone()), FoundGo { owner, version, root });
    }

    /// One that must be whole to be believed: other things lie in its place too.
    fn add_whole(&mut self, owner: Owner, root: &Path) {
        if version_of(root).is_some() && marks::modified(&program(root, "go")).is_some() {
            self.add(owner, root);
        }
    }
}

/// What a GOROOT's `VERSION` says, first line.
pub fn version_of(root: &Path) -> Option<String> {
    let text = read::text(&root.join("VERSION"), 4096).ok()??;
    let line = text.lines().next()?.trim();
    line.starts_with("go").then(|| line.to_owned())
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn goroots_are_found_once_and_by_their_owner() {
        let dir = tempfile::tempdir().unwrap();
        let real = dir.path().canonicalize().unwrap();
        let at = |name: &str| real.join(name);
        let go = |name: &str, version: &str| {
            std::fs::create_dir_all(at(name).join("bin")).unwrap();
            std::fs::write(at(name).join("VERSION"), format!("{version}\ntime x\n")).unwrap();
            std::fs::copy("/bin/true", at(name).join("bin/go")).unwrap();
        };
        go("own/toolchains/go1.22.5", "go1.22.5");
        go("mod/golang.org/toolchain@v0.0.1-go1.23.1.linux-amd64", "go1.23.1");
        go("home/sdk/go1.20", "go1.20");
        go("home/.local/share/mise/installs/go/1.21.3", "go1.21.3");
        symlink("1.21.3", at("home/.local/share/mise/installs/go/1.21")).unwrap();
        std::fs::create_dir_all(at("home/sdk/notes")).unwrap();
        go("opt/go", "go1.19");
        go("brew/.gobrew/versions/1.18.2/go", "go1.18.2");
        go("n/.versions/1.17.3", "go1.17.3");
        let mut env = Env::capture();
        env.vars = [
            ("GOENVMGR_HOME".into(), at("own").into()),
            ("GOBREW_ROOT".into(), at("brew").into()),
            ("GOROOT".into(), at("n").into()),
            ("PATH".into(), format!("{0}/own/shims:{0}/opt/go/bin", real.display()).into()),
        ]
        .into();
        env.home = Some(at("home"));
        let home = Home::locate(&env).unwrap();
        let found = find(&env, &home, Some(&at("mod")));
        let ours: Vec<_> = found
            .iter()
            .filter(|go| go.root.starts_with(&real))
            .map(|go| (go.owner.to_string(), go.version.clone().unwrap_or_default()))
            .collect();
        let expected = [
            ("goenvmgr", "go1.22.5"),
            ("go command", "go1.23.1"),
            ("golang.org/dl", "go1.20"),
            ("g (n-style)", "go1.17.3"),
            ("gobrew", "go1.18.2"),
            ("mise", "go1.21.3"),
            ("system", "go1.19"),
        ];
        assert_eq!(ours, expected.map(|(owner, version)| (owner.to_owned(), version.to_owned())));
    }
}
