//! What stands at the paths that settings and files name. Each is asked on a thread of its own: one
//! on a mount that never answers costs its own limit, and only the checks that read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::answers::LIMIT;
use super::startup::literal_goroot;
use super::{Facts, need};
use crate::doctor::finding::Verdict;
use crate::doctor::limit::{Fact, start};
use crate::fs::probe::{self, Kind};
use crate::fs::{marks, read};
use crate::inventory::gos::version_of;

/// What stands at a path, links followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct At {
    /// What it is; nothing where nothing is there.
    pub kind: Option<Kind>,
    /// Its owner.
    pub uid: u32,
    /// Its permission bits.
    pub mode: u32,
    /// Links resolved.
    pub real: Option<PathBuf>,
    /// What its `VERSION` says, where it is a GOROOT.
    pub version: Option<String>,
    /// What it says, where it is another module's go.mod.
    pub go_mod: Option<String>,
}

impl At {
    fn look(path: &Path) -> Self {
        let Ok(seen) = probe::see(path) else { return Self::default() };
        Self {
            kind: Some(seen.kind),
            uid: seen.uid,
            mode: seen.mode,
            real: marks::real(path),
            version: version_of(path),
            go_mod: (seen.kind == Kind::File && path.ends_with("go.mod"))
                .then(|| read::text(path, 1 << 20).ok().flatten())
                .flatten(),
        }
    }
}

/// The paths that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named(BTreeMap<PathBuf, Fact<At>>);

impl Named {
    /// Looks at all of them at once.
    pub fn look(paths: BTreeSet<PathBuf>) -> Self {
        let begin = |path: PathBuf| {
            let at = path.clone();
            (path, start(LIMIT, move || At::look(&at)))
        };
        let asked: Vec<_> = paths.into_iter().map(begin).collect();
        Self(asked.into_iter().map(|(path, pending)| (path, pending.wait())).collect())
    }

    /// What stands there.
    ///
    /// # Errors
    /// A SKIP where nobody asked, an ERROR where the path does not answer.
    pub fn at(&self, path: &Path) -> Result<&At, Verdict> {
        let fact = self.0.get(path).ok_or_else(|| Verdict::skip("not asked in this mode"))?;
        need(fact, &path.display().to_string())
    }

    /// Whether a regular file stands there.
    ///
    /// # Errors
    /// As [`Self::at`].
    pub fn is_file(&self, path: &Path) -> Result<bool, Verdict> {
        Ok(self.at(path)?.kind == Some(Kind::File))
    }

    /// How long the slowest took.
    pub fn took(&self) -> Duration {
        self.0.values().map(|fact| fact.took).max().unwrap_or_default()
    }
}

/// Every path that these facts name and that a check wants to know more of.
pub fn paths(facts: &Facts) -> BTreeSet<PathBuf> {
    let mut paths: BTreeSet<PathBuf> = facts.env.home.iter().cloned().collect();
    paths.extend(facts.certificates());
    if let Some(workspace) = facts.settings.get().and_then(|settings| settings.by_user("GOWORK")) {
        paths.insert(PathBuf::from(&workspace.value));
    }
    if let Some(project) = facts.project.get() {
        paths.extend(project.others().into_iter().map(|(_, go_mod)| go_mod));
    }
    if let Some(root) = facts.root.get() {
        paths.extend([root.path.clone(), root.path.join("bin/go")]);
        paths.extend(root.own.clone());
    }
    if let Some(startup) = facts.startup.get() {
        paths.extend(startup.old.iter().filter_map(literal_goroot));
    }
    if let Some(editors) = facts.editors.get() {
        paths.extend(editors.iter().map(|setting| PathBuf::from(&setting.value)));
    }
    paths.retain(|path| path.is_absolute());
    paths
}
