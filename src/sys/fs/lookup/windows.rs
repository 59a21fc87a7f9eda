//! A program is called what its file is called without its end.

use std::path::{Path, PathBuf};

/// What PATHEXT begins with on every Windows, in its order; what comes after these are scripts that
/// need another program to run.
const ENDS: [&str; 4] = [".com", ".exe", ".bat", ".cmd"];

pub(super) fn names(program: &Path) -> Vec<PathBuf> {
    let ends = |end: &&str| {
        let mut name = program.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    let has_one = program.extension().is_some_and(|own| {
        ENDS.iter().any(|end| own.eq_ignore_ascii_case(end.trim_start_matches('.')))
    });
    match has_one {
        true => vec![program.to_owned()],
        false => ENDS.iter().map(ends).collect(),
    }
}
