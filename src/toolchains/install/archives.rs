//! A folder of archives, of which one is for this machine and this request.

use std::path::{Path, PathBuf};

use super::local;
use crate::base::fault::{Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::sys::fs::{read, walk};

/// The archive for this machine that the request means.
pub(super) fn pick(
    platform: &Platform,
    request: Option<&Request>,
    folder: &Path,
) -> Result<PathBuf> {
    let found = matching(platform, request, folder)?;
    let wanted = request.map_or("Go".to_owned(), |request| format!("Go {request}"));
    let shown = folder.visible();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(Fault::usage(format!("{shown} has no archive of {wanted} for {platform}"))
            .hint(local::FORMS)),
        [first, ..] => {
            let what = format!("{shown} has more than one archive of {wanted} for {platform}");
            let paths = found.iter().map(|path| path.visible().to_string());
            let fault = paths.fold(Fault::usage(what), Fault::because);
            Err(fault.hint(format!("name one: goenvmgr install --from {}", word(first))))
        }
    }
}

/// All of them, sorted.
fn matching(platform: &Platform, request: Option<&Request>, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found: Vec<PathBuf> = Vec::new();
    for name in walk::names(folder)? {
        let path = folder.join(&name);
        let Some(named) = name.to_str().filter(|name| is_archive(name)) else { continue };
        if !read::is_file(&path) || is_for_another_machine(named, platform) {
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
    Ok(found)
}

/// `go1.22.5.darwin-arm64.tar.gz` where this is linux/amd64.
fn is_for_another_machine(name: &str, platform: &Platform) -> bool {
    let ours = [platform.arch.as_str(), platform.dl_arch()];
    parts(name).is_some_and(|(_, os, arch)| os != platform.os || !ours.contains(&arch))
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
