//! `goenvmgr import`: takes in what other managers installed, and what they were told.

mod plan;
mod shown;

use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::installing::installing;
use crate::cli::{Context, FormatArg, consent, install};
use crate::projects::other_defaults::OtherDefault;
use crate::projects::seen;
use crate::settings::config;
use crate::shells::setup::{apply, silenced};
use crate::toolchains::import::Taken;
use crate::toolchains::store::Store;
use crate::ui::Format;
use plan::Plan;
use shown::Shown;

/// Take in what other version managers have: toolchains, their default, and their lines at start-up
///
/// Finds what goenv, gvm, g, goup, gobrew, mise, asdf, proto, vfox, govm, golang.org/dl, GoLand, Homebrew, the
/// system and Go's own toolchain cache hold. Each version is copied and verified like any install; what is
/// not what Go published is named and left, which is no failure where anything else is here. Nothing of theirs is moved or changed, but for lines in your
/// start-up files that you let be silenced.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "\
JSON: {dry_run, toolchains [{version, copies [{owner, path, bytes}], installed, status (present, imported, \
refused, failed), path, verified, why}], default {manager, path, request}, lines [{file, line, text, what, \
manager}], gopaths}.

Examples:
  goenvmgr import --dry-run
  goenvmgr import goenv
  goenvmgr import --yes --silence && goenvmgr setup")]
pub(super) struct Args {
    /// Only what these have: goenv, mise, golang.org/dl, system … [default: all]
    #[arg(value_name = "MANAGER")]
    managers: Vec<String>,
    /// Silence the lines of goenv, gvm and g in your start-up files; `setup --undo` gives them back
    #[arg(long)]
    silence: bool,
    /// Verify and show what would be taken in, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do it without a question
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let plan = Plan::make(&args.managers, context)?;
    if plan.is_empty() {
        tell(&Shown::of(&plan, None, true), args, context)?;
        return Ok(Exit::Fine);
    }
    let may_silence = args.dry_run || agreed(args, &plan, context)?;
    let (taken, exit) = take(&plan, args.dry_run, context)?;
    if !args.dry_run {
        follow(&plan, may_silence, context)?;
    }
    let both = plan.toolchains.iter().zip(&taken);
    let refused = both.filter(|(_, taken)| matches!(taken, Taken::Refused { .. }));
    let refused: Vec<_> = refused.map(|(candidate, _)| candidate.version.clone()).collect();
    let none = taken.iter().try_fold(Exit::Fine, |exit, taken| match taken {
        Taken::Refused { exit: this, .. } => Some(exit.then(*this)),
        _ => None,
    });
    tell(&Shown::of(&plan, Some(taken), args.dry_run), args, context)?;
    for refused in refused {
        context.out.hint(&format!("goenvmgr install {refused}   fetches what Go published"));
    }
    if !args.dry_run {
        context.out.hint("goenvmgr setup   sets up your shells, where that is still to be done");
    }
    Ok(exit.then(none.unwrap_or(Exit::Fine)))
}

fn tell(shown: &Shown, args: &Args, context: &Context) -> Result<()> {
    match args.dry_run {
        true => context.out.report(shown, args.format.format),
        false => context.out.done(shown, args.format.format),
    }
}

/// Shows what is going to happen, and asks; whether lines may be silenced too.
fn agreed(args: &Args, plan: &Plan, context: &Context) -> Result<bool> {
    if args.yes {
        return Ok(args.silence);
    }
    if args.format.format == Format::Human {
        context.out.report(&Shown::of(plan, None, true), Format::Human)?;
    }
    let again = "goenvmgr import --yes, or --dry-run to see what would be done";
    let ask = |question: &str| consent::asked(context, args.format.format, question, again);
    if plan.takes_something() && !ask("Take these in?")? {
        return Err(Fault::no("nothing was taken in"));
    }
    Ok(args.silence || (!plan.lines.is_empty() && ask("Silence these lines?")?))
}

/// What became of each candidate, and how that ends. One that cannot be had hides no other.
fn take(plan: &Plan, dry_run: bool, context: &Context) -> Result<(Vec<Taken>, Exit)> {
    let (candidates, out, home) =
        (plan.toolchains.clone(), context.out.clone(), context.home.clone());
    let now = context.env.now;
    let done = installing(context, context.config.clone(), move |installer| {
        let (mut taken, mut exit) = (Vec::new(), Exit::Fine);
        for candidate in &candidates {
            match candidate.take(installer, dry_run) {
                Err(fault) if matches!(fault.exit, Exit::Signal(_)) => return Err(fault),
                Err(fault) => {
                    exit = exit.then(out.fault(&fault));
                    taken.push(Taken::Failed { why: vec![fault.what] });
                }
                Ok(one) => {
                    if matches!(one, Taken::Imported { .. }) && !dry_run {
                        seen::note_toolchain(&home, &candidate.version.toolchain(), now);
                    }
                    taken.push(one);
                }
            }
        }
        Ok((taken, exit))
    })?;
    if !dry_run {
        install::refresh_shims(&context.home, &context.env, &context.out);
    }
    Ok(done)
}

/// What they were told: their default, and their lines.
fn follow(plan: &Plan, may_silence: bool, context: &Context) -> Result<()> {
    let progress = context.out.progress();
    if let Some(OtherDefault { manager, request, .. }) = &plan.default {
        let versions = Store::new(&context.home).versions()?;
        if request.newest(&versions).is_some() {
            config::set_default(&context.home, Some(request), &*progress)?;
        } else {
            let what = "which is not installed here: it did not become the default";
            context.out.warn(&format!("{manager} has {request}, {what}"));
            let request = request.typed();
            context.out.hint(&format!("goenvmgr install {request} && goenvmgr default {request}"));
        }
    }
    if !may_silence || plan.lines.is_empty() {
        return Ok(());
    }
    let (silencing, left) = silenced::plan(&plan.lines)?;
    apply::apply(&silencing, &context.env, &context.home, &*progress)?;
    for line in left {
        let at = format!("{}:{}", line.file.visible(), line.line);
        context
            .out
            .warn(&format!("{at} was left alone: it may hold more than a manager's own line"));
    }
    Ok(())
}
