//! What install.sh puts beside the program: manual pages, and completions where shells look below a prefix.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::sys::fs::{atomic, read, remove, walk};

/// Each by its name in a release, and where it lies below `share`.
const COMPLETIONS: [(&str, &str); 3] = [
    ("goenvmgr.bash", "bash-completion/completions/goenvmgr"),
    ("_goenvmgr", "zsh/site-functions/_goenvmgr"),
    ("goenvmgr.fish", "fish/vendor_completions.d/goenvmgr.fish"),
];
const MAN: &str = "man/man1";
/// Longest page, in bytes.
const LONGEST: u64 = 4 << 20;

/// Those that are there, of a program in `PREFIX/bin`. By name alone: nobody else has these.
pub(crate) fn beside(program: &Path) -> Vec<PathBuf> {
    let Some(share) = share(program) else { return Vec::new() };
    let man = share.join(MAN);
    let manual = manual(&man).into_iter().map(|name| man.join(name));
    let completions = COMPLETIONS.iter().map(|(_, below)| share.join(below));
    manual.chain(completions.filter(|file| read::is_file(file))).collect()
}

/// Makes those beside the program the ones of an unpacked release: new ones come, and what it has no more goes.
///
/// # Errors
/// When one cannot be read or written (exit 3).
pub(super) fn renew(program: &Path, release: &Path) -> Result<()> {
    let Some(share) = share(program) else { return Ok(()) };
    let wanted = of_release(release, &share);
    for (place, file) in &wanted {
        let Some(bytes) = read::bytes(file, LONGEST)? else { continue };
        if !read::holds(place, &bytes) {
            atomic::write_shared(place, &bytes)?;
        }
    }
    let mut gone = beside(program).into_iter().filter(|page| !wanted.contains_key(page));
    gone.try_for_each(|page| remove::file(&page).map(drop))
}

/// Where each page of a release belongs.
fn of_release(release: &Path, share: &Path) -> BTreeMap<PathBuf, PathBuf> {
    let man = release.join("man");
    let manual = manual(&man).into_iter().map(|name| (share.join(MAN).join(&name), man.join(name)));
    let completions = COMPLETIONS
        .iter()
        .map(|(name, below)| (share.join(below), release.join("completions").join(name)));
    manual.chain(completions.filter(|(_, file)| read::is_file(file))).collect()
}

/// The manual pages of ours in a directory.
fn manual(dir: &Path) -> Vec<String> {
    let names = walk::names(dir).unwrap_or_default().into_iter();
    names.filter_map(|name| name.into_string().ok()).filter(|name| is_ours(name)).collect()
}

fn share(program: &Path) -> Option<PathBuf> {
    let prefix = program.parent().filter(|bin| bin.ends_with("bin")).and_then(Path::parent)?;
    Some(prefix.join("share"))
}

fn is_ours(name: &str) -> bool {
    name == "goenvmgr.1" || name.starts_with("goenvmgr-") && name.ends_with(".1")
}
