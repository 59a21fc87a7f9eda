//! Turns unpacked bytes into verified ones, or says what speaks against them.

use super::checksum_lookup::LookupAnswer;
use super::slot::Slot;
use super::staged::Staged;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::sources::Silence;
use crate::go::sumdb::dirhash::toolchain_h1;
use crate::go::sumdb::{Evidence, Kind};
use crate::go::version::GoVersion;
use crate::settings::config::Policy;
use crate::toolchains::store::receipt::IndexAttestation;

/// A toolchain in staging that may be published. Only this module makes one.
#[derive(Debug)]
pub(super) struct VerifiedToolchain {
    staged: Staged,
    version: GoVersion,
    h1: Sha256Sum,
    sha256: Option<IndexAttestation>,
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
        /// How the log failed to answer; `None` where it did answer.
        unasked: Option<Silence>,
        /// What is missing, one line each.
        why: Vec<String>,
    },
}

/// What becomes of files that the log has no record of, where it alone vouches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Uncovered {
    /// They are left out: nothing uncovered is published.
    LeaveOut,
    /// They are a reason to refuse: the user wants all files, or to be told.
    Refuse,
}

/// Compares what is here with the release index and the log. The bytes in staging are those that
/// were hashed on their way there. Without a slot (a dry run) nothing stands in staging, and what
/// would be left out is only left out of the answer.
///
/// # Errors
/// When the log could not even be asked (our disk, GOSUMDB): the outer result. The inner one
/// gives the bytes back with what speaks against them.
pub(super) fn prove(
    slot: Option<&Slot>,
    mut staged: Staged,
    version: &GoVersion,
    platform: &Platform,
    said: &LookupAnswer,
    policy: Policy,
    uncovered: Uncovered,
) -> Result<Result<VerifiedToolchain, (Staged, Refusal)>> {
    let h1 = toolchain_h1(&staged.tree, version, platform);
    let (mut against, mut notes) = (misnamed(&staged), std::mem::take(&mut staged.notes));
    let sha256 = staged.expected.clone().filter(|expected| match staged.sha256 {
        Some(sum) if sum != expected.sha256 => {
            against.push(format!("sha256 {} in {}", expected.sha256, expected.index));
            against.push(format!("sha256 {sum} in what came from {}", staged.origin));
            false
        }
        Some(_) => true,
        None => false,
    });
    if let (Some(size), Some(came)) = (staged.size, staged.archive_bytes)
        && size != came
    {
        against.push(format!("{size} bytes in the release index"));
        against.push(format!("{came} bytes in what came from {}", staged.origin));
    }
    let heard = hear(said, Some(h1), &staged.origin, &mut against, &mut notes)?;
    if !against.is_empty() {
        return Ok(Err((staged, Refusal::Disagrees(against))));
    }
    let by_hash = sha256.is_some() || staged.own.is_some();
    if !is_enough(policy, by_hash, &heard) {
        let exit = if staged.source == "local" { Exit::No } else { heard.exit };
        let refusal = Refusal::NotVouched { exit, unasked: heard.unasked, why: notes };
        return Ok(Err((staged, refusal)));
    }
    if !by_hash {
        let unknown = staged.not_covered();
        if !unknown.is_empty() {
            let why = format!("nothing vouches for the files in {}", unknown.join(", "));
            if uncovered == Uncovered::Refuse {
                let refusal = Refusal::NotVouched { exit: Exit::No, unasked: None, why: vec![why] };
                return Ok(Err((staged, refusal)));
            }
            notes.push(format!("{why}: they were left out"));
        }
        if let Some(slot) = slot {
            staged = staged.only_covered(slot)?;
        }
    }
    let (version, transparency) = (version.clone(), heard.record);
    Ok(Ok(VerifiedToolchain { staged, version, h1, sha256, transparency, unverified: None, notes }))
}

/// What speaks against a download before a byte of it has come: what would vouch for it, if it is
/// what was published, may be too little.
///
/// # Errors
/// As [`prove`].
pub(super) fn foresee(
    expected: Option<&IndexAttestation>,
    origin: &str,
    said: &LookupAnswer,
    policy: Policy,
) -> Result<Option<Refusal>> {
    let (mut against, mut notes) = (Vec::new(), Vec::new());
    let heard = hear(said, None, origin, &mut against, &mut notes)?;
    if !against.is_empty() {
        return Ok(Some(Refusal::Disagrees(against)));
    }
    let (exit, unasked) = (heard.exit, heard.unasked);
    let enough = is_enough(policy, expected.is_some(), &heard);
    Ok((!enough).then_some(Refusal::NotVouched { exit, unasked, why: notes }))
}

fn is_enough(policy: Policy, by_hash: bool, heard: &Heard) -> bool {
    match policy {
        Policy::Standard => by_hash || heard.record.is_some(),
        Policy::Transparency => heard.record.is_some(),
    }
}

