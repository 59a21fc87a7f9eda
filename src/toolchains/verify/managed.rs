//! A version of ours, offline: its files against the manifest, the manifest against the evidence
//! that the receipt holds.

use super::claim::Claim;
use super::compare::Differences;
use super::found::FoundGoroot;
use super::{Attestation, Basis, Reference, Verification};
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::key::VerifierKey;
use crate::go::sumdb::{Evidence, dirhash};
use crate::go::tree::Tree;
use crate::toolchains::store::rebuilt::Rebuilt;

/// Judges an installation by what its receipt claims. `trusted` are the keys that count: Go's
/// own, and that of the database in use; who can write receipts could write a key into one.
pub(crate) fn installed(
    found: &FoundGoroot,
    claim: &Claim,
    trusted: &[VerifierKey],
) -> Verification {
    let mut verification = Verification {
        unverified: claim.unverified.clone(),
        notes: claim.notes.clone(),
        problems: claim.problems.clone(),
        exposed: claim.exposed.iter().chain(&found.exposed).cloned().collect(),
        ..Verification::begin(found)
    };
    let Some(manifest) = &claim.manifest else { return verification };
    verification.compared_with = Reference::Manifest;
    verification.differences = Differences::between(manifest, &found.tree, &found.odd);
    match claim.evidence.as_ref().map(|evidence| (evidence, is_trusted(evidence, trusted))) {
        None => {}
        Some((evidence, true)) => match attestation(evidence, found, manifest) {
            Ok(attestation) => verification.vouched_by.push(attestation),
            Err(problem) => verification.problems.push(problem),
        },
        // No contradiction, but nobody who counts here: the answer is no.
        Some((evidence, false)) => {
            let name = &evidence.database;
            let why =
                format!("its record is signed by a key of {name} that GOSUMDB does not name here");
            verification.unverified.get_or_insert(why);
        }
    }
    verification.rests_on = match &verification.vouched_by[..] {
        [_, ..] => Basis::Log,
        [] if claim.index.is_some() || claim.own.is_some() => Basis::Receipt,
        [] => Basis::Nothing,
    };
    // What it gave then is what these files are now.
    let same = |rebuilt: &&Rebuilt| rebuilt.h1 == verification.h1;
    verification.rebuilt = claim.rebuilt.as_ref().filter(same).cloned();
    if let Some((url, sha256)) = &claim.index {
        verification
            .vouched_by
            .push(Attestation::Index { url: url.clone(), sha256: sha256.clone() });
    }
    if let Some(sha256) = &claim.own {
        verification.vouched_by.push(Attestation::Own { sha256: sha256.clone() });
    }
    verification
}

/// Whether the key that signed is one that counts.
fn is_trusted(evidence: &Evidence, trusted: &[VerifierKey]) -> bool {
    trusted.iter().any(|key| key.to_string() == evidence.key)
}

/// Checks the evidence again, and that it speaks of this manifest.
fn attestation(
    evidence: &Evidence,
    found: &FoundGoroot,
    manifest: &Tree,
) -> Result<Attestation, String> {
    let module_version = found.platform.module_version(&found.version);
    if evidence.version != module_version || evidence.module != TOOLCHAIN_MODULE {
        let (module, version) = (&evidence.module, &evidence.version);
        return Err(format!("the receipt's record is about {module}@{version}"));
    }
    let recorded = evidence.check().map_err(|error| format!("the receipt: {error}"))?;
    let listed = dirhash::toolchain_h1(manifest, &found.version, &found.platform);
    if listed != recorded {
        let (listed, recorded) = (listed.to_h1(), recorded.to_h1());
        return Err(format!("the manifest gives {listed}, the log has {recorded}"));
    }
    Ok(Attestation::log(evidence))
}
