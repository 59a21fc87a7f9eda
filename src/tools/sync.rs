//! Makes a set stand as it is planned: built in staging beside it, published by one rename. A kill at any
//! point leaves the old set or none, and what is left in staging goes with the next run.

use std::path::{Path, PathBuf};

use super::build::Job;
use super::found::{self, Found};
use super::plan::{Act, Plan};
use super::receipt::{Built, Receipt};
use super::set::{self, ToolSet};
use crate::base::fault::{Fault, Result};
use crate::base::origin::Origin;
use crate::base::progress::{Progress, Silent};
use crate::projects::manifest::Tool;
use crate::settings::home::Home;
use crate::settings::stamp;
use crate::sys::fs::passing_lock::{self, PassingLock, path_in};
use crate::sys::fs::publish::{self, Moved};
use crate::sys::fs::{atomic, copy, lock, lookup, mode, read, remove, temporary, walk};

/// Who works, and for whom.
pub(crate) struct Work<'a> {
    pub home: &'a Home,
    /// The manifest that pins the tools.
    pub manifest: &'a Path,
    /// Where it is told what is done.
    pub told: &'a dyn Progress,
    /// Whether the go command is heard.
    pub heard: bool,
    /// In seconds since 1970.
    pub now: i64,
}

/// Does what the plan says.
///
/// # Errors
/// When a tool cannot be built (see [`Job::build`]), or a step fails (exit 3): the set stands as it was.
pub(crate) fn apply(work: &Work<'_>, plan: &Plan) -> Result<()> {
    let (set, staging) = (&plan.set, set::staging(work.home));
    atomic::create_dir(&staging)?;
    let _held = PassingLock::acquire_after(
        &path_in(&staging, &set.name),
        &format!("which builds the same tools ({})", set.name),
        work.told,
    )?;
    // Who held the lock may have built what is to be built here.
    let is_done = |found: &Found| plan.stands(found);
    if !plan.again && found::look(set).iter().all(is_done) {
        return Ok(());
    }
    sweep(&staging, &set.name);
    let dir = temporary::directory(&staging, &format!("{}.new-", set.name))
        .map_err(|error| Fault::io("create a directory in", &staging, &error))?;
    let done = fill(work, plan, &dir)
        .and_then(|()| stamp::changing(work.home, work.told, || publish(set, &dir)));
    // The old one, or what failed.
    remove::sweep(&dir, &Silent);
    done
}

fn fill(work: &Work<'_>, plan: &Plan, dir: &Path) -> Result<()> {
    atomic::create_dir(&dir.join("bin"))?;
    let mut tools = Vec::new();
    for step in &plan.steps {
        // A fault of what stands leads to a build.
        let stands = match step.act {
            Act::Keep => taken_over(plan, &step.tool, dir),
            // Another project's set of this toolchain may have it, where it is not to be built again.
            Act::Build if !plan.again => borrowed(work.home, plan, &step.tool, dir),
            Act::Build => None,
        };
        tools.push(match stands {
            Some(built) => built,
            None => {
                let by = plan.set.builder();
                work.told
                    .note(&format!("building {} {} with {by}", step.tool.name, step.tool.version));
                built(work, plan, &step.tool, dir)?
            }
        });
    }
    let toolchain = plan.set.toolchain.version.toolchain();
    Receipt { toolchain, at: work.now, key: plan.key.clone(), tools }.write(dir)?;
    mode::owners_alone_write(dir)?;
    publish::flush(dir)
}

fn built(work: &Work<'_>, plan: &Plan, tool: &Tool, dir: &Path) -> Result<Built> {
    let job = Job {
        toolchain: &plan.set.toolchain,
        vars: &plan.env.vars,
        checksums: &plan.checksums,
        name: &tool.name,
        package: &tool.package,
        version: &tool.version,
        flags: &[],
        pinned: Some(&Origin::file(work.manifest, tool.line)),
        policy: plan.policy,
        bin: &dir.join("bin"),
        dir,
        heard: work.heard,
    };
    job.build()
}

