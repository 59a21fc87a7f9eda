//! The GOROOT that the `go` on PATH uses, and whether its parts are there.

use std::path::{Path, PathBuf};

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::path::facts::{Behind, Hit, PathFacts};
use crate::doctor::subjects::settings::facts::{BeforeRoot, Layer, Settings};
use crate::go::buildinfo;
use crate::go::platform::Platform;
use crate::go::vulnerabilities::Known;
use crate::settings::config::Config;
use crate::settings::toolchain_dir;
use crate::sys::executable::{self, Executable};
use crate::sys::fs::lookup::file_name;
use crate::sys::fs::probe::{self, FileKind};
use crate::sys::fs::{read, walk};
use crate::toolchains::vulnerabilities;

/// A GOROOT as Go would use it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Root {
    /// The directory; empty where nothing says which.
    pub path: PathBuf,
    /// Who says so, where a GOROOT setting does.
    pub said_by: Option<Layer>,
    /// The directory that the `go` binary itself lies in, where it lies in one.
    pub own: Option<PathBuf>,
    /// First line of `VERSION`: `go1.22.5`.
    pub version: Option<String>,
    /// Version of the `go` that runs.
    pub go_version: Option<String>,
    /// Whether the directory exists.
    pub exists: bool,
    /// Programs that Go cannot do without.
    pub programs: Vec<Program>,
    /// Whether `pkg/tool` is there: Go's own test of a GOROOT.
    pub has_tools: bool,
    /// Directories of the standard library that are missing, of a few that every build reads.
    pub missing_source: Vec<&'static str>,
    /// A Go file of the library that is older than the release: left from another one.
    pub leftover: Option<PathBuf>,
    /// The experiments that the go command was built with.
    pub experiments: Vec<String>,
    /// The settings of GODEBUG that it knows.
    pub godebugs: Vec<String>,
    /// Whether `go.env` is there (since 1.21).
    pub has_go_env: bool,
    /// What is known against releases.
    pub vulnerabilities: Known,
}

/// One program of a GOROOT.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Program {
    /// Path below GOROOT.
    pub path: String,
    /// What is wrong with it, if anything.
    pub trouble: Option<Trouble>,
    /// The Go that it was built with.
    pub built_with: Option<String>,
}

/// What can be wrong with a program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// It is not there.
    Missing,
    /// Its executable bits are gone.
    NotExecutable,
    /// It has no bytes, or is no program.
    NotAProgram,
    /// It is shorter than its own header promises.
    Cut,
    /// It is for another machine: its GOARCH.
    ForeignMachine(String),
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Missing => f.write_str("is missing"),
            Self::NotExecutable => f.write_str("has lost its executable bit"),
            Self::NotAProgram => f.write_str("is no program"),
            Self::Cut => f.write_str("is cut short"),
            Self::ForeignMachine(arch) => write!(f, "is built for another architecture, {arch}"),
        }
    }
}

/// Directories that every build reads.
const SOURCE: [&str; 4] = ["src/fmt", "src/runtime", "src/unsafe", "src/internal/abi"];

impl Root {
    /// Reads the GOROOT that `go` (the first one on PATH) would use, or what a shim there runs.
    pub(crate) fn read(go: &Hit, behind: Option<&Behind>, settings: &Settings) -> Self {
        let own = go.root.clone().or_else(|| behind.map(|behind| behind.root.clone()));
        let given = behind.is_some_and(|behind| behind.is_ours);
        let said = settings.by_user("GOROOT").filter(|_| !given);
        let path = said.map(|setting| PathBuf::from(&setting.value)).or_else(|| own.clone());
        let mut root = path.map_or_else(Self::default, |path| Self::at(&path));
        root.said_by = said.map(|setting| setting.layer.clone());
        root.own = own;
        let runs = || root.programs.first().filter(|_| behind.is_some())?.built_with.clone();
        root.go_version = go.built_with.clone().or_else(runs);
        root
    }

    /// Reads the GOROOT at `path`.
    pub(crate) fn at(path: &Path) -> Self {
        let host = Platform::host();
        let tools = format!("pkg/tool/{}_{}", host.os, host.arch);
        let mut programs = vec![program(path, &file_name("bin/go"))];
        for tool in ["asm", "cgo", "compile", "cover", "link", "vet"] {
            programs.push(program(path, &file_name(&format!("{tools}/{tool}"))));
        }
        let missing = |dir: &&str| !has_go_files(&path.join(dir));
        Self {
            path: path.to_owned(),
            version: version(path),
            exists: read::is_dir(path),
            has_tools: read::is_dir(&path.join("pkg/tool")),
            missing_source: SOURCE.into_iter().filter(missing).collect(),
            leftover: leftover(path),
            experiments: experiments(path),
            godebugs: godebugs(path),
            has_go_env: read::is_file(&path.join("go.env")),
            programs,
            ..Self::default()
        }
    }

