//! `goenvmgr verify`: are the installed files what Go published?

pub(super) mod bootstrap;
mod built;
mod judge;
mod rebuild;
mod report;

use std::path::PathBuf;

use judge::Judge;
use report::{All, One};

use super::meant::meant;
use super::platform::ForPlatform;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::base::quoting::word;
use crate::base::visible::Visible as _;
use crate::go::version::{Name, Request};
use crate::projects::select;
use crate::sys::net;
use crate::toolchains::install::Upstream;
use crate::toolchains::store::built::{self as store_built, BuildDir};
use crate::toolchains::store::{Installed, Store, foreign};
use crate::toolchains::verify::{self, Claim, FoundGoroot, Verification};

/// Check installed files against what Go published
///
/// A version of ours is checked offline: every file against the manifest, the manifest against the
/// signed record of the checksum database that its receipt holds. Any other Go is judged by its
/// hash, which the checksum database is asked for.
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:\n  goenvmgr verify\n  goenvmgr verify 1.22.5\n  \
                        goenvmgr verify /usr/local/go --against-source\n  \
                        goenvmgr verify 1.22.5 --rebuild          minutes: builds it from its source\n\n\
                        JSON: a list with one object a toolchain: version, platform, path, files, bytes, h1, compared_with,\n\
                        rests_on, vouched_by, unverified, differences, not_covered, exposed, rebuilt {bootstrap {version,\n\
                        path, verified}, at, h1}, notes, problems; after --rebuild, rebuild {bootstrap, h1, recorded, seconds,\n\
                        log, differences}, else null.")]
pub(super) struct Args {
    /// A version, `system`, or the directory of any Go [default: every installed version, and what was built here]
    #[arg(value_name = "VERSION|DIR")]
    what: Option<String>,
    /// Fetch the published files and name those that differ
    #[arg(long)]
    against_source: bool,
    /// Ask the checksum database again, or the release index where it has no record
    #[arg(long)]
    online: bool,
    /// Build this version from its own source with another Go, and compare bit for bit with the
    /// record of the checksum database
    #[arg(long, requires = "what", conflicts_with = "against_source")]
    rebuild: bool,
    /// With --rebuild: the Go that builds, a version or a GOROOT [default: the newest installed
    /// one that was verified, else the system's]
    #[arg(long, value_name = "VERSION|DIR", requires = "rebuild")]
    bootstrap: Option<String>,
    #[command(flatten)]
    platform: ForPlatform,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    if args.rebuild {
        return rebuild::run(args, context);
    }
    let mut contexts = vec![args.platform.context(context)?];
    if args.what.is_none() && !args.platform.is_named() {
        let others = foreign::homes(&context.home)?.into_iter();
        contexts.extend(others.map(|home| context.in_home(home)));
    }
    let mut verified = Vec::new();
    for context in &contexts {
        let verifier = Verifier::new(context, args);
        for target in targets(args.what.as_deref(), context)? {
            verified.push(One { verification: verifier.one(&target)?, rebuild: None });
        }
    }
    let all = All { verified, policy: context.config.verify.value };
    context.out.report(&all, args.format.format)?;
    Ok(all.exit())
}

/// What is to be looked at.
enum Target {
    Ours(Installed),
    Theirs(PathBuf),
    /// What was built here.
    Built(BuildDir),
}

fn targets(what: Option<&str>, context: &Context) -> Result<Vec<Target>> {
    let store = Store::new(&context.home);
    let installed = store.list()?;
    let Some(what) = what else {
        leave_out(context)?;
        let built = store_built::all(&context.home)?.into_iter().map(|(_, dir)| Target::Built(dir));
        return Ok(installed.into_iter().map(Target::Ours).chain(built).collect());
    };
    if let Some(dir) = directory(what, context) {
        if !crate::sys::fs::read::is_dir(&dir) {
            return Err(Fault::usage(format!("there is no directory {}", dir.visible())).hint(
                "goenvmgr verify looks at all installed versions; goenvmgr list names them",
            ));
        }
        let ours = installed.into_iter().find(|one| one.root == dir);
        return Ok(vec![ours.map_or(Target::Theirs(dir), Target::Ours)]);
    }
    let request: Request = what.parse().map_err(|error| {
        Fault::usage(format!("{what} is neither a directory nor a version: {error}"))
            .hint("goenvmgr list names what can be verified, besides any GOROOT")
    })?;
    let request = meant(&request, context).map_err(|fault| Fault {
        what: format!("{what} is neither a directory nor a version: {}", fault.what),
        ..fault
    })?;
    if let Request::Named(name) = &request {
        let built = BuildDir::of(&context.home, name);
        return Ok(vec![Target::Built(built.ok_or_else(|| unverified(name, context))?)]);
    }
    if request == Request::System {
        return Ok(vec![Target::Theirs(system(context)?)]);
    }
    let newest = request.newest(installed.iter().map(|one| &one.version)).cloned();
    let found = newest.and_then(|version| store.find(&version));
    let found = found.ok_or_else(|| {
        Fault::no(format!("go {request} is not installed"))
            .hint(format!("goenvmgr install {}", request.typed()))
    })?;
    Ok(vec![Target::Ours(found)])
}

