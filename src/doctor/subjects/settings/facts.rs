//! Go's own configuration as the doctor looks at it: what [`GoEnv`] read, each value under its layer,
//! and what of the `go env -w` file does nothing.

use std::path::{Path, PathBuf};

use crate::base::origin::Origin;
use crate::base::visible::Visible as _;
use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::claim;
use crate::go::goconfig::{LineKind, is_used};
use crate::go::goproxy::Auth;
use crate::go::platform::Platform;
use crate::settings::goenv::{self, GoEnv, Layer as GoLayer};
use crate::settings::home::Home;
use crate::sys::env::{Env, account_home};
use crate::sys::fs::probe::{self, FileKind};
use crate::sys::fs::read;
use crate::sys::fs::read::is_dir;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
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
                write!(f, "{}:{line}", path.visible())
            }
        }
    }
}

/// A value and its layer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub name: String,
    /// The value; may be empty only in a file.
    pub value: String,
    /// Where it stands.
    pub layer: Layer,
}

/// Where the `go env -w` file is, and what is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum GoEnvFile {
    /// `GOENV=off`.
    Off,
    /// Neither GOENV nor a configuration directory is known.
    #[default]
    Nowhere,
    /// No such file: the normal case.
    Absent(PathBuf),
    /// A FIFO, socket or device: Go waits for it.
    NotAFile(PathBuf),
    Directory(PathBuf),
    /// It cannot be read; the text says why. Whether it lies in this user's own directories.
    Unreadable(PathBuf, String, bool),
    /// Its bytes.
    Read(PathBuf, Vec<u8>),
}

/// A line that Go skips without a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LostLine {
    /// Line number, from 1.
    pub number: usize,
    /// The line.
    pub text: String,
    /// Why Go skips it.
    pub why: &'static str,
}

/// Go's configuration.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// Variables of the process that Go knows, not empty.
    pub environment: Vec<Setting>,
    /// The `go env -w` file.
    pub file: GoEnvFile,
    /// Its settings; a later line of the same name wins.
    pub written: Vec<Setting>,
    /// Lines of the file that do nothing.
    pub lost: Vec<LostLine>,
    /// Why GOAUTH cannot be used, where it is set and cannot.
    pub goauth: Option<String>,
    /// What holds: one setting a name.
    effective: Vec<Setting>,
    /// Where all of it comes from.
    go: Option<GoEnv>,
}

/// Variables that Go reads whose names do not start with GO or CGO.
const OTHERS: [&str; 7] = ["AR", "CC", "CXX", "FC", "GCCGO", "GCCGOTOOLDIR", "PKG_CONFIG"];

impl Settings {
    /// Reads the environment and the `go env -w` file.
    pub(crate) fn read(env: &Env, home: &Home) -> Self {
        let environment = (env.vars.iter())
            .filter_map(|(name, value)| {
                let (name, value) = (name.to_str()?, value.to_string_lossy().into_owned());
                let go = ["GO", "CGO"].iter().any(|start| name.starts_with(start));
                let known = (go || OTHERS.contains(&name)) && !value.is_empty();
                known.then(|| Setting { name: name.to_owned(), value, layer: Layer::Environment })
            })
            .collect();
        let settings = Self { environment, file: find_file(env), ..Self::default() };
        settings.of(GoEnv::read(env, home))
    }

    /// With `go.env` of this GOROOT, the one that the `go` on PATH uses.
    #[must_use]
    pub(crate) fn with_root(mut self, root: &Path) -> Self {
        match self.go.take() {
            Some(go) => self.of(go.with_root(root)),
            None => self,
        }
    }

    /// Where all of it comes from.
    pub(crate) fn go(&self) -> Option<&GoEnv> {
        self.go.as_ref()
    }

    fn of(mut self, go: GoEnv) -> Self {
        let user = go.user();
        let parsed = user.map(parse).unwrap_or_default();
        (self.written, self.lost) = parsed;
        let shipped = go.distribution().map(entries).unwrap_or_default();
        let mut names: Vec<&str> = (self.environment.iter().chain(&self.written))
            .map(|setting| setting.name.as_str())
            .chain(shipped.iter().map(|(name, _, _)| *name))
            .collect();
        names.sort_unstable();
        names.dedup();
        let found = names.iter().filter_map(|name| {
            let setting = go.get(name)?;
            let layer = match setting.origin {
                Origin::File { path, line } if user.is_some_and(|user| user.path == path) => {
                    Layer::GoEnvFile(path, line)
                }
                Origin::File { path, line } => Layer::RootGoEnv(path, line),
                _ => Layer::Environment,
            };
            Some(Setting { name: (*name).to_owned(), value: setting.value, layer })
        });
        self.effective = found.collect();
        self.go = Some(go);
        let auth = self.used("GOAUTH").map(|set| Auth::parse(Some(&set.value)));
        self.goauth = auth.and_then(Result::err).map(|why| why.to_string());
        self
    }

    /// The value that Go uses, and where it stands.
    pub(crate) fn get(&self, name: &str) -> Option<&Setting> {
        self.effective.iter().find(|setting| setting.name == name)
    }

