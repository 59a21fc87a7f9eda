//! From a request to a version.

use super::Installer;
use super::sources::{self, Resolved};
use crate::base::fault::{Fault, Result};
use crate::go::version::{GoVersion, Request};

/// The version that the request means for this platform, by the first source that can say.
///
/// # Errors
/// When no source can say.
pub(crate) fn published(installer: &Installer<'_>, request: &Request) -> Result<GoVersion> {
    resolve(installer, request).map(|resolved| resolved.version)
}

/// The version that the request means, by the first source that can say.
pub(super) fn resolve(installer: &Installer<'_>, request: &Request) -> Result<Resolved> {
    match request {
        Request::Exact(version) => Ok(Resolved { version: version.clone(), note: None }),
        Request::System => {
            Err(Fault::usage("system is the Go of this machine, not one to install")
                .hint("goenvmgr install latest; goenvmgr default system takes the machine's"))
        }
        _ => {
            let newest =
                sources::ask_all(installer, |source, patience| source.newest(request, patience));
            newest.map_err(|failure| failure.conclude(&format!("a Go that is {request}")))
        }
    }
}
