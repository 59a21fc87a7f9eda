//! `goenvmgr upgrade`: the newest of each line that is used.

use std::io::{self, Write};

use serde::Serialize;

use super::installing::installing;
use super::needed::Needed;
use super::outcome::{self, Failed, Outcome};
use super::{Context, FormatArg, install, meant, outdated, user_hooks, wanting};
use crate::base::fault::{Exit, Fault, Result};
use crate::caches::toolchains::{Gone, uninstall};
use crate::go::version::{GoVersion, Request};
use crate::projects::seen;
use crate::settings::config::{self, Config};
use crate::toolchains::install::Options;
use crate::toolchains::store::Store;
use crate::toolchains::upgrade::{Upgrade, moved, upgrades};
use crate::ui::Report;

/// Install the newest of each line that is installed, or that the default or a known project asks for
///
/// A default of one version moves to the newest of its line. Pins stay as they are: `goenvmgr outdated` names
/// them.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
One that cannot be installed stops no other: what it would have taken the place of stays, and the default too.

JSON: dry_run, upgrades [{from, to, installed}], failed [{version, request, status, error {exit, what, causes,
hints}}], default {from, to}, pruned, kept [{version, why}].

Examples:
  goenvmgr upgrade --dry-run
  goenvmgr upgrade 1.22
  goenvmgr upgrade --minor --prune")]
