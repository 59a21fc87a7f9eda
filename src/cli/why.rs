//! `goenvmgr why`: which root keeps a module.

use std::io::{self, Write};

use serde::Serialize;

use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::caches::facts::{Ask, Facts};
use crate::caches::roots::Ground;
use crate::caches::why::{Why, meant, why};
use crate::settings::goenv::GoEnv;
use crate::ui::{self, bytes};

/// Show which root keeps a module in the cache, and which file says so
#[derive(Debug, clap::Args)]
#[command(after_help = "Ends with 1 where nothing keeps it.\n\n\
    Examples:\n  goenvmgr why golang.org/x/mod\n  goenvmgr why golang.org/x/mod@v0.20.0")]
pub(super) struct Args {
    /// A module path, with or without a version
    #[arg(value_name = "MODULE[@VERSION]")]
    module: String,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let (path, version) = match args.module.split_once('@') {
        Some((path, version)) => (path, Some(version)),
        None => (args.module.as_str(), None),
    };
    if path.is_empty() || version == Some("") {
        return Err(Fault::usage(format!("{:?} names no module", args.module))
            .hint("goenvmgr why golang.org/x/mod@v0.20.0, or without @ for all versions"));
    }
    let ask = Ask { modules: true, builds: false };
    let facts = Facts::gather(&context.env, &context.home, &context.config, &[], ask)?;
    let go = GoEnv::read(&context.env, &context.home);
    let ground = Ground {
        env: &context.env,
        home: &context.home,
        go: &go,
        places: &facts.places,
        processes: &facts.processes,
    };
    let answer =
        Answer { module: args.module.clone(), versions: why(&facts, &ground, path, version) };
    context.out.report(&answer, args.format.format)?;
    if answer.versions.is_empty()
        && let Some(meant) = meant(&facts, path)
    {
        context.out.hint(&format!("goenvmgr why {}", word(meant)));
    }
    let kept = answer.versions.iter().any(|one| !one.by.is_empty());
    Ok(if kept { Exit::Fine } else { Exit::No })
}

#[derive(Serialize)]
struct Answer {
    module: String,
    versions: Vec<Why>,
}

impl ui::Report for Answer {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.versions.is_empty() {
            return writeln!(out, "{}: not in the cache, and no root wants it", self.module);
        }
        for one in &self.versions {
            let size = if one.cached { bytes(one.bytes) } else { "not in the cache".to_owned() };
            if one.by.is_empty() {
                writeln!(out, "{} ({size}): nothing keeps it", one.module)?;
                continue;
            }
            writeln!(out, "{} ({size})", one.module)?;
            for wanting in &one.by {
                writeln!(out, "  {}", wanting.root.visible())?;
                for file in &wanting.files {
                    writeln!(out, "    named by {}", file.visible())?;
                }
                if wanting.files.is_empty() && wanting.root.is_absolute() {
                    writeln!(out, "    as it was when it could last be read")?;
                }
            }
        }
        Ok(())
    }
}
