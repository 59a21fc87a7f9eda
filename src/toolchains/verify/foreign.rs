//! A Go that others installed: its h1 against the log, and file by file against what is published.

use super::compare::Differences;
use super::found::FoundGoroot;
use super::published::PublishedFiles;
use super::{Attestation, Basis, Reference, Verification};
use crate::go::sumdb::{Evidence, dirhash};
use crate::go::tree::Tree;

/// Judges a directory by its h1 and the log's record. A difference cannot be localised so.
pub(crate) fn against_log(found: &FoundGoroot, evidence: &Evidence) -> Verification {
    let mut verification = begin(found, evidence, Reference::Log);
    if verification.h1 != evidence.h1 {
        let problem = format!("the files give {}, the log has {}", verification.h1, evidence.h1);
        verification.problems.push(problem);
    }
    // The h1 is blind for both.
    verification.differences.not_executable = lost_bits(found);
    verification.differences.extra.clone_from(&found.odd);
    verification
}

/// Judges a directory file by file. `published` must be what the evidence attests.
pub(crate) fn against_source(
    found: &FoundGoroot,
    evidence: &Evidence,
    published: &PublishedFiles,
) -> Verification {
    let mut verification = begin(found, evidence, Reference::Source);
    let listed = published.h1.to_h1();
    if listed != evidence.h1 {
        let problem = format!("{} gives {listed}, the log has {}", published.source, evidence.h1);
        verification.problems.push(problem);
        return verification;
    }
    let covered = found.tree.files.iter().filter(|file| dirhash::is_covered(&file.path));
    let covered = Tree::new(covered.cloned().collect());
    verification.differences = Differences::between(&published.tree, &covered, &found.odd);
    verification.differences.not_executable = lost_bits(found);
    verification
}

fn begin(found: &FoundGoroot, evidence: &Evidence, compared_with: Reference) -> Verification {
    Verification {
        compared_with,
        rests_on: Basis::Log,
        vouched_by: vec![Attestation::log(evidence)],
        ..Verification::begin(found)
    }
}

/// Programs without their executable bit: no hash covers it, and go fails without it. A copy in the
/// module cache gets it when it is run for the first time.
fn lost_bits(found: &FoundGoroot) -> Vec<String> {
    if found.never_ran {
        return Vec::new();
    }
    let is_program = |path: &str| path.starts_with("bin/") || path.starts_with("pkg/tool/");
    let lost = found.tree.files.iter().filter(|file| is_program(&file.path) && !file.executable);
    lost.map(|file| file.path.clone()).collect()
}