    /// The value that Go uses, where it has no default of its own for it.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.used(name).map(|setting| setting.value.as_str())
    }

    /// A value set by the user: not by `go.env`.
    pub(crate) fn by_user(&self, name: &str) -> Option<&Setting> {
        self.used(name).filter(|setting| !matches!(setting.layer, Layer::RootGoEnv(..)))
    }

    /// The setting whose value Go uses. A Go without go.env is older than 1.21 and has all its defaults in the program; or it is
    /// damaged, which another check says.
    pub(crate) fn used(&self, name: &str) -> Option<&Setting> {
        let has_file = self.go.as_ref().is_some_and(|go| go.distribution().is_some());
        let used = |setting: &&Setting| {
            is_used(name, &setting.value) && (has_file || !setting.value.is_empty())
        };
        self.get(name).filter(used)
    }

    /// GOMODCACHE, or where it is by default.
    pub(crate) fn gomodcache(&self) -> Option<PathBuf> {
        self.go().and_then(GoEnv::module_cache)
    }

    /// GOCACHE, or where it is by default.
    pub(crate) fn gocache(&self) -> Option<PathBuf> {
        self.go().and_then(GoEnv::build_cache)
    }

    /// Where `go install` puts programs.
    pub(crate) fn gobin(&self) -> Option<PathBuf> {
        self.go().and_then(GoEnv::bin)
    }

    /// Where `go` builds (GOTMPDIR, else TMPDIR, else `/tmp`), and which of them it is.
    pub(crate) fn gotmpdir(&self, env: &Env) -> (PathBuf, &'static str) {
        if let Some(dir) = self.value("GOTMPDIR") {
            return (PathBuf::from(dir), "GOTMPDIR");
        }
        match env.var_os("TMPDIR") {
            Some(dir) => (PathBuf::from(dir), "TMPDIR"),
            None => (PathBuf::from("/tmp"), "/tmp"),
        }
    }
}

fn unreadable(path: PathBuf, why: String, env: &Env) -> GoEnvFile {
    let ours = claim::is_ours(&path, env.home.as_deref());
    GoEnvFile::Unreadable(path, why, ours)
}

fn find_file(env: &Env) -> GoEnvFile {
    if env.var_os("GOENV").is_some_and(|off| off == "off") {
        return GoEnvFile::Off;
    }
    let Some(path) = goenv::user_file(&Platform::host().os, env) else { return GoEnvFile::Nowhere };
    match probe::see(&path) {
        Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
            unreadable(path, error.to_string(), env)
        }
        Err(_) => GoEnvFile::Absent(path),
        Ok(seen) if seen.kind == FileKind::Dir => GoEnvFile::Directory(path),
        Ok(seen) if seen.kind != FileKind::File => GoEnvFile::NotAFile(path),
        Ok(_) => match read::bytes(&path, 1 << 20) {
            Ok(bytes) => GoEnvFile::Read(path, bytes.unwrap_or_default()),
            Err(fault) => unreadable(path, fault.to_string(), env),
        },
    }
}

/// Name, value and line of what a file sets.
fn entries(layer: &GoLayer) -> Vec<(&str, &str, usize)> {
    (layer.text.lines.iter())
        .filter_map(|line| match &line.kind {
            LineKind::Entry { key, value } => Some((key.as_str(), value.as_str(), line.number)),
            LineKind::Ignored(_) => None,
        })
        .collect()
}

/// What the `go env -w` file sets, and its lines that do nothing.
fn parse(layer: &GoLayer) -> (Vec<Setting>, Vec<LostLine>) {
    let setting = |(name, value, line): (&str, &str, usize)| Setting {
        name: name.to_owned(),
        value: value.to_owned(),
        layer: Layer::GoEnvFile(layer.path.clone(), line),
    };
    let lost = layer.text.lines.iter().filter_map(|line| match &line.kind {
        LineKind::Entry { .. } => None,
        LineKind::Ignored(text) => Some(LostLine {
            number: line.number,
            text: text.trim_end().to_owned(),
            why: why_lost(text),
        }),
    });
    (entries(layer).into_iter().map(setting).collect(), lost.collect())
}

fn why_lost(line: &str) -> &'static str {
    match line {
        _ if line.starts_with('\u{feff}') => "a byte order mark stands before the name",
        _ if line.starts_with("export ") => "`export` is a shell word, not Go's",
        _ if line.starts_with([' ', '\t']) => "a blank stands before the name",
        _ if line.contains('=') => "the name does not begin with a capital letter",
        _ => "it has no `=`",
    }
}

/// Go's settings before its GOROOT is known: a setting names the GOROOT, whose `go.env` holds settings.
#[derive(Clone, Debug, Default)]
pub(crate) struct BeforeRoot(pub Settings);

impl Fact for BeforeRoot {
    const WHAT: &'static str = "the `go env -w` file";

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self(Settings::read(&known.env, &known.home)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::go::goconfig::EnvText;

    #[test]
    fn lines_are_read_as_go_reads_them() {
        let text = "\u{feff}GOROOT=/a\n# note\nGOPROXY=a=b\nexport GOSUMDB=off\n lower=1\n\
            GOFLAGS=\r\nx=1\nnothing\nGOPROXY=c\n";
        let layer = GoLayer { path: "/env".into(), text: EnvText::parse(text.as_bytes()) };
        let (settings, lost) = parse(&layer);
        let names: Vec<_> = settings.iter().map(|s| (s.name.as_str(), s.value.as_str())).collect();
        assert_eq!(names, [("GOPROXY", "a=b"), ("GOFLAGS", "\r"), ("GOPROXY", "c")]);
        let numbers: Vec<usize> = lost.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 4, 5, 7, 8]);
    }
}

/// The home directory that the password file has for this user, where there is one: services have
/// `/nonexistent`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Account(pub Option<PathBuf>);

impl Fact for Account {
    const WHAT: &'static str = "/etc/passwd";

    fn gather(_: &Facts, _: Parts) -> Result<Self, Missing> {
        Ok(Self(account_home().filter(|home| is_dir(home))))
    }
}
