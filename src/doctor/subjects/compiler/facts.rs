//! The C compiler that Go would use, and what it did with a small program.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::doctor::model::facts::{Fact, Facts, Need};
use crate::doctor::model::limit::Missing;
use crate::doctor::model::parts::PROGRAM as PROGRAM_LIMIT;
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::answers::Answers;
use crate::doctor::subjects::filesystem::role::{Role, Use};
use crate::doctor::subjects::filesystem::scratch::Scratch;
use crate::doctor::subjects::settings::facts::Settings;
use crate::go::quoted;
use crate::sys::env::Env;
use crate::sys::fs::{atomic, lookup, read};
use crate::sys::proc::{Output, Run};

/// The C compiler.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Compiler {
    /// The command, as Go would start it.
    pub command: Vec<String>,
    /// The program that PATH finds for it.
    pub program: Option<PathBuf>,
    /// Whether `pkg-config` (or PKG_CONFIG) is on PATH.
    pub pkg_config: Option<PathBuf>,
    /// Whether `git` is on PATH.
    pub git: Option<PathBuf>,
    /// The user's git configuration; empty where there is none.
    pub git_config: String,
    /// The program that GOCACHEPROG names.
    pub cache_program: Option<PathBuf>,
    /// What compiling, linking and running a small program said: nothing where it was not tried,
    /// an empty text where it worked.
    pub trial: Option<String>,
    /// What the compiler says it builds for: `x86_64-linux-gnu`.
    pub machine: Option<String>,
}

/// How long each of its two runs may take.
const LIMIT: Duration = Duration::from_secs(20);
/// How long it may do nothing.
const IDLE: Duration = Duration::from_secs(4);
const PROGRAM: &[u8] = b"#include <stdlib.h>\nint main(void) { return EXIT_SUCCESS; }\n";

impl Compiler {
    /// Finds it; with `scratch` also compiles and links there.
    pub(crate) fn read(env: &Env, settings: &Settings, scratch: Option<&Path>) -> Self {
        let command = words(settings, "CC", "gcc");
        let program = command.first().and_then(|name| on_path(env, name));
        let mut found = Self {
            pkg_config: quoted::first(settings.value("PKG_CONFIG").unwrap_or("pkg-config"))
                .and_then(|name| on_path(env, name)),
            git: on_path(env, "git"),
            git_config: git_config(env),
            cache_program: cache_program(settings).and_then(|name| on_path(env, name)),
            command,
            program,
            ..Self::default()
        };
        // A relative path names what lies here, whoever put it there: it is not started.
        let program = found.program.as_ref().filter(|program| program.is_absolute());
        if let (Some(program), Some(scratch)) = (program, scratch) {
            let flags = &found.command[1..];
            found.machine = ask(env, program, flags, &["-dumpmachine"], scratch);
            found.trial = Some(trial(env, settings, program, flags, scratch));
        }
        found
    }
}

/// The words of a setting as Go splits them; of one that it cannot split none.
fn words(settings: &Settings, name: &str, default: &str) -> Vec<String> {
    let words = quoted::split(settings.value(name).unwrap_or(default)).unwrap_or_default();
    words.into_iter().map(str::to_owned).collect()
}

/// The first word of GOCACHEPROG.
pub(crate) fn cache_program(settings: &Settings) -> Option<&str> {
    quoted::first(&settings.by_user("GOCACHEPROG")?.value)
}

fn git_config(env: &Env) -> String {
    let file = env.home.as_ref().map(|home| home.join(".gitconfig"));
    file.and_then(|file| read::text(&file, 1 << 20).ok().flatten()).unwrap_or_default()
}

/// The first executable of this name on PATH; a name with a slash is a path, as it is written.
pub(crate) fn on_path(env: &Env, name: &str) -> Option<PathBuf> {
    if name.contains('/') {
        return Some(PathBuf::from(name)).filter(|path| lookup::is_program(&env.cwd.join(path)));
    }
    lookup::first(env.path(), name)
}

fn run(env: &Env, program: &Path, args: &[String], dir: &Path) -> Result<Output, String> {
    Run::new(program, args, dir, LIMIT)
        .idle(IDLE)
        .vars(env.vars.iter())
        .wait()
        .map_err(|error| error.to_string())
}

fn ask(env: &Env, program: &Path, flags: &[String], args: &[&str], dir: &Path) -> Option<String> {
    let all: Vec<String> =
        flags.iter().cloned().chain(args.iter().map(|a| (*a).to_owned())).collect();
    let output = run(env, program, &all, dir).ok().filter(Output::succeeded)?;
    output.text().lines().next().map(|line| line.trim().to_owned())
}

/// Compiles and links as cgo does, with the user's flags; the error, or an empty text.
fn trial(
    env: &Env,
    settings: &Settings,
    program: &Path,
    flags: &[String],
    scratch: &Path,
) -> String {
    let source = scratch.join("trial.c");
    let target = scratch.join("trial");
    if let Err(fault) = atomic::write_cache(&source, PROGRAM) {
        return fault.to_string();
    }
    let mut args = flags.to_vec();
    args.extend(words(settings, "CGO_CFLAGS", "-g -O2"));
    args.extend([source.display().to_string(), "-o".to_owned(), target.display().to_string()]);
    args.extend(words(settings, "CGO_LDFLAGS", "-g -O2"));
    match run(env, program, &args, scratch) {
        Ok(output) if output.succeeded() => String::new(),
        Ok(output) if output.complaint().trim().is_empty() => format!("{:?}", output.ended),
        Ok(output) => output.complaint(),
        Err(error) => error,
    }
}

impl Compiler {
    /// What the C compiler makes of a small program.
    pub(crate) const TRIAL: Parts = Parts::number(0);
}

impl Fact for Compiler {
    const WHAT: &'static str = "the C compiler";
    const AFTER: &'static [Need] = &[Answers::NEED, Scratch::NEED, Settings::NEED];

    fn limit(_: Parts) -> Duration {
        PROGRAM_LIMIT
    }

    fn gather(known: &Facts, parts: Parts) -> Result<Self, Missing> {
        Answers::must_come_from(known, &[Use::Place(Role::Temp)])?;
        let settings = known.get::<Settings>().cloned().unwrap_or_default();
        let scratch = parts.any(Self::TRIAL).then(|| known.answer::<Scratch>()).transpose()?;
        let scratch = scratch.map(Scratch::dir).filter(|dir| atomic::create_dir(dir).is_ok());
        Ok(Self::read(&known.env, &settings, scratch))
    }
}
