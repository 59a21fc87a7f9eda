//! `goenvmgr clean`: facts, a plan, a question where one is due, a sweep.

mod amounts;
mod shown;

use std::path::PathBuf;

use super::{Context, FormatArg};
use crate::base::counted::counted;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::caches::facts::{Ask, Facts};
use crate::caches::places::Places;
use crate::caches::plan::{CleanPlan, RemovalKind};
use crate::caches::plans::{builds, downloads, interrupted, modules, stale};
use crate::caches::sweep::{self, Scene, Swept};
use crate::caches::{ours, roots, vendored};
use crate::health::generations::keep_last_good;
use crate::sys::fs::movable;
use crate::sys::interrupt;
use crate::ui::{Format, bytes};

use shown::{Done, Shown};

/// Remove what no project needs any more: toolchains, modules, build results, downloads
#[derive(Debug, clap::Args)]
#[command(
    group(clap::ArgGroup::new("part").required(true).multiple(true)
        .args(["stale", "modcache", "build_cache", "downloads", "all", "vendor"])),
    after_help = "Without a terminal, --stale acts; everything else needs --yes, or prints the plan \
    and ends with 2.\n`goenvmgr roots` shows the projects that decide what stays; `goenvmgr why` \
    which of them keeps a module.\n\nExamples:\n  goenvmgr clean --stale\n  goenvmgr clean \
    --modcache --dry-run\n  goenvmgr clean --build-cache --max-size 10G --yes\n  goenvmgr clean \
    --all --yes"
)]
pub(super) struct Args {
    /// What is provably of no use: unused toolchains, interrupted work, cached archives
    #[arg(long)]
    stale: bool,
    /// Modules that no root reaches
    #[arg(long)]
    modcache: bool,
    /// With --modcache: the zips of kept modules too
    #[arg(long, requires = "modcache")]
    zips: bool,
    /// With --modcache: all of it, as go clean -modcache does
    #[arg(long, requires = "modcache", conflicts_with = "zips")]
    everything: bool,
    /// Entries of Go's build cache
    #[arg(long)]
    build_cache: bool,
    /// With --build-cache: only the oldest, until this much stays (10G, 500M)
    #[arg(long, value_name = "SIZE", value_parser = amounts::size)]
    max_size: Option<u64>,
    /// Archives and indexes that goenvmgr downloaded
    #[arg(long)]
    downloads: bool,
    /// --stale --modcache --build-cache --downloads
    #[arg(long)]
    all: bool,
    /// List vendor trees that disagree with go.mod; with DIR, remove that one
    #[arg(long, value_name = "DIR", num_args = 0..=1)]
    vendor: Option<Option<PathBuf>>,
    /// What counts as unused: 30d unless given (90d, 12h)
    #[arg(long, value_name = "AGE", value_parser = amounts::age)]
    older_than: Option<i64>,
    /// Name every project below this directory as a root first
    #[arg(long, value_name = "DIR")]
    scan: Vec<PathBuf>,
    /// Show the plan and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// What counts as unused, in seconds.
const UNUSED: i64 = 30 * 86_400;

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    args.mean_something()?;
    if let Some(dir) = &args.vendor {
        if dir.is_none() {
            return list_vendor(args, context);
        }
        if args.only_vendor() {
            let plan = args.vendor_plan(context)?;
            return decide(args, context, None, &plan);
        }
    }
    let extra = super::roots::scanned(context, &args.scan)?;
    let facts = args.facts(context, &extra)?;
    if !extra.is_empty() && !args.dry_run {
        super::roots::name(context, &extra)?;
    }
    let plan = args.plan(context, &facts)?;
    decide(args, context, Some(&facts), &plan)
}

impl Args {
    fn only_vendor(&self) -> bool {
        !(self.stale || self.modcache || self.build_cache || self.downloads || self.all)
    }

    /// Refuses what would have no effect on the parts that are named.
    fn mean_something(&self) -> Result<()> {
        let builds = self.build_cache || self.all;
        if self.older_than.is_some() && !(self.stale || builds) {
            let what = "--older-than is for --stale and --build-cache: \
                        all else goes or stays whatever its age";
            return Err(Fault::usage(what).hint("leave it out, or add --stale or --build-cache"));
        }
        if self.max_size.is_some() && !builds {
            return Err(Fault::usage("--max-size is for --build-cache alone")
                .hint("goenvmgr clean --build-cache --max-size 10G"));
        }
        Ok(())
    }

    fn facts(&self, context: &Context, extra: &[PathBuf]) -> Result<Facts> {
        let ask = Ask { modules: true, builds: self.build_cache || self.all };
        let progress = context.out.progress();
        progress.begin("looking at what there is", None, crate::base::progress::Unit::Files);
        let facts = Facts::gather(&context.env, &context.home, &context.config, extra, ask);
        progress.end();
        let mut facts = facts?;
        keep_last_good(&context.home, &mut facts)?;
        Ok(facts)
    }

    fn plan(&self, context: &Context, facts: &Facts) -> Result<CleanPlan> {
        let mut plan = CleanPlan::default();
        let older_than = self.older_than.unwrap_or(UNUSED);
        let stale = self.stale || self.all;
        if stale {
            let mut left = ours::leftovers(&context.home);
            left.extend(ours::set_aside(&context.home, facts.now - older_than));
            plan.join(stale::plan(facts, &left, older_than));
        }
        if self.everything {
            plan.join(modules::everything(facts, self.yes));
        } else {
            plan.join(self.of_module_cache(facts, stale, older_than));
        }
        if let Some(cache) = facts.builds.as_ref().filter(|_| self.build_cache || self.all) {
            plan.join(builds::plan(cache, self.max_size, self.older_than, facts.now));
        }
        if self.downloads || self.all {
            let mut found = ours::indexes(&context.home);
            if !stale {
                // Else they are among its leftovers.
                found.extend(ours::archives(&context.home));
            }
            plan.join(downloads::plan(&found));
        }
        if let Some(Some(_)) = &self.vendor {
            plan.join(self.vendor_plan(context)?);
        }
        Ok(plan)
    }

