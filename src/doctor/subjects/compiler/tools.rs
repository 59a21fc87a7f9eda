//! Programs built with Go that read Go code: gopls, Delve, linters. Never run, only read.

use std::path::{Path, PathBuf};

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::answers::Answers;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::path::facts::PathFacts;
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::buildinfo::{self, BuildInfo};
use crate::go::platform::Platform;
use crate::sys::elf::{self, Elf};
use crate::sys::env::Env;
use crate::sys::fs::lookup::file_name;
use crate::sys::fs::read;
use crate::sys::path_list::SEPARATOR;

/// A program built with Go.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tool {
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
    /// Shared libraries that glibc's loader will not find.
    pub missing: Vec<String>,
}

/// Tools that refuse code of a newer Go than they were built with.
pub(crate) const READERS: [&str; 4] = ["gopls", "dlv", "golangci-lint", "staticcheck"];

/// Tools built with Go.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tools(pub Vec<Tool>);

/// Finds the readers, every other program in GOBIN, and this `go`.
fn find(env: &Env, settings: &Settings, go: Option<PathBuf>) -> Vec<Tool> {
    let bin = settings.gobin();
    let mut paths: Vec<PathBuf> = go.into_iter().collect();
    for name in READERS {
        let places = env.path().into_iter().chain(bin.clone()).map(|dir| dir.join(file_name(name)));
        paths.extend(places.into_iter().find(|path| read::is_file(path)));
    }
    if let Some(bin) = bin {
        let names = crate::sys::fs::walk::names(&bin).unwrap_or_default();
        paths.extend(names.iter().map(|name| bin.join(name)).filter(|path| read::is_file(path)));
    }
    paths.sort();
    paths.dedup();
    let libraries = Libraries::read(env);
    paths.into_iter().map(|path| look(path, &libraries)).collect()
}

/// Where glibc's loader looks for libraries.
struct Libraries {
    /// LD_LIBRARY_PATH, and the directories that need no entry in the cache.
    dirs: Vec<PathBuf>,
    /// What `ldconfig` has found.
    cache: Vec<PathBuf>,
}

impl Libraries {
    fn read(env: &Env) -> Self {
        let own = env
            .var("LD_LIBRARY_PATH")
            .unwrap_or_default()
            .split(SEPARATOR)
            .filter(|d| !d.is_empty());
        let dirs = own.chain(["/lib64", "/usr/lib64", "/lib", "/usr/lib"]).map(PathBuf::from);
        // Its strings are names and, more to the point, paths; each ends with a NUL.
        let cache = read::bytes(Path::new("/etc/ld.so.cache"), 16 << 20).ok().flatten();
        let cache = cache.unwrap_or_default();
        let cache = cache.split(|byte| *byte == 0).filter(|text| text.starts_with(b"/"));
        let cache = cache.filter_map(|text| std::str::from_utf8(text).ok()).map(PathBuf::from);
        Self { dirs: dirs.collect(), cache: cache.collect() }
    }

    /// The libraries of this program that are nowhere. Only of what glibc's own loader starts here:
    /// what another one does (musl's, another machine's) is not known.
    fn missing(&self, path: &Path, elf: &Elf) -> Vec<String> {
        let loader = elf.interpreter.as_deref().is_some_and(|loader| loader.contains("/ld-linux"));
        if !loader || elf.goarch() != Some(Platform::host().arch.as_str()) {
            return Vec::new();
        }
        let origin = path.parent().unwrap_or(Path::new("/")).display().to_string();
        let said: Vec<PathBuf> = (elf.library_path.iter())
            .map(|dir| dir.replace("$ORIGIN", &origin).replace("${ORIGIN}", &origin).into())
            .collect();
        let there = |name: &&String| {
            let in_dirs = said.iter().chain(&self.dirs).any(|dir| read::is_file(&dir.join(name)));
            let cached = |at: &&PathBuf| at.ends_with(name.as_str()) && read::is_file(at);
            name.contains('/') || in_dirs || self.cache.iter().any(|at| cached(&at))
        };
        elf.libraries.iter().filter(|name| !there(name)).cloned().collect()
    }
}

fn look(path: PathBuf, libraries: &Libraries) -> Tool {
    let elf = elf::read(&path);
    let interpreter = elf.as_ref().and_then(|elf| elf.interpreter.as_deref());
    Tool {
        name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        info: buildinfo::read(&path),
        interpreter_exists: interpreter.is_none_or(|loader| read::is_file(loader.as_ref())),
        missing: elf.as_ref().map(|elf| libraries.missing(&path, elf)).unwrap_or_default(),
        elf,
        path,
    }
}

impl Fact for Tools {
    const WHAT: &'static str = "GOBIN";
    const AFTER: &'static [Need] = &[Answers::NEED, Settings::NEED, PathFacts::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        Answers::must_come_from(known, &[Use::Place(Role::Bin)])?;
        let settings = known.get::<Settings>().cloned().unwrap_or_default();
        let go = known.get::<PathFacts>().and_then(PathFacts::go).map(|go| go.path.clone());
        Ok(Self(find(&known.env, &settings, go)))
    }
}
