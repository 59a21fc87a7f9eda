//! Programs built with Go that read Go code: gopls, Delve, linters. Never run, only read.

use std::path::PathBuf;

use super::settings::Settings;
use crate::buildinfo::{self, BuildInfo};
use crate::elf::{self, Elf};
use crate::env::Env;
use crate::fs::probe;

/// A program built with Go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tool {
    /// What it is called.
    pub name: String,
    /// Where PATH (or GOBIN) finds it first.
    pub path: PathBuf,
    /// Its own account.
    pub info: Option<BuildInfo>,
    /// Its ELF headers.
    pub elf: Option<Elf>,
    /// Whether the interpreter that it names is there.
    pub interpreter_exists: bool,
}

/// Tools that refuse code of a newer Go than they were built with.
pub const READERS: [&str; 4] = ["gopls", "dlv", "golangci-lint", "staticcheck"];

/// Finds the readers, every other program in GOBIN, and this `go`.
pub fn find(env: &Env, settings: &Settings, go: Option<PathBuf>) -> Vec<Tool> {
    let bin = settings.gobin(env);
    let mut paths: Vec<PathBuf> = go.into_iter().collect();
    for name in READERS {
        let places = env.path().into_iter().chain(bin.clone()).map(|dir| dir.join(name));
        paths.extend(places.into_iter().find(|path| probe::is_file(path)));
    }
    if let Some(bin) = bin {
        let names = crate::fs::walk::names(&bin).unwrap_or_default();
        paths.extend(names.iter().map(|name| bin.join(name)).filter(|path| probe::is_file(path)));
    }
    paths.sort();
    paths.dedup();
    paths.into_iter().map(look).collect()
}

fn look(path: PathBuf) -> Tool {
    let elf = elf::read(&path);
    let interpreter = elf.as_ref().and_then(|elf| elf.interpreter.as_deref());
    Tool {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        info: buildinfo::read(&path),
        interpreter_exists: interpreter.is_none_or(|loader| probe::is_file(loader.as_ref())),
        elf,
        path,
    }
}
