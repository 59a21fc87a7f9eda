//! Findings to [`FixPlan`].

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::{Change, FixPlan};
use crate::base::fault::Result;
use crate::doctor::model::finding::{Finding, Remedy, Status};
use crate::settings::home::Home;
use crate::shells::setup::{self, Step};
use crate::shells::shell::Shell;
use crate::sys::env::Env;
use crate::sys::fs::{alias, in_place, read};
use crate::toolchains::store::{Store, shims};

/// A larger file is nobody's settings.
const LIMIT: u64 = 16 << 20;

/// What the safe cures of these findings would change. Empty where none of them has one.
///
/// # Errors
/// When a file that is to be changed cannot be read.
pub(crate) fn plan(env: &Env, home: &Home, findings: &[Finding]) -> Result<FixPlan> {
    let mut plan = FixPlan::default();
    let mut edits: BTreeMap<PathBuf, Vec<&Remedy>> = BTreeMap::new();
    for finding in findings.iter().filter(|one| matches!(one.status(), Status::Warn | Status::Fail))
    {
        let Some(remedy) = finding.verdict.fix.as_ref().and_then(|fix| fix.remedy.as_deref())
        else {
            continue;
        };
        plan.checks.push(finding.check.clone());
        match remedy {
            Remedy::Lines { file, .. } | Remedy::Unset { file, .. } => {
                edits.entry(file.clone()).or_default().push(remedy);
            }
            Remedy::Shims => plan.changes.extend(links(env, home)?),
            Remedy::Setup => plan.changes.extend(blocks(env, home)?),
            Remedy::Aside(paths) => plan.changes.extend(
                paths.iter().map(|path| Change::Move { path: path.clone(), to: aside(home, path) }),
            ),
        }
    }
    for (path, remedies) in edits {
        if let Some(before) = in_place::contents(&path, LIMIT)?.bytes {
            let after = edited(&before, &remedies);
            plan.changes.push(Change::File { path, before: Some(before), after });
        }
    }
    Ok(plan)
}

/// The text without the lines that the remedies take out. Line numbers are those of `text`.
fn edited(text: &[u8], remedies: &[&Remedy]) -> Vec<u8> {
    let (mut cuts, mut trims, mut names) =
        (BTreeSet::<usize>::new(), BTreeSet::<usize>::new(), Vec::new());
    for remedy in remedies {
        match remedy {
            Remedy::Lines { cut, trim, .. } => {
                cuts.extend(cut);
                trims.extend(trim);
            }
            Remedy::Unset { name, .. } => names.push(format!("{name}=").into_bytes()),
            _ => {}
        }
    }
    let mut out = Vec::with_capacity(text.len());
    for (index, line) in text.split_inclusive(|byte| *byte == b'\n').enumerate() {
        let number = index + 1;
        if cuts.contains(&number) || names.iter().any(|name| line.starts_with(name)) {
            continue;
        }
        let (bare, end) = line.strip_suffix(b"\n").map_or((line, &b""[..]), |bare| (bare, b"\n"));
        let bare = if trims.contains(&number) { bare.trim_ascii_end() } else { bare };
        out.extend_from_slice(bare);
        out.extend_from_slice(end);
    }
    out
}

fn links(env: &Env, home: &Home) -> Result<Vec<Change>> {
    let installed = Store::new(home).list()?;
    let mut changes = Vec::new();
    for name in shims::names(&installed) {
        let path = home.shims().join(name);
        let program = shims::target(&home.shims(), &env.program());
        let before = alias::target(&path, &program);
        let after = Some(program);
        if before != after {
            changes.push(Change::Link { path, before, after });
        }
    }
    for name in shims::orphans(home, &installed)? {
        let path = home.shims().join(name);
        let before = alias::target(&path, &env.program());
        changes.push(Change::Link { path, before, after: None });
    }
    Ok(changes)
}

/// What `setup` would do for the shells that have a block already, and nothing that it would create.
fn blocks(env: &Env, home: &Home) -> Result<Vec<Change>> {
    let startup = crate::doctor::subjects::startup::facts::Startup::read(env, home)?;
    let mut changes: Vec<Change> = (startup.changes.into_iter())
        .filter(|file| file.step == Step::Change && file.refused.is_none())
        .map(|file| Change::File { path: file.path, before: file.before, after: file.after })
        .collect();
    let generated = setup::plan(env, home, &[Shell::Posix], None)?.generated;
    for file in generated.into_iter().filter(|file| file.step != Step::Keep) {
        let before = read::bytes(&file.path, LIMIT)?;
        changes.push(Change::File { path: file.path, before, after: file.after });
    }
    Ok(changes)
}

/// Where it waits for `--undo`; the next `--fix` removes it, or `clean --stale` once it is old.
fn aside(home: &Home, path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    home.set_aside().join(name)
}