pub(super) struct Args {
    /// Only these lines: 1.22, latest [default: all that are used]
    #[arg(value_name = "VERSION")]
    lines: Vec<Request>,
    /// The newest Go there is, too; a default of one version moves to it
    #[arg(long)]
    minor: bool,
    /// Remove the older ones of these lines that nobody asks for
    #[arg(long)]
    prune: bool,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// What is, or would be, done. Keys are part of the command line's contract.
#[derive(Debug, Default, Serialize)]
struct Plan {
    dry_run: bool,
    upgrades: Vec<Upgrade>,
    /// Those that could not be installed.
    failed: Vec<Failed>,
    default: Option<Moved>,
    /// Versions that go.
    pruned: Vec<GoVersion>,
    /// Older ones that stay.
    kept: Vec<Kept>,
}

#[derive(Debug, Serialize)]
struct Moved {
    from: GoVersion,
    to: GoVersion,
}

#[derive(Debug, Serialize)]
struct Kept {
    version: GoVersion,
    why: String,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let mut plan = plan(args, context)?;
    if args.dry_run {
        if args.prune {
            prune(&mut plan, context)?;
        }
        context.out.report(&plan, args.format.format)?;
        return Ok(Exit::Fine);
    }
    let exit = get(&mut plan, context)?;
    if let Some(Moved { to, .. }) = &plan.default {
        let to = Request::Exact(to.clone());
        config::set_default(&context.home, Some(&to), &*context.out.progress())?;
    }
    if args.prune {
        prune(&mut plan, context)?;
    }
    install::refresh_shims(&context.home, &context.env, &context.out);
    context.out.done(&plan, args.format.format)?;
    Ok(exit)
}

fn plan(args: &Args, context: &Context) -> Result<Plan> {
    let published = outdated::published(context)?.versions;
    let installed = Store::new(&context.home).versions()?;
    let latest = args.minor.then_some(Request::Latest);
    let mut asked: Vec<Request> = match args.lines.is_empty() {
        true => wanting::all(context)?.into_iter().map(|one| one.request).collect(),
        false => meant::each(&args.lines, meant::published, context)?,
    };
    asked.extend(latest);
    let mut upgrades = upgrades(&installed, &asked, &published);
    for line in &args.lines {
        if line.newest(&published).is_none() {
            let what = format!("no published version is {line}");
            return Err(Fault::no(what).hint("goenvmgr list --remote"));
        }
    }
    if !args.lines.is_empty() {
        let named = |one: &Upgrade| asked.iter().any(|line| named(line, &one.to, &published));
        upgrades.retain(named);
    }
    // What an alias stands for, its user says.
    let is_alias = context.config.default_alias.is_some();
    let default = context.config.default.value.as_ref().filter(|_| !is_alias);
    let default = default.and_then(|default| match default {
        Request::Exact(from) => {
            let to = moved(default, &published, args.minor)?;
            let comes = upgrades.iter().any(|one| one.to == to) || installed.contains(&to);
            comes.then(|| Moved { from: from.clone(), to })
        }
        _ => None,
    });
    Ok(Plan { dry_run: args.dry_run, upgrades, default, ..Plan::default() })
}

/// Whether a line that was named is that of this version.
fn named(line: &Request, newest: &GoVersion, published: &[GoVersion]) -> bool {
    match line {
        Request::Exact(version) => version.same_line(newest),
        Request::Range(_) => line.newest(published) == Some(newest),
        other => other.newest(published).is_some_and(|version| version.same_line(newest)),
    }
}

/// Installs what is to come. What could not be is in the plan as such, with nothing that rests on it.
fn get(plan: &mut Plan, context: &Context) -> Result<Exit> {
    let new = plan.upgrades.iter().filter(|one| !one.installed);
    let new: Vec<Request> = new.map(|one| Request::Exact(one.to.clone())).collect();
    if new.is_empty() {
        return Ok(Exit::Fine);
    }
    let (env, home, out) = (context.env.clone(), context.home.clone(), context.out.clone());
    let (outcomes, exit) = installing(context, context.config.clone(), move |installer| {
        outcome::each(
            (&env, &home, &out),
            &new,
            |request| Some(request),
            |request| {
                let done = installer.install(Some(request), &Options::default())?;
                seen::note_toolchain(&home, &done.version.toolchain(), env.now);
                Ok(done.version)
            },
        )
    })?;
    let came: Vec<GoVersion> = outcome::done(&outcomes).cloned().collect();
    user_hooks::after_install(&came, context);
    plan.upgrades.retain(|one| one.installed || came.contains(&one.to));
    let stands = |version: &GoVersion| Store::new(&context.home).find(version).is_some();
    plan.default.take_if(|moved| !stands(&moved.to));
    plan.failed = outcomes.into_iter().filter_map(Outcome::failed).collect();
    Ok(exit)
}

/// Removes older versions of these lines, or says which would go: what a root or the default selects
/// stays, and what runs.
fn prune(plan: &mut Plan, context: &Context) -> Result<()> {
    let mut config = Config::load_but_sources(&context.env, &context.home)?;
    if let Some(Moved { to, .. }) = &plan.default {
        config.default.value = Some(Request::Exact(to.clone()));
    }
    let needed = Needed::gather(context, &config)?;
    let older: Vec<GoVersion> = plan.upgrades.iter().flat_map(|one| one.from.clone()).collect();
    for version in older {
        let name = version.toolchain();
        if !needed.knows(&version) {
            continue;
        }
        let why = needed.why(&version);
        let progress = context.out.progress();
        match why {
            Some(why) => plan.kept.push(Kept { version, why }),
            None if plan.dry_run => plan.pruned.push(version),
            None => match uninstall(&context.home, &name, context.env.now, &*progress)? {
                Gone::Removed => plan.pruned.push(version),
                Gone::Runs => {
                    plan.kept.push(Kept { version, why: "a program in it runs".to_owned() });
                }
            },
        }
    }
    Ok(())
}

impl Report for Plan {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let would = if self.dry_run { "would be " } else { "" };
        for Upgrade { from, to, installed } in &self.upgrades {
            let old: Vec<String> = from.iter().map(ToString::to_string).collect();
            let old = if old.is_empty() { String::new() } else { format!(" ({})", old.join(", ")) };
            match installed {
                true => writeln!(out, "{to} is installed already{old}")?,
                false => writeln!(out, "{to} {would}installed{old}")?,
            }
        }
        if let Some(Moved { from, to }) = &self.default {
            writeln!(out, "the default {would}moved from {from} to {to}")?;
        }
        for version in &self.pruned {
            writeln!(out, "{version} {would}removed")?;
        }
        for Kept { version, why } in &self.kept {
            writeln!(out, "{version} stays: {why}")?;
        }
        if self.upgrades.is_empty() && self.failed.is_empty() && self.default.is_none() {
            writeln!(out, "everything is the newest of its line")?;
        }
        Ok(())
    }
}
