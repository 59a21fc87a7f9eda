//! Makes a mirror what its plan says. It can be killed anywhere and run again: everything comes by rename,
//! and what others rely on comes before them.

use std::fs::File;
use std::path::Path;

use serde::Serialize;

use super::distribution::Distribution;
use super::layout::Layout;
use super::plan::{Action, MirrorPlan, Planned, client};
use super::{attest, tiles};
use crate::base::fault::{Exit, Fault, Result};
use crate::go::platform::Platform;
use crate::sys::fs::{atomic, publish, read};
use crate::toolchains::install::{Installer, module_zip};

/// What became of a mirror.
#[derive(Debug)]
pub(crate) struct Made {
    /// Tiles that are new.
    pub tiles: u64,
    pub versions: Vec<Mirrored>,
}

/// What became of one toolchain.
#[derive(Debug)]
pub(crate) struct Mirrored {
    pub of: Distribution,
    pub status: Status,
    /// Length of its zip, and where it came from, where it came now.
    pub bytes: Option<u64>,
    pub from: Option<String>,
    pub fault: Option<Fault>,
}

/// How it ended for one toolchain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Fetched,
    Present,
    Failed,
}

/// Does what is planned.
///
/// # Errors
/// When the log cannot be copied: then no client sees anything of it. A toolchain that fails hides no other.
pub(crate) fn make(installer: &Installer<'_>, plan: &mut MirrorPlan) -> Result<Made> {
    let tiles = copy_log(installer, plan)?;
    let mut versions = Vec::new();
    for planned in &plan.versions {
        installer.interrupt.check()?;
        versions.push(one(installer, plan, planned)?);
    }
    write_list(&plan.place.layout, &plan.here()?)?;
    Ok(Made { tiles, versions })
}

/// What was asked for, tiles, lookups, and the head, in this order. How many tiles are new.
fn copy_log(installer: &Installer<'_>, plan: &mut MirrorPlan) -> Result<u64> {
    let (layout, head) = (&plan.place.layout, &plan.head);
    let keeping = client(installer, &plan.database, true);
    let mut older = plan.description.older_heads(&plan.database, head);
    older.extend(plan.before.clone());
    let (verified, lost) = tiles::verified(&keeping, head, &mut plan.records, &older)?;
    for (of, fault) in lost {
        let planned = plan.versions.iter_mut().filter(|planned| planned.of == of);
        planned.for_each(|planned| planned.fault = Some(fault.clone()));
    }
    plan.description.write(&layout.root)?;
    let mut new = tiles::write(layout, verified.all())?;
    let missing = tiles::missing(layout, head, plan.description.tiles_from, plan.repair)?;
    if !missing.is_empty() {
        let Installer { progress, interrupt, .. } = *installer;
        let passing = client(installer, &plan.database, false);
        new += tiles::fetch(layout, &passing, head, &missing, progress, interrupt)?;
    }
    tiles::write_beginnings(layout, &verified, head)?;
    publish::flush(&layout.root)?;
    for record in &plan.records {
        write(&layout.lookup(&record.of), &record.reply(head))?;
    }
    write(&layout.latest(), &head.note)?;
    write(&layout.supported(), "")?;
    tiles::tidy(layout, head)?;
    Ok(new)
}

/// One toolchain.
fn one(installer: &Installer<'_>, plan: &MirrorPlan, planned: &Planned) -> Result<Mirrored> {
    let Planned { of, fault, .. } = planned;
    let failed = |fault: Fault| Mirrored {
        of: of.clone(),
        status: Status::Failed,
        bytes: None,
        from: None,
        fault: Some(fault),
    };
    if let Some(fault) = fault {
        return Ok(failed(fault.clone()));
    }
    match come(installer, plan, planned) {
        Err(fault) if matches!(fault.exit, Exit::Signal(_)) => Err(fault),
        Err(fault) => Ok(failed(fault)),
        Ok(done) => Ok(done),
    }
}

fn come(installer: &Installer<'_>, plan: &MirrorPlan, planned: &Planned) -> Result<Mirrored> {
    let (layout, of) = (&plan.place.layout, planned.of.clone());
    let record = plan.records.iter().find(|record| record.of == of);
    let Some(record) = record.map(|record| record.text.as_str()) else {
        return Err(Fault::unfinished(format!("{of} has no record (a bug)")));
    };
    attest::go_mod(&of, record)?;
    let to = layout.file(&of, "zip");
    let Installer { progress, interrupt, .. } = *installer;
    let check = |zip: &File| attest::zip(zip, &of, record, progress, interrupt);
    let here = read::open(&to).ok().filter(|_| planned.action == Action::Nothing);
    let here = here.filter(|zip| !plan.repair || check(zip).is_ok());
    interrupt.check()?;
    if let Some(zip) = here {
        announce(layout, &of, &zip)?;
        return Ok(Mirrored { of, status: Status::Present, bytes: None, from: None, fault: None });
    }
    let there = Installer { platform: &of.platform, ..*installer };
    let zip = module_zip(&there, &of.version, &layout.downloads(), check)?;
    announce(layout, &of, zip.file())?;
    let (bytes, from) = (Some(zip.bytes()), Some(zip.origin().to_owned()));
    interrupt.commit(|| zip.publish(&to))?;
    write_list(layout, &plan.here()?)?;
    Ok(Mirrored { of, status: Status::Fetched, bytes, from, fault: None })
}

/// What a proxy says of a version beside its zip. The go command asks for that of linux/amd64 whenever it wants
/// to know whether a version exists (`cmd/go/internal/modfetch/toolchain.go`), whatever machine it is on.
fn announce(layout: &Layout, of: &Distribution, zip: &File) -> Result<()> {
    write(&layout.file(of, "mod"), attest::GO_MOD)?;
    write(&layout.file(of, "info"), &attest::info(of, of, zip))?;
    let asked = asked_for(of);
    if asked == *of || read::is_file(&layout.file(&asked, "info")) {
        return Ok(());
    }
    write(&layout.file(&asked, "info"), &attest::info(&asked, of, zip))
}

/// The distribution whose `.info` says that this version exists.
pub(super) fn asked_for(of: &Distribution) -> Distribution {
    Distribution { version: of.version.clone(), platform: Platform::new("linux", "amd64") }
}

/// The list of what is here.
pub(super) fn write_list(layout: &Layout, here: &[Distribution]) -> Result<()> {
    write(&layout.list(), &list(here))
}

/// What such a list says.
pub(super) fn list(here: &[Distribution]) -> String {
    here.iter().map(|of| of.module_version() + "\n").collect()
}

/// Writes a file unless it says this already.
fn write(path: &Path, text: &str) -> Result<()> {
    if read::holds(path, text.as_bytes()) {
        return Ok(());
    }
    atomic::write(path, text.as_bytes())
}
