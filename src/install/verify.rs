//! Turns unpacked bytes into proven ones, or says what speaks against them.

use super::log::Said;
use super::staged::Staged;
use crate::config::Policy;
use crate::digest::Sha256Sum;
use crate::fault::{Exit, Fault, Result};
use crate::platform::Platform;
use crate::store::receipt::IndexVoucher;
use crate::sumdb::dirhash::toolchain_h1;
use crate::sumdb::{Evidence, Kind};
use crate::version::GoVersion;

/// A toolchain in staging that may be published. Only this module makes one.
#[derive(Debug)]
pub(super) struct Proven {
    staged: Staged,
    version: GoVersion,
    h1: Sha256Sum,
    sha256: Option<IndexVoucher>,
    transparency: Option<Evidence>,
    unverified: Option<String>,
    notes: Vec<String>,
}

/// Why a toolchain may not be published.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The bytes, or the evidence, contradict what vouches for them.
    Disagrees(Vec<String>),
    /// Too little vouches for them.
    NotVouched {
        /// How the command ends.
        exit: Exit,
        /// What is missing, one line each.
        why: Vec<String>,
    },
}

/// Compares what is here with the release index and the log. The bytes in staging are those that
/// were hashed on their way there.
///
/// # Errors
/// When the log could not even be asked (our disk, GOSUMDB): the outer result. The inner one
/// gives the bytes back with what speaks against them.
pub(super) fn prove(
    staged: Staged,
    version: &GoVersion,
    platform: &Platform,
    said: &Said,
    policy: Policy,
) -> Result<Result<Proven, (Staged, Refusal)>> {
    let h1 = toolchain_h1(&staged.tree, version, platform);
    let (mut against, mut notes) = (Vec::new(), Vec::new());
    let sha256 = staged.expected.clone().filter(|expected| match staged.sha256 {
        Some(sum) if sum != expected.sha256 => {
            against.push(format!("sha256 {} in {}", expected.sha256, expected.index));
            against.push(format!("sha256 {sum} in what came from {}", staged.origin));
            false
        }
        Some(_) => true,
        None => false,
    });
    let mut silence = Exit::No;
    let transparency = match said {
        Said::Record(evidence) if Sha256Sum::from_h1(&evidence.h1) == Some(h1) => {
            Some((**evidence).clone())
        }
        Said::Record(evidence) => {
            against.push(format!(
                "{} in {}, record {}",
                evidence.h1, evidence.database, evidence.record_id
            ));
            against.push(format!("{} in what came from {}", h1.to_h1(), staged.origin));
            None
        }
        Said::Off(said) => {
            silence = Exit::Usage;
            notes.push(format!("the checksum database was not asked: {said}"));
            None
        }
        Said::Failed(error) => match error.kind {
            Kind::Misbehaving => {
                against.push(error.what.clone());
                against.extend(error.evidence.iter().map(|p| format!("proof: {}", p.display())));
                None
            }
            Kind::NotReached { .. } => {
                silence = Exit::Unfinished;
                notes.push(format!("the checksum database was not reached: {}", error.what));
                None
            }
            Kind::NotFound => {
                notes.push(format!("the checksum database has no record: {}", error.what));
                None
            }
            Kind::Misconfigured | Kind::Local => return Err(error.clone().into()),
        },
    };
    if !against.is_empty() {
        return Ok(Err((staged, Refusal::Disagrees(against))));
    }
    let enough = match policy {
        Policy::Standard => sha256.is_some() || transparency.is_some(),
        Policy::Transparency => transparency.is_some(),
    };
    if !enough {
        if staged.source == "local" {
            silence = Exit::No;
        }
        return Ok(Err((staged, Refusal::NotVouched { exit: silence, why: notes })));
    }
    let version = version.clone();
    Ok(Ok(Proven { staged, version, h1, sha256, transparency, unverified: None, notes }))
}

/// Lets local bytes pass that nothing vouches for, because the user said so; the receipt keeps it.
pub(super) fn let_in_unverified(
    staged: Staged,
    version: &GoVersion,
    platform: &Platform,
    refusal: &Refusal,
) -> Result<Proven> {
    if staged.source != "local" {
        return Err(super::bug("only local bytes may be unverified"));
    }
    let why = match refusal {
        Refusal::Disagrees(against) => format!("they disagree: {}", against.join("; ")),
        Refusal::NotVouched { why, .. } if why.is_empty() => "nothing vouches for them".to_owned(),
        Refusal::NotVouched { why, .. } => format!("nothing vouches for them: {}", why.join("; ")),
    };
    Ok(Proven {
        h1: toolchain_h1(&staged.tree, version, platform),
        version: version.clone(),
        staged,
        sha256: None,
        transparency: None,
        unverified: Some(why),
        notes: Vec::new(),
    })
}

impl Proven {
    /// The bytes.
    pub(super) fn staged(&self) -> &Staged {
        &self.staged
    }

    /// Gives the bytes back, when they stand in the store.
    pub(super) fn into_staged(self) -> Staged {
        self.staged
    }

    /// What will be known about it.
    pub(super) fn receipt(&self, platform: &Platform, now: i64) -> crate::store::Receipt {
        let staged = &self.staged;
        crate::store::Receipt {
            schema: crate::store::receipt::SCHEMA,
            version: self.version.clone(),
            platform: platform.clone(),
            installed_at: now,
            source: staged.source.to_owned(),
            origin: staged.origin.clone(),
            archive_bytes: staged.archive_bytes,
            files: staged.tree.files.len() as u64,
            size_bytes: staged.tree.bytes(),
            h1: self.h1.to_h1(),
            sha256: self.sha256.clone(),
            transparency: self.transparency.clone(),
            unverified: self.unverified.clone(),
            absent: staged.absent(),
            notes: self.notes.clone(),
        }
    }

    /// The version.
    pub(super) fn version(&self) -> &GoVersion {
        &self.version
    }
}

impl Refusal {
    /// The refusal in words.
    pub(super) fn fault(&self, version: &GoVersion, origin: &str) -> Fault {
        let name = version.toolchain();
        match self {
            Self::Disagrees(against) => against.iter().fold(
                Fault::integrity(format!("{name} from {origin} is not what was published")),
                |fault, line| fault.because(line.clone()),
            ),
            Self::NotVouched { exit, why } => why.iter().fold(
                Fault::new(*exit, format!("nothing vouches for {name} from {origin}")),
                |fault, line| fault.because(line.clone()),
            ),
        }
    }
}
