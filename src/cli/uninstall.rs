//! `goenvmgr uninstall`: removes toolchains.

use std::io;

use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use super::needed::Needed;
use super::platform::ForPlatform;
use super::wanting::{self, Wanting};
use super::{Context, FormatArg, link, meant};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Request};
use crate::toolchains::install::uninstall::{self, Removal};
use crate::toolchains::links::{self, Unlinking};
use crate::toolchains::store::Store;
use crate::tools::{set, sync};
use crate::ui::Report;

/// Remove installed toolchains
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: a list of version, path, needed_by, files (null: it stays, or would go), stays; of the name of a linked
toolchain, which is all that goes of it, what `unlink` says.

Examples:
  goenvmgr uninstall 1.22.5
  goenvmgr uninstall --dry-run 1.21
  goenvmgr uninstall --all '<1.22'
  goenvmgr uninstall --keep-newest")]
pub(super) struct Args {
    /// What to remove: of 1.22 or a range the newest that is installed
    #[arg(value_name = "VERSION", required_unless_present = "keep_newest")]
    versions: Vec<Request>,
    /// Every installed version that VERSION means, not its newest alone
    #[arg(long)]
    all: bool,
    /// All but the newest of each line, and but what something needs [VERSION: of these lines alone]
    #[arg(long, conflicts_with_all = ["all", "force"])]
    keep_newest: bool,
    /// Remove it even where it is the default or in use
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    platform: ForPlatform,
    /// Show what would be removed
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let asked = meant::each(&args.versions, meant::meant, context)?;
    // What this very shell uses is not taken from under it; all else goes by the user's own environment.
    let shell = args.platform.context(context)?.env;
    let context = &args.platform.context(&context.outside())?;
    let Context { env, home, config, out, .. } = context;
    let (mut plans, mut links) = (Vec::new(), Vec::new());
    for request in chosen(args, &asked, context)? {
        match request {
            Request::Named(name) => links.push(links::removal(&shell, home, config, &name)?),
            request => plans.push(uninstall::plan(&shell, home, config, &request)?),
        }
    }
    if args.keep_newest {
        asked_for(&mut plans, context)?;
    }
    let refused = plans.iter().find(|plan| !plan.needed_by.is_empty());
    let refused = refused.filter(|_| !args.force && !args.keep_newest).map(refused_for);
    let refused = refused.or_else(|| links.iter().find_map(|plan| link::refused(plan, args.force)));
    if refused.is_none() && !args.force {
        tell_left_without(&plans, args.keep_newest, context);
    }
    if args.dry_run {
        let keeps = args.keep_newest;
        out.report(&Removals { plans, links, keeps, dry_run: true }, args.format.format)?;
        // It ends as the real one would.
        return refused.map_or(Ok(Exit::Fine), Err);
    }
    if let Some(fault) = refused {
        return Err(fault);
    }
    let progress = out.progress();
    let stays = |plan: &Removal| args.keep_newest && !plan.needed_by.is_empty();
    let gone = plans.into_iter().map(|plan| match stays(&plan) {
        true => Ok(plan),
        false => {
            let gone = uninstall::apply(home, plan, &*progress)?;
            if home.platform().is_none() {
                without_tools(context, &gone.version)?;
            }
            Ok(gone)
        }
    });
    let gone: Result<Vec<_>> = gone.collect();
    if home.platform().is_none() {
        super::install::refresh_shims(home, env, out);
    }
    let plans = gone?;
    let gone = links.into_iter().map(|plan| links::remove(home, plan, &*progress));
    let links = gone.collect::<Result<_>>()?;
    let removals = Removals { plans, links, keeps: args.keep_newest, dry_run: false };
    out.done(&removals, args.format.format)?;
    Ok(Exit::Fine)
}

