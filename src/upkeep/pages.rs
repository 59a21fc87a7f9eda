//! What install.sh puts beside the program: manual pages, and completions where shells look below a prefix.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::sys::fs::{atomic, read, remove, walk};

/// Each by its name in a release, and where it lies below `share`.
const COMPLETIONS: [(&str, &str); 4] = [
    ("goenvmgr.bash", "bash-completion/completions/goenvmgr"),
    ("_goenvmgr", "zsh/site-functions/_goenvmgr"),
    ("goenvmgr.fish", "fish/vendor_completions.d/goenvmgr.fish"),
    ("goenvmgr.nu", "nushell/vendor/autoload/goenvmgr.nu"),
];
const MAN: &str = "man/man1";
/// In the directory of an update: an empty file for each page that stood there.
const NOTED: &str = "noted";
/// Longest page, in bytes.
const LONGEST: u64 = 4 << 20;

/// Those of them that are there, of a program in `PREFIX/bin` that has such manual pages. By whole names: what else
/// begins as ours do is somebody else's.
pub(crate) fn beside(program: &Path, manual: &[String]) -> Vec<PathBuf> {
    let Some(share) = program.parent().and_then(share) else { return Vec::new() };
    standing(&share, manual).into_iter().map(|below| share.join(below)).collect()
}

/// Notes in the directory of an update which pages stand there: those that the release has no more will go.
///
/// # Errors
/// When that cannot be written (exit 3).
pub(super) fn note(work: &Path, bin: &Path, pages: &[PathBuf]) -> Result<()> {
    let Some(share) = share(bin) else { return Ok(()) };
    let mut below = pages.iter().filter_map(|page| page.strip_prefix(&share).ok());
    below.try_for_each(|page| atomic::write_cache(&work.join(NOTED).join(page), b""))
}

/// Makes those that were noted the ones of an unpacked release: new ones come, and what it has no more goes.
///
/// # Errors
/// When one cannot be read or written (exit 3).
pub(super) fn renew(work: &Path, release: &Path, bin: &Path) -> Result<()> {
    let noted = work.join(NOTED);
    let noted = standing(&noted, &manual(&noted.join(MAN)));
    let Some(share) = share(bin).filter(|_| !noted.is_empty()) else { return Ok(()) };
    let wanted = of_release(release);
    for (below, file) in &wanted {
        let Some(bytes) = read::bytes(file, LONGEST)? else { continue };
        let place = share.join(below);
        if !read::holds(&place, &bytes) {
            atomic::write_shared(&place, &bytes)?;
        }
    }
    let mut gone = noted.iter().filter(|page| !wanted.contains_key(*page));
    gone.try_for_each(|page| remove::file(&share.join(page)).map(drop))
}

/// The pages that stand in a directory, by their places below it.
fn standing(share: &Path, manual: &[String]) -> Vec<PathBuf> {
    let manual = manual.iter().map(|name| Path::new(MAN).join(name));
    let completions = COMPLETIONS.iter().map(|(_, below)| PathBuf::from(below));
    manual.chain(completions).filter(|below| read::is_file(&share.join(below))).collect()
}

/// Each page of a release by the place below `share` where it belongs.
fn of_release(release: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let man = release.join("man");
    let manual = manual(&man).into_iter().map(|name| (Path::new(MAN).join(&name), man.join(name)));
    let completions = COMPLETIONS
        .iter()
        .map(|(name, below)| (PathBuf::from(below), release.join("completions").join(name)));
    manual.chain(completions.filter(|(_, file)| read::is_file(file))).collect()
}

/// The manual pages in a directory of ours.
fn manual(dir: &Path) -> Vec<String> {
    let names = walk::names(dir).unwrap_or_default().into_iter();
    names.filter_map(|name| name.into_string().ok()).filter(|name| is_ours(name)).collect()
}

fn share(bin: &Path) -> Option<PathBuf> {
    let prefix = Some(bin).filter(|bin| bin.ends_with("bin")).and_then(Path::parent)?;
    Some(prefix.join("share"))
}

fn is_ours(name: &str) -> bool {
    name == "goenvmgr.1" || name.starts_with("goenvmgr-") && name.ends_with(".1")
}
