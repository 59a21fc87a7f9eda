//! The two settings of the go command that selection turns on.

use std::path::{Path, PathBuf};

use crate::env::Env;
use crate::fs;
use crate::origin::Origin;

/// A setting of the go command, and where it is made: the environment, where it is not empty
/// there, else the `go env -w` file.
pub(super) fn go_setting(env: &Env, key: &str) -> Option<(String, Origin)> {
    if let Some(value) = env.var_os(key) {
        return Some((
            value.to_string_lossy().into_owned(),
            Origin::Environment(key.to_owned().into()),
        ));
    }
    in_file(&env_file(env)?, key)
}

/// A setting of the go command in this GOROOT: the environment, where it is not empty there, else
/// the `go env -w` file, else the GOROOT's `go.env`.
pub fn go_setting_of(env: &Env, key: &str, root: &Path) -> Option<String> {
    let (value, _) = go_setting(env, key).or_else(|| in_file(&root.join("go.env"), key))?;
    Some(value)
}

/// The last `KEY=VALUE` line for this key. No quotes and no trimming: Go knows none.
fn in_file(path: &Path, key: &str) -> Option<(String, Origin)> {
    let text = fs::read::try_bytes(path, 1 << 20).ok()??;
    let mut found = None;
    for (number, line) in text.split(|byte| *byte == b'\n').enumerate() {
        let value = line.strip_prefix(key.as_bytes()).and_then(|rest| rest.strip_prefix(b"="));
        if let Some(value) = value {
            let value = String::from_utf8_lossy(value).into_owned();
            found = Some((value, Origin::file(path, number + 1)));
        }
    }
    found
}

fn env_file(env: &Env) -> Option<PathBuf> {
    match env.var_os("GOENV") {
        Some(off) if off == "off" => None,
        Some(path) => Some(PathBuf::from(path)),
        None => {
            let config = match env.var_os("XDG_CONFIG_HOME") {
                Some(dir) => PathBuf::from(dir),
                None => env.home.as_ref()?.join(".config"),
            };
            config.is_absolute().then(|| config.join("go/env"))
        }
    }
}
