//! Paths by a pattern with `*`.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::sys::fs::walk;

/// The paths below `base` that fit `pattern`; a component may hold `*`s.
pub(super) fn expand(base: &Path, pattern: &str) -> Vec<PathBuf> {
    let mut paths = vec![base.to_owned()];
    for component in pattern.split('/') {
        paths = paths
            .into_iter()
            .flat_map(|path| -> Vec<PathBuf> {
                if !component.contains('*') {
                    return vec![path.join(component)];
                }
                let names = walk::names(&path).unwrap_or_default();
                names.into_iter().filter(|n| fits(n, component)).map(|n| path.join(n)).collect()
            })
            .collect();
    }
    paths
}

/// Whether a name fits a pattern of fixed parts around `*`s; a leading dot must be in the pattern.
fn fits(name: &OsStr, pattern: &str) -> bool {
    let Some(name) = name.to_str() else { return false };
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let mut parts = pattern.split('*');
    let Some(mut rest) = name.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        match rest.split_once(part) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pattern_fits_names_with_any_parts_between() {
        for (name, pattern, expected) in [
            ("go1.22", "*", true),
            (".hidden", "*", false),
            ("go-1.19", "go-*", true),
            ("golang", "go-*", false),
            ("abc-go-1.22", "*-go-*", true),
            ("abc-go", "*-go-*", false),
            ("go", "go", true),
        ] {
            assert_eq!(fits(OsStr::new(name), pattern), expected, "{name} {pattern}");
        }
    }
}
