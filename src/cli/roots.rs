//! `goenvmgr roots`: the projects from which `clean` decides what stays.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::caches::places::Places;
use crate::caches::plan::{RootLine, State};
use crate::caches::plans::age;
use crate::caches::project;
use crate::caches::roots::{GRACE, Ground, Root, forget, gather, remember};
use crate::projects::seen::projects::{How, Roots};
use crate::settings::goenv::GoEnv;
use crate::sys::fs::{probe, read};
use crate::toolchains::inventory::processes;
use crate::ui::{self, Column, Table};

/// Show or change the projects from which `clean` decides what stays
#[derive(Debug, clap::Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "Projects are noted when a shell with the hook enters them, and by shims, exec \
    and check.\n\nExamples:\n  goenvmgr roots\n  goenvmgr roots add ~/src/service\n  \
    goenvmgr roots add --scan ~/src\n  goenvmgr roots remove ~/src/old"
)]
pub(super) struct Args {
    #[command(subcommand)]
    action: Option<Action>,
    #[command(flatten)]
    format: FormatArg,
}

#[derive(Debug, clap::Subcommand)]
enum Action {
    /// List the roots and how they stand
    List {
        #[command(flatten)]
        format: FormatArg,
    },
    /// Name directories as roots
    Add {
        /// Directories of projects
        #[arg(value_name = "DIR", required_unless_present = "scan")]
        dirs: Vec<PathBuf>,
        /// Name every project below this directory
        #[arg(long, value_name = "DIR")]
        scan: Vec<PathBuf>,
    },
    /// Forget roots
    Remove {
        /// Directories
        #[arg(value_name = "DIR", required = true)]
        dirs: Vec<PathBuf>,
    },
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    match &args.action {
        None => list(context, args.format),
        Some(Action::List { format }) => list(context, *format),
        Some(Action::Add { dirs, scan }) => add(context, dirs, scan),
        Some(Action::Remove { dirs }) => remove(context, dirs),
    }
}

fn list(context: &Context, format: FormatArg) -> Result<Exit> {
    let roots = all(context)?;
    // Looking is worth an answer, whether or not it can be written down; root looks at another user's
    // without a trace.
    let written = match probe::may_leave(context.home.state()) {
        true => remember(&context.home, &roots, context.env.now, &*context.out.progress()),
        false => Ok(Vec::new()),
    };
    let dropped = written.unwrap_or_else(|fault| {
        context.out.warn(&format!("what they need was not written down: {fault}"));
        Vec::new()
    });
    let listed: Vec<_> = roots
        .iter()
        .filter(|root| !dropped.contains(&root.path))
        .map(|root| (root.line(), root.missing))
        .collect();
    for path in dropped {
        context.out.status(&format!("{} was gone for long and is forgotten", path.visible()));
    }
    let report = Listed {
        now: context.env.now,
        missing: listed.iter().map(|(_, missing)| *missing).collect(),
        roots: listed.into_iter().map(|(line, _)| line).collect(),
    };
    context.out.report(&report, format.format)?;
    if report.roots.is_empty() {
        context.out.hint("goenvmgr roots add DIR, or goenvmgr roots add --scan DIR");
    }
    Ok(Exit::Fine)
}

pub(super) fn all(context: &Context) -> Result<Vec<Root>> {
    let go = GoEnv::read(&context.env, &context.home);
    let places = Places::of(&go);
    let mut running = processes::all();
    running.retain(processes::is_go);
    let ground = Ground {
        env: &context.env,
        home: &context.home,
        go: &go,
        places: &places,
        processes: &running,
    };
    gather(&ground, &[])
}

fn add(context: &Context, dirs: &[PathBuf], scan: &[PathBuf]) -> Result<Exit> {
    let mut named = Vec::new();
    for dir in dirs {
        let dir = absolute(context, dir);
        if !read::is_dir(&dir) {
            return Err(Fault::usage(format!("{} is no directory", dir.visible()))
                .hint("name the directory that holds go.mod or go.work"));
        }
        named.push(dir);
    }
    named.extend(scanned(context, scan)?);
    let new = name(context, &named)?;
    // What they need is written down now, while they can be read.
    remember(&context.home, &all(context)?, context.env.now, &*context.out.progress())?;
    context.out.status(&format!("new roots: {new} of {} named", named.len()));
    Ok(Exit::Fine)
}

fn remove(context: &Context, dirs: &[PathBuf]) -> Result<Exit> {
    let dirs: Vec<_> = dirs.iter().map(|dir| absolute(context, dir)).collect();
    let unknown = forget(&context.home, &dirs, context.env.now, &*context.out.progress())?;
    for dir in dirs.iter().filter(|dir| !unknown.contains(dir)) {
        context.out.status(&format!("{} is forgotten", dir.visible()));
    }
    match unknown.first() {
        None => Ok(Exit::Fine),
        Some(dir) => Err(Fault::no(format!("{} is not among the roots", dir.visible()))
            .hint("goenvmgr roots lists them")),
    }
}

/// The projects below directories.
pub(super) fn scanned(context: &Context, dirs: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let places = Places::of(&GoEnv::read(&context.env, &context.home));
    let mut found = Vec::new();
    for dir in dirs {
        let dir = absolute(context, dir);
        if !read::is_dir(&dir) {
            return Err(Fault::usage(format!("--scan: {} is no directory", dir.visible()))
                .hint("name a directory that exists"));
        }
        found.extend(project::scan(&dir, &places));
    }
    Ok(found)
}

/// Adds roots by name; returns how many are new.
pub(super) fn name(context: &Context, dirs: &[PathBuf]) -> Result<usize> {
    let now = context.env.now;
    Roots::edit(&context.home, now, &*context.out.progress(), |roots| {
        dirs.iter().filter(|dir| roots.add(dir, How::Named, now)).count()
    })
}

/// The directory as one absolute path without `.` and `..`.
fn absolute(context: &Context, dir: &Path) -> PathBuf {
    project::tidy(&context.env.cwd.join(dir))
}

#[derive(Serialize)]
struct Listed {
    roots: Vec<RootLine>,
    #[serde(skip)]
    now: i64,
    #[serde(skip)]
    missing: Vec<Option<i64>>,
}

impl ui::Report for Listed {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.roots.is_empty() {
            return writeln!(out, "no roots");
        }
        let mut table = Table::new(&[
            Column::Left("ROOT"),
            Column::Left("HOW"),
            Column::Right("MODULES"),
            Column::Left("STATE"),
        ])
        .unbroken();
        for (root, missing) in self.roots.iter().zip(&self.missing) {
            let state = state_text(root.state, *missing, self.now);
            let modules = root.modules.to_string();
            table.row([root.path.visible().to_string(), root.how.to_owned(), modules, state]);
        }
        table.write(out)?;
        let notes = self.roots.iter().flat_map(|root| &root.notes);
        notes.take(20).try_for_each(|note| writeln!(out, "note: {note}"))
    }
}

fn state_text(state: State, missing: Option<i64>, now: i64) -> String {
    match (state, missing) {
        (State::Project, _) => "project".to_owned(),
        (State::Pin, _) => "pins a toolchain only".to_owned(),
        (State::Unreachable, _) => "cannot be looked at now; kept".to_owned(),
        (State::Missing, since) => {
            let left = (GRACE - (now - since.unwrap_or(now))).max(0) / 86_400;
            format!(
                "gone; forgotten in {left} days (seen missing {} ago)",
                age(now, since.unwrap_or(now))
            )
        }
    }
}
