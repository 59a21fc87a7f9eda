//! Go's own configuration with its layers and lines, read without running Go: environment, then the
//! `go env -w` file, then `go.env` of the GOROOT (cmd/go/internal/cfg).

use std::path::{Path, PathBuf};

use crate::env::Env;
use crate::fs::probe::{self, Kind};
use crate::fs::read;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Layer {
    /// The process environment.
    Environment,
    /// The `go env -w` file, with the line.
    GoEnvFile(PathBuf, usize),
    /// `$GOROOT/go.env`, with the line.
    RootGoEnv(PathBuf, usize),
}

impl std::fmt::Display for Layer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Environment => f.write_str("the environment"),
            Self::GoEnvFile(path, line) | Self::RootGoEnv(path, line) => {
                write!(f, "{}:{line}", path.display())
            }
        }
    }
}

/// A value and its layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// The value; may be empty only in a file.
    pub value: String,
    /// Where it stands.
    pub layer: Layer,
}

/// Where the `go env -w` file is, and what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum GoEnvFile {
    /// `GOENV=off`.
    Off,
    /// Neither GOENV nor a configuration directory is known.
    #[default]
    Nowhere,
    /// No such file: the normal case.
    Absent(PathBuf),
    /// A FIFO, socket, device or directory: Go waits for it or fails.
    NotAFile(PathBuf),
    /// It cannot be read; the text says why.
    Unreadable(PathBuf, String),
    /// Its bytes.
    Read(PathBuf, Vec<u8>),
}

/// A line that Go skips without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostLine {
    /// Line number, from 1.
    pub number: usize,
    /// The line.
    pub text: String,
    /// Why Go skips it.
    pub why: &'static str,
}

/// Go's configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    /// Variables of the process that Go knows, not empty.
    pub environment: Vec<Setting>,
    /// The `go env -w` file.
    pub file: GoEnvFile,
    /// Its settings; a later line of the same name wins.
    pub written: Vec<Setting>,
    /// Lines of the file that do nothing.
    pub lost: Vec<LostLine>,
    /// `$GOROOT/go.env`.
    pub shipped: Vec<Setting>,
}

/// Variables that Go reads whose names do not start with GO or CGO.
const OTHERS: [&str; 7] = ["AR", "CC", "CXX", "FC", "GCCGO", "GCCGOTOOLDIR", "PKG_CONFIG"];

impl Settings {
    /// Reads the environment and the `go env -w` file.
    pub fn read(env: &Env) -> Self {
        let file = find_file(env);
        let (written, lost) = match &file {
            GoEnvFile::Read(path, bytes) => {
                parse(bytes, &|line| Layer::GoEnvFile(path.clone(), line))
            }
            _ => (Vec::new(), Vec::new()),
        };
        let environment = (env.vars.iter())
            .filter_map(|(name, value)| {
                let (name, value) = (name.to_str()?, value.to_string_lossy().into_owned());
                let go = ["GO", "CGO"].iter().any(|start| name.starts_with(start));
                let known = (go || OTHERS.contains(&name)) && !value.is_empty();
                known.then(|| Setting { name: name.to_owned(), value, layer: Layer::Environment })
            })
            .collect();
        Self { environment, file, written, lost, shipped: Vec::new() }
    }

    /// Adds `go.env` of this GOROOT.
    #[must_use]
    pub fn with_root(mut self, root: &Path) -> Self {
        let path = root.join("go.env");
        if let Ok(Some(bytes)) = read::bytes(&path, 1 << 20) {
            self.shipped = parse(&bytes, &|line| Layer::RootGoEnv(path.clone(), line)).0;
        }
        self
    }

    /// The value that Go uses, and where it stands.
    pub fn get(&self, name: &str) -> Option<&Setting> {
        [&self.environment, &self.written, &self.shipped]
            .into_iter()
            .find_map(|layer| layer.iter().rev().find(|setting| setting.name == name))
    }

