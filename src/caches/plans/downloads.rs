//! `--downloads`: archives, indexes and half-done downloads of ours, whatever their age.

use super::stale::Leftover;
use crate::caches::plan::{CleanPlan, Removal};

pub(crate) fn plan(downloads: &[Leftover]) -> CleanPlan {
    let removals = downloads.iter().map(|download| Removal {
        kind: download.kind,
        name: download.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
        path: download.path.clone(),
        bytes: download.bytes,
        files: download.files,
        last_use: download.changed,
        why: "asked for: it can be downloaded again".to_owned(),
        act: download.act.clone(),
    });
    CleanPlan { removals: removals.collect(), beyond: true, ..CleanPlan::default() }
}
