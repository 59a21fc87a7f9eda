//! `goenvmgr exec`: runs a program in the environment of a version, or of several in turn.

mod several;

use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::{Context, installing, meant};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::{NotARequest, Request, is_range};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{Selection, lacks_go, select};
use crate::shells::activate::{self, Inputs, Placing};
use crate::sys::env::Env;
use crate::sys::envdiff::Vars;
use crate::sys::fs::lookup;
use crate::sys::replace;
use crate::toolchains::store::{Installed, Store};

/// Run a program with a version of Go, or with the one that is selected here
///
/// The program takes the place of goenvmgr: signals reach it and its exit status is the answer. With several
/// versions it runs once for each, one after the other, and a table of results follows on standard error.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Exit status: the program's own; 127 where the version is not installed or the program is not found. With
auto_install = true a version that is not installed is, before. With several versions 0 where all end with
0, else 1; Ctrl-C ends them all.

Examples:
  goenvmgr exec -- go test ./...
  goenvmgr exec 1.22.5 -- go build ./...
  goenvmgr exec 1.21 -- env GOOS=windows go vet ./...
  goenvmgr exec 1.21,1.22,latest -- go test ./...")]
pub(super) struct Args {
    /// The version: 1.22.5, 1.22 (its newest installed patch), latest, system; several with commas between them, or a
    /// range
    #[arg(value_name = "VERSION")]
    versions: Option<Versions>,
    /// The program and its arguments
    #[arg(last = true, required = true, value_name = "COMMAND")]
    command: Vec<OsString>,
}

/// One version, or several.
#[derive(Clone, Debug)]
struct Versions(Vec<Request>);

impl FromStr for Versions {
    type Err = NotARequest;

    fn from_str(text: &str) -> Result<Self, NotARequest> {
        let words: Vec<&str> = text.split(',').map(str::trim).collect();
        // A range may have commas of its own: of two that follow each other nobody knows.
        let follow = words.windows(2).any(|pair| pair.iter().all(|word| is_range(word)));
        if is_range(text) || follow {
            return Ok(Self(vec![text.parse()?]));
        }
        words.into_iter().map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A program that can be run: where it lies, and in which environment.
struct Ready {
    program: PathBuf,
    vars: Vars,
    /// What runs it: `go1.22.5`, `the system's Go`.
    by: String,
}

/// Runs the command. Returns only where the program cannot be run, or several have run.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Some((name, arguments)) = args.command.split_first() else {
        return Err(Fault::usage("no program is named").hint("goenvmgr exec -- go version"));
    };
    let versions = args.versions.as_ref().map_or(&[][..], |versions| &versions.0);
    let versions = &meant::each(versions, meant::meant, context)?[..];
    let scan = AncestorScan::of(&context.env.cwd);
    if versions.len() > 1 {
        return several::run(versions, name, arguments, &scan, context);
    }
    let Ready { program, vars, .. } = ready(versions.first(), name, &scan, context)?;
    replace::with(&program, name, arguments, &vars)
}

/// What is to be run with that version, or with the one that is selected here.
///
/// # Errors
/// 127 where the version or the program is not there.
fn ready(
    version: Option<&Request>,
    name: &OsStr,
    scan: &AncestorScan,
    context: &Context,
) -> Result<Ready> {
    let env = asked(&context.env, version);
    let store = Store::new(&context.home);
    let mut selection = select(&env, &store, &context.config, scan)?;
    if let Some(request) = installing::allowed(&context.config, &selection) {
        installing::unasked(context, request)?;
        selection = select(&env, &store, &context.config, scan)?;
    }
    if let Some(fault) = selection.missing(Exit::NothingToRun) {
        return Err(match version {
            Some(Request::Named(_)) | None => fault,
            Some(request) => Fault::new(Exit::NothingToRun, format!("{request} is not installed"))
                .hint(format!("goenvmgr install {}", request.typed())),
        });
    }
    let (config, selected) = (&context.config, &selection);
    let inputs = Inputs { env: &env, store: &store, config, scan, selection: selected };
    let activation = inputs.enter(Placing::Process)?;
    if let Some(installed) = selection.installed() {
        seen::note_toolchain(&context.home, &installed.name(), env.now);
    }
    seen::note_project(&context.home, &env, scan, selection.pin_file());
    let program = match own(&selection, name) {
        Some(own) => own,
        None => find(name, &activation.after).or_else(|fault| {
            let none = if name == "go" { lacks_go(&env, &store, &selection)? } else { None };
            let pinned = activation.tools.as_ref().and_then(|set| set.lacks(name));
            Err(none.map(|none| none.fault(Exit::NothingToRun)).or(pinned).unwrap_or(fault))
        })?,
    };
    let by = selection.installed().map(Installed::name);
    let by = by.unwrap_or_else(|| "the system's Go".to_owned());
    Ok(Ready { program, vars: activation.after, by })
}

/// The environment in which that version is asked for: inner shims and shells follow it too.
fn asked(env: &Env, version: Option<&Request>) -> Env {
    let mut env = env.clone();
    if let Some(request) = version {
        env.vars.insert(activate::VERSION.into(), request.to_string().into());
    }
    env
}

/// The toolchain's own program of that name: PATH may have a shim in its place, and on a mount that is
/// noexec another one's, where this one is run, and refused by name.
fn own(selection: &Selection, name: &OsStr) -> Option<PathBuf> {
    let is_name = Path::new(name).file_name() == Some(name);
    let bin = selection.installed().filter(|_| is_name)?.bin();
    lookup::standing(&bin, name)
}

/// The program, looked up on the PATH that it will see; a name with a slash is a path.
pub(super) fn find(name: &OsStr, vars: &Vars) -> Result<PathBuf> {
    let path = PathBuf::from(name);
    if path.components().count() > 1 || path.is_absolute() {
        return Ok(path);
    }
    let dirs = lookup::dirs(vars.get(OsStr::new("PATH")).map(OsString::as_os_str));
    lookup::first(dirs, name).ok_or_else(|| {
        let what = format!("there is no program {} on PATH", name.visible());
        Fault::new(Exit::NothingToRun, what).hint(if name == "go" {
            "goenvmgr doctor --only path.go"
        } else {
            "name it by its path; what `go install` puts somewhere is in \
             \"$(goenvmgr exec -- go env GOPATH)/bin\""
        })
    })
}
