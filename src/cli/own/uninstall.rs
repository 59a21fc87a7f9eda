//! `goenvmgr self uninstall`: a plan, a question, and everything of ours is gone. Go's own caches, and what
//! `go install` made, are not ours.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::parts::{Part, parts, size};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::cli::{Context, FormatArg, consent, manual};
use crate::health::schedule::{self, Standing};
use crate::settings::home::Home;
use crate::shells::ide::{self, IdePlan, Scope};
use crate::shells::setup::{self, SetupPlan, Step, apply};
use crate::sys::env::Env;
use crate::sys::fs::{marks, probe, remove};
use crate::toolchains::install::at_work;
use crate::toolchains::inventory::processes;
use crate::ui::{Column, Format, Report, Table, bytes};
use crate::upkeep::{manager, pages};

/// Take everything of goenvmgr off this machine
///
/// Timers of `goenvmgr health schedule`, lines in start-up files and what editors were told go first, toolchains and what is remembered after
/// them. Go's caches, GOPATH and what others installed or put into our directories stay. It can be stopped and run again.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "JSON: dry_run, timers (of health schedule), files (start-up files and settings of editors that change), parts [{what, path, bytes}], stays \
(what others put beside it), program, pages (manual pages and completions)."
)]
pub(super) struct Args {
    /// Show what would go
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Do it without a question
    #[arg(long, short)]
    yes: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Everything of ours. Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Plan {
    dry_run: bool,
    /// Timers that call this program.
    timers: Vec<String>,
    /// Start-up files and settings of editors that change.
    files: Vec<PathBuf>,
    /// What is removed, in this order.
    parts: Vec<Part>,
    /// What others put into our directories.
    stays: Vec<PathBuf>,
    /// This program, where it goes too; null where whoever installed it removes it.
    program: Option<PathBuf>,
    /// Manual pages and completions that install.sh put beside it.
    pages: Vec<PathBuf>,
    /// Size of the program, and of its pages.
    #[serde(skip)]
    bytes: [u64; 2],
    #[serde(skip)]
    standing: Vec<Standing>,
    #[serde(skip)]
    undo: SetupPlan,
    #[serde(skip)]
    editors: IdePlan,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let Context { env, home, out, .. } = context;
    if home.is_anothers() {
        let data = home.data().visible();
        return Err(Fault::no(format!("{data} belongs to another user"))
            .hint("goenvmgr setup --undo takes your own start-up files back"));
    }
    nothing_runs(home)?;
    let plan = Plan::make(args.dry_run, context)?;
    if args.dry_run {
        out.report(&plan, args.format.format)?;
        return Ok(Exit::Fine);
    }
    if !args.yes {
        if args.format.format == Format::Human {
            out.report(&plan, Format::Human)?;
        }
        let again = "goenvmgr self uninstall --yes";
        if !consent::asked(context, args.format.format, "Remove all of this?", again)? {
            return Ok(Exit::No);
        }
    }
    plan.apply(env, home, &*out.progress())?;
    out.report(&plan, args.format.format)?;
    if plan.program.is_none() {
        let program = word(env.program());
        let gone = match marks::real(&env.exe).and_then(|real| manager::of(env, &real)) {
            Some(manager) => format!("{} has installed it: {}", manager.name, manager.removal),
            None => format!("rm {program}"),
        };
        out.hint(&format!("{program} is left; {gone}"));
    }
    out.hint("open a new shell: this one still has what it was given");
    Ok(Exit::Fine)
}

/// A toolchain that runs would lose its files under its feet, and an installation would go on.
fn nothing_runs(home: &Home) -> Result<()> {
    let all = processes::all();
    if let Some(process) = all.iter().find(|one| one.runs_in(&home.toolchains())) {
        let what = format!("process {} runs {}", process.pid, process.exe.visible());
        return Err(Fault::no(what).hint("end it, and run this again"));
    }
    match at_work(home) {
        Some(name) => Err(Fault::no(format!("another goenvmgr is at work on {name}"))
            .hint("let it end, and run this again")),
        None => Ok(()),
    }
}

impl Plan {
    fn make(dry_run: bool, context: &Context) -> Result<Self> {
        let Context { env, home, .. } = context;
        let undo = setup::undo(env, home, &[])?;
        let editors = ide::undo(home, &Scope::All)?;
        let told = editors.files.iter().map(|one| &one.file);
        let changed = undo.files.iter().chain(told).filter(|file| file.step != Step::Keep);
        let program = env.program();
        let below_home = env.home().is_some_and(|user| program.starts_with(user));
        let may_go = below_home && program.parent().is_some_and(probe::may_write);
        let program = Some(program).filter(|_| may_go);
        let pages = match &program {
            Some(program) => pages::beside(program, &manual::pages()),
            None => Vec::new(),
        };
        let (parts, stays) = parts(home);
        let standing = schedule::standing(env, home);
        Ok(Self {
            dry_run,
            timers: standing.iter().map(|timer| timer.name.clone()).collect(),
            files: changed
                .map(|file| file.path.clone())
                .chain(
                    editors
                        .links
                        .iter()
                        .filter(|link| link.fate.changes())
                        .map(|link| link.path.clone()),
                )
                .collect(),
            parts,
            stays,
            bytes: [
                program.as_deref().map(size).unwrap_or_default(),
                pages.iter().map(|page| size(page)).sum(),
            ],
            pages,
            program,
            standing,
            undo,
            editors,
        })
    }

    /// Timers and start-up files first, so that no new shell looks for what is going; the program last, so that this
    /// can be run again.
    fn apply(&self, env: &Env, home: &Home, progress: &dyn Progress) -> Result<()> {
        for timer in &self.standing {
            schedule::removed(&timer.timer, env)?;
        }
        apply::apply(&self.undo, env, home, progress)?;
        ide::apply::apply(&self.editors, env, home, progress)?;
        for part in &self.parts {
            remove::tree(&part.path, progress)?;
        }
        // What else stands in them is somebody else's.
        for dir in home.directories() {
            remove::empty_dir(dir);
        }
        for page in &self.pages {
            remove::file(page)?;
        }
        self.program.as_deref().map_or(Ok(()), |program| remove::file(program).map(drop))
    }
}

impl Report for Plan {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let none = self.files.is_empty() && self.parts.is_empty() && self.timers.is_empty();
        if none && self.program.is_none() {
            return writeln!(out, "nothing of goenvmgr is here");
        }
        let verb = if self.dry_run { "would be removed" } else { "removed" };
        for timer in &self.timers {
            writeln!(out, "the timer {} {verb}", timer.visible())?;
        }
        for file in &self.files {
            writeln!(out, "{}: our lines {verb}", file.visible())?;
        }
        let mut table =
            Table::new(&[Column::Left("WHAT"), Column::Right("SIZE"), Column::Left("WHERE")])
                .unbroken();
        for part in &self.parts {
            table.row([part.what.to_owned(), bytes(part.bytes), part.path.visible().to_string()]);
        }
        if let Some(program) = &self.program {
            let size = bytes(self.bytes[0]);
            table.row(["this program".to_owned(), size, program.visible().to_string()]);
        }
        if let Some(first) = self.pages.first() {
            let size = bytes(self.bytes[1]);
            let place = format!("{} and {} more", first.visible(), self.pages.len() - 1);
            table.row(["manual pages, completions".to_owned(), size, place]);
        }
        table.write(out)?;
        for path in &self.stays {
            writeln!(out, "{} stays: it is not ours", path.visible())?;
        }
        Ok(())
    }
}
