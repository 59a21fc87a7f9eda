//! PATH by exact component. Bytes in, bytes out: an empty component (the current directory) and
//! one that is not UTF-8 stay what they are.

use std::ffi::{OsStr, OsString};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

/// The components of a PATH. An empty PATH has none.
pub(crate) fn split(path: &OsStr) -> Vec<OsString> {
    if path.is_empty() {
        return Vec::new();
    }
    path.as_bytes().split(|&b| b == b':').map(|part| OsStr::from_bytes(part).to_owned()).collect()
}

/// The PATH of these components. One empty component alone is written `:`, because an empty PATH
/// has none.
pub(crate) fn join<I: AsRef<OsStr>>(components: &[I]) -> OsString {
    let parts: Vec<&[u8]> = components.iter().map(|part| part.as_ref().as_bytes()).collect();
    if parts == [b""] {
        return ":".into();
    }
    OsString::from_vec(parts.join(&b':'))
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
        fn splitting_and_joining_keeps_every_byte(path in "[/ab:' \n]{0,12}") {
            prop_assume!(!path.is_empty());
            prop_assert_eq!(join(&split(OsStr::new(&path))), OsString::from(path));
        }
    }

    #[test]
    fn components_match_exactly_or_not_at_all() {
        let parts = split(OsStr::new("/a:/ours:/b:/ours/x:/ours:"));
        let (kept, at) = without(&parts, |c| c == "/ours", |c| c == "/ours");
        assert_eq!(join(&kept), "/a:/b:/ours/x:");
        assert_eq!(at, Some(1));
    }

    #[test]
    fn path_of_one_empty_component_is_not_an_empty_path() {
        assert_eq!(join(&[""]), ":");
        assert_eq!(join::<&str>(&[]), "");
    }
}