/// What the log's answer is worth.
struct Heard {
    record: Option<Evidence>,
    /// How the command ends where only the log could have vouched.
    exit: Exit,
    unasked: Option<Silence>,
}

/// Weighs what the log said: a record that is this one (any, where the hash is not known yet),
/// words against, or a note.
fn hear(
    said: &LookupAnswer,
    h1: Option<Sha256Sum>,
    origin: &str,
    against: &mut Vec<String>,
    notes: &mut Vec<String>,
) -> Result<Heard> {
    let mut heard = Heard { record: None, exit: Exit::No, unasked: None };
    match said {
        LookupAnswer::Record(evidence) => {
            match h1.filter(|h1| Sha256Sum::from_h1(&evidence.h1) != Some(*h1)) {
                None => heard.record = Some((**evidence).clone()),
                Some(h1) => {
                    let (database, id) = (&evidence.database, evidence.record_id);
                    against.push(format!("{} in {database}, record {id}", evidence.h1));
                    against.push(format!("{} in what came from {origin}", h1.to_h1()));
                }
            }
        }
        LookupAnswer::Off(said) => {
            heard.exit = Exit::Usage;
            notes.push(format!("the checksum database was not asked: {said}"));
        }
        LookupAnswer::Failed(error) => match error.kind {
            Kind::Misbehaving => {
                against.push(error.what.clone());
                against.extend(error.evidence.iter().map(|p| format!("proof: {}", p.visible())));
            }
            Kind::NotReached { first_contact } => {
                heard.exit = Exit::Unfinished;
                heard.unasked = Some(if first_contact { Silence::Late } else { Silence::Failed });
                notes.push(format!("the checksum database was not reached: {}", error.what));
            }
            Kind::NotFound => {
                notes.push(format!("the checksum database has no record: {}", error.what));
            }
            // A state directory that is full or read-only is no word against the bytes.
            Kind::Local => {
                heard.exit = Exit::Unfinished;
                heard.unasked = Some(Silence::Failed);
                notes.push(format!("the checksum database was not used: {}", error.what));
            }
            Kind::Misconfigured => return Err(error.clone().into()),
        },
    }
    Ok(heard)
}

/// Names that only a module's zip may have. The log knows `src/go.mod` as `src/_go.mod`, so a tree
/// that has the latter would pass for one that has the former.
fn misnamed(staged: &Staged) -> Vec<String> {
    let files = staged.tree.files.iter().filter(|file| file.path.ends_with("/_go.mod"));
    files.map(|file| format!("{} is in what came from {}", file.path, staged.origin)).collect()
}

/// Lets local bytes pass that nothing vouches for, because the user said so; the receipt keeps it.
pub(super) fn accept_unverified(
    staged: Staged,
    version: &GoVersion,
    platform: &Platform,
    refusal: &Refusal,
) -> Result<VerifiedToolchain> {
    if staged.source != "local" {
        return Err(super::bug("only local bytes may be unverified"));
    }
    let why = match refusal {
        Refusal::Disagrees(against) => format!("they disagree: {}", against.join("; ")),
        Refusal::NotVouched { why, .. } if why.is_empty() => "nothing vouches for them".to_owned(),
        Refusal::NotVouched { why, .. } => format!("nothing vouches for them: {}", why.join("; ")),
    };
    Ok(VerifiedToolchain {
        h1: toolchain_h1(&staged.tree, version, platform),
        version: version.clone(),
        staged,
        sha256: None,
        transparency: None,
        unverified: Some(why),
        notes: Vec::new(),
    })
}

impl VerifiedToolchain {
    /// The bytes.
    pub(super) fn staged(&self) -> &Staged {
        &self.staged
    }

    /// The version that they are said to be.
    pub(super) fn version(&self) -> &GoVersion {
        &self.version
    }

    /// The bytes, whose modes may still be put right: no hash says anything of them.
    pub(super) fn staged_mut(&mut self) -> &mut Staged {
        &mut self.staged
    }

    /// Gives the bytes back, when they stand in the store.
    pub(super) fn into_staged(self) -> Staged {
        self.staged
    }

    /// What will be known about it.
    pub(super) fn receipt(
        &self,
        platform: &Platform,
        now: i64,
    ) -> crate::toolchains::store::Receipt {
        let staged = &self.staged;
        crate::toolchains::store::Receipt {
            schema: crate::toolchains::store::receipt::SCHEMA,
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
            own_sha256: staged.own,
            transparency: self.transparency.clone(),
            unverified: self.unverified.clone(),
            absent: staged.absent(self.sha256.is_some() || staged.own.is_some()),
            notes: self.notes.clone(),
        }
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
            Self::NotVouched { exit, why, .. } => why.iter().fold(
                Fault::new(*exit, format!("nothing vouches for {name} from {origin}")),
                |fault, line| fault.because(line.clone()),
            ),
        }
    }
}