    /// The value, where there is one and it is not empty.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.get(name).map(|setting| setting.value.as_str()).filter(|value| !value.is_empty())
    }

    /// A value set by the user: not by `go.env`.
    pub fn by_user(&self, name: &str) -> Option<&Setting> {
        let user = |setting: &&Setting| !matches!(setting.layer, Layer::RootGoEnv(..));
        self.get(name).filter(user).filter(|setting| !setting.value.is_empty())
    }

    /// GOPATH's entries, the default where it is not set.
    pub fn gopath(&self, env: &Env) -> Vec<PathBuf> {
        match self.value("GOPATH") {
            Some(list) => list.split(':').filter(|e| !e.is_empty()).map(PathBuf::from).collect(),
            None => env.var_os("HOME").iter().map(|home| Path::new(home).join("go")).collect(),
        }
    }

    /// GOMODCACHE, or where it is by default.
    pub fn gomodcache(&self, env: &Env) -> Option<PathBuf> {
        let set = self.value("GOMODCACHE").map(PathBuf::from);
        set.or_else(|| self.gopath(env).first().map(|first| first.join("pkg/mod")))
    }

    /// GOCACHE, or where it is by default.
    pub fn gocache(&self, env: &Env) -> Option<PathBuf> {
        let below = |name, rest: &str| env.var_os(name).map(|dir| Path::new(dir).join(rest));
        let set = self.value("GOCACHE").map(PathBuf::from);
        set.or_else(|| below("XDG_CACHE_HOME", "go-build"))
            .or_else(|| below("HOME", ".cache/go-build"))
    }

    /// Where `go install` puts programs.
    pub fn gobin(&self, env: &Env) -> Option<PathBuf> {
        let set = self.value("GOBIN").map(PathBuf::from);
        set.or_else(|| self.gopath(env).first().map(|first| first.join("bin")))
    }

    /// Where `go` builds (GOTMPDIR, else TMPDIR, else `/tmp`), and which of them it is.
    pub fn gotmpdir(&self, env: &Env) -> (PathBuf, &'static str) {
        if let Some(dir) = self.value("GOTMPDIR") {
            return (PathBuf::from(dir), "GOTMPDIR");
        }
        match env.var_os("TMPDIR") {
            Some(dir) => (PathBuf::from(dir), "TMPDIR"),
            None => (PathBuf::from("/tmp"), "/tmp"),
        }
    }
}

fn find_file(env: &Env) -> GoEnvFile {
    let below = |name, rest: &str| env.var_os(name).map(|dir| Path::new(dir).join(rest));
    let path = match env.var_os("GOENV") {
        Some(off) if off == "off" => return GoEnvFile::Off,
        Some(path) => Some(PathBuf::from(path)),
        None => below("XDG_CONFIG_HOME", "go/env").or_else(|| below("HOME", ".config/go/env")),
    };
    let Some(path) = path else { return GoEnvFile::Nowhere };
    match probe::see(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            GoEnvFile::Unreadable(path, error.to_string())
        }
        Err(_) => GoEnvFile::Absent(path),
        Ok(seen) if seen.kind != Kind::File => GoEnvFile::NotAFile(path),
        Ok(_) => match read::bytes(&path, 1 << 20) {
            Ok(bytes) => GoEnvFile::Read(path, bytes.unwrap_or_default()),
            Err(fault) => GoEnvFile::Unreadable(path, fault.to_string()),
        },
    }
}

/// Go's own reading: split at the first `=`, the first byte must be A to Z, nothing is trimmed.
pub fn parse(bytes: &[u8], layer: &dyn Fn(usize) -> Layer) -> (Vec<Setting>, Vec<LostLine>) {
    let (mut settings, mut lost) = (Vec::new(), Vec::new());
    for (number, line) in String::from_utf8_lossy(bytes).split('\n').enumerate() {
        let number = number + 1;
        let pair = line.split_once('=');
        match pair.filter(|_| line.starts_with(|c: char| c.is_ascii_uppercase())) {
            _ if line.trim().is_empty() || line.starts_with('#') => {}
            Some((name, value)) => settings.push(Setting {
                name: name.to_owned(),
                value: value.to_owned(),
                layer: layer(number),
            }),
            None => lost.push(LostLine {
                number,
                text: line.trim_end().to_owned(),
                why: why_lost(line, pair.is_some()),
            }),
        }
    }
    (settings, lost)
}

fn why_lost(line: &str, has_equals: bool) -> &'static str {
    match line {
        _ if line.starts_with('\u{feff}') => "a byte order mark stands before the name",
        _ if line.starts_with("export ") => "`export` is a shell word, not Go's",
        _ if line.starts_with([' ', '\t']) => "a blank stands before the name",
        _ if has_equals => "the name does not begin with a capital letter",
        _ => "it has no `=`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_go_reads_them() {
        let text = "\u{feff}GOROOT=/a\n# note\nGOPROXY=a=b\nexport GOSUMDB=off\n lower=1\n\
            GOFLAGS=\r\nx=1\nnothing\nGOPROXY=c\n";
        let (settings, lost) = parse(text.as_bytes(), &|_| Layer::Environment);
        let names: Vec<_> = settings.iter().map(|s| (s.name.as_str(), s.value.as_str())).collect();
        assert_eq!(names, [("GOPROXY", "a=b"), ("GOFLAGS", "\r"), ("GOPROXY", "c")]);
        let numbers: Vec<usize> = lost.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5, 7, 8]);
        let settings = Settings { written: settings, ..Settings::default() };
        assert_eq!(settings.value("GOPROXY"), Some("c"));
    }
}
