//! What was built here, held against what it was then.

use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::settings::own;
use crate::toolchains::store::Installed;
use crate::toolchains::store::built::{BuildDir, BuiltReceipt};
use crate::toolchains::verify::{self, Basis, Claim, FoundGoroot, Verification};

/// A receipt that is damaged is a problem of what was built, and no failure of the question.
///
/// # Errors
/// When its files cannot be read, or nothing says which Go it is (exit 3).
pub(super) fn verified(dir: &BuildDir, progress: &dyn Progress) -> Result<Verification> {
    let (root, receipt) = (dir.root(), dir.receipt());
    let version = match (own::of(&root), &receipt) {
        (Some(own), _) => Some(own.version),
        (None, Ok(receipt)) => GoVersion::parse(&receipt.version),
        (None, Err(fault)) => return Err(fault.clone()),
    };
    let version = version.ok_or_else(|| dir.damaged("its version is none"))?;
    let installed = Installed { version, root, link: None };
    let claim = claim(dir, receipt);
    let found = FoundGoroot::ours(&installed, &claim, progress)?;
    let told = verify::installed(&found, &claim, &[]);
    Ok(Verification { rests_on: Basis::Receipt, ..told })
}

fn claim(dir: &BuildDir, receipt: Result<BuiltReceipt>) -> Claim {
    let mut claim = Claim { platform: Some(Platform::host()), ..Claim::default() };
    match receipt {
        Ok(receipt) => {
            let built =
                format!("built here from {} by {}", receipt.source_told(), receipt.bootstrap);
            claim.notes.push(built);
            claim.unverified = receipt.unverified;
        }
        Err(fault) => claim.problems.push(fault.what),
    }
    match dir.manifest() {
        Ok(manifest) => claim.manifest = Some(manifest),
        Err(fault) => claim.problems.push(fault.what),
    }
    claim
}
