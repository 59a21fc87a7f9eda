//! `goenvmgr trust`, `goenvmgr untrust`: whether a manifest's variables, tools and checks count.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::{Name, Request};
use crate::health::check::UserCheck;
use crate::health::policy::Policy;
use crate::projects::manifest::{self, Manifest, Tool, Variable, trust};
use crate::projects::scan::AncestorScan;
use crate::sys::fs::read;
use crate::ui::{DIM, Report, STRONG};

/// Let the variables, tools and checks of a goenvmgr.toml count, and a linked toolchain that it pins
///
/// Variables can run code (GOFLAGS=-toolexec=…), tools and checks are code: they count only once you
/// have looked at them.
/// Trust is for the file as it is now and where it is now: any change revokes it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr trust\n  goenvmgr trust ~/src/project\n  \
                        goenvmgr trust --list")]
pub(super) struct Args {
    /// A goenvmgr.toml, or a directory that has one [default: the nearest upwards]
    path: Option<PathBuf>,
    /// Show what is trusted
    #[arg(long, conflicts_with = "path")]
    list: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Take back the trust in a goenvmgr.toml
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr untrust\n  goenvmgr untrust ~/src/project")]
pub(super) struct UntrustArgs {
    /// A goenvmgr.toml, or a directory that has one [default: the nearest upwards]
    path: Option<PathBuf>,
}

/// Runs `trust`.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    if args.list {
        context.out.report(&listed(context)?, args.format.format)?;
        return Ok(Exit::Fine);
    }
    let (manifest, policy) = named(args.path.as_deref(), context)?;
    for notice in &manifest.notices {
        let file = manifest.path.visible();
        context.out.status(&format!("{file}:{}: {}", notice.line, notice.what));
    }
    let checks = policy.checks.iter().map(Check::of).collect();
    let trusted = manifest.asks_trust();
    if trusted {
        trust::grant(&context.home, &manifest, context.env.now, &*context.out.progress())?;
    }
    let Manifest { path, env, go, tools, .. } = manifest;
    let link = go.and_then(|pin| match pin.request {
        Request::Named(name) => Some(name),
        _ => None,
    });
    let env = env.into_iter().map(Variable::shown).collect();
    context.out.done(&Granted { path, trusted, link, env, tools, checks }, args.format.format)?;
    Ok(Exit::Fine)
}

/// Runs `untrust`.
pub(super) fn run_untrust(args: &UntrustArgs, context: &Context) -> Result<Exit> {
    let path = match &args.path {
        Some(path) => place(path, context),
        None => nearest(&AncestorScan::of(&context.env.cwd))?,
    };
    if !trust::revoke(&context.home, &path, &*context.out.progress())? {
        return Err(Fault::no(format!("{} was not trusted", path.visible()))
            .hint("see what is: goenvmgr trust --list"));
    }
    context.out.status(&format!("no longer trusted: {}", path.visible()));
    Ok(Exit::Fine)
}

/// The manifest and what its checks ask, of one reading: what is shown is what is granted. What is wrong with either
/// is told before it is trusted.
fn named(path: Option<&Path>, context: &Context) -> Result<(Manifest, Policy)> {
    let path = match path {
        Some(path) => place(path, context),
        None => nearest(&AncestorScan::of(&context.env.cwd))?,
    };
    let bytes = read::bytes(&path, manifest::LIMIT)?.ok_or_else(|| {
        Fault::no(format!("there is no {}", path.visible()))
            .hint("name a goenvmgr.toml, or a directory that has one")
    })?;
    let manifest = Manifest::of_bytes(&path, &bytes)?;
    // What is no text is no manifest.
    let policy = Policy::parse(&path, &String::from_utf8_lossy(&bytes))?;
    Ok((manifest, policy))
}

