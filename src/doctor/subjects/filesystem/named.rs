//! What stands at the paths that settings and files name. Each is asked on a thread of its own: one
//! on a mount that never answers costs its own limit, and only the checks that read it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::doctor::model::facts::{Fact, Facts};
use crate::doctor::model::finding::Verdict;
use crate::doctor::model::limit::{Gathered, Missing, start};
use crate::doctor::model::parts::Parts;
use crate::doctor::subjects::filesystem::answers::LIMIT;
use crate::doctor::subjects::network::certificates;
use crate::sys::fs::probe::{self, FileKind};
use crate::sys::fs::{marks, read};
use crate::toolchains::inventory::gos::version_of;

/// What stands at a path, links followed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct At {
    /// What it is; nothing where nothing is there.
    pub kind: Option<FileKind>,
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
            go_mod: (seen.kind == FileKind::File && path.ends_with("go.mod"))
                .then(|| read::text(path, 1 << 20).ok().flatten())
                .flatten(),
        }
    }
}

/// The paths that were looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Named(BTreeMap<PathBuf, Gathered<At>>);

/// What collecting the answers may cost beside their limit.
const SLACK: Duration = Duration::from_secs(5);

impl Named {
    /// Looks at all of them at once.
    pub(crate) fn look(paths: BTreeSet<PathBuf>) -> Self {
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
    pub(crate) fn at(&self, path: &Path) -> Result<&At, Verdict> {
        let fact = self.0.get(path).ok_or_else(|| Verdict::skip("not asked in this mode"))?;
        fact.need(&path.display().to_string())
    }

    /// Whether a regular file stands there.
    ///
    /// # Errors
    /// As [`Self::at`].
    pub(crate) fn is_file(&self, path: &Path) -> Result<bool, Verdict> {
        Ok(self.at(path)?.kind == Some(FileKind::File))
    }
}

impl Fact for Named {
    const WHAT: &'static str = "the paths that settings and files name";
    const LAST: bool = true;

    fn limit(_: Parts) -> Duration {
        LIMIT + SLACK
    }

    fn gather(known: &Facts, _: Parts) -> Result<Self, Missing> {
        let mut paths: BTreeSet<PathBuf> = known.paths().cloned().collect();
        paths.extend(known.env.home.clone());
        paths.extend(certificates(&known.env));
        paths.retain(|path| path.is_absolute());
        Ok(Self::look(paths))
    }
}
