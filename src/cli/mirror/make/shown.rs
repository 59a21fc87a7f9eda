//! What is planned for a mirror, or was done, as people and programs read it.

use std::io::{self, Write};
use std::path::PathBuf;

use serde::Serialize;

use crate::base::counted::counted;
use crate::base::fault::Fault;
use crate::base::visible::Visible as _;
use crate::cli::mirror::bytes;
use crate::toolchains::mirror::{Action, Distribution, Made, MirrorPlan, Status, Wanted};
use crate::ui::Report;

/// Keys are part of the command line's contract.
#[derive(Serialize)]
pub(super) struct Shown {
    dir: PathBuf,
    database: String,
    dry_run: bool,
    tree: Tree,
    /// Tiles that are new; null with `--dry-run`.
    tiles: Option<u64>,
    wanted: Vec<Word>,
    versions: Vec<Version>,
}

/// How many records the log has.
#[derive(Serialize)]
struct Tree {
    before: Option<u64>,
    now: u64,
}

#[derive(Serialize)]
struct Word {
    request: String,
    version: Option<String>,
    platforms: Vec<String>,
}

#[derive(Serialize)]
struct Version {
    #[serde(flatten)]
    of: Distribution,
    status: Step,
    bytes: Option<u64>,
    from: Option<String>,
    error: Option<String>,
    #[serde(skip)]
    fault: Option<Fault>,
}

#[derive(Clone, Copy, Serialize)]
#[serde(untagged)]
enum Step {
    Planned(Action),
    Done(Status),
}

impl Shown {
    pub(super) fn planned(plan: &MirrorPlan) -> Self {
        let versions = plan.versions.iter().map(|one| Version {
            of: one.of.clone(),
            status: match one.fault {
                Some(_) => Step::Done(Status::Failed),
                None => Step::Planned(one.action),
            },
            bytes: one.bytes,
            from: None,
            error: one.fault.as_ref().map(ToString::to_string),
            fault: one.fault.clone(),
        });
        let mut shown = Self::of(plan);
        (shown.dry_run, shown.versions) = (true, versions.collect());
        shown
    }

    pub(super) fn made(plan: &MirrorPlan, made: Made) -> Self {
        let versions = made.versions.into_iter().map(|one| Version {
            of: one.of,
            status: Step::Done(one.status),
            bytes: one.bytes,
            from: one.from,
            error: one.fault.as_ref().map(ToString::to_string),
            fault: one.fault,
        });
        let mut shown = Self::of(plan);
        (shown.tiles, shown.versions) = (Some(made.tiles), versions.collect());
        shown
    }

    fn of(plan: &MirrorPlan) -> Self {
        let (before, now) = plan.sizes();
        Self {
            dir: plan.dir().to_owned(),
            database: plan.database().to_owned(),
            dry_run: false,
            tree: Tree { before, now },
            tiles: None,
            wanted: plan.wanted().iter().map(Word::of).collect(),
            versions: Vec::new(),
        }
    }

    /// What failed.
    pub(super) fn faults(&self) -> Vec<&Fault> {
        self.versions.iter().filter_map(|one| one.fault.as_ref()).collect()
    }
}

impl Word {
    fn of(wanted: &Wanted) -> Self {
        Self {
            request: wanted.request.to_string(),
            version: wanted.version.as_ref().map(ToString::to_string),
            platforms: wanted.platforms.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Report for Shown {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        let Tree { before, now } = self.tree;
        let (dir, database) = (self.dir.visible(), &self.database);
        let would = if self.dry_run { "would be " } else { "" };
        match before {
            Some(before) if before == now => {
                writeln!(out, "{dir}: {database} at tree#{now}, as before")?;
            }
            Some(before) => {
                writeln!(out, "{dir}: {database} {would}at tree#{now}, after tree#{before}")?;
            }
            None => writeln!(out, "{dir}: {database} {would}at tree#{now}")?,
        }
        for Word { request, version, .. } in &self.wanted {
            if let Some(version) = version.as_ref().filter(|version| *version != request) {
                writeln!(out, "  {request} is {version}")?;
            }
        }
        for Version { of, status, bytes: length, from, .. } in &self.versions {
            let length = length.map(|length| format!(", {}", bytes(length))).unwrap_or_default();
            let from = from.as_ref().map(|from| format!(", from {from}")).unwrap_or_default();
            match status {
                Step::Planned(Action::Fetch) => writeln!(out, "  {of} would be fetched{length}")?,
                Step::Done(Status::Fetched) => {
                    writeln!(out, "  {of} fetched and verified{length}{from}")?;
                }
                Step::Planned(Action::Nothing) | Step::Done(Status::Present) => {
                    writeln!(out, "  {of} is there")?;
                }
                Step::Done(Status::Failed) => writeln!(out, "  {of} is not there")?,
            }
        }
        match self.tiles {
            None | Some(0) => Ok(()),
            Some(tiles) => {
                writeln!(out, "  {} of the checksum database came", counted(tiles, "tile"))
            }
        }
    }
}
