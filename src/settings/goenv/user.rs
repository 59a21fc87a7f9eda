//! The user's own directories, as Go finds them.

use std::path::{Path, PathBuf};

use crate::sys::env::{Env, HOME};

/// The path of the `go env -w` file; nothing with `GOENV=off`.
pub fn user_file(os: &str, env: &Env) -> Option<PathBuf> {
    match env.var_os("GOENV") {
        Some(off) if off == "off" => None,
        Some(path) => Some(path.into()),
        None => Some(user_dir(os, env, UserDirKind::Config)?.join("go/env")),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum UserDirKind {
    Config,
    Cache,
}

/// `os.UserConfigDir` and `os.UserCacheDir`; nothing where Go finds none or refuses a relative one.
pub(super) fn user_dir(os: &str, env: &Env, kind: UserDirKind) -> Option<PathBuf> {
    let (variable, below_home) = match (os, kind) {
        ("windows", UserDirKind::Config) => (Some("APPDATA"), None),
        ("windows", UserDirKind::Cache) => (Some("LOCALAPPDATA"), None),
        ("darwin" | "ios", UserDirKind::Config) => (None, Some("Library/Application Support")),
        ("darwin" | "ios", UserDirKind::Cache) => (None, Some("Library/Caches")),
        (_, UserDirKind::Config) => (Some("XDG_CONFIG_HOME"), Some(".config")),
        (_, UserDirKind::Cache) => (Some("XDG_CACHE_HOME"), Some(".cache")),
    };
    if let Some(set) = variable.and_then(|name| env.var_os(name)) {
        let set = PathBuf::from(set);
        return (set.is_absolute() || os == "windows").then_some(set);
    }
    Some(Path::new(env.var_os(HOME)?).join(below_home?))
}
