//! The few settings of the go command that selection turns on. Reading them all ([`crate::settings::goenv`])
//! would look through the whole machine, and a shim has no time for that.

use std::path::Path;

use crate::base::origin::Origin;
use crate::go::goconfig::EnvText;
use crate::go::platform::Platform;
use crate::projects::scan::AncestorScan;
use crate::settings::goenv::user_file;
use crate::sys::env::Env;

/// A setting of the go command, and where it is made: the environment, where it is not empty
/// there, else the `go env -w` file.
pub fn go_setting(env: &Env, scan: &AncestorScan, key: &str) -> Option<(String, Origin)> {
    if let Some(value) = env.var_os(key) {
        return Some((
            value.to_string_lossy().into_owned(),
            Origin::Environment(key.to_owned().into()),
        ));
    }
    in_file(scan, &user_file(&Platform::host().os, env)?, key)
}

/// A setting of the go command in this GOROOT: the environment, where it is not empty there, else
/// the `go env -w` file, else the GOROOT's `go.env`.
pub fn go_setting_of(
    env: &Env,
    scan: &AncestorScan,
    key: &str,
    root: &Path,
) -> Option<(String, Origin)> {
    go_setting(env, scan, key).or_else(|| in_file(scan, &root.join("go.env"), key))
}

fn in_file(scan: &AncestorScan, path: &Path, key: &str) -> Option<(String, Origin)> {
    let text = EnvText::parse(scan.named(path).contents(1 << 20).ok()??);
    let (value, line) = text.get(key)?;
    Some((value.to_owned(), Origin::file(path, line)))
}
