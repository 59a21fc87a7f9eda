//! What is, or would be, done to a file of the user's, for people: `setup` and `ide` tell it in the same words.

use std::io::{self, Write};
use std::path::Path;

use crate::base::visible::below_home;
use crate::shells::setup::{FilePlan, Step};
use crate::ui::{BAD, DIM, GOOD, STRONG};

/// The file, and where it leads.
pub(in crate::cli) fn name(file: &FilePlan, home: &Path) -> String {
    let path = below_home(&file.path, home);
    match &file.link_target {
        Some(target) => {
            format!("{STRONG}{path}{STRONG:#} (a link to {})", below_home(target, home))
        }
        None => format!("{STRONG}{path}{STRONG:#}"),
    }
}

/// What becomes of it.
pub(in crate::cli) fn verb(step: Step, dry_run: bool) -> &'static str {
    match (step, dry_run) {
        (Step::Create, true) => "would be created",
        (Step::Create, false) => "created",
        (Step::Change, true) => "would be changed",
        (Step::Change, false) => "changed",
        (Step::Remove, true) => "would be removed",
        (Step::Remove, false) => "removed",
        (Step::Keep, _) => "as it should be",
    }
}

/// Why it cannot be written, where it cannot.
pub(in crate::cli) fn refusal(file: &FilePlan, out: &mut dyn Write) -> io::Result<()> {
    match &file.refused {
        Some(why) => writeln!(out, "  {BAD}cannot be written{BAD:#}: {why}"),
        None => Ok(()),
    }
}

/// The lines that change.
pub(in crate::cli) fn lines(file: &FilePlan, out: &mut dyn Write) -> io::Result<()> {
    for hunk in &file.diff {
        writeln!(out, "  {DIM}line {}{DIM:#}", hunk.line)?;
        for line in &hunk.removed {
            writeln!(out, "  {BAD}- {line}{BAD:#}")?;
        }
        for line in &hunk.added {
            writeln!(out, "  {GOOD}+ {line}{GOOD:#}")?;
        }
    }
    Ok(())
}
