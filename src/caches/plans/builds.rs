//! `--build-cache`: entries of Go's build cache, the oldest first.

use crate::caches::plan::{Act, CleanPlan, Kept, Removal, RemovalKind};
use crate::toolchains::inventory::builds::{BuildCache, MINUTE};

use super::age;

/// The plan. Without `max_size` (bytes) and `older_than` (seconds) all entries go; with both, what
/// either of them wants gone.
pub(crate) fn plan(
    cache: &BuildCache,
    max_size: Option<u64>,
    older_than: Option<i64>,
    now: i64,
) -> CleanPlan {
    let mut plan = CleanPlan { beyond: true, ..CleanPlan::default() };
    let by_age = older_than.map(|seconds| (now - seconds).div_euclid(MINUTE) * MINUTE);
    let by_size = max_size.map(|limit| cache.cut_for(limit).map_or(0, |minute| minute * MINUTE));
    let before = by_age.max(by_size);
    let (bytes, count) = match before {
        None => {
            let all = cache.by_minute.values();
            all.fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1))
        }
        Some(second) => cache.older_than(second),
    };
    if count > 0 {
        plan.removals.push(Removal {
            kind: RemovalKind::BuildCache,
            name: format!("{count} entries"),
            path: cache.root.clone(),
            bytes,
            files: count,
            last_use: cache.by_minute.keys().next().map(|minute| minute * MINUTE),
            why: match (before, max_size) {
                (None, _) => "asked for: each is built again when it is needed".to_owned(),
                (Some(second), None) => format!("not used for {}", age(now, second)),
                (Some(_), Some(_)) => "the oldest; what was used since stays".to_owned(),
            },
            act: Act::Builds { before },
        });
    }
    let rest = cache.total().bytes.saturating_sub(bytes);
    if rest > 0 {
        plan.kept.push(Kept {
            kind: RemovalKind::BuildCache,
            name: "the rest".to_owned(),
            bytes: rest,
            last_use: cache.by_minute.keys().next_back().map(|minute| minute * MINUTE),
            why: if cache.fuzz.files > 0 {
                "used since, and the corpus of fuzz tests".to_owned()
            } else {
                "used since, or the cache's own files".to_owned()
            },
            roots: Vec::new(),
        });
    }
    plan
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sys::fs::usage::Usage;

    #[test]
    fn size_and_age_both_count() {
        let cache = BuildCache {
            entries: Usage { bytes: 600, ..Usage::default() },
            by_minute: [(10, (100, 1)), (11, (200, 2)), (20, (300, 3))].into(),
            ..BuildCache::default()
        };
        let now = 30 * MINUTE;
        for (size, age, gone) in [
            (None, None, 600),
            (Some(550), None, 100),
            (Some(600), None, 0),
            (None, Some(15 * MINUTE), 300),
            (Some(550), Some(15 * MINUTE), 300),
            (Some(0), Some(15 * MINUTE), 600),
        ] {
            assert_eq!(plan(&cache, size, age, now).bytes(), gone, "{size:?} {age:?}");
        }
    }
}
