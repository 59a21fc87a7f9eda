//! The user's PATH outside of shells: what `setup` puts first there, and how it goes again.

use std::path::Path;

use serde::Serialize;

use super::Step;
use super::journal::{self, Kept};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::user_path::{self, UserPath};

/// What becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UserPathPlan {
    /// Where the system keeps it.
    pub place: &'static str,
    /// The directories that are put first, or taken away.
    pub entries: Vec<String>,
    /// What will be done.
    pub step: Step,
    #[serde(skip)]
    before: Option<UserPath>,
    #[serde(skip)]
    after: Option<UserPath>,
}

/// Whether the system keeps one.
pub(super) fn is_kept() -> bool {
    user_path::PLACE.is_some()
}

/// `shims/` first, the directory of this program where PATH does not have it, and GOBIN where that is asked for. Nothing where the
/// system keeps no such PATH.
pub(super) fn plan(
    env: &Env,
    home: &Home,
    program: &Path,
    go_bin: Option<&Path>,
) -> Result<Option<UserPathPlan>> {
    let Some(place) = user_path::PLACE else { return Ok(None) };
    let before = read(place)?;
    let mut dirs = vec![home.shims()];
    if let Some(own) = program.parent().filter(|own| !env.path().iter().any(|dir| dir == own)) {
        dirs.push(own.to_owned());
    }
    dirs.extend(go_bin.map(Path::to_owned));
    let stand = before.as_ref().map(UserPath::entries).unwrap_or_default();
    let mut entries = Vec::new();
    for dir in dirs {
        let text = dir.to_str().ok_or_else(|| {
            Fault::usage(format!("{} is not Unicode: {place} cannot hold it", dir.visible()))
                .hint("set GOENVMGR_HOME to another directory")
        })?;
        let is_it = |entry: &String| entry.trim_end_matches('\\').eq_ignore_ascii_case(text);
        if !stand.iter().any(is_it) {
            entries.push(text.to_owned());
        }
    }
    let put = |after: Option<UserPath>, entry: &String| Some(UserPath::with(after.as_ref(), entry));
    let after = entries.iter().rev().fold(before.clone(), put);
    let step = step(before.as_ref(), after.as_ref());
    Ok(Some(UserPathPlan { place, entries, step, before, after }))
}

/// As it was before us where nobody has changed it since, else without what we had put there.
pub(super) fn undo(home: &Home, kept: Option<&Kept>) -> Result<Option<UserPathPlan>> {
    let Some(place) = user_path::PLACE else { return Ok(None) };
    let before = read(place)?;
    let shims = || vec![home.shims().to_string_lossy().into_owned()];
    let entries = kept.map_or_else(shims, |kept| kept.entries.clone());
    let after = match kept {
        Some(kept) if kept.after == before => kept.before.clone(),
        _ => {
            let without =
                |path: UserPath| entries.iter().fold(path, |path, entry| path.without(entry));
            before.clone().map(without)
        }
    };
    let step = step(before.as_ref(), after.as_ref());
    Ok(Some(UserPathPlan { place, entries, step, before, after }))
}

fn step(before: Option<&UserPath>, after: Option<&UserPath>) -> Step {
    match (before, after) {
        (None, Some(_)) => Step::Create,
        (Some(_), None) => Step::Remove,
        (before, after) if before == after => Step::Keep,
        _ => Step::Change,
    }
}

impl UserPathPlan {
    /// Does it; what it was is remembered first.
    pub(super) fn put(&self, env: &Env, home: &Home) -> Result<()> {
        if self.step == Step::Keep {
            return Ok(());
        }
        let mut journal = journal::read(home)?;
        let kept = match journal.user_path.take() {
            // Ours are both: what stood before the first counts.
            Some(kept) if kept.after == self.before => Kept {
                entries: [self.entries.clone(), kept.entries].concat(),
                before: kept.before,
                after: self.after.clone(),
            },
            _ => Kept {
                entries: self.entries.clone(),
                before: self.before.clone(),
                after: self.after.clone(),
            },
        };
        journal.user_path = Some(kept);
        journal.write(home)?;
        self.write(env)
    }

    /// Does it; nothing is remembered any more.
    pub(super) fn take_back(&self, env: &Env) -> Result<()> {
        if self.step == Step::Keep { Ok(()) } else { self.write(env) }
    }

    fn write(&self, env: &Env) -> Result<()> {
        if read(self.place)? != self.before {
            let what = format!("{} was changed meanwhile", self.place);
            return Err(Fault::unfinished(what).hint("run the command again"));
        }
        let written = user_path::write(self.after.as_ref());
        written.map_err(|error| could_not("write", self.place, &error))?;
        // Who logs in again reads it; nobody else has to be told.
        user_path::announce(&env.vars, &env.cwd);
        Ok(())
    }
}

fn read(place: &str) -> Result<Option<UserPath>> {
    user_path::read().map_err(|error| could_not("read", place, &error))
}

fn could_not(doing: &str, place: &str, error: &std::io::Error) -> Fault {
    Fault::unfinished(format!("could not {doing} {place}: {error}"))
}
