//! What install.sh puts beside the program: manual pages, and completions where shells look below a prefix.

use std::path::{Path, PathBuf};

use crate::sys::fs::{read, walk};

const COMPLETIONS: [&str; 3] = [
    "bash-completion/completions/goenvmgr",
    "zsh/site-functions/_goenvmgr",
    "fish/vendor_completions.d/goenvmgr.fish",
];

/// Those that are there, of a program in `PREFIX/bin`. By name alone: nobody else has these.
pub(super) fn beside(program: &Path) -> Vec<PathBuf> {
    let Some(prefix) = program.parent().filter(|bin| bin.ends_with("bin")).and_then(Path::parent)
    else {
        return Vec::new();
    };
    let share = prefix.join("share");
    let man = share.join("man/man1");
    let names = walk::names(&man).unwrap_or_default().into_iter();
    let manual = names.filter(|name| name.to_str().is_some_and(is_ours)).map(|name| man.join(name));
    let completions = COMPLETIONS.map(|below| share.join(below)).into_iter();
    manual.chain(completions.filter(|file| read::is_file(file))).collect()
}

fn is_ours(name: &str) -> bool {
    name == "goenvmgr.1" || name.starts_with("goenvmgr-") && name.ends_with(".1")
}
