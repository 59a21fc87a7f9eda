//! Whether an installed version is what it was, file by file.

use crate::base::fault::Result;
use crate::base::progress::Progress;
use crate::settings::home::Home;
use crate::toolchains::store::Installed;
use crate::toolchains::verify::{self, Claim, FoundGoroot};

/// What is wrong with it, if something is: a file that is not as its manifest says, or an h1 that is not
/// the one that was written down.
pub(super) fn wrong(
    home: &Home,
    installed: &Installed,
    h1: Option<&str>,
    progress: &dyn Progress,
) -> Result<Option<String>> {
    let claim = Claim::read(home, &installed.version);
    let found = FoundGoroot::ours(installed, &claim, progress)?;
    // Whom a receipt may name as its witness is `verify`'s question: here it is only whether it changed.
    let verification = verify::installed(&found, &claim, &[]);
    if let Some(first) = verification.problems.first() {
        return Ok(Some(first.clone()));
    }
    if let Some(name) = verification.differences.names().into_iter().next() {
        return Ok(Some(format!("not as it was installed: {name}")));
    }
    let another = h1.is_some_and(|h1| h1 != found.h1());
    Ok(another.then(|| format!("its files have {}", found.h1())))
}
