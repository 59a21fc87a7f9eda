//! Which files may say whom to believe: none of a tree that is judged, and none that whoever could write
//! such a tree could have written.

use std::path::{Path, PathBuf};

use super::layer::Layer;
use crate::settings::home::Home;
use crate::sys::fs::{marks, probe};

/// The trees whose files have no say in how they are judged.
pub(super) struct Accused {
    toolchains: Vec<PathBuf>,
    judged: Vec<PathBuf>,
}

impl Accused {
    pub(super) fn new(home: &Home, judged: Option<&Path>) -> Self {
        let both = |path: &Path| [Some(path.to_owned()), marks::real(path)].into_iter().flatten();
        Self {
            toolchains: both(&home.toolchains()).collect(),
            judged: judged.map(|path| both(path).collect()).unwrap_or_default(),
        }
    }

    pub(super) fn is_judged(&self, path: &Path) -> bool {
        is_below(path, &self.judged)
    }

    fn may_say(&self, path: &Path) -> bool {
        !is_below(path, &self.judged) && !is_below(path, &self.toolchains)
    }
}

/// Whether a path lies at or below one of these, by name or behind links.
fn is_below(path: &Path, trees: &[PathBuf]) -> bool {
    let real = marks::real(path);
    [Some(path), real.as_deref()]
        .into_iter()
        .flatten()
        .any(|path| trees.iter().any(|tree| path.starts_with(tree)))
}

/// The files that may say whom to believe, first hit first.
pub(super) fn authorities(
    user: Option<&Layer>,
    roots: &[PathBuf],
    accused: &Accused,
) -> Vec<Layer> {
    let of_root = roots
        .iter()
        .filter(|root| accused.may_say(root) && is_roots_own(root))
        .find_map(|root| Layer::read(root.join("go.env")));
    let user = user.filter(|layer| accused.may_say(&layer.path)).cloned();
    user.into_iter().chain(of_root).collect()
}

/// Whether root alone can change the go.env of this GOROOT.
fn is_roots_own(root: &Path) -> bool {
    [root.to_owned(), root.join("go.env")]
        .iter()
        .all(|path| probe::see(path).is_ok_and(|seen| seen.uid == 0 && seen.mode & 0o022 == 0))
}
