//! Where Go's caches are, without running Go: environment, the `go env -w` file, the defaults.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::env::Env;
use crate::fs::{marks, read};

/// Go's settings that a clean needs, in Go's order: environment, then the `go env -w` file.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    environment: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
}

impl Settings {
    /// Reads them.
    pub fn read(env: &Env) -> Self {
        let environment = env.vars.iter().filter_map(|(name, value)| {
            Some((name.to_str()?.to_owned(), value.to_str()?.to_owned()))
        });
        let file = env_file(env).and_then(|path| read::text(&path, 1 << 20).ok()?);
        Self { environment: environment.collect(), file: parse(&file.unwrap_or_default()) }
    }

    /// A setting; an empty variable counts as not set, an empty line in the file as set to
    /// nothing.
    pub fn get(&self, name: &str) -> Option<&str> {
        let set = self.environment.get(name).filter(|value| !value.is_empty());
        set.or_else(|| self.file.get(name).filter(|value| !value.is_empty())).map(String::as_str)
    }
}

fn env_file(env: &Env) -> Option<PathBuf> {
    match env.var("GOENV") {
        Some("off") => None,
        Some(own) => Some(PathBuf::from(own)),
        None => {
            let base = env.var_os("XDG_CONFIG_HOME").map(PathBuf::from);
            Some(base.or_else(|| Some(env.home.as_deref()?.join(".config")))?.join("go/env"))
        }
    }
}

/// Lines `KEY=value`; anything else is ignored, as Go does.
fn parse(text: &str) -> BTreeMap<String, String> {
    let lines = text.lines().filter(|line| line.starts_with(|c: char| c.is_ascii_uppercase()));
    lines
        .filter_map(|line| line.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect()
}

/// Go's directories, links resolved where they exist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// `$GOMODCACHE`.
    pub module_cache: Option<PathBuf>,
    /// `$GOCACHE`; nothing where it is `off`.
    pub build_cache: Option<PathBuf>,
}

impl Places {
    /// Computes them.
    pub fn of(env: &Env, settings: &Settings) -> Self {
        let absolute =
            |path: PathBuf| path.is_absolute().then(|| marks::real(&path).unwrap_or(path));
        let module_cache = settings.get("GOMODCACHE").map(PathBuf::from).or_else(|| {
            let first = settings.get("GOPATH").and_then(|list| list.split(':').next());
            let gopath = first.filter(|path| !path.is_empty()).map(PathBuf::from);
            Some(gopath.or_else(|| Some(env.home.as_deref()?.join("go")))?.join("pkg/mod"))
        });
        let build_cache = match settings.get("GOCACHE") {
            Some("off") => None,
            Some(own) => Some(PathBuf::from(own)),
            None => {
                let base = env.var_os("XDG_CACHE_HOME").map(PathBuf::from);
                let base = base.or_else(|| Some(env.home.as_deref()?.join(".cache")));
                base.map(|base| base.join("go-build"))
            }
        };
        Self {
            module_cache: module_cache.and_then(absolute),
            build_cache: build_cache.and_then(absolute),
        }
    }

    /// Whether a directory is one of Go's caches, which hold go.mod files that are no projects.
    pub fn holds(&self, dir: &Path) -> bool {
        [&self.module_cache, &self.build_cache].into_iter().flatten().any(|cache| dir == cache)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(vars: &[(&str, &str)], file: &str) -> [Option<String>; 2] {
        let dir = tempfile::tempdir().unwrap();
        let mut env = Env::capture().unwrap();
        env.home = Some("/h".into());
        env.vars = vars.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        let path = dir.path().join("env");
        std::fs::write(&path, file).unwrap();
        if !env.vars.contains_key(std::ffi::OsStr::new("GOENV")) {
            env.vars.insert("GOENV".into(), path.into());
        }
        let places = Places::of(&env, &Settings::read(&env));
        [places.module_cache, places.build_cache].map(|path| path?.to_str().map(str::to_owned))
    }

    #[test]
    fn as_go_computes_them() {
        let some = |text: &str| Some(text.to_owned());
        for (vars, file, expected) in [
            (vec![], "", [some("/h/go/pkg/mod"), some("/h/.cache/go-build")]),
            (
                vec![("GOPATH", "/a:/b")],
                "GOPATH=/c\n",
                [some("/a/pkg/mod"), some("/h/.cache/go-build")],
            ),
            (
                vec![("GOMODCACHE", "")],
                "GOMODCACHE=/m\n export GOCACHE=/x\n",
                [some("/m"), some("/h/.cache/go-build")],
            ),
            (
                vec![("GOCACHE", "off"), ("GOENV", "off")],
                "GOMODCACHE=/m\n",
                [some("/h/go/pkg/mod"), None],
            ),
            (
                vec![("XDG_CACHE_HOME", "/xdg")],
                "GOCACHE=\n",
                [some("/h/go/pkg/mod"), some("/xdg/go-build")],
            ),
        ] {
            assert_eq!(places(&vars, file), expected, "{vars:?} {file}");
        }
    }
}
