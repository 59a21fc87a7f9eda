//! The Go that builds another one: which is named, and what it is worth.

use super::{Verifier, directory};
use crate::base::fault::{Exit, Fault, Result};
use crate::cli::Context;
use crate::cli::meant::meant;
use crate::go::version::Request;
use crate::settings::config::Policy;
use crate::toolchains::build::{Asked, Bootstrap};
use crate::toolchains::store::Installed;
use crate::toolchains::verify::{self, Attestation, Claim, FoundGoroot, Verification};

/// What `--bootstrap` names.
///
/// # Errors
/// When it is neither a directory nor a version (exit 2).
pub(in crate::cli) fn asked(text: Option<&str>, context: &Context) -> Result<Asked> {
    let Some(text) = text else { return Ok(Asked::Any) };
    if let Some(dir) = directory(text, context) {
        return Ok(Asked::Dir(dir));
    }
    let request: Request = text.parse().map_err(|error| {
        Fault::usage(format!("--bootstrap {text} is neither a directory nor a version: {error}"))
            .hint("goenvmgr list names what is installed")
    })?;
    meant(&request, context).map(Asked::Request)
}

/// Whether the files of the Go that builds are what the log has. Another's is taken as it is.
///
/// # Errors
/// As [`attested`].
pub(in crate::cli) fn is_attested(bootstrap: &Bootstrap, context: &Context) -> Result<bool> {
    let Some(ours) = &bootstrap.ours else { return Ok(false) };
    let claim = Claim::read(&context.home, &ours.version);
    Ok(attested(ours, &claim, context)?.is_some())
}

/// The h1 that the log has for a version of ours, by the record in its receipt, where its files are those; nobody is
/// asked.
///
/// # Errors
/// When they are not (exit 6), or cannot be read (3).
pub(in crate::cli) fn attested(
    ours: &Installed,
    claim: &Claim,
    context: &Context,
) -> Result<Option<String>> {
    let progress = context.out.progress();
    let verifier = Verifier::offline(context);
    let judge = verifier.judge(FoundGoroot::ours(ours, claim, progress.as_ref())?);
    let told = verify::installed(&judge.found, claim, &judge.trusted());
    match told.exit(Policy::Transparency) {
        Exit::Integrity => {
            let what = format!("{} is not what was installed", ours.version.toolchain());
            Err(Fault::integrity(format!("{what}, and was to build"))
                .hint(format!("goenvmgr verify {}   names what differs", ours.version)))
        }
        Exit::Fine => Ok(recorded(&told)),
        _ => Ok(None),
    }
}

/// The h1 that the log has.
pub(super) fn recorded(verification: &Verification) -> Option<String> {
    verification.vouched_by.iter().find_map(|one| match one {
        Attestation::Log { h1, .. } => Some(h1.clone()),
        _ => None,
    })
}
