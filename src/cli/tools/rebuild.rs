//! `goenvmgr tools rebuild`.

use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;

use super::{Here, sync};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::{Context, FormatArg};
use crate::projects::manifest::Tool;
use crate::settings::goenv::GoEnv;
use crate::sys::envdiff::Vars;
use crate::sys::fs::{lookup, mode};
use crate::toolchains::store::Installed;
use crate::tools::build::Job;
use crate::tools::checksums::Checksums;
use crate::tools::environment;
use crate::tools::go_bin::{self, Program};
use crate::tools::plan::Plan;
use crate::tools::set;
use crate::ui::{Format, Report};

/// Build tools once more, or those in GOBIN that an older Go built
///
/// Without --go-bin it is the tools of goenvmgr.toml; with it what `go install` left in GOBIN: each program says which
/// package it is and at which version, and the Go that is selected builds that again, where it stands.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: as `goenvmgr tools sync`; with --go-bin path, toolchain, programs [{name, package, version, go, state (rebuilt,
older, left), why}].

Examples:
  goenvmgr tools rebuild
  goenvmgr tools rebuild gopls
  goenvmgr tools rebuild --go-bin --dry-run")]
pub(super) struct Args {
    /// Which [default: all; with --go-bin those that an older Go built]
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// The programs in GOBIN
    #[arg(long)]
    go_bin: bool,
    /// Show what would be built
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let here = Here::read(context)?;
    if args.go_bin {
        return of_go_bin(args, &here, context);
    }
    let pinned = here.pinned()?;
    let named = |name: &String| pinned.manifest.tools.iter().any(|tool| tool.name == *name);
    if let Some(unknown) = args.names.iter().find(|name| !named(name)) {
        let file = pinned.manifest.path.visible();
        return Err(Fault::no(format!("{file} pins no {}", unknown.visible()))
            .hint("goenvmgr tools list shows what is pinned"));
    }
    let again = |tool: &Tool| args.names.is_empty() || args.names.contains(&tool.name);
    let Context { env, home, config, .. } = context;
    let plan = Plan::of(pinned, Some(&again), env, home, config)?;
    sync::carry_out(&plan, pinned, args.dry_run, args.format, context)
}

fn of_go_bin(args: &Args, here: &Here, context: &Context) -> Result<Exit> {
    let Some(toolchain) = here.selection.installed() else {
        let none = Fault::no("no toolchain of goenvmgr is selected here");
        return Err(here
            .selection
            .missing(Exit::No)
            .unwrap_or(none)
            .or_hint("goenvmgr use latest"));
    };
    let go = GoEnv::read(&context.env, &context.home);
    let bin = go.bin().ok_or_else(|| Fault::no("where GOBIN is is not known: HOME is not set"))?;
    let programs = go_bin::list(&bin, Some(&toolchain.version))?;
    if let Some(unknown) =
        args.names.iter().find(|name| !programs.iter().any(|program| program.name == **name))
    {
        let what = format!("{} has no {} that Go built", bin.visible(), unknown.visible());
        return Err(Fault::no(what).hint("goenvmgr tools list --format json shows what it has"));
    }
    let chosen = |program: &Program| match args.names.is_empty() {
        true => program.older,
        false => args.names.contains(&program.name),
    };
    let chosen: Vec<Program> = programs.into_iter().filter(chosen).collect();
    let checksums = Checksums::of(&go)?;
    let packages = chosen.iter().filter_map(|program| program.package.as_deref());
    checksums.may_be_built(packages, context.config.verify.value)?;
    checksums.note().iter().for_each(|note| context.out.status(note));
    let mut rows = Vec::new();
    for program in chosen {
        rows.push(one(program, toolchain, &checksums, (&context.env.vars, &go), args, context));
    }
    let rebuilt = Rebuilt { path: &bin, toolchain: toolchain.version.toolchain(), programs: rows };
    match args.dry_run || args.format.format == Format::Json {
        true => context.out.report(&rebuilt, args.format.format)?,
        false => context.out.done(&rebuilt, args.format.format)?,
    }
    let interrupted = rebuilt
        .programs
        .iter()
        .find_map(|row| row.exit.filter(|exit| matches!(exit, Exit::Signal(_))));
    let failed = rebuilt.programs.iter().filter_map(|row| row.exit).fold(Exit::Fine, Exit::then);
    Ok(interrupted.unwrap_or(failed))
}

