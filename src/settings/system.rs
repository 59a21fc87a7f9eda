//! The machine's own Go: the first `go` on PATH that is not ours.

use std::path::{Path, PathBuf};

use crate::go::goswitch::Own;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::own;
use crate::sys::env::Env;
use crate::sys::fs::{self, lookup};

/// A Go that somebody else installed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemGo {
    /// The program as PATH finds it.
    pub program: PathBuf,
    /// Its GOROOT, where the program stands in one; another manager's script does not.
    pub root: Option<PathBuf>,
    /// The version that its `VERSION` file names: as Go compares it, a development version too.
    pub version: Option<GoVersion>,
    /// The same as that Go sees it.
    pub own: Option<Own>,
}

/// The first `go` on PATH that is neither a shim nor in a toolchain of ours.
pub fn system_go(env: &Env, home: &Home) -> Option<SystemGo> {
    on_path(env, home).next()
}

/// All of them, in the order of PATH.
pub(crate) fn on_path(env: &Env, home: &Home) -> impl Iterator<Item = SystemGo> {
    others(env, home, "go").map(describe)
}

/// The programs of this name on PATH that are neither shims nor in a toolchain of ours, in order.
pub(crate) fn others(env: &Env, home: &Home, name: &str) -> impl Iterator<Item = PathBuf> {
    let ours = Ours::new(env, home);
    lookup::all(env.path(), name.to_owned())
        .filter(move |program| !ours.holds(program) && !ours.is_shim(program))
}

/// What belongs to us, by name and behind links.
struct Ours {
    dirs: Vec<PathBuf>,
    exe: Option<PathBuf>,
}

impl Ours {
    fn new(env: &Env, home: &Home) -> Self {
        let mut dirs = vec![home.shims(), home.toolchains()];
        dirs.extend(fs::marks::real(&home.shims()));
        dirs.extend(fs::marks::real(&home.toolchains()));
        Self { dirs, exe: fs::marks::real(&env.exe) }
    }

    fn holds(&self, path: &Path) -> bool {
        self.dirs.iter().any(|dir| path.starts_with(dir))
    }

    fn is_shim(&self, program: &Path) -> bool {
        let Some(real) = fs::marks::real(program) else { return false };
        self.holds(&real) || self.exe.as_ref() == Some(&real)
    }
}

fn describe(program: PathBuf) -> SystemGo {
    let real = fs::marks::real(&program);
    // Behind links first: Debian's /usr/bin/go is one. Some GOROOTs have no VERSION file.
    let root = real.iter().chain([&program]).find_map(|go| {
        let root = go.parent()?.parent()?;
        let is_root =
            fs::read::is_file(&root.join("VERSION")) || fs::read::is_dir(&root.join("pkg/tool"));
        is_root.then(|| root.to_owned())
    });
    let own = root.as_deref().and_then(|root| own::by_file(root, "VERSION"));
    let version = own.as_ref().map(|own| own.version.clone());
    SystemGo { program, root, version, own }
}
