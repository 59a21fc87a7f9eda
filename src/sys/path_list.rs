//! Lists of directories in one variable: PATH and its kin. By exact component, in text and out again: an
//! empty component (the working directory) and one that is not Unicode stay what they are.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

/// What stands between two components: no component holds it.
pub(crate) const SEPARATOR: char = os::SEPARATOR;

/// The components of a list. An empty list has none.
pub(crate) fn split(list: &OsStr) -> Vec<OsString> {
    if list.is_empty() {
        return Vec::new();
    }
    os::split(list)
}

/// The list of these components. One empty component alone is written as two, because an empty list has
/// none.
pub(crate) fn join<I: AsRef<OsStr>>(components: &[I]) -> OsString {
    let mut list = OsString::new();
    for (number, component) in components.iter().enumerate() {
        if number > 0 {
            list.push(SEPARATOR.encode_utf8(&mut [0; 4]));
        }
        list.push(component);
    }
    if list.is_empty() && !components.is_empty() {
        list.push(SEPARATOR.encode_utf8(&mut [0; 4]));
    }
    list
}

/// The components of a list as paths, without what only protects them in it.
pub(crate) fn paths(list: &OsStr) -> Vec<PathBuf> {
    std::env::split_paths(list).collect()
}

/// The list of these paths; those that no list can hold are left out.
pub(crate) fn of_paths(paths: impl IntoIterator<Item = PathBuf>) -> OsString {
    let held = paths.into_iter().filter(|path| std::env::join_paths([path]).is_ok());
    std::env::join_paths(held).unwrap_or_default()
}

/// The components that are not ours, in order, and how many of them stood before the first one
/// for which `counted` is true.
pub(crate) fn without(
    components: &[OsString],
    ours: impl Fn(&OsStr) -> bool,
    counted: impl Fn(&OsStr) -> bool,
) -> (Vec<OsString>, Option<usize>) {
    let mut kept = Vec::with_capacity(components.len());
    let mut at = None;
    for component in components {
        if at.is_none() && counted(component) {
            at = Some(kept.len());
        }
        if !ours(component) {
            kept.push(component.clone());
        }
    }
    (kept, at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn splitting_and_joining_keeps_every_byte(path in "[/ab:;' \n]{0,12}") {
            prop_assume!(!path.is_empty());
            prop_assert_eq!(join(&split(OsStr::new(&path))), OsString::from(path));
        }
    }

    #[test]
    fn components_match_exactly_or_not_at_all() {
        let parts = split(&join(&["/a", "/ours", "/b", "/ours/x", "/ours", ""]));
        let (kept, at) = without(&parts, |c| c == "/ours", |c| c == "/ours");
        assert_eq!(kept, ["/a", "/b", "/ours/x", ""]);
        assert_eq!(at, Some(1));
    }

    #[test]
    fn path_of_one_empty_component_is_not_an_empty_path() {
        assert_eq!(join(&[""]), *SEPARATOR.to_string());
        assert_eq!(join::<&str>(&[]), "");
    }
}
