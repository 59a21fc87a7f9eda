//! From what was asked for to one version, and where its bytes are, without changing anything.

use std::path::{Path, PathBuf};

use super::resolve::resolve;
use super::sources::Resolved;
use super::{Failure, Installer, Options, archives, local};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::read;

/// What is to be installed.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) version: GoVersion,
    /// The archive or directory; `None` for a download.
    pub(super) from: Option<PathBuf>,
    /// Who says that it is the newest, where that was asked.
    pub(super) note: Option<String>,
}

/// Chooses what is to be installed: what the request means, or what stands at `options.from`.
pub(super) fn choose(
    installer: &Installer<'_>,
    request: Option<&Request>,
    options: &Options,
) -> Result<Choice, Failure> {
    let choice = match (&options.from, request) {
        (Some(from), _) => choose_local(installer.platform, request, from),
        (None, Some(request)) => resolve(installer, request)
            .map(|Resolved { version, note }| Choice { version, from: None, note }),
        (None, None) => Err(Fault::usage("name a version").hint("goenvmgr install latest")),
    };
    choice.map_err(|fault| Failure {
        version: match request {
            Some(Request::Exact(version)) => Some(version.clone()),
            _ => None,
        },
        fault,
    })
}

/// The version of what stands at `from`, which must be one that `request` means.
fn choose_local(platform: &Platform, request: Option<&Request>, from: &Path) -> Result<Choice> {
    let picked = match is_folder(from) {
        true => archives::pick(platform, request, from)?,
        false => from.to_owned(),
    };
    let version = local::version(&picked)?;
    match request {
        Some(request) if !request.matches(&version) => Err(Fault::usage(format!(
            "{} holds {}, not {request}",
            picked.visible(),
            version.toolchain()
        ))
        .hint(format!("goenvmgr install {version} --from {}", word(&picked)))),
        _ => Ok(Choice { version, from: Some(picked), note: None }),
    }
}

/// A directory that is no GOROOT.
fn is_folder(path: &Path) -> bool {
    read::is_dir(path) && !read::is_taken(&path.join("VERSION"))
}
