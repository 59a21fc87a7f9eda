//! Every GOROOT whose go.env may speak.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use super::layer::Layer;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::settings::system::system_go;
use crate::settings::toolchain_dir;
use crate::sys::env::Env;
use crate::sys::fs::walk;

/// Where distributions and installers put a Go, in the order of looking.
const WELL_KNOWN: [&str; 8] = [
    "/usr/local/go",
    "/usr/lib/go",
    "/usr/lib/golang",
    "/usr/lib64/go",
    "/usr/share/go",
    "/usr/local/opt/go/libexec",
    "/opt/homebrew/opt/go/libexec",
    "/snap/go/current",
];

/// The GOROOTs whose go.env may speak, in order: what Go itself would take, then any other Go of
/// this machine, then our own, newest first.
pub(super) fn roots(env: &Env, home: &Home, user: Option<&Layer>) -> Vec<PathBuf> {
    let set_by_user = user.and_then(|layer| layer.get("GOROOT"));
    // An empty one hides nothing: GOROOT of the environment is asked next (`findGOROOT`).
    let set_by_user = set_by_user.filter(|set| !set.value.is_empty()).map(|set| set.value.into());
    let mut roots: Vec<PathBuf> = Vec::new();
    roots.extend(set_by_user.or_else(|| env.var_os("GOROOT").map(PathBuf::from)));
    roots.extend(system_go(env, home).and_then(|go| go.root));
    roots.extend(WELL_KNOWN.map(PathBuf::from));
    let sdk = env.home().map(|home| home.join("sdk"));
    roots.extend(sdk.map(|dir| toolchains(&dir)).unwrap_or_default());
    roots.extend(
        toolchains(&home.toolchains()).into_iter().filter(|root| toolchain_dir::is_toolchain(root)),
    );
    roots
}

/// The `goX` directories below `dir`, newest first.
pub(super) fn toolchains(dir: &Path) -> Vec<PathBuf> {
    let names = walk::names(dir).unwrap_or_default();
    let version = |name: &OsStr| GoVersion::from_toolchain(name.to_str()?);
    let mut found: Vec<_> = names.iter().filter_map(|name| Some((version(name)?, name))).collect();
    found.sort_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, name)| dir.join(name)).collect()
}
