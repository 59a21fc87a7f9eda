//! One tool: `go install`, and what the program says of itself afterwards.

use std::ffi::OsString;
use std::path::Path;

use super::checksums::Checksums;
use super::environment;
use super::receipt::Built;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::origin::Origin;
use crate::go::buildinfo::{self, BuildInfo};
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::sys::envdiff::Vars;
use crate::sys::fs::{lookup, marks};
use crate::sys::proc::{Watched, complaining};
use crate::sys::replace;
use crate::toolchains::store::Installed;

/// What is to be built, by what, and where it goes.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub toolchain: &'a Installed,
    /// The user's environment.
    pub vars: &'a Vars,
    pub checksums: &'a Checksums,
    pub name: &'a str,
    pub package: &'a str,
    pub version: &'a str,
    /// Flags of `go install`.
    pub flags: &'a [String],
    /// The line that pins it; none pins what the user installed.
    pub pinned: Option<&'a Origin>,
    /// Whether a program may be built of what the database is not asked for.
    pub policy: Policy,
    /// Where the program goes.
    pub bin: &'a Path,
    /// Where the go command works.
    pub dir: &'a Path,
    /// Whether what the go command says goes on to standard error.
    pub heard: bool,
}

impl Job<'_> {
    /// Builds it. Ctrl-C is for the go command to answer.
    ///
    /// # Errors
    /// When it fails, with what it said last: 1 where there is no such version, or the toolchain is too old
    /// for it; 6 where the checksum database says that it is another; else 3.
    pub(crate) fn build(&self) -> Result<Built> {
        let go = self.toolchain.program("go");
        let package = format!("{}@{}", self.package, self.version).into();
        let flags = self.flags.iter().map(OsString::from);
        let last = [OsString::from("--"), package];
        let args: Vec<OsString> =
            [OsString::from("install")].into_iter().chain(flags).chain(last).collect();
        let sumdb = &self.checksums.setting;
        let vars = environment::of(self.vars, self.toolchain, self.bin, self.dir, sumdb);
        let Watched { exit, struck, said } =
            complaining(&go, &args, &vars, Some(self.dir), self.heard)
                .map_err(|error| replace::refused(&go, &error))?;
        if let Some(signal) = struck {
            return Err(Fault::new(Exit::Signal(signal), "interrupted"));
        }
        if exit.code() != 0 {
            return Err(self.failure(&String::from_utf8_lossy(&said)));
        }
        self.judge()
    }

    /// What was built is what was asked for, by its own account.
    fn judge(&self) -> Result<Built> {
        let program = self.bin.join(lookup::file_name(self.name));
        let wrong = |why: String| {
            let what = format!("{}@{} is not what came of it", self.package, self.version);
            Fault::integrity(what).because(why)
        };
        if !lookup::is_program(&program) {
            return Err(wrong(format!("there is no program {}", self.name)));
        }
        let info = buildinfo::read(&program);
        if info.is_none() && says_what_it_builds(&self.toolchain.version) {
            return Err(wrong("it does not say what it was built from".to_owned()));
        }
        let info = info.unwrap_or_default();
        let BuildInfo { go, path, module, sum, dependencies, .. } = info;
        if path.as_ref().is_some_and(|path| path != self.package) {
            return Err(wrong(format!("its package is {}", path.unwrap_or_default())));
        }
        let named = module.as_ref().map(|(_, version)| version);
        if named.is_some_and(|version| version != self.version) {
            return Err(wrong(format!("its version is {}", named.cloned().unwrap_or_default())));
        }
        let module = module.map(|(path, _)| path);
        let mut built = Built {
            name: self.name.to_owned(),
            package: self.package.to_owned(),
            version: self.version.to_owned(),
            database: None,
            dependencies: dependencies.into_iter().map(|(path, _)| path).collect(),
            module,
            sum,
            go: Some(go).filter(|go| !go.is_empty()),
            size: marks::size(&program).unwrap_or_default(),
        };
        let database = self.checksums.verifier_of(built.modules()).map(str::to_owned);
        if database.is_none() && self.policy == Policy::Transparency {
            // That its own module is exempt was said before it was built.
            let exempt = built.modules().find(|one| self.checksums.verifier(one).is_none());
            return Err(Fault::usage(format!(
                "verify = transparency needs the checksum database, and {} is built of {}, which is exempt",
                self.name,
                exempt.unwrap_or_default()
            ))
            .hint("goenvmgr tools sync --dry-run   says what exempts it"));
        }
        built.database = database;
        Ok(built)
    }

    fn failure(&self, said: &str) -> Fault {
        let runs = self.toolchain.version.toolchain();
        let named = format!("{} {}", self.name, self.version);
        let pins = |fault: Fault| match self.pinned {
            Some(at) => fault.because(format!("{at} pins it")),
            None => fault,
        };
        if let Some(needs) = needs(said) {
            let what = format!("{named} needs Go {needs} or newer, and {runs} is selected here");
            return pins(Fault::no(what))
                .hint(format!("goenvmgr use --pin {needs}   takes a Go that builds it"))
                .hint(format!(
                    "or an older {}: goenvmgr tools outdated --all has a list",
                    self.name
                ));
        }
        let (exit, what) = if is_forged(said) {
            let database = &self.checksums.database;
            (Exit::Integrity, format!("{named} is not what {database} has recorded"))
        } else if is_unknown(said) {
            (Exit::No, format!("there is no {}@{}", self.package, self.version))
        } else {
            (Exit::Unfinished, format!("{named} could not be built by {runs}"))
        };
        // Who heard it has it above.
        let said_last = last(said).filter(|_| !self.heard);
        let mut fault = said_last.fold(Fault::new(exit, what), Fault::because);
        if is_not_cached(said) {
            fault = fault.hint(
                "it is not in the module cache: without --offline, and GOPROXY=off, it is fetched",
            );
        }
        match exit {
            Exit::No => pins(fault).hint("goenvmgr tools outdated shows the newest"),
            _ => fault,
        }
    }
}