fn one(
    program: Program,
    toolchain: &Installed,
    checksums: &Checksums,
    (vars, go): (&Vars, &GoEnv),
    args: &Args,
    context: &Context,
) -> Row {
    let row = |program: Program, state, why, exit| Row {
        name: program.name,
        package: program.package,
        version: program.version,
        go: program.go,
        state,
        why,
        exit,
    };
    let Some((package, version)) = program.again() else {
        let why = "it was built in its own tree, and says no version".to_owned();
        return row(program, "left", Some(why), None);
    };
    let without = program.without.join(", ");
    let unlike =
        (!without.is_empty()).then(|| format!("without the {without} that it was built with"));
    if args.dry_run {
        return row(program, "older", unlike, None);
    }
    let mut vars = vars.clone();
    environment::settle(&mut vars, go);
    if crate::sys::net::is_offline(&context.env) {
        environment::without_network(&mut vars, go);
    }
    mode::readable_where_root_works();
    context.out.status(&format!(
        "building {} {version} with {}",
        program.name,
        toolchain.version.toolchain()
    ));
    // Where the go command works there is no project, and GOBIN: what it builds goes by the package's name, which may
    // be another program's there, and is looked at first.
    let built = set::in_scratch(&context.home, toolchain, |dir| {
        let job = Job {
            toolchain,
            vars: &vars,
            checksums,
            name: go_bin::built_name(package),
            package,
            version,
            flags: &program.flags,
            pinned: None,
            policy: context.config.verify.value,
            bin: dir,
            dir,
            heard: !context.out.is_quiet(),
        };
        let built = job.build()?;
        go_bin::replace(&dir.join(lookup::file_name(job.name)), &program.path)?;
        Ok(built)
    });
    match built {
        Ok(built) => {
            let go = built.go.unwrap_or_default();
            row(Program { go, ..program }, "rebuilt", unlike, None)
        }
        Err(fault) => {
            let exit = fault.exit;
            row(program, "left", Some(fault.to_string()), Some(exit))
        }
    }
}

/// Keys are part of the command line's contract.
#[derive(Debug, Serialize)]
struct Rebuilt<'a> {
    #[serde(flatten, serialize_with = "crate::base::json::path")]
    path: &'a Path,
    toolchain: String,
    programs: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    name: String,
    package: Option<String>,
    version: Option<String>,
    go: String,
    /// `rebuilt`; `older`: it would be; each with how unlike before; `left`: it stays, and why.
    state: &'static str,
    why: Option<String>,
    #[serde(skip)]
    exit: Option<Exit>,
}

fn beside(why: Option<&str>) -> String {
    why.map(|why| format!(", {why}")).unwrap_or_default()
}

impl Report for Rebuilt<'_> {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let (dir, by) = (self.path.visible(), &self.toolchain);
        if self.programs.is_empty() {
            return writeln!(out, "nothing in {dir} was built by an older Go than {by}");
        }
        for row in &self.programs {
            let Row { name, go, .. } = row;
            let version = row.version.as_deref().unwrap_or("(no version)");
            match (row.state, row.why.as_deref()) {
                ("rebuilt", why) => {
                    writeln!(out, "rebuilt {name} {version} with {by}{}", beside(why))?;
                }
                ("older", why) => {
                    let beside = beside(why);
                    writeln!(out, "would rebuild {name} {version}, which {go} built{beside}")?;
                }
                (_, why) => {
                    let why = why.unwrap_or_default();
                    writeln!(out, "{name} {version} stays, built by {go}: {why}")?;
                }
            }
        }
        Ok(())
    }
}
