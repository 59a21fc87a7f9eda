//! What a build sees: where programs are found, and nothing else of the user's. Everything that it writes goes below
//! its own directory.

use std::ffi::OsString;
use std::path::Path;

use super::bootstrap::Bootstrap;
use crate::go::platform::Platform;
use crate::sys::env::Env;
use crate::sys::path_list::of_paths;

/// The directories that a build has below its own, besides `go`, the tree.
pub(super) const FOLDERS: [&str; 3] = ["home", "cache", "tmp"];

/// The variables of `make.bash` in `dir`. GOPROXY=off: a release holds all that it is built of. Releases for arm
/// are built for the oldest processors (`cmd/dist` would look at this machine's).
pub(super) fn of(env: &Env, bootstrap: &Bootstrap, dir: &Path) -> Vec<(OsString, OsString)> {
    let [home, cache, tmp] = FOLDERS.map(|name| dir.join(name));
    let fixed: [(&str, OsString); 12] = [
        ("PATH", of_paths(env.path())),
        ("HOME", home.into()),
        ("GOCACHE", cache.into()),
        ("TMPDIR", tmp.into()),
        ("GOROOT_BOOTSTRAP", bootstrap.root.clone().into()),
        ("GOTOOLCHAIN", "local".into()),
        ("GOENV", "off".into()),
        ("GOFLAGS", "".into()),
        ("GOPROXY", "off".into()),
        ("LANG", "C".into()),
        ("LC_ALL", "C".into()),
        ("TZ", "UTC".into()),
    ];
    let arm = (Platform::host().arch == "arm").then(|| ("GOARM", "6".into()));
    fixed.into_iter().chain(arm).map(|(name, value)| (name.into(), value)).collect()
}