/// Names the projects that ask for what goes, where nothing that stays is what they ask for. That is their
/// affair alone: whoever removes a version by name is not refused for it.
fn tell_left_without(plans: &[Removal], keeps: bool, context: &Context) {
    let goes = |version: &GoVersion| {
        plans.iter().any(|plan| plan.version == *version && (!keeps || plan.needed_by.is_empty()))
    };
    // Where the list of projects cannot be read, `roots` says so.
    let (Ok(installed), Ok(all)) = (Store::new(&context.home).versions(), wanting::all(context))
    else {
        return;
    };
    let stays: Vec<GoVersion> = installed.iter().filter(|one| !goes(one)).cloned().collect();
    for Wanting { request, by } in all {
        if request.newest(&installed).is_some() && request.newest(&stays).is_none() {
            context
                .out
                .warn(&format!("{by} asks for {request}, and nothing else installed is that"));
        }
    }
}

/// Takes the tools away that it built: nobody selects it any more.
fn without_tools(context: &Context, version: &GoVersion) -> Result<()> {
    for (name, _) in set::all(&context.home)? {
        if set::owner(&name).as_ref() == Some(version) {
            sync::remove(&context.home, &name, &*context.out.progress())?;
            context.out.status(&format!("removed the tools that it built: {name}"));
        }
    }
    Ok(())
}

/// The versions that are named, each as itself where several can be meant.
fn chosen(args: &Args, asked: &[Request], context: &Context) -> Result<Vec<Request>> {
    if !args.all && !args.keep_newest {
        return Ok(asked.to_vec());
    }
    let installed = Store::new(&context.home).versions()?;
    let mut chosen: Vec<GoVersion> = Vec::new();
    let (names, asked): (Vec<_>, Vec<_>) =
        asked.iter().cloned().partition(|request| matches!(request, Request::Named(_)));
    for request in &asked {
        let among = request.among(&installed);
        if among.is_empty() {
            return Err(uninstall::not_installed(&request.to_string()));
        }
        chosen.extend(
            among.into_iter().filter(|one| !chosen.contains(one)).cloned().collect::<Vec<_>>(),
        );
    }
    if asked.is_empty() && names.is_empty() {
        chosen.clone_from(&installed);
    }
    let is_newest =
        |version: &GoVersion| Request::Line(version.language()).newest(&installed) == Some(version);
    chosen.retain(|version| !args.keep_newest || !is_newest(version));
    Ok(chosen.into_iter().map(Request::Exact).chain(names).collect())
}

/// Adds why each of them stays, where something needs it.
fn asked_for(plans: &mut [Removal], context: &Context) -> Result<()> {
    let needed = Needed::gather(context, &context.config)?;
    for plan in plans.iter_mut().filter(|plan| plan.needed_by.is_empty()) {
        plan.needed_by.extend(needed.why(&plan.version));
    }
    Ok(())
}

fn refused_for(plan: &Removal) -> Fault {
    let what = format!("{} is needed", plan.version.toolchain());
    let fault = plan.needed_by.iter().fold(Fault::no(what), |f, who| f.because(who.clone()));
    fault.hint(format!("goenvmgr uninstall --force {} removes it all the same", plan.version))
}

struct Removals {
    plans: Vec<Removal>,
    links: Vec<Unlinking>,
    /// Whether what is needed stays.
    keeps: bool,
    dry_run: bool,
}

/// One list.
impl Serialize for Removals {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.plans.len() + self.links.len()))?;
        self.plans.iter().try_for_each(|plan| list.serialize_element(plan))?;
        self.links.iter().try_for_each(|link| list.serialize_element(link))?;
        list.end()
    }
}

impl Report for Removals {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.links.iter().try_for_each(|link| link.human(out))?;
        if self.plans.is_empty() && self.links.is_empty() {
            return writeln!(out, "every version that is installed is the newest of its line");
        }
        for one in &self.plans {
            let name = one.version.toolchain();
            match one.files {
                Some(files) if one.stays => {
                    let path = one.path.visible();
                    writeln!(out, "removed {name}: {files} files; {path} stays, empty")?;
                }
                Some(files) => writeln!(out, "removed {name}: {files} files")?,
                None if self.keeps && !one.needed_by.is_empty() => {
                    writeln!(out, "{name} stays: {}", one.needed_by.join("; "))?;
                }
                None if self.dry_run => {
                    writeln!(out, "would remove {name} in {}", one.path.visible())?;
                    for who in &one.needed_by {
                        writeln!(out, "  needed: {who}")?;
                    }
                }
                None => {}
            }
        }
        Ok(())
    }
}
