//! `install` without a version: a request that something installed may satisfy already.

use super::{Failure, Options};
use crate::base::fault::Exit;
use crate::base::origin::Origin;
use crate::go::version::Request;
use crate::toolchains::store::Installed;

/// A request, and what satisfies it already.
#[derive(Clone, Debug, PartialEq)]
pub struct Wanted {
    /// A partial one means the newest published version, also where an older one is installed.
    pub request: Request,
    /// What is selected now, and where the request stands.
    pub satisfied: Option<(Installed, Origin)>,
}

/// Does what the directory asks for. Where something installed satisfies it and a newer one cannot
/// be had, that is enough.
pub(super) fn or_what_satisfies<T>(
    wanted: &Wanted,
    options: &Options,
    attempt: impl Fn(&Request) -> Result<T, Failure>,
    notes: impl Fn(&mut T) -> &mut Vec<String>,
) -> Result<T, Failure> {
    let failed = match attempt(&wanted.request) {
        Err(failed) if leaves_it_open(failed.fault.exit) && !options.reinstall => failed,
        ended => return ended,
    };
    let Some((installed, origin)) = &wanted.satisfied else { return Err(failed) };
    let exact = Request::Exact(installed.version.clone());
    if exact == wanted.request {
        return Err(failed);
    }
    let Ok(mut done) = attempt(&exact) else { return Err(failed) };
    let (request, why) = (&wanted.request, &failed.fault);
    notes(&mut done).push(match &failed.version {
        Some(newer) => {
            format!("{} is the newest published, and could not be had: {why}", newer.toolchain())
        }
        None => format!(
            "{} is the {request} that {origin} asks for; whether there is a newer one could not \
             be asked: {why}",
            installed.version.toolchain()
        ),
    });
    Ok(done)
}

/// Whether what failed says nothing against what is installed: bytes that disagree do, and a
/// signal ends everything.
fn leaves_it_open(exit: Exit) -> bool {
    matches!(exit, Exit::No | Exit::Usage | Exit::Unfinished)
}