/// A tool of the set as it stands.
fn taken_over(plan: &Plan, tool: &Tool, dir: &Path) -> Option<Built> {
    let found = found::look(&plan.set).into_iter().find(|found| found.tool == *tool)?;
    let built = found.built.clone().filter(|_| plan.stands(&found))?;
    copied(&plan.set.program(tool), tool, dir).then_some(built)
}

/// The same tool out of another set that was built under the same key, and verified as it would be here.
fn borrowed(home: &Home, plan: &Plan, tool: &Tool, dir: &Path) -> Option<Built> {
    let set = &plan.set;
    let of_toolchain = |name: &str| set::owner(name).as_ref() == Some(&set.toolchain.version);
    let others =
        set::all(home).unwrap_or_default().into_iter().filter(|(name, _)| of_toolchain(name));
    others.filter(|(name, _)| *name != set.name).find_map(|(_, other)| {
        let receipt = Receipt::of(&other)?;
        let built = receipt.get(&tool.name, &tool.package, &tool.version)?.clone();
        if receipt.key != plan.key || !plan.checksums.verified(&built) {
            return None;
        }
        let program = other.join("bin").join(lookup::file_name(&tool.name));
        (found::is_whole(&program, &built) && copied(&program, tool, dir)).then_some(built)
    })
}

fn copied(program: &Path, tool: &Tool, dir: &Path) -> bool {
    let to = dir.join("bin").join(lookup::file_name(&tool.name));
    let done = copy::file(program, &to).is_ok();
    if !done {
        let _ = remove::file(&to);
    }
    done
}

fn publish(set: &ToolSet, dir: &Path) -> Result<()> {
    let aside = aside(dir);
    let moved = match read::is_taken(&set.dir) {
        false => publish::place(dir, &set.dir)?,
        true => publish::exchange(dir, &set.dir, &aside)?,
    };
    remove::sweep(&aside, &Silent);
    match moved {
        Moved::Yes => Ok(()),
        Moved::No(error) => Err(Fault::io("replace", &set.dir, &error)),
    }
}

/// Removes a set: out of sight first, so that it stands whole or not at all.
///
/// # Errors
/// When it cannot be moved or removed whole (exit 3).
pub(crate) fn remove(home: &Home, name: &str, told: &dyn Progress) -> Result<()> {
    let (dir, staging) = (home.tools().join(name), set::staging(home));
    atomic::create_dir(&staging)?;
    let work = format!("which builds these tools ({name})");
    let _held = PassingLock::acquire_after(&path_in(&staging, name), &work, told)?;
    let aside =
        stamp::changing(home, told, || remove::aside(&dir, &staging, &format!("{name}.old-")))?;
    remove::tree(&aside, told).map(drop)
}

/// `NAME.old-Ab12` beside `NAME.new-Ab12`.
fn aside(new: &Path) -> PathBuf {
    let name = new.file_name().unwrap_or_default().to_string_lossy().replace(".new-", ".old-");
    new.with_file_name(name)
}

/// What killed ones left; of our own set all that is there, for its lock is held.
fn sweep(staging: &Path, own: &str) {
    let names = walk::names(staging).unwrap_or_default();
    let ours = names.into_iter().map(|name| staging.join(name));
    let ours = ours.filter(|path| set::staged(path) == Some(own));
    for dead in ours.chain(left(staging)) {
        remove::sweep(&dead, &Silent);
    }
    passing_lock::sweep(staging, |name| set::owner(name).is_some());
}

/// What is in staging and nobody works on.
pub(crate) fn left(staging: &Path) -> Vec<PathBuf> {
    let names = walk::names(staging).unwrap_or_default();
    let paths = names.into_iter().map(|name| staging.join(name));
    let is_left = |path: &PathBuf| {
        set::staged(path).is_some_and(|set| !lock::may_be_held(&path_in(staging, set)))
    };
    paths.filter(is_left).collect()
}