    /// The first program that Go cannot run as it is.
    pub(crate) fn broken(&self) -> Option<(&Program, &Trouble)> {
        self.programs.iter().find_map(|p| p.trouble.as_ref().map(|trouble| (p, trouble)))
    }
}

fn version(root: &Path) -> Option<String> {
    let text = read::text(&root.join("VERSION"), 1 << 16).ok()??;
    text.lines().next().map(|line| line.trim().to_owned())
}

/// Archives carry one time for every file, and `VERSION` says it (since Go 1.21). Where it was kept,
/// an older Go file in a package that every build compiles came with another release.
fn leftover(root: &Path) -> Option<PathBuf> {
    let version = root.join("VERSION");
    let text = read::text(&version, 1 << 16).ok()??;
    let time = text.lines().find_map(|line| line.strip_prefix("time "))?;
    let released = time.trim().parse::<jiff::Timestamp>().ok()?.as_second();
    if probe::see(&version).ok()?.modified != released {
        return None;
    }
    let older = |file: &PathBuf| {
        let go = file.extension().is_some_and(|end| end == "go");
        go && probe::see(file).is_ok_and(|seen| seen.modified < released)
    };
    SOURCE.iter().map(|dir| root.join(dir)).find_map(|dir| {
        let names = walk::names(&dir).unwrap_or_default();
        names.iter().map(|name| dir.join(name)).find(older)
    })
}

/// `exp_NAME_on.go`, one file each.
fn experiments(root: &Path) -> Vec<String> {
    let names = walk::names(&root.join("src/internal/goexperiment")).unwrap_or_default();
    let name = |file: &std::ffi::OsString| {
        Some(file.to_str()?.strip_prefix("exp_")?.strip_suffix("_on.go")?.to_owned())
    };
    names.iter().filter_map(name).collect()
}

/// The table that the go command was built with; one of those that were removed is no setting.
fn godebugs(root: &Path) -> Vec<String> {
    let table = root.join("src/internal/godebugs/table.go");
    let text = read::text(&table, 1 << 18).ok().flatten().unwrap_or_default();
    let known = text.lines().take_while(|line| !line.starts_with("var Removed"));
    let name = |line: &str| Some(line.split_once("{Name: \"")?.1.split_once('"')?.0.to_owned());
    known.filter_map(name).collect()
}

fn has_go_files(dir: &Path) -> bool {
    let names = walk::names(dir).unwrap_or_default();
    names.iter().any(|name| name.as_encoded_bytes().ends_with(b".go"))
}

fn program(root: &Path, below: &str) -> Program {
    let path = root.join(below);
    let host = Platform::host();
    let read = executable::read(&path).filter(|program| program.is_format_of(&host.os));
    let trouble = match (probe::see(&path), read) {
        (Err(_), _) => Some(Trouble::Missing),
        (Ok(seen), _) if seen.kind != FileKind::File => Some(Trouble::NotAProgram),
        (Ok(seen), _) if seen.mode & 0o111 == 0 => Some(Trouble::NotExecutable),
        (Ok(_), None) => Some(Trouble::NotAProgram),
        (Ok(seen), Some(program)) if program.is_cut(seen.size) => Some(Trouble::Cut),
        (Ok(_), Some(program)) => foreign(&program, &host),
    };
    let built_with = buildinfo::read(&path).map(|info| info.go);
    Program { path: below.to_owned(), trouble, built_with }
}

fn foreign(program: &Executable, host: &Platform) -> Option<Trouble> {
    let arch = program.goarch();
    let runs = arch == Some(host.arch.as_str()) || (arch == Some("386") && host.arch == "amd64");
    let name = || match (arch, program) {
        (Some(arch), _) => arch.to_owned(),
        (None, Executable::Elf(elf)) => format!("machine {}", elf.machine),
        (None, _) => "another machine".to_owned(),
    };
    (!runs).then(|| Trouble::ForeignMachine(name()))
}

impl Fact for Root {
    const WHAT: &'static str = "GOROOT";
    const AFTER: &'static [Need] = &[PathFacts::NEED, BeforeRoot::NEED];

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let path = known.get::<PathFacts>();
        let go = path.and_then(PathFacts::go);
        let go = go.ok_or_else(|| Missing::NotHere("there is no `go` on PATH".to_owned()))?;
        let settings = known.get::<BeforeRoot>().cloned().unwrap_or_default();
        let root = Self::read(go, path.and_then(|path| path.behind.as_ref()), &settings.0);
        let config = Config::load_but_sources(&known.env, &known.home).unwrap_or_default();
        let vulnerabilities = vulnerabilities::known(&known.home, &config, known.env.now);
        Ok(Self { vulnerabilities, ..root })
    }

    fn paths(&self) -> Vec<PathBuf> {
        let own = self.own.clone();
        [self.path.clone(), toolchain_dir::program(&self.path, "go")]
            .into_iter()
            .chain(own)
            .collect()
    }
}
