//! `goenvmgr setup`: the start-up files of the user's shells.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Context, FormatArg, file_plan, session};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::{Visible as _, below_home};
use crate::projects::pins::{Unread, unread};
use crate::projects::scan::AncestorScan;
use crate::settings::config::{PathMode, Setting};
use crate::settings::goenv::GoEnv;
use crate::settings::home::unusable::cure;
use crate::shells::setup::block::Change;
use crate::shells::setup::{self, Action, BlockPlan, FilePlan, SetupPlan, Step, apply};
use crate::shells::shell::Shell;
use crate::sys::fs::read::is_dir;
use crate::sys::path_list::SEPARATOR;
use crate::ui::{DIM, Report, STRONG};

/// Set up your shells to find Go, or take that back
///
/// Writes marked blocks into the files that your shells read at start-up: one for every kind of
/// shell, so that scripts and IDEs find the same Go, and one for interactive shells, which switches
/// when you change directory. Everything else in these files stays as it is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr setup --dry-run\n  goenvmgr setup\n  \
                        goenvmgr setup --shell zsh --shell fish\n  goenvmgr setup --go-bin\n  goenvmgr setup --undo")]
pub(super) struct Args {
    /// Only for this shell (may be repeated) [default: those that you use]
    #[arg(long = "shell", value_name = "SHELL")]
    shells: Vec<Shell>,
    /// Show what would change, and change nothing
    #[arg(long, short = 'n')]
    dry_run: bool,
    /// Put the directory of `go install` (GOBIN, else GOPATH/bin) at the end of PATH, too
    #[arg(long, conflicts_with = "undo")]
    go_bin: bool,
    /// Take out everything that setup wrote
    #[arg(long)]
    undo: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    crate::sys::fs::mode::readable_where_root_works();
    let Context { env, home, out, .. } = context;
    if let Some(user) = env.home().filter(|user| !args.undo && !is_dir(user)) {
        let what = format!("the home directory {} (HOME) does not exist", user.visible());
        return Err(Fault::unfinished(what)
            .because("shells read their start-up files there")
            .hint(cure(env, "HOME")));
    }
    let plan = match args.undo {
        true => setup::undo(env, home, &args.shells)?,
        false => {
            let go_bin = args.go_bin.then(|| go_bin(context)).transpose()?;
            setup::plan(env, home, &args.shells, go_bin.as_deref())?
        }
    };
    let mut backups = Vec::new();
    if !args.dry_run {
        backups = apply::apply(&plan, env, home, &*out.progress())?;
        if !args.undo {
            session::stand_shims(context);
        }
    }
    let home_dir = env.home.clone().unwrap_or_default();
    let unread = if args.undo { Vec::new() } else { unread_pins(&env.cwd, &home_dir) };
    let done = Done {
        dry_run: args.dry_run,
        plan,
        unread,
        backups,
        path: context.config.path.clone(),
        cwd: env.cwd.clone(),
        home_dir,
    };
    match args.dry_run {
        true => out.report(&done, args.format.format)?,
        false => out.done(&done, args.format.format)?,
    }
    Ok(Exit::Fine)
}

/// What `go env` says of it where no project sets another.
fn go_bin(context: &Context) -> Result<PathBuf> {
    let go = GoEnv::read(&context.env, &context.home);
    let bin = go.bin().filter(|bin| bin.is_absolute());
    let bin = bin.ok_or_else(|| {
        Fault::usage(
            "where `go install` puts programs is not known: GOBIN or GOPATH is no absolute path",
        )
        .hint("goenvmgr doctor --only env.gobin,env.gopath")
    })?;
    match bin.to_string_lossy().contains(SEPARATOR) {
        true => Err(Fault::usage(format!(
            "{} cannot stand on PATH: there is a {SEPARATOR} in it",
            bin.visible()
        ))
        .hint("go env -w GOBIN=DIR   names another")),
        false => Ok(bin),
    }
}

/// Files of other version managers that count no more: around the working directory, and the user's own.
fn unread_pins(cwd: &Path, home: &Path) -> Vec<Unread> {
    let mut found: Vec<_> = unread(&AncestorScan::of(cwd)).collect();
    if !cwd.starts_with(home) {
        let own = |file: &Unread| file.path.starts_with(home);
        found.extend(unread(&AncestorScan::of(home)).filter(own));
    }
    found
}

#[derive(Serialize)]
struct Done {
    dry_run: bool,
    #[serde(flatten)]
    plan: SetupPlan,
    /// Files that ask for a Go version and that goenvmgr does not read.
    #[serde(rename = "unread_pins")]
    unread: Vec<Unread>,
    backups: Vec<PathBuf>,
    /// The setting `path`: what the hook puts first on PATH.
    path: Setting<PathMode>,
    #[serde(skip)]
    cwd: PathBuf,
    #[serde(skip)]
    home_dir: PathBuf,
}