/// Nothing says what a toolchain of the user's own should be.
fn unverified(name: &Name, context: &Context) -> Fault {
    let what = format!("{name} is a toolchain of your own: unverified");
    let Some(link) = Store::new(&context.home).link(name) else { return Fault::no(what) };
    let to = link.to.visible();
    let fault = Fault::no(format!("{what}, it is linked to {to}"));
    fault.hint(format!("goenvmgr verify {}   judges its files as those of any Go", word(&link.to)))
}

/// Those that nothing verifies are named, and not judged.
fn leave_out(context: &Context) -> Result<()> {
    let links = Store::new(&context.home).links()?.into_iter();
    for link in links.filter(|link| BuildDir::of(&context.home, &link.name).is_none()) {
        let to = link.to.visible();
        context
            .out
            .status(&format!("{} is linked to {to}: unverified, and not looked at", link.name));
    }
    Ok(())
}

/// The GOROOT of the Go that is not ours.
fn system(context: &Context) -> Result<PathBuf> {
    let found = select::system_go(&context.env, &context.home);
    found.and_then(|go| go.root).ok_or_else(|| {
        Fault::no("there is no other Go on PATH whose GOROOT can be told")
            .hint("goenvmgr verify DIR takes any GOROOT")
    })
}

/// The directory that is named, where the text names one: with a slash, or as it stands here.
fn directory(what: &str, context: &Context) -> Option<PathBuf> {
    let path = context.env.cwd.join(what);
    let named = what.contains('/') || matches!(what, "." | "..");
    (named || crate::sys::fs::read::is_dir(&path)).then(|| path.components().collect())
}

struct Verifier<'a> {
    context: &'a Context,
    fetch: net::Client,
    against_source: bool,
    online: bool,
}

impl<'a> Verifier<'a> {
    fn new(context: &'a Context, args: &Args) -> Self {
        let Args { against_source, online, .. } = *args;
        Self { against_source, online, ..Self::offline(context) }
    }

    /// One that asks nobody of what has a receipt.
    fn offline(context: &'a Context) -> Self {
        let fetch = net::Client::new(&context.env, context.config.http_timeout.value);
        Self { context, fetch, against_source: false, online: false }
    }

    fn one(&self, target: &Target) -> Result<Verification> {
        let progress = self.context.out.progress();
        match target {
            Target::Theirs(path) => {
                let found = FoundGoroot::read(path, progress.as_ref())?;
                self.judge(found).by_the_log()
            }
            Target::Built(dir) => built::verified(dir, progress.as_ref()),
            Target::Ours(installed) => {
                let claim = Claim::read(&self.context.home, &installed.version);
                let found = FoundGoroot::ours(installed, &claim, progress.as_ref())?;
                let judge = self.judge(found);
                if claim.manifest.is_some() && !self.against_source {
                    return if self.online {
                        judge.online(claim)
                    } else {
                        Ok(verify::installed(&judge.found, &claim, &judge.trusted()))
                    };
                }
                let mut verification = judge.by_the_log()?;
                verification.exposed.splice(0..0, claim.exposed);
                verification.notes.extend(claim.notes);
                verification.problems.extend(claim.problems);
                Ok(verification)
            }
        }
    }

    fn judge(&self, found: FoundGoroot) -> Judge<'_> {
        let Context { env, home, config, .. } = self.context;
        let upstream = Upstream::judging(env, home, config, &found.path);
        let against_source = self.against_source;
        let fetch: Box<dyn net::Fetch + '_> = match &upstream {
            Ok(upstream) => Box::new(upstream.fetch(&self.fetch, env)),
            Err(_) => Box::new(&self.fetch),
        };
        Judge { context: self.context, fetch, against_source, found, upstream }
    }
}
