//! What interrupted downloads and sweeps left below the module cache: part of `--stale` and of
//! `--modcache`.

use crate::base::visible::Visible as _;
use crate::caches::facts::Facts;
use crate::caches::plan::{Act, CleanPlan, Removal, RemovalKind};

/// A file that is being downloaded now has the name of a leftover; this long it is not taken for
/// one, in seconds.
const FRESH: i64 = 86_400;

pub(crate) fn plan(facts: &Facts) -> CleanPlan {
    let leftovers = facts.modules.leftovers_found.iter().filter(|(relative, _, changed)| {
        let downloaded = relative.extension().is_some_and(|end| end == "tmp");
        let mounted = facts.modules.mount_at(relative).is_some();
        !(mounted || downloaded && facts.now - changed < FRESH)
    });
    let removals = leftovers.map(|(relative, usage, changed)| Removal {
        kind: RemovalKind::Interrupted,
        name: relative.visible().to_string(),
        path: facts.modules.root.join(relative),
        bytes: usage.bytes,
        files: usage.files + usage.dirs,
        last_use: Some(*changed),
        why: "an interrupted download or clean left it".to_owned(),
        act: Act::InModuleCache(relative.clone()),
    });
    CleanPlan { removals: removals.collect(), ..CleanPlan::default() }
}
