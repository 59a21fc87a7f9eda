//! `goenvmgr link`, `goenvmgr unlink`: toolchains of the user's own, under names.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Name};
use crate::sys::fs::{marks, mode};
use crate::toolchains::links::{self, Unlinking};
use crate::toolchains::store::Store;
use crate::ui::Report;

/// Give a Go of your own a name to select it by
///
/// A build of yours, a vendor's Go, a checkout that was built: it stays where it is, and nothing of it is ever
/// changed, verified or removed. What its VERSION says is what counts.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
A name is small letters, digits and dashes behind a letter, and no version request. `use`, `default` and
GOENVMGR_VERSION take it; the pin of a project does in goenvmgr.toml, after `goenvmgr trust`.
`goenvmgr toolchain link NAME DIR`, as rustup says it, is the same.

JSON: name, path, to, version, previous (where the name led before, or null), dry_run.

Examples:
  goenvmgr link mygo ~/src/go
  goenvmgr use mygo
  goenvmgr unlink mygo")]
pub(super) struct Args {
    /// The name
    name: Name,
    /// The GOROOT: the directory that holds bin/go
    dir: PathBuf,
    /// Show what would be linked
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Take the name of a linked toolchain away; the toolchain stays
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: link, path, to, version (null where there is no Go), needed_by, removed.

Examples:
  goenvmgr unlink mygo")]
pub(super) struct UnlinkArgs {
    /// The name
    #[arg(value_name = "NAME")]
    what: Name,
    /// Take it away even where it is the default or in use
    #[arg(long)]
    force: bool,
    /// Show what would be taken away
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, Serialize)]
struct Shown {
    name: Name,
    path: PathBuf,
    to: PathBuf,
    version: GoVersion,
    previous: Option<PathBuf>,
    dry_run: bool,
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Self { name, version, .. } = self;
        let verb = if self.dry_run { "would be linked" } else { "linked" };
        writeln!(out, "{name} {verb} to {}: Go {version}, unverified", self.to.visible())?;
        match &self.previous {
            Some(previous) => writeln!(out, "  it led to {}", previous.visible()),
            None => Ok(()),
        }
    }
}

/// Runs `link`.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Args { name, dry_run, .. } = args;
    let (home, store) = (&context.home, Store::new(&context.home));
    let to: PathBuf = context.env.cwd.join(&args.dir).components().collect();
    if let Some(alias) = context.config.aliases.get(name) {
        let what = format!("{name} is an alias for {} ({})", alias.value, alias.origin);
        return Err(Fault::usage(what)
            .hint(format!("goenvmgr alias remove {name}, or choose another name")));
    }
    is_elsewhere(name, &to, &home.toolchains())?;
    let checked = links::check(&store, name, &to)?;
    if !dry_run {
        mode::readable_where_root_works();
        links::set(home, name, &to, &*context.out.progress())?;
    }
    let shown = Shown {
        name: name.clone(),
        path: store.link_path(name),
        version: checked.version,
        previous: checked.previous,
        to,
        dry_run: *dry_run,
    };
    match dry_run {
        true => context.out.report(&shown, args.format.format)?,
        false => context.out.done(&shown, args.format.format)?,
    }
    Ok(Exit::Fine)
}

/// A toolchain of ours has a name; and a link to a link could lead to itself.
fn is_elsewhere(name: &Name, to: &Path, toolchains: &Path) -> Result<()> {
    let within =
        |dir: &Path| to.starts_with(dir) || marks::real(to).is_some_and(|to| to.starts_with(dir));
    let real = marks::real(toolchains);
    if !within(toolchains) && !real.is_some_and(|real| within(&real)) {
        return Ok(());
    }
    let what = format!("{} is goenvmgr's own, and has a name already", to.visible());
    Err(Fault::usage(what).hint(format!("name another directory: goenvmgr link {name} DIR")))
}

/// Runs `unlink`.
pub(super) fn run_unlink(args: &UnlinkArgs, context: &Context) -> Result<Exit> {
    let plan = links::removal(&context.env, &context.home, &context.config, &args.what)?;
    let refused = refused(&plan, args.force);
    if args.dry_run {
        context.out.report(&plan, args.format.format)?;
        return refused.map_or(Ok(Exit::Fine), Err);
    }
    if let Some(fault) = refused {
        return Err(fault);
    }
    let gone = links::remove(&context.home, plan, &*context.out.progress())?;
    context.out.done(&gone, args.format.format)?;
    Ok(Exit::Fine)
}

/// Why it stays, where something needs it.
pub(super) fn refused(plan: &Unlinking, force: bool) -> Option<Fault> {
    if force || plan.needed_by.is_empty() {
        return None;
    }
    let fault = Fault::no(format!("{} is needed", plan.link));
    let fault = plan.needed_by.iter().fold(fault, |fault, who| fault.because(who.clone()));
    Some(fault.hint(format!(
        "goenvmgr unlink --force {} takes its name away all the same",
        word(plan.link.as_str())
    )))
}

impl Report for Unlinking {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        match (self.built, self.removed) {
            (true, true) => writeln!(out, "removed {}, which was built here", self.link)?,
            (true, false) => writeln!(out, "would remove {}, which was built here", self.link)?,
            (false, removed) => {
                let verb = if removed { "unlinked" } else { "would unlink" };
                writeln!(out, "{verb} {}; {} stays as it is", self.link, self.to.visible())?;
            }
        }
        for who in self.needed_by.iter().filter(|_| !self.removed) {
            writeln!(out, "  needed: {who}")?;
        }
        Ok(())
    }
}
