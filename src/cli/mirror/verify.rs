//! `goenvmgr mirror verify`.

use std::io::{self, Write};
use std::path::PathBuf;

use super::{FormatArg, bytes};
use crate::base::counted::counted;
use crate::base::fault::{Exit, Result};
use crate::base::quoting::word;
use crate::base::visible::{Visible as _, visible};
use crate::cli::Context;
use crate::cli::installing::installing;
use crate::toolchains::mirror::{ProblemKind, Verified, verify};
use crate::ui::Report;

/// Hold every file against its record, and the records against the signed tree
///
/// Nothing is asked of the network, and only the key of GOSUMDB is believed. Ends with 6 where a file is not what
/// it should be, with 1 where something is missing or nothing verifies it.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: dir, database, tree, verified [{version, platform}], files, bytes, problems [{path, kind (wrong, missing,
unknown), what}], others.

Examples:
  goenvmgr mirror verify /srv/go")]
pub(super) struct Args {
    /// The mirror
    dir: PathBuf,
    #[command(flatten)]
    format: FormatArg,
}

pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let dir = args.dir.clone();
    let verified =
        installing(context, context.config.clone(), move |installer| verify(installer, &dir))?;
    context.out.report(&verified, args.format.format)?;
    let has = |kind| verified.problems.iter().any(|problem| problem.kind == kind);
    let dir = word(&args.dir);
    if has(ProblemKind::Wrong) {
        context.out.hint(&format!(
            "goenvmgr mirror update {dir} --repair fetches what is wrong or missing"
        ));
    } else if has(ProblemKind::Missing) {
        context.out.hint(&format!("goenvmgr mirror update {dir} fetches what is missing"));
    }
    if has(ProblemKind::Unknown) {
        let what =
            "removes toolchains and tiles that nothing asks for; all else is yours to remove";
        context.out.hint(&format!("goenvmgr mirror prune {dir} {what}"));
    }
    Ok(match verified.problems.is_empty() {
        true => Exit::Fine,
        false if has(ProblemKind::Wrong) => Exit::Integrity,
        false => Exit::No,
    })
}

impl Report for Verified {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        for problem in &self.problems {
            let kind = match problem.kind {
                ProblemKind::Wrong => "wrong",
                ProblemKind::Missing => "missing",
                ProblemKind::Unknown => "unknown",
            };
            writeln!(out, "{kind}: {}: {}", visible(&problem.path), problem.what)?;
        }
        let (toolchains, files) =
            (counted(self.verified.len() as u64, "toolchain"), counted(self.files, "file"));
        let (dir, database) = (self.dir.visible(), &self.database);
        match self.tree {
            Some(tree) => writeln!(
                out,
                "{dir}: verified {toolchains}, {files}, {}, by tree#{tree} of {database}",
                bytes(self.bytes)
            ),
            None => writeln!(out, "{dir}: nothing could be verified by {database}"),
        }
    }
}
