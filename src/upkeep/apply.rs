//! A newer program in the place of this one: everything is fetched, verified and tried beside it, and one rename
//! brings it. A kill leaves the one or the other; the pages of the new one come then with the next run.

use std::path::Path;
use std::time::Duration;

use semver::Version;

use super::bench::{self, Bench};
use super::plan::Plan;
use super::{archive, pages};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::base::visible::Visible as _;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::{copy, movable, successor};
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Fetch;
use crate::sys::proc::{Ended, Run};
use crate::toolchains::store::{Store, shims};

/// How many characters of a strange answer are told.
const QUOTED: usize = 80;
/// How long a program may take to say its version.
const LIMIT: Duration = Duration::from_secs(20);

/// Where an update happens, and who watches.
pub(crate) struct Updater<'a> {
    pub(crate) env: &'a Env,
    pub(crate) home: &'a Home,
    pub(crate) fetch: &'a dyn Fetch,
    pub(crate) progress: &'a dyn Progress,
    pub(crate) interrupt: &'a Interrupt,
    pub(crate) bench: &'a Bench,
}

impl Updater<'_> {
    /// Does what the plan says, and says what was to be done: another run may have brought a newer one meanwhile.
    ///
    /// # Errors
    /// When the program's directory cannot be written, or the release does not come (exit 3); when it is not what was
    /// signed (exit 6); when it does not run where it belongs and the old one is back (exit 4), or is not (exit 5).
    pub(crate) fn apply(&self, plan: Plan) -> Result<Plan> {
        let Self { fetch, progress, interrupt, bench, .. } = *self;
        if !plan.newer {
            bench::tidy(plan.program.parent().unwrap_or(Path::new("/")), progress)?;
            return Ok(plan);
        }
        let bin = writable(&plan.program)?.to_owned();
        let bin = bin.as_path();
        let work = bench.set_up(bin, progress)?;
        let standing = standing(&plan.program)?;
        let plan = plan.over(&standing);
        let Some(archive) = &plan.archive else { return Ok(plan) };
        let file = archive::fetched(archive, &plan.address, &work, (fetch, progress, interrupt))?;
        let release = bench::release(&work, &plan.newest);
        let program = archive::unpacked(archive, &file, &release)?;
        tried(&program, &plan)?;
        pages::note(&work, bin, &plan.pages)?;
        let before = bench::before(&work);
        copy::file(&plan.program, &before)
            .map_err(|error| Fault::io("copy", &plan.program, &error))?;
        let lead_here = self.shims_lead_here();
        // A signal waits: what stands there has been tried, and the pages are those of what stands there.
        interrupt.commit(|| {
            successor::take_place(&program, &plan.program)?;
            stays(&plan, &before)?;
            bench::finish(&work, &release, bin)
        })?;
        self.renew_shims(lead_here)?;
        Ok(plan)
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

/// The version of the program that stands there now.
fn standing(program: &Path) -> Result<Version> {
    let place = program.visible();
    let odd = |why: String| {
        Fault::unfinished(format!("{place} does not say its version: {why}"))
            .hint("./install.sh   puts a program there whatever stands there")
    };
    let said = said(program).map_err(odd)?;
    let version = said.strip_prefix("goenvmgr ").and_then(|version| version.parse().ok());
    version.ok_or_else(|| odd(format!("it says {:?}", short(&said))))
}

/// The beginning of what a program said: enough to see what it is.
fn short(said: &str) -> String {
    match said.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", said.get(..end).unwrap_or_default()),
        None => said.to_owned(),
    }
}

/// It runs on this machine, and is what was promised.
fn tried(program: &Path, plan: &Plan) -> Result<()> {
    let promised = format!("goenvmgr {}", plan.newest);
    match said(program) {
        Ok(said) if said == promised => Ok(()),
        Ok(said) => {
            let said = short(&said);
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
