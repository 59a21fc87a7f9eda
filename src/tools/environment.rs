//! What the go command sees that builds tools: the user's environment, but for what would make it build
//! something else, or with another Go.

use std::ffi::OsString;
use std::path::Path;

use crate::go::platform::Platform;
use crate::projects::manifest::Variable;
use crate::settings::goenv::GoEnv;
use crate::sys::envdiff::Vars;
use crate::sys::path_list::{join, split};
use crate::toolchains::store::Installed;

/// What of the `go env -w` file counts: where modules come from and who may be asked for them, where Go keeps things,
/// and by which C compiler. What would change what is built (GOFLAGS, GOEXPERIMENT, GOAMD64, CGO_CFLAGS …) is for the
/// user's own programs: tools that one toolchain built are the same for whoever has pinned them.
const TAKEN: [&str; 15] = [
    "AR",
    "CC",
    "CGO_ENABLED",
    "CXX",
    "GOAUTH",
    "GOCACHE",
    "GOINSECURE",
    "GOMODCACHE",
    "GONOPROXY",
    "GONOSUMDB",
    "GOPATH",
    "GOPRIVATE",
    "GOPROXY",
    "GOTMPDIR",
    "GOVCS",
];

/// What of a manifest's `[env]` counts: who may be asked for modules, and which of them the database is not. A module
/// that it attests is the same from everywhere, and what is exempt is not called verified. Where Go keeps sources and
/// results, whose key counts, and which programs build is the user's: what is built stands for whoever pins it.
const OF_A_PROJECT: [&str; 6] =
    ["CGO_ENABLED", "GOINSECURE", "GONOPROXY", "GONOSUMDB", "GOPRIVATE", "GOPROXY"];

/// Whether a variable of a manifest counts where tools are built.
pub(crate) fn counts(variable: &Variable) -> bool {
    OF_A_PROJECT.contains(&variable.name.as_str())
}

/// Whether who wrote a variable of a manifest may expect that it counts, and it does not.
pub(crate) fn is_left_out(variable: &Variable) -> bool {
    let name = variable.name.as_str();
    let programs = ["AR", "CC", "CXX", "FC", "PKG_CONFIG"];
    let is_gos = ["GO", "CGO_"].iter().any(|start| name.starts_with(start));
    (is_gos || programs.contains(&name)) && !counts(variable)
}

/// Puts what counts of the `go env -w` file beside the variables, which come before it, and hides the file.
pub(crate) fn settle(vars: &mut Vars, go: &GoEnv) {
    for name in TAKEN.map(OsString::from) {
        let set = name.to_str().and_then(|name| go.user()?.get(name));
        let free = vars.get(&name).is_none_or(|value| value.is_empty());
        if let Some(set) = set.filter(|set| free && !set.value.is_empty()) {
            vars.insert(name, set.value.into());
        }
    }
    vars.insert("GOENV".into(), "off".into());
}

/// Variables for `go install` into `bin`, in the directory `dir`. `users` is the user's environment with the
/// manifest's `[env]` that counts, `sumdb` what GOSUMDB is to be.
///
/// GOTOOLCHAIN=local: the toolchain that is selected builds, or says that it is too old. GOFLAGS may run
/// programs and is for the project, and so is GOWORK; a blank is more than nothing, which go.env would fill.
pub(super) fn of(users: &Vars, go: &Installed, bin: &Path, dir: &Path, sumdb: &str) -> Vars {
    let mut vars = users.clone();
    let path = vars.get(&OsString::from("PATH")).map(|path| split(path)).unwrap_or_default();
    let own = go.bin().into_os_string();
    let path: Vec<OsString> = [own].into_iter().chain(path).collect();
    let host = Platform::host();
    let fixed: [(&str, OsString); 12] = [
        ("PATH", join(&path)),
        ("GOROOT", go.root.clone().into()),
        ("GOBIN", bin.into()),
        ("PWD", dir.into()),
        ("GOTOOLCHAIN", "local".into()),
        ("GOFLAGS", " ".into()),
        ("GOWORK", "off".into()),
        ("GO111MODULE", "on".into()),
        ("GOEXPERIMENT", "".into()),
        ("GOOS", host.os.into()),
        ("GOARCH", host.arch.into()),
        ("GOSUMDB", sumdb.into()),
    ];
    vars.extend(fixed.into_iter().map(|(name, value)| (name.into(), value)));
    vars
}

/// Without a network the go command has its module cache, which has the form of a proxy (`go help goproxy`); GOPROXY=off
/// would refuse what it looks up besides.
pub(crate) fn without_network(vars: &mut Vars, go: &GoEnv) {
    let cache = go.module_cache().map(|cache| cache.join("cache/download"));
    let url = cache.as_deref().and_then(file_url).unwrap_or_else(|| "off".to_owned());
    vars.insert("GOPROXY".into(), url.into());
}

/// `None` where the path is no text.
fn file_url(path: &Path) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
    let path = path.to_str()?.replace('\\', "/");
    let escaped = path.bytes().map(|byte| match plain(byte) {
        true => char::from(byte).to_string(),
        false => format!("%{byte:02X}"),
    });
    Some(format!(
        "file://{}{}",
        if path.starts_with('/') { "" } else { "/" },
        escaped.collect::<String>()
    ))
}
