//! Vendor trees on disk.

use std::path::{Path, PathBuf};

use super::facts::Facts;
use super::plan::{Act, CleanPlan, Removal, RemovalKind, State};
use super::plans::vendor::{Member, Vendor, compare};
use super::project;
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::gomod;
use crate::sys::fs::usage::{Links, of_path};
use crate::sys::fs::{probe, read};

/// The vendor trees of all roots, compared with the go.mod beside them.
pub(crate) fn trees(facts: &Facts) -> Vec<Vendor> {
    let here = facts.roots.iter().filter(|root| root.state == State::Project);
    let mut files: Vec<PathBuf> =
        here.flat_map(|root| project::module_files(&root.path, &facts.places, None)).collect();
    files.sort();
    files.dedup();
    files.iter().filter_map(|file| tree(file)).collect()
}

/// The tree beside a go.mod or a go.work, where there is one that answers to this file.
fn tree(file: &Path) -> Option<Vendor> {
    let is_work = match file.file_name()?.to_str()? {
        "go.mod" => false,
        "go.work" => true,
        _ => return None,
    };
    let dir = file.parent()?;
    let vendor = dir.join("vendor");
    read::is_dir(&vendor).then_some(())?;
    let listed = text(&vendor.join("modules.txt"));
    let of_workspace = listed.as_ref().is_some_and(|text| text.starts_with("## workspace"));
    if of_workspace != is_work {
        return None;
    }
    let own = gomod::modules(&text(file)?);
    if !is_work {
        // Before go 1.14 the list says too little to be compared.
        if own.is_before(14) {
            return None;
        }
        let alone = Member { dir: dir.to_owned(), file: own };
        return Some(compare(&vendor, &[alone], None, listed.as_deref()));
    }
    let members = own.uses.iter().filter_map(|member| {
        let dir = project::tidy(&dir.join(member));
        Some(Member { file: gomod::modules(&text(&dir.join("go.mod"))?), dir })
    });
    let members: Vec<_> = members.collect();
    Some(compare(&vendor, &members, Some(&own), listed.as_deref()))
}

fn text(path: &Path) -> Option<String> {
    read::text(path, 64 << 20).ok().flatten()
}

/// The plan that removes one vendor tree: `dir` is it, or the project that has it.
///
/// # Errors
/// When there is none, or it does not stand beside a go.mod or go.work (exit 2).
pub(crate) fn plan(dir: &Path) -> Result<CleanPlan> {
    let dir = project::tidy(dir);
    let named = dir.file_name().is_some_and(|name| name == "vendor");
    let vendor = if named { dir } else { dir.join("vendor") };
    let project = vendor.parent().unwrap_or(Path::new("/"));
    let is_real = probe::see_link(&vendor).is_ok_and(|seen| seen.kind == probe::FileKind::Dir);
    if !is_real || !crate::projects::seen::is_project(project) {
        return Err(Fault::usage(format!(
            "{} is no vendor directory beside a go.mod or go.work",
            vendor.visible()
        ))
        .hint("goenvmgr clean --vendor lists those that are"));
    }
    let usage = of_path(&vendor, &Links::default());
    let removal = Removal {
        kind: RemovalKind::Vendor,
        name: vendor.visible().to_string(),
        path: vendor.clone(),
        bytes: usage.bytes,
        files: usage.files + usage.dirs,
        last_use: None,
        why: "asked for: go mod vendor makes it again".to_owned(),
        act: Act::Path,
    };
    Ok(CleanPlan { removals: vec![removal], beyond: true, ..CleanPlan::default() })
}