impl Report for Done {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.plan.is_empty() {
            let nothing = match self.plan.action {
                Action::Setup => "everything is set up already",
                Action::Undo => "nothing of goenvmgr is in your start-up files",
            };
            writeln!(out, "{nothing}")?;
        }
        for file in self.plan.files.iter().filter(|file| file.step != Step::Keep) {
            self.file(file, out)?;
        }
        if self.dry_run {
            for file in self.plan.generated.iter().filter(|file| file.step != Step::Keep) {
                writeln!(
                    out,
                    "{STRONG}{}{STRONG:#}: {}",
                    self.short(&file.path),
                    self.verb(file.step)
                )?;
            }
        }
        self.user_path(out)?;
        self.old_lines(out)?;
        self.unread_pins(out)?;
        for note in &self.plan.notes {
            writeln!(out, "note: {note}")?;
        }
        if let Some(backup) = self.backups.first() {
            let folder =
                backup.ancestors().find(|dir| dir.parent().is_some_and(|p| p.ends_with("setup")));
            let folder = folder.unwrap_or(backup);
            writeln!(out, "{DIM}what was there before is kept in {}{DIM:#}", self.short(folder))?;
        }
        if !self.dry_run && !self.plan.is_empty() && self.plan.action == Action::Setup {
            writeln!(
                out,
                "open a new shell to use it; `goenvmgr setup --undo` takes all of it back"
            )?;
        }
        let Setting { value, origin } = &self.path;
        if *value == PathMode::Shims && self.plan.action == Action::Setup {
            writeln!(
                out,
                "path = \"shims\" ({origin}): go is the shim in every shell, and selects for the \
                 directory that it runs in"
            )?;
        }
        Ok(())
    }
}

impl Done {
    fn file(&self, file: &FilePlan, out: &mut dyn Write) -> io::Result<()> {
        let verb = self.verb(file.step);
        let blocks: Vec<String> = file.blocks.iter().map(|block| self.block(block)).collect();
        let blocks =
            if blocks.is_empty() { String::new() } else { format!(": {}", blocks.join(", ")) };
        writeln!(out, "{}: {verb}{blocks}", file_plan::name(file, &self.home_dir))?;
        if file.names > 1 {
            let names = file.names;
            writeln!(out, "  one file with {names} names (hard links): written in place, for all")?;
        }
        for block in file.blocks.iter().filter(|block| block.edited) {
            let fate = match block.change {
                Some(Change::EditReplaced) => "replaced",
                _ => "taken out",
            };
            writeln!(out, "  the block `{}` had been edited; it is {fate}", block.name)?;
        }
        file_plan::refusal(file, out)?;
        match self.dry_run {
            true => file_plan::lines(file, out),
            false => Ok(()),
        }
    }

    fn block(&self, block: &BlockPlan) -> String {
        let moved = block.change.is_none() && self.plan.action == Action::Setup;
        if moved { format!("{} goes from here", block.name) } else { block.name.clone() }
    }

    fn user_path(&self, out: &mut dyn Write) -> io::Result<()> {
        let Some(path) = self.plan.user_path.as_ref().filter(|path| path.step != Step::Keep) else {
            return Ok(());
        };
        let how = if self.plan.action == Action::Setup { "put first" } else { "taken out" };
        let (place, verb, entries) = (path.place, self.verb(path.step), path.entries.join(" and "));
        writeln!(out, "{STRONG}{place}{STRONG:#}: {verb}: {how}: {entries}")
    }

    fn old_lines(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.plan.old_lines.is_empty() {
            return Ok(());
        }
        writeln!(out, "these lines are not ours and may get in the way; they were left alone:")?;
        for old in &self.plan.old_lines {
            writeln!(out, "  {}:{}: {}", self.short(&old.file), old.line, old.text)?;
            writeln!(out, "    {DIM}{}{DIM:#}", old.what)?;
        }
        if self.plan.old_lines.iter().any(|old| old.manager.is_some()) {
            writeln!(
                out,
                "`goenvmgr import --silence` puts those of goenv, gvm and g behind a mark"
            )?;
        }
        Ok(())
    }

    fn unread_pins(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.unread.is_empty() {
            return Ok(());
        }
        writeln!(out, "these files ask for a Go version, and goenvmgr does not read them:")?;
        for file in &self.unread {
            let (path, program) = (self.short(&file.path), file.program);
            write!(out, "  {path}:{} ({program})", file.line)?;
            match &file.request {
                Some(request) => writeln!(out, ": {request}")?,
                None => writeln!(out)?,
            }
            let home = Some(self.home_dir.as_path());
            writeln!(out, "    {DIM}type: {}{DIM:#}", file.cure(&self.cwd, home))?;
        }
        Ok(())
    }

    fn verb(&self, step: Step) -> &'static str {
        file_plan::verb(step, self.dry_run)
    }

    /// With `~` for the home directory.
    fn short(&self, path: &Path) -> String {
        below_home(path, &self.home_dir)
    }
}
