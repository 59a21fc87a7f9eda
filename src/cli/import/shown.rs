//! What is, or would be, taken in.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use super::plan::Plan;
use crate::base::visible::Visible as _;
use crate::projects::other_defaults::OtherDefault;
use crate::shells::setup::old::OldLine;
use crate::toolchains::import::{Candidate, Taken};
use crate::ui::{Column, DIM, Report, Table, bytes};

/// The plan, with what became of each version where that is known.
#[derive(Serialize)]
pub(super) struct Shown {
    dry_run: bool,
    toolchains: Vec<Row>,
    default: Option<OtherDefault>,
    lines: Vec<OldLine>,
    gopaths: Vec<PathBuf>,
}

/// A version.
#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    candidate: Candidate,
    #[serde(flatten)]
    taken: Option<Taken>,
}

impl Shown {
    pub(super) fn of(plan: &Plan, taken: Option<Vec<Taken>>, dry_run: bool) -> Self {
        let taken = taken.into_iter().flatten().map(Some).chain(std::iter::repeat(None));
        let rows = plan.toolchains.iter().cloned().zip(taken);
        Self {
            dry_run,
            toolchains: rows.map(|(candidate, taken)| Row { candidate, taken }).collect(),
            default: plan.default.clone(),
            lines: plan.lines.clone(),
            gopaths: plan.gopaths.clone(),
        }
    }
}

impl Row {
    fn state(&self) -> String {
        match &self.taken {
            None if self.candidate.installed => "installed here already".to_owned(),
            None => String::new(),
            Some(Taken::Present) => "installed here already".to_owned(),
            Some(Taken::Imported { verified, .. }) => format!("verified: {verified}"),
            Some(Taken::Refused { .. }) => "left: not what Go published".to_owned(),
            Some(Taken::Failed { .. }) => "failed".to_owned(),
        }
    }

    /// Why it was left, and where it stands besides.
    fn remarks(&self) -> Vec<String> {
        let version = &self.candidate.version;
        match &self.taken {
            Some(Taken::Refused { why, .. }) => {
                why.iter().map(|line| format!("{version}: {line}")).collect()
            }
            _ => Vec::new(),
        }
    }
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        if self.toolchains.is_empty() && self.lines.is_empty() && self.default.is_none() {
            return writeln!(out, "no other Go was found here");
        }
        let mut table = Table::new(&[
            Column::Left("VERSION"),
            Column::Left("OF"),
            Column::Right("SIZE"),
            Column::Left(""),
        ]);
        for row in &self.toolchains {
            let first = row.candidate.copies.first();
            table.row([
                row.candidate.version.to_string(),
                first.map(|copy| copy.owner.to_string()).unwrap_or_default(),
                first.map(|copy| bytes(copy.bytes)).unwrap_or_default(),
                row.state(),
            ]);
        }
        if !self.toolchains.is_empty() {
            table.write(out)?;
        }
        for remark in self.toolchains.iter().flat_map(Row::remarks) {
            writeln!(out, "{DIM}{remark}{DIM:#}")?;
        }
        if let Some(OtherDefault { manager, path, request }) = &self.default {
            writeln!(out, "default: {request}, as {manager} has it ({})", path.visible())?;
        }
        if !self.lines.is_empty() {
            writeln!(out, "their lines in start-up files, which --silence puts behind a mark:")?;
        }
        for line in &self.lines {
            writeln!(out, "  {}:{}: {}", line.file.visible(), line.line, line.text)?;
        }
        for bin in &self.gopaths {
            writeln!(
                out,
                "programs in {}: goenv has a GOPATH for each version; install them again with \
                 `go install`, into ~/go/bin",
                bin.visible()
            )?;
        }
        Ok(())
    }
}
