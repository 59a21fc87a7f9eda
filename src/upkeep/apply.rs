//! A newer program in the place of this one: everything is fetched, verified and tried beside it, and one rename
//! brings it. A kill leaves the one or the other.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::plan::Plan;
use super::{archive, pages};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::{Progress, Silent};
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::lock::Lock;
use crate::sys::fs::{alias, copy, movable, remove, successor, temporary, walk};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Fetch;
use crate::sys::proc::{Ended, Run};
use crate::toolchains::store::{Store, shims};

/// How the directory is called in which everything is made ready.
const PREFIX: &str = ".goenvmgr-update-";
/// How long a program may take to say its version.
const LIMIT: Duration = Duration::from_secs(20);

/// Where an update happens, and who watches.
pub(crate) struct Updater<'a> {
    pub(crate) env: &'a Env,
    pub(crate) home: &'a Home,
    pub(crate) fetch: &'a dyn Fetch,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) interrupt: &'a Interrupt,
}

impl Updater<'_> {
    /// Does what the plan says.
    ///
    /// # Errors
    /// When the program's directory cannot be written, or the release does not come (exit 3); when it is not what was
    /// signed (exit 6); when it does not run where it belongs and the old one is back (exit 4), or is not (exit 5).
    pub(crate) fn apply(&self, plan: &Plan) -> Result<()> {
        let Some(archive) = &plan.archive else { return Ok(()) };
        let Self { home, fetch, progress, interrupt, .. } = *self;
        let bin = writable(&plan.program)?;
        let lock = home.state().join("self-update.lock");
        let _alone = Lock::acquire(&lock, progress)?;
        sweep(bin);
        let work = Work::beside(bin)?;
        let file = archive::fetched(archive, &plan.address, &work.0, (fetch, progress, interrupt))?;
        let (release, program) = archive::unpacked(archive, &file)?;
        tried(&program, plan)?;
        // First: a kill then leaves newer pages to an older program, and the next run does both again.
        if !plan.pages.is_empty() {
            pages::renew(&plan.program, &release)?;
        }
        let before = work.0.join("before");
        copy::file(&plan.program, &before)
            .map_err(|error| Fault::io("copy", &plan.program, &error))?;
        let lead_here = self.shims_lead_here();
        interrupt.commit(|| successor::take_place(&program, &plan.program))?;
        stays(plan, &before)?;
        self.renew_shims(lead_here)
    }

    fn shims_lead_here(&self) -> bool {
        let store = Store::new(self.home);
        shims::lead_to(self.home, &store, &self.env.program()).unwrap_or_default()
    }

    /// Where shims are other names of the program's file they are those of the old one now.
    fn renew_shims(&self, led_here: bool) -> Result<()> {
        if led_here && !self.shims_lead_here() {
            shims::refresh(self.home, &Store::new(self.home), &self.env.program())?;
        }
        Ok(())
    }
}

/// The directory of the program, where names can be made in it.
fn writable(program: &Path) -> Result<&Path> {
    let bin = program.parent().unwrap_or(Path::new("/"));
    let Some(obstacle) = movable::of_dir(bin) else { return Ok(bin) };
    let hints = [
        "whoever may write there runs: goenvmgr self update",
        "./install.sh --prefix ~/.local   gives you one of your own",
    ];
    let hints = hints.map(str::to_owned).to_vec();
    Err(Fault { hints, ..obstacle.fault("replace", program) })
}

/// Removes what a kill left beside the program, and what ran when another took its place.
fn sweep(bin: &Path) {
    let names = walk::names(bin).unwrap_or_default();
    for name in names.iter().filter(|name| name.to_string_lossy().starts_with(PREFIX)) {
        let _ = remove::tree(&bin.join(name), &Silent);
    }
    alias::sweep_ended(bin);
}

/// A directory beside the program, so that a rename leads from one to the other; gone with this value.
struct Work(PathBuf);

impl Work {
    fn beside(bin: &Path) -> Result<Self> {
        temporary::directory(bin, PREFIX)
            .map(Self)
            .map_err(|error| Fault::io("write to", bin, &error))
    }
}

impl Drop for Work {
    fn drop(&mut self) {
        let _ = remove::tree(&self.0, &Silent);
    }
}

/// What a program says when it is asked for its version, or why it says nothing.
fn said(program: &Path) -> Result<String, String> {
    let dir = program.parent().unwrap_or(Path::new("/"));
    let done =
        Run::new(program, ["--version"], dir, LIMIT).wait().map_err(|error| error.to_string())?;
    match done.ended {
        Ended::Code(0) => Ok(done.text().trim_end().to_owned()),
        Ended::Code(code) => Err(format!("it ended with {code}")),
        Ended::Signal(signal) => Err(format!("signal {signal} ended it")),
        Ended::TimedOut => Err("it did not end".to_owned()),
    }
}

/// It runs on this machine, and is what was promised.
fn tried(program: &Path, plan: &Plan) -> Result<()> {
    let promised = format!("goenvmgr {}", plan.newest);
    match said(program) {
        Ok(said) if said == promised => Ok(()),
        Ok(said) => {
            Err(Fault::integrity(format!("the release calls itself {said:?}, not {promised:?}"))
                .hint("nothing was changed"))
        }
        Err(why) => {
            Err(Fault::unfinished(format!("{promised} does not run on this machine: {why}"))
                .hint("nothing was changed; git pull && ./install.sh   builds it in a checkout"))
        }
    }
}

/// The same where it belongs: what only this place forbids (a security module) brings the old one back.
fn stays(plan: &Plan, before: &Path) -> Result<()> {
    let Err(why) = tried(&plan.program, plan) else { return Ok(()) };
    let place = plan.program.visible();
    match successor::take_place(before, &plan.program) {
        Ok(()) => Err(Fault { exit: Exit::RolledBack, hints: Vec::new(), ..why }
            .because(format!("goenvmgr {} is back in {place}", plan.from))),
        Err(error) => Err(Fault { exit: Exit::RollbackFailed, hints: Vec::new(), ..why }
            .because(format!("and goenvmgr {} could not be put back: {error}", plan.from))
            .hint("./install.sh   puts it there")),
    }
}