    /// What goes of the module cache where not everything does.
    fn of_module_cache(&self, facts: &Facts, stale: bool, older_than: i64) -> CleanPlan {
        let mut plan = CleanPlan::default();
        if stale {
            plan.join(stale::cached(facts, older_than));
        }
        let modules = self.modcache || self.all;
        if modules {
            plan.join(modules::plan(facts, self.zips, self.yes));
        }
        if stale || modules && plan.refused.is_none() {
            plan.join(interrupted::plan(facts));
        }
        plan
    }

    fn vendor_plan(&self, context: &Context) -> Result<CleanPlan> {
        match &self.vendor {
            Some(Some(dir)) => vendored::plan(&context.env.cwd.join(dir)),
            _ => Ok(CleanPlan::default()),
        }
    }

    /// How it ends when everything that may be done is done.
    fn ending(&self, plan: &CleanPlan) -> Exit {
        let others = self.all || self.stale || self.build_cache || self.downloads;
        if plan.refused.is_some() && !others { Exit::No } else { Exit::Fine }
    }
}

fn list_vendor(args: &Args, context: &Context) -> Result<Exit> {
    if !args.only_vendor() {
        return Err(Fault::usage("--vendor without a directory only lists, and stands alone")
            .hint("goenvmgr clean --vendor"));
    }
    let extra = super::roots::scanned(context, &args.scan)?;
    let ask = Ask::default();
    let facts = Facts::gather(&context.env, &context.home, &context.config, &extra, ask)?;
    let trees = vendored::trees(&facts);
    context.out.report(&shown::VendorTrees(trees), args.format.format)?;
    Ok(Exit::Fine)
}

/// Shows the plan, asks where that is due, and applies it.
fn decide(args: &Args, context: &Context, facts: Option<&Facts>, plan: &CleanPlan) -> Result<Exit> {
    let human = args.format.format == Format::Human;
    let asks = plan.beyond && !plan.removals.is_empty() && !args.yes;
    if human && (args.dry_run || asks || !context.out.is_quiet()) {
        context.out.report(&Shown::new(plan, context.env.now, args.dry_run), Format::Human)?;
    }
    let show = || -> Result<()> {
        if human {
            return Ok(());
        }
        context.out.report(&Shown::new(plan, context.env.now, args.dry_run), Format::Json)
    };
    if let Some(hint) = plan.hint {
        context.out.hint(hint);
    }
    if args.dry_run {
        show()?;
        return Ok(args.ending(plan));
    }
    if asks {
        let whole = plan.removals.iter().find(|removal| removal.kind == RemovalKind::ModuleCache);
        let what = whole.map(|cache| format!("Empty {}", cache.path.visible()));
        let what = what.unwrap_or_else(|| "Remove this".to_owned());
        let question = format!("{what} and free {}?", bytes(plan.bytes()));
        // A program that reads JSON cannot answer.
        match human.then(|| context.out.confirm(&question)).flatten() {
            Some(true) => {}
            Some(false) => return Ok(Exit::No),
            None => {
                show()?;
                return Err(Fault::usage(
                    "nothing was removed: this goes beyond what is provably unused",
                )
                .hint("add --yes to do it, or --dry-run to see the plan only"));
            }
        }
    }
    if let Some(facts) = facts {
        for path in
            roots::remember(&context.home, &facts.roots, facts.now, &*context.out.progress())?
        {
            context.out.status(&format!("{} was gone for long and is forgotten", path.visible()));
        }
    }
    let swept = apply(context, facts, plan)?;
    finish(args, context, plan, &swept)
}

fn apply(context: &Context, facts: Option<&Facts>, plan: &CleanPlan) -> Result<Swept> {
    if plan.removals.is_empty() {
        return Ok(Swept::default());
    }
    let places = facts.map_or_else(Places::default, |facts| facts.places.clone());
    let (env, home) = (context.env.clone(), context.home.clone());
    let (plan, progress) = (plan.clone(), context.out.progress());
    let swept = interrupt::supervised(move |_| {
        let scene = Scene { env: &env, home: &home, places: &places };
        sweep::apply(&scene, &plan, &*progress)
    });
    super::install::without_links(&context.home, &context.out);
    swept
}

fn finish(args: &Args, context: &Context, plan: &CleanPlan, swept: &Swept) -> Result<Exit> {
    let done = Done { plan: Shown::new(plan, context.env.now, false), done: swept };
    match swept.stuck.is_empty() {
        true => context.out.done(&done, args.format.format)?,
        false => context.out.report(&done, args.format.format)?,
    }
    if swept.stuck.is_empty() {
        return Ok(args.ending(plan));
    }
    let foreign = swept.stuck.iter().filter(|stuck| stuck.foreign).count();
    let mut what = format!("not removed: {}", counted(swept.stuck.len(), "path"));
    if foreign > 0 {
        what += &format!(", {foreign} of them owned by another user, or in a directory of one");
    }
    let mut fault = Fault::unfinished(what);
    for stuck in swept.stuck.iter().take(10) {
        fault = fault.because(format!("{}: {}", stuck.path.visible(), stuck.why));
    }
    if let Some(dir) = shown::common(swept.stuck.iter().filter_map(|stuck| stuck.theirs.as_deref()))
    {
        fault = fault.hint(movable::claim(&dir, None));
    }
    Err(fault.hint("then run the same command again"))
}
