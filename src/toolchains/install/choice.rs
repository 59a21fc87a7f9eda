//! From what was asked for to one version, and where its bytes are, without changing anything.

use std::path::{Path, PathBuf};

use super::{Failure, Installer, Options, local};
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::{read, walk};

/// What is to be installed.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) version: GoVersion,
    /// The archive or directory; `None` for a download.
    pub(super) from: Option<PathBuf>,
    /// Who says that it is the newest, where that was asked.
    pub(super) note: Option<String>,
}

/// A request that has become a version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// The version.
    pub version: GoVersion,
    /// Who says that it is the newest, where that was asked.
    pub note: Option<String>,
}

impl Installer<'_> {
    pub(super) fn choose(
        &self,
        request: Option<&Request>,
        options: &Options,
    ) -> Result<Choice, Failure> {
        let choice = match (&options.from, request) {
            (Some(from), _) => self.choose_local(request, from),
            (None, Some(request)) => self
                .resolve(request)
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
    fn choose_local(&self, request: Option<&Request>, from: &Path) -> Result<Choice> {
        let picked = match is_folder(from) {
            true => self.pick(request, from)?,
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

    /// The archive for this machine, in a folder of archives, that the request means.
    fn pick(&self, request: Option<&Request>, folder: &Path) -> Result<PathBuf> {
        let mut found: Vec<PathBuf> = Vec::new();
        for name in walk::names(folder)? {
            let path = folder.join(&name);
            let Some(named) = name.to_str().filter(|name| is_archive(name)) else { continue };
            if !read::is_file(&path) || self.is_for_another_machine(named) {
                continue;
            }
            let version = match parts(named) {
                Some((version, ..)) => version,
                // A name of somebody's own: what is inside says it.
                None => match local::version(&path) {
                    Ok(version) => version,
                    Err(_) => continue,
                },
            };
            if request.is_none_or(|request| request.matches(&version)) {
                found.push(path);
            }
        }
        found.sort();
        let wanted = request.map_or("Go".to_owned(), |request| format!("Go {request}"));
        let (shown, platform) = (folder.visible(), self.platform);
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => Err(Fault::usage(format!("{shown} has no archive of {wanted} for {platform}"))
                .hint(local::FORMS)),
            [first, ..] => {
                let what = format!("{shown} has more than one archive of {wanted} for {platform}");
                let fault = found.iter().fold(Fault::usage(what), |fault, path| {
                    fault.because(path.visible().to_string())
                });
                Err(fault.hint(format!("name one: goenvmgr install --from {}", word(first))))
            }
        }
    }

    /// `go1.22.5.darwin-arm64.tar.gz` where this is linux/amd64.
    fn is_for_another_machine(&self, name: &str) -> bool {
        let ours = [self.platform.arch.as_str(), self.platform.dl_arch()];
        parts(name).is_some_and(|(_, os, arch)| os != self.platform.os || !ours.contains(&arch))
    }
}

/// A directory that is no GOROOT.
fn is_folder(path: &Path) -> bool {
    read::is_dir(path) && !read::is_taken(&path.join("VERSION"))
}

const ENDINGS: [&str; 3] = [".tar.gz", ".tgz", ".zip"];

fn is_archive(name: &str) -> bool {
    stem(name).is_some()
}

fn stem(name: &str) -> Option<&str> {
    ENDINGS.iter().find_map(|ending| name.strip_suffix(ending))
}

/// Version and platform in `go1.22.5.linux-amd64.tar.gz`, `go1.4.darwin-amd64-osx10.8.tar.gz` and
/// `v0.0.1-go1.22.5.linux-amd64.zip`: how Go names its archives.
fn parts(name: &str) -> Option<(GoVersion, &str, &str)> {
    let stem = stem(name)?;
    let stem = stem.strip_prefix("v0.0.1-").unwrap_or(stem);
    stem.match_indices('.').find_map(|(at, _)| {
        let mut words = stem.get(at + 1..)?.split('-');
        let (os, arch) = (words.next()?, words.next()?);
        let is_os = os.starts_with(|c: char| c.is_ascii_alphabetic()) && !os.contains('.');
        let version = GoVersion::from_toolchain(stem.get(..at)?)?;
        is_os.then_some((version, os, arch))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn archive_name_says_version_and_machine() {
        for (name, version, platform) in [
            ("go1.22.5.linux-amd64.tar.gz", Some("1.22.5"), Some(("linux", "amd64"))),
            ("go1.22rc1.windows-arm64.zip", Some("1.22rc1"), Some(("windows", "arm64"))),
            ("go1.4.darwin-amd64-osx10.8.tar.gz", Some("1.4"), Some(("darwin", "amd64"))),
            ("v0.0.1-go1.22.5.linux-amd64.zip", Some("1.22.5"), Some(("linux", "amd64"))),
            ("go.tar.gz", None, None),
            ("ours-1.22.5.tgz", None, None),
            ("go1.22.5.src.tar.gz", None, None),
            ("go1.22.5.linux-amd64.tar.gz.sha256", None, None),
        ] {
            let found = parts(name);
            let said = found.as_ref().map(|(version, ..)| version.to_string());
            assert_eq!(said.as_deref(), version, "{name}");
            assert_eq!(found.as_ref().map(|(_, os, arch)| (*os, *arch)), platform, "{name}");
        }
    }
}