/// The nearest manifest.
fn nearest(scan: &AncestorScan) -> Result<PathBuf> {
    let mut found = scan.levels().filter(|level| level.manifest().is_some());
    let level = found.next().ok_or_else(|| {
        Fault::no(format!("no {} in {} or above", manifest::FILE, scan.dir().visible()))
            .hint("name a goenvmgr.toml, or a directory that has one")
    })?;
    Ok(level.dir().join(manifest::FILE))
}

/// The file that is named. For `untrust` it need not exist any more.
fn place(path: &Path, context: &Context) -> PathBuf {
    let path = context.env.cwd.join(path);
    let is_file = path.file_name().is_some_and(|name| name == manifest::FILE);
    if is_file { path } else { path.join(manifest::FILE) }
}

#[derive(Serialize)]
struct Granted {
    path: PathBuf,
    trusted: bool,
    /// The toolchain of the user's own that it selects.
    link: Option<Name>,
    env: Vec<Variable>,
    tools: Vec<Tool>,
    checks: Vec<Check>,
}

#[derive(Serialize)]
struct Check {
    check: String,
    asks: String,
    line: usize,
    /// The program, where it lies in the project: trust is for the manifest's bytes, and not for this file's.
    #[serde(skip)]
    program: Option<String>,
}

impl Check {
    fn of(check: &UserCheck) -> Self {
        let program = check.ask.argv().and_then(<[String]>::first);
        let is_named = |name: &&String| name.contains('/') && !name.starts_with('/');
        Self {
            check: check.id.clone(),
            asks: check.ask.says(),
            line: check.line,
            program: program.filter(is_named).cloned(),
        }
    }
}

impl Report for Granted {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let file = self.path.visible();
        if !self.trusted {
            return writeln!(
                out,
                "{file} sets no variables and pins no tools: there is nothing to trust"
            );
        }
        let does = if self.env.is_empty() { "" } else { "; it sets" };
        writeln!(out, "trusted: {STRONG}{file}{STRONG:#}{does}")?;
        for Variable { name, value, .. } in &self.env {
            // Escaped: a value must not be able to hide itself on the terminal.
            writeln!(out, "  {name}={value:?}")?;
        }
        if !self.tools.is_empty() {
            writeln!(out, "what `goenvmgr tools sync` builds here, and puts on PATH:")?;
        }
        for Tool { name, package, version, .. } in &self.tools {
            writeln!(out, "  {name}  {package}@{version}")?;
        }
        if let Some(name) = &self.link {
            writeln!(out, "what it selects is {name}, a toolchain of your own: unverified")?;
        }
        if !self.checks.is_empty() {
            writeln!(out, "what its checks ask, at each `goenvmgr health` here:")?;
        }
        for Check { check, asks, program, .. } in &self.checks {
            writeln!(out, "  {check}  {}", asks.visible())?;
            if let Some(program) = program {
                let program = program.as_str().visible();
                writeln!(out, "    {program}: its content may change without asking again")?;
            }
        }
        Ok(())
    }
}

#[derive(Serialize)]
struct Listed {
    trusted: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    #[serde(flatten)]
    record: trust::Record,
    /// `current`, `changed` or `missing`.
    state: &'static str,
}

fn listed(context: &Context) -> Result<Listed> {
    let entry = |record: trust::Record| {
        let state = match Manifest::load(&record.path) {
            Ok(Some(manifest)) if manifest.sha256 == record.sha256 => "current",
            Ok(None) => "missing",
            _ => "changed",
        };
        Entry { record, state }
    };
    Ok(Listed { trusted: trust::list(&context.home)?.into_iter().map(entry).collect() })
}

impl Report for Listed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.trusted.is_empty() {
            return writeln!(out, "no manifest is trusted");
        }
        for Entry { record, state } in &self.trusted {
            let note = match *state {
                "changed" => ": changed since, so no longer trusted",
                "missing" => ": the file is gone",
                _ => "",
            };
            let names = [record.env.as_slice(), &record.tools].concat().join(" ");
            let (path, names) = (record.path.visible(), names.as_str().visible());
            writeln!(out, "{path}  {DIM}{names}{DIM:#}{note}")?;
        }
        Ok(())
    }
}