/// Before Go 1.18 programs say nothing.
fn says_what_it_builds(toolchain: &GoVersion) -> bool {
    GoVersion::parse("1.18").is_some_and(|first| toolchain.meets(&first))
}

/// So many lines of what the go command said last.
const LAST: usize = 8;

fn last(said: &str) -> impl Iterator<Item = &str> {
    let lines: Vec<&str> = said
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with("go: downloading "))
        .collect();
    let first = lines.len().saturating_sub(LAST);
    lines.into_iter().skip(first)
}

/// `1.24.2` of `go: …@… requires go >= 1.24.2 (running go 1.22.5; GOTOOLCHAIN=local)`
/// (`cmd/go/internal/gover.TooNewError`), or of `note: module requires Go 1.24`, which Go before 1.21 says.
fn needs(said: &str) -> Option<&str> {
    let after = |mark: &str| said.split_once(mark).map(|(_, rest)| rest);
    let rest = after("requires go >= ").or_else(|| after("note: module requires Go "))?;
    rest.split(|c: char| c.is_whitespace() || matches!(c, ';' | '(' | ')'))
        .next()
        .filter(|word| !word.is_empty())
}

/// Of GOPROXY=off, and of the module cache as a proxy (see [`environment::without_network`]).
fn is_not_cached(said: &str) -> bool {
    let file = said.split_once("reading file://").map(|(_, file)| file);
    said.contains("disabled by GOPROXY=off")
        || file.is_some_and(|file| file.contains("/cache/download/"))
}

fn is_forged(said: &str) -> bool {
    ["SECURITY ERROR", "checksum mismatch"].iter().any(|words| said.contains(words))
}

fn is_unknown(said: &str) -> bool {
    let words = ["unknown revision", "404 Not Found", "410 Gone", "but does not contain package"];
    words.iter().any(|words| said.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_go_command_are_understood() {
        let newer = "go: downloading golang.org/x/tools/gopls v0.20.0\ngo: golang.org/x/tools/gopls@v0.20.0 \
                     requires go >= 1.24.2 (running go 1.22.5; GOTOOLCHAIN=local)\n";
        assert_eq!(needs(newer), Some("1.24.2"));
        assert_eq!(
            needs("# x\na.go:1: undefined: y\nnote: module requires Go 1.22\n"),
            Some("1.22")
        );
        assert_eq!(needs("go: no network"), None);
        assert!(is_forged("verifying x@v1: checksum mismatch\n\tdownloaded: h1:…"));
        let absent = "go: x@v1: x@v1: reading file:///m/cache/download/x/@v/v1.info: no such file or directory";
        assert!(is_not_cached(absent) && !is_not_cached("reading file:///srv/proxy/x/@v/v1.info"));
        assert!(is_unknown("go: x@v9.9.9: reading …: 404 Not Found"));
    }
}
