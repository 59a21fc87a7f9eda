//! `--stale`: what is provably of no use.

use std::path::PathBuf;

use crate::base::visible::Visible as _;
use crate::caches::facts::{Facts, Toolchain};
use crate::caches::plan::{Act, CleanPlan, Kept, Removal, RemovalKind};
use crate::go::gomod::ModuleVersion;
use crate::go::version::GoVersion;
use crate::sys::running;
use crate::toolchains::inventory::modules::TOOLCHAIN;
use crate::tools::set;

use super::age;

/// In seconds.
const DAY: i64 = 24 * 3600;

/// A file or directory of ours that nobody needs any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Leftover {
    pub kind: RemovalKind,
    /// Where it lies.
    pub path: PathBuf,
    /// Allocated bytes.
    pub bytes: u64,
    /// Files and directories.
    pub files: u64,
    /// Last change, in seconds since 1970.
    pub changed: Option<i64>,
    /// Why it may go.
    pub why: &'static str,
    /// How it goes.
    pub act: Act,
}

/// The plan of what is ours. `older_than` is in seconds.
pub(crate) fn plan(facts: &Facts, leftovers: &[Leftover], older_than: i64) -> CleanPlan {
    let mut plan = CleanPlan::default();
    for toolchain in &facts.toolchains {
        let act = Act::Toolchain(toolchain.name.clone());
        match reason_to_keep(facts, toolchain, older_than) {
            Some(why) => plan.kept.push(kept(RemovalKind::Toolchain, toolchain, why)),
            None => plan.removals.push(removal(facts, RemovalKind::Toolchain, toolchain, act)),
        }
    }
    for set in &facts.tool_sets {
        let gone = owner_is_gone(facts, set);
        match reason_to_keep(facts, set, older_than).filter(|_| !gone || set.running) {
            Some(why) => plan.kept.push(kept(RemovalKind::Tools, set, why)),
            None => {
                let act = Act::Tools(set.name.clone());
                let removal = removal(facts, RemovalKind::Tools, set, act);
                let why = "the toolchain that built them is not installed".to_owned();
                plan.removals.push(if gone { Removal { why, ..removal } } else { removal });
            }
        }
    }
    plan.removals.extend(leftovers.iter().map(|leftover| Removal {
        kind: leftover.kind,
        name: leftover.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        path: leftover.path.clone(),
        bytes: leftover.bytes,
        files: leftover.files,
        last_use: leftover.changed,
        why: leftover.why.to_owned(),
        act: leftover.act.clone(),
    }));
    plan
}

/// Whether the toolchain of a set is not there any more: nobody selects it, and so nobody the set. A set does not say
/// whether a published toolchain built it or one of the user's own.
fn owner_is_gone(facts: &Facts, set: &Toolchain) -> bool {
    let Some(owner) = set::owner(&set.name).map(|version| version.toolchain()) else {
        return false;
    };
    let may_be = |own: &Option<GoVersion>| own.as_ref().is_none_or(|own| own.toolchain() == owner);
    !facts.own.iter().any(may_be)
        && facts.toolchains.iter().all(|toolchain| toolchain.name != owner)
}

/// Go's cached toolchains: none while no project is known, for then nothing says what is needed.
pub(crate) fn cached(facts: &Facts, older_than: i64) -> CleanPlan {
    let mut plan = CleanPlan::default();
    let blind = !facts.knows_a_project();
    for (version, toolchain) in &facts.go_toolchains {
        let why = reason_to_keep(facts, toolchain, older_than)
            .or_else(|| blind.then(|| "no project is known that could need it".to_owned()))
            .or_else(|| {
                let blind = !toolchain.records_access;
                blind.then(|| "its file system does not record when it was used".to_owned())
            });
        let module = ModuleVersion::new(TOOLCHAIN, version);
        let mount = facts.modules.mount_in(&module);
        let mount = mount.map(|at| format!("something is mounted at {}", at.visible()));
        match why.or(mount) {
            Some(why) => plan.kept.push(kept(RemovalKind::GoToolchain, toolchain, why)),
            None => {
                let act = Act::Module { module, zip_only: false };
                plan.removals.push(removal(facts, RemovalKind::GoToolchain, toolchain, act));
            }
        }
    }
    plan
}

fn reason_to_keep(facts: &Facts, toolchain: &Toolchain, older_than: i64) -> Option<String> {
    if toolchain.running {
        return Some("it runs now".to_owned());
    }
    if !toolchain.wanted.is_empty() {
        return Some("wanted".to_owned());
    }
    if let Some(root) = facts.riddle() {
        let who = root.path.visible();
        return Some(format!("{who} may need it, and cannot be looked at"));
    }
    let unused = facts.now - toolchain.last_use;
    if !running::KNOWN && unused < DAY {
        return Some("it was used today, and what runs now is not known on this system".to_owned());
    }
    (unused < older_than).then(|| format!("used {} ago", age(facts.now, toolchain.last_use)))
}

fn kept(kind: RemovalKind, toolchain: &Toolchain, why: String) -> Kept {
    Kept {
        kind,
        name: toolchain.name.clone(),
        bytes: toolchain.usage.bytes,
        last_use: Some(toolchain.last_use),
        why,
        roots: toolchain.wanted.clone(),
    }
}

fn removal(facts: &Facts, kind: RemovalKind, toolchain: &Toolchain, act: Act) -> Removal {
    let unused = age(facts.now, toolchain.last_use);
    Removal {
        kind,
        name: toolchain.name.clone(),
        path: toolchain.path.clone(),
        bytes: toolchain.usage.bytes,
        files: toolchain.usage.files + toolchain.usage.dirs,
        last_use: Some(toolchain.last_use),
        why: format!("no root wants it, unused for {unused}"),
        act,
    }
}
