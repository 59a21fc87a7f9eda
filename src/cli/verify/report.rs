//! What `goenvmgr verify` says.

use std::io::{self, Write};

use serde::Serialize;

use crate::base::fault::Exit;
use crate::base::visible::Visible as _;
use crate::settings::config::Policy;
use crate::toolchains::build::Rebuild;
use crate::toolchains::store::rebuilt::Rebuilt;
use crate::toolchains::store::verified::OWN_HASH;
use crate::toolchains::verify::{Attestation, Basis, Reference, Verification};
use crate::ui::{BAD, DIM, GOOD, NOTE, Report, STRONG, bytes};

/// What came of every toolchain that was looked at, under the policy in force.
#[derive(Serialize)]
#[serde(transparent)]
pub(super) struct All {
    pub(super) verified: Vec<One>,
    #[serde(skip)]
    pub(super) policy: Policy,
}

/// What came of one.
#[derive(Serialize)]
pub(super) struct One {
    #[serde(flatten)]
    pub(super) verification: Verification,
    /// What came of building it again just now.
    pub(super) rebuild: Option<Rebuild>,
}

impl All {
    /// The worst of them.
    pub(super) fn exit(&self) -> Exit {
        self.verified
            .iter()
            .map(|one| one.verification.exit(self.policy))
            .max()
            .unwrap_or(Exit::Fine)
    }
}

impl Report for All {
    fn human(&self, out: &mut dyn Write) -> io::Result<()> {
        self.verified.iter().try_for_each(|one| {
            human(&one.verification, self.policy, out)?;
            match (&one.rebuild, &one.verification.rebuilt) {
                (Some(rebuild), _) => built(rebuild, out),
                (None, Some(rebuilt)) => noted(rebuilt, out),
                (None, None) => Ok(()),
            }
        })
    }
}

fn human(one: &Verification, policy: Policy, out: &mut dyn Write) -> io::Result<()> {
    let Verification { version, platform, path, differences, .. } = one;
    let name = version.toolchain();
    writeln!(out, "{STRONG}{name}{STRONG:#} {platform} in {}", path.visible())?;
    for (word, paths) in [
        ("changed", &differences.changed),
        ("missing", &differences.missing),
        ("extra", &differences.extra),
        ("not executable", &differences.not_executable),
    ] {
        for path in paths {
            writeln!(out, "  {BAD}{word}:{BAD:#} {path}")?;
        }
    }
    for problem in &one.problems {
        writeln!(out, "  {BAD}wrong:{BAD:#} {problem}")?;
    }
    for note in &one.notes {
        writeln!(out, "  {NOTE}note:{NOTE:#} {note}")?;
    }
    for exposed in &one.exposed {
        writeln!(out, "  {BAD}others may change it:{BAD:#} {exposed}")?;
    }
    conclusion(one, policy, out)?;
    attestations(one, out)?;
    let apart = &one.not_covered;
    if apart.files > 0 && one.vouched_by.iter().any(|v| matches!(v, Attestation::Log { .. })) {
        let (files, folders) = (apart.files, apart.folders.join(", "));
        writeln!(out, "  {DIM}not covered by the log: {files} files in {folders}{DIM:#}")?;
    }
    if one.compared_with == Reference::Log && !one.problems.is_empty() {
        writeln!(out, "  {DIM}--against-source names the files that differ{DIM:#}")?;
    }
    Ok(())
}

/// What the files are, in the words that what they rest on allows.
fn conclusion(one: &Verification, policy: Policy, out: &mut dyn Write) -> io::Result<()> {
    let (files, size) = (one.files, bytes(one.bytes));
    if one.exit(policy) == Exit::Integrity {
        return writeln!(out, "  {files} files, {size}, looked at");
    }
    if one.rests_on == Basis::Log && one.unverified.is_none() {
        return writeln!(out, "  {GOOD}as published:{GOOD:#} {files} files, {size}");
    }
    writeln!(out, "  unchanged since it was installed: {files} files, {size}")?;
    // What was built here was never published.
    if one.rests_on == Basis::Receipt && !one.vouched_by.is_empty() {
        writeln!(
            out,
            "  rests on this machine's receipt only; goenvmgr verify --online asks again"
        )?;
        if policy == Policy::Transparency {
            writeln!(out, "  {BAD}not enough:{BAD:#} verify = \"transparency\" demands the log")?;
        }
    }
    Ok(())
}

fn attestations(one: &Verification, out: &mut dyn Write) -> io::Result<()> {
    for attestation in &one.vouched_by {
        match attestation {
            Attestation::Log { database, record_id, tree_size, h1 } => writeln!(
                out,
                "  attested by {database}: record {record_id} of {tree_size}, {h1}, signature and proof checked"
            )?,
            Attestation::Index { url, .. } if one.vouched_by.len() == 1 => {
                writeln!(out, "  attested by the sha256 of {url} alone, compared at installation")?;
            }
            Attestation::Own { sha256 } => {
                writeln!(out, "  attested by {OWN_HASH}: sha256 {sha256} of the archive")?;
            }
            Attestation::Index { url, .. } => {
                writeln!(out, "  attested by the sha256 of {url}, compared at installation")?;
            }
        }
    }
    match &one.unverified {
        Some(why) => writeln!(out, "  {BAD}unverified:{BAD:#} {why}"),
        None if one.rests_on == Basis::Nothing => writeln!(out, "  nothing verifies these files"),
        None => Ok(()),
    }
}

/// So many files that differ are named; JSON has them all.
const NAMED: usize = 20;

/// What came of a build just now.
fn built(rebuild: &Rebuild, out: &mut dyn Write) -> io::Result<()> {
    let names = rebuild.differences.names();
    for name in names.iter().take(NAMED) {
        writeln!(out, "  {BAD}built otherwise:{BAD:#} {name}")?;
    }
    if let Some(more @ 1..) = names.len().checked_sub(NAMED) {
        writeln!(out, "  and {more} more")?;
    }
    let Rebuild { bootstrap, seconds, log, .. } = rebuild;
    let what = match rebuild.is_same() {
        true => format!("{GOOD}the same bytes{GOOD:#}"),
        false => format!("{BAD}other bytes{BAD:#}"),
    };
    writeln!(out, "  built from its source by {bootstrap} in {seconds} s: {what}")?;
    writeln!(out, "  {DIM}what the build said: {}{DIM:#}", log.visible())
}

/// What came of one before.
fn noted(rebuilt: &Rebuilt, out: &mut dyn Write) -> io::Result<()> {
    let at = jiff::Timestamp::from_second(rebuilt.at).unwrap_or_default();
    let (day, by) = (at.strftime("%Y-%m-%d"), &rebuilt.bootstrap);
    writeln!(
        out,
        "  built from its source on {day} by {by}: the same bytes, by this machine's receipt"
    )
}
