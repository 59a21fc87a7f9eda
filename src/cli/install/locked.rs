//! `install --locked`: what the project's lock file says, if that is still what its pin means.

use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::cli::Context;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::projects::lock::{Lock, Project};
use crate::projects::scan::AncestorScan;
use crate::projects::select::select;
use crate::toolchains::install::ExpectedH1;
use crate::toolchains::store::Store;

/// What is to be installed.
pub(super) struct Locked {
    pub(super) version: GoVersion,
    pub(super) h1: ExpectedH1,
}

impl Locked {
    pub(super) fn request(&self) -> Request {
        Request::Exact(self.version.clone())
    }
}

/// That of the working directory, for a platform.
///
/// # Errors
/// When there is none, or nothing is pinned (exit 2), the pin means another version by now, or the lock knows nothing
/// of this platform (exit 1).
pub(super) fn here(context: &Context, platform: &Platform) -> Result<Locked> {
    let Context { env, home, config, .. } = context;
    let project = Project::here(env, &Store::new(home), config)?;
    let path = project.lock_file();
    let by = path.visible().to_string();
    let Some(mut lock) = Lock::read(&path)? else {
        return Err(Fault::usage(format!("there is no {by}")).hint("goenvmgr lock"));
    };
    let (pin, request) = (project.file.visible(), &project.request);
    if lock.request != *request || !request.matches(&lock.version) {
        let what = format!("{by} was written for {}, and {pin} asks for {request}", lock.request);
        return Err(Fault::no(what).hint("goenvmgr lock"));
    }
    match lock.h1.remove(platform) {
        Some(h1) => Ok(Locked { version: lock.version, h1: ExpectedH1 { h1, by } }),
        None => Err(Fault::no(format!("{by} has no checksum for {platform}"))
            .hint(format!("goenvmgr lock --platform {platform}"))),
    }
}

/// A lock is for installing: what runs is what the pin selects of all that is installed.
pub(super) fn say_what_runs(version: &GoVersion, context: &Context) {
    let (env, store) = (&context.env, Store::new(&context.home));
    let selection = select(env, &store, &context.config, &AncestorScan::of(&env.cwd));
    let Ok(selection) = selection else { return };
    let Some(other) = selection.installed().filter(|it| it.version != *version) else { return };
    let (name, rule) = (other.name(), selection.rule.words());
    let by = selection.decided_by.map(|origin| format!(" ({origin})")).unwrap_or_default();
    context.out.warn(&format!("what runs here is {name}, not go{version}: {rule}{by}"));
    context.out.hint(&format!("goenvmgr pin {version}, or goenvmgr exec {version} -- go build"));
}
