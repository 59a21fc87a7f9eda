//! `goenvmgr install`: downloads, verifies and publishes toolchains.

mod build;
mod locked;

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use super::installing::installing;
use super::outcome::{self, Outcome};
use super::platform::ForPlatform;
use super::{Context, FormatArg, meant, user_hooks};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::visible::Visible as _;
use crate::go::version::{GoVersion, Name, Request};
use crate::projects::scan::AncestorScan;
use crate::projects::seen;
use crate::projects::select::{Here, Rule, select};
use crate::settings::config::{Config, Origin, Policy};
use crate::settings::home::Home;
use crate::shells::ide;
use crate::sys::env::Env;
use crate::sys::fs::{marks, probe};
use crate::toolchains::install::{
    ExpectedH1, Failure, InstallPlan, Installation, Installer, Options, Status, Wanted,
};
use crate::toolchains::store::verified::OWN_HASH;
use crate::toolchains::store::{Receipt, Store};
use crate::ui::{Out, Report, bytes};

/// Install Go, verified
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  goenvmgr install 1.22.5
  goenvmgr install latest 1.21
  goenvmgr install                          what this directory asks for
  goenvmgr install --locked                 what goenvmgr.lock says
  goenvmgr install --from go1.22.5.linux-amd64.tar.gz
  goenvmgr install 1.22.5 --os windows --arch arm64
  goenvmgr install 1.22.5 --from /mnt/archives
  goenvmgr install --build 1.22.5           from its verified source, as built-1-22-5: minutes
  goenvmgr install tip --from ~/src/go      what a checkout of Go's source gives, as tip: unverified
  goenvmgr install tip --from https://example.com/go-master.tar.gz   the same of an archive of it

JSON: a list with one object a request: version, path, status (installed, present, repaired,
reinstalled), reason, source, origin, files, size_bytes, verified, absent, notes, flush_ms; with
--dry-run version, path, action, sources, archive, archive_bytes, sha256, verify, database, notes.
Of what was built an object: name, path, replaced, seconds, version, bootstrap {version, path, verified}, at, from,
source, archive_sha256, unverified, files, size_bytes.
One that failed: version (or null), request (or null), status failed, error {exit, what, causes,
hints}.")]
pub(super) struct Args {
    /// What to install: 1.22.5, 1.22, '>=1.21 <1.24', latest, oldstable, rc; nothing for what this directory asks
    /// for
    #[arg(value_name = "VERSION")]
    versions: Vec<Request>,
    /// Install the version that goenvmgr.lock says, with the checksum that stands there
    #[arg(long, conflicts_with_all = ["versions", "from"])]
    locked: bool,
    /// Take it from an archive, a module zip, a GOROOT, or a directory of archives; with a name of your own, build
    /// it from a checkout of Go's source, or from an archive of it (.tar.gz, .zip): a path, or a URL (http, https, file)
    #[arg(long, value_name = "PATH|URL")]
    from: Option<PathBuf>,
    /// With --from: the archive's SHA-256, which you know from elsewhere; recorded as the user's
    /// own hash. What is built of such an archive stays unverified
    #[arg(long, value_name = "HEX", requires = "from", conflicts_with = "unverified")]
    sha256: Option<Sha256Sum>,
    /// With --from: install bytes that nothing verifies, and mark them so
    #[arg(long, requires = "from")]
    unverified: bool,
    /// Build VERSION here from its own verified source, with another Go, and keep it under a name
    #[arg(long, conflicts_with_all = ["from", "locked", "reinstall", "mirror"])]
    build: bool,
    /// With --build: the name [default: built-1-22-5 of 1.22.5]
    #[arg(long, value_name = "NAME", requires = "build")]
    name: Option<Name>,
    /// With --build, or a name and --from SOURCE: the Go that builds, a version or a GOROOT
    /// [default: the newest installed one that was verified, else the system's, else the newest]
    #[arg(long, value_name = "VERSION|DIR")]
    bootstrap: Option<String>,
    /// Install it again where it is installed
    #[arg(long)]
    reinstall: bool,
    /// What must verify it: standard or transparency
    #[arg(long, value_name = "POLICY")]
    verify: Option<Policy>,
    /// A mirror's name (golang.google.cn, aliyun, ustc, nju) or the URL of a directory of archives
    #[arg(long, value_name = "MIRROR")]
    mirror: Option<String>,
    #[command(flatten)]
    platform: ForPlatform,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    // What is asked for here is so whatever machine it is for.
    let here = context;
    let context = &args.platform.context(context)?;
    if let Some((wanted, name)) = build::wanted(args, here)? {
        return build::run(wanted, name, args, here);
    }
    let config = configured(args, context)?;
    let store = Store::new(&here.home);
    let locked = args.locked.then(|| locked::here(here, &context.home.target())).transpose()?;
    let asked = match (&args.from, args.versions.as_slice()) {
        _ if locked.is_some() => {
            locked.iter().map(|locked| Asked::Named(Some(locked.request()))).collect()
        }
        (None, []) => match Here::read(&here.env, &store, &here.config)? {
            Here::Wanted(wanted) if context.home.platform().is_some() => {
                vec![Asked::Named(Some(wanted.request))]
            }
            Here::Wanted(wanted) => vec![Asked::Here(wanted)],
            Here::System(why) => {
                context.out.status(&format!("nothing to install: {why}"));
                context.out.report(&Installed(Vec::new()), args.format.format)?;
                return Ok(Exit::Fine);
            }
        },
        (Some(_), [_, _, ..]) => {
            return Err(Fault::usage("--from takes one version at most")
                .hint("one command for each; without a version, --from says itself which it is"));
        }
        (Some(_), []) => vec![Asked::Named(None)],
        (_, versions) => {
            let versions = meant::each(versions, meant::published, here)?;
            versions.into_iter().map(|one| Asked::Named(Some(one))).collect()
        }
    };
    let version = locked.as_ref().map(|locked| locked.version.clone());
    let (args, out, env) = (args.clone(), context.out.clone(), context.env.clone());
    let (exit, new) = installing(context, config.clone(), move |installer| {
        let h1 = locked.map(|locked| locked.h1);
        let (args, env, out, config) = (&args, &env, &out, &config);
        let run = Run { args, env, home: installer.home, out, config, h1 };
        run.all(&asked, installer)
    })?;
    user_hooks::after_install(&new, context);
    let is_ours = exit == Exit::Fine && context.home.platform().is_none();
    if let Some(version) = version.filter(|_| is_ours) {
        locked::say_what_runs(&version, here);
    }
    Ok(exit)
}

/// One thing to be installed.
enum Asked {
    /// What the directory asks for.
    Here(Wanted),
    /// This; `None` is whatever `--from` has.
    Named(Option<Request>),
}

impl Asked {
    fn request(&self) -> Option<&Request> {
        match self {
            Self::Here(wanted) => Some(&wanted.request),
            Self::Named(request) => request.as_ref(),
        }
    }
}

fn configured(args: &Args, context: &Context) -> Result<Config> {
    let mut config = context.config.clone();
    if let Some(policy) = args.verify {
        config.verify = crate::settings::config::Setting::new(policy, Origin::Flag("--verify"));
    }
    if let Some(mirror) = &args.mirror {
        config.use_mirror(mirror, &Origin::Flag("--mirror"))?;
    }
    Ok(config)
}

struct Run<'a> {
    args: &'a Args,
    env: &'a Env,
    home: &'a Home,
    out: &'a Out,
    config: &'a Config,
    /// What goenvmgr.lock says.
    h1: Option<ExpectedH1>,
}

impl Run<'_> {
    /// How it ended, and what came new.
    fn all(&self, asked: &[Asked], installer: &Installer<'_>) -> Result<(Exit, Vec<GoVersion>)> {
        let options = Options {
            reinstall: self.args.reinstall,
            from: self.args.from.clone(),
            unverified: self.args.unverified,
            sha256: self.args.sha256,
            h1: self.h1.clone(),
        };
        if self.args.dry_run {
            let (plans, exit) = self.each(asked, |one| match one {
                Asked::Here(wanted) => installer.plan_here(wanted, &options),
                Asked::Named(request) => installer.plan(request.as_ref(), &options),
            })?;
            self.out.report(&Plans(plans), self.args.format.format)?;
            return Ok((exit, Vec::new()));
        }
        let (installed, exit) = self.each(asked, |one| {
            let done = match one {
                Asked::Here(wanted) => installer.install_here(wanted, &options),
                Asked::Named(request) => installer.install(request.as_ref(), &options),
            };
            done.inspect(|done| self.note_use(done))
        })?;
        // Nothing here selects what is for another platform.
        let done = outcome::done(&installed).filter(|_| self.home.platform().is_none());
        let done: Vec<&Installation> = done.collect();
        let any_done = !done.is_empty();
        let new = done.into_iter().filter(|one| one.status != Status::Present);
        let new: Vec<GoVersion> = new.map(|one| one.version.clone()).collect();
        // In a store that is another's the shims are its owner's business.
        if !new.is_empty() || (any_done && probe::may_write(&self.home.shims())) {
            refresh_shims(self.home, self.env, self.out);
        }
        self.out.done(&Installed(installed), self.args.format.format)?;
        if !new.is_empty() {
            self.hint_at_default(asked);
        }
        Ok((exit, new))
    }

    /// What was installed just now is not stale.
    fn note_use(&self, done: &Installation) {
        if done.status != Status::Present && self.home.platform().is_none() {
            seen::note_toolchain(self.home, &done.version.toolchain(), self.env.now);
        }
    }

    fn each<T>(
        &self,
        asked: &[Asked],
        attempt: impl FnMut(&Asked) -> Result<T, Failure>,
    ) -> Result<(Vec<Outcome<T>>, Exit)> {
        outcome::each((self.env, self.home, self.out), asked, Asked::request, attempt)
    }

    /// Said once in a home, and only where it would change what is active here.
    fn hint_at_default(&self, asked: &[Asked]) {
        let store = Store::new(self.home);
        let selected = select(self.env, &store, self.config, &AncestorScan::of(&self.env.cwd));
        if !selected.is_ok_and(|selection| selection.rule == Rule::System) {
            return;
        }
        let said = self.home.state().join(DEFAULT_SAID);
        let newest = || store.list().ok().and_then(|list| list.into_iter().next());
        let version = match asked {
            [Asked::Named(Some(Request::Exact(version)))] => Some(version.clone()),
            _ => newest().map(|installed| installed.version),
        };
        let Some(version) = version.filter(|_| marks::size(&said).is_none()) else { return };
        self.out.hint(&format!(
            "goenvmgr default {version}   makes it the Go of every directory that asks for none"
        ));
        // Where that cannot be kept it is said again.
        let _ = marks::touch(&said, self.env.now, 0);
    }
}

/// Below `state/`: that the default was spoken of.
const DEFAULT_SAID: &str = "default-hint";

/// Makes the shims follow the store. The toolchain is installed whether or not that succeeds.
pub(super) fn refresh_shims(home: &Home, env: &Env, out: &Out) {
    if let Err(fault) =
        crate::toolchains::store::shims::refresh(home, &Store::new(home), &env.program())
    {
        out.warn(&format!("the shims could not be renewed: {fault}"));
    }
    without_links(home, out);
}

/// Takes the names in `~/sdk` away that led to toolchains which are gone.
pub(super) fn without_links(home: &Home, out: &Out) {
    match ide::sweep(home, &*out.progress()) {
        Ok(gone) => gone.iter().for_each(|path| {
            out.status(&format!("removed {}, which led to it", path.visible()));
        }),
        Err(fault) => out.warn(&format!("names in ~/sdk could not be looked at: {fault}")),
    }
}

#[derive(Serialize)]
struct Installed(Vec<Outcome<Installation>>);

impl Report for Installed {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        outcome::done(&self.0).try_for_each(|one| describe(one, out))
    }
}

fn describe(one: &Installation, out: &mut dyn io::Write) -> io::Result<()> {
    let name = one.version.toolchain();
    let path = one.path.visible();
    match one.status {
        Status::Installed => writeln!(out, "installed {name} in {path}")?,
        Status::Present => writeln!(out, "{name} is already installed in {path}")?,
        Status::Repaired => {
            let why = one.reason.as_deref().unwrap_or_default();
            writeln!(out, "repaired {name} in {path}: {why}")?;
        }
        Status::Reinstalled => writeln!(out, "reinstalled {name} in {path}")?,
    }
    if let (Some(files), Some(size)) = (one.files, one.size_bytes) {
        let from = one.origin.as_deref().unwrap_or("an unknown place");
        writeln!(out, "  {files} files, {}, from {from}", bytes(size))?;
    }
    if let Some(verified) = &one.verified {
        if let Some(sha256) = verified.sha256 {
            writeln!(out, "  verified: sha256 {sha256} is in the release index")?;
        }
        if let Some(sha256) = verified.own_sha256 {
            writeln!(out, "  verified: sha256 {sha256} is {OWN_HASH}")?;
        }
        if let (Some(h1), Some(log)) = (&verified.h1, &verified.transparency) {
            let (database, size) = (&log.database, log.tree_size);
            writeln!(out, "  verified: {h1} is in {database}, a log of {size} records")?;
        }
        if let Some(why) = &verified.unverified {
            writeln!(out, "  unverified: {why}")?;
        }
    }
    for note in &one.notes {
        writeln!(out, "  note: {note}")?;
    }
    if !one.absent.is_empty() {
        let why = Receipt::why_absent(one.source.as_deref().unwrap_or_default());
        writeln!(out, "  without {}: {why}", one.absent.join(", "))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Plans(Vec<Outcome<InstallPlan>>);

impl Report for Plans {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for plan in outcome::done(&self.0) {
            let name = plan.version.toolchain();
            let path = plan.path.visible();
            match plan.action {
                "nothing" => writeln!(out, "{name} is already installed in {path}")?,
                action => writeln!(out, "would {action} {name} in {path}")?,
            }
            for note in &plan.notes {
                writeln!(out, "  note: {note}")?;
            }
            if plan.action == "nothing" {
                continue;
            }
            writeln!(out, "  from: {}", plan.sources.join(", then "))?;
            if let (Some(archives), None) = (&plan.archives, &plan.archive) {
                writeln!(out, "  archives: {archives}")?;
            }
            if let Some(archive) = &plan.archive {
                let size = plan.archive_bytes.map(bytes).unwrap_or_default();
                writeln!(out, "  archive: {archive} {size}")?;
            }
            if let Some(sha256) = plan.sha256 {
                writeln!(out, "  sha256: {sha256}")?;
            }
            let log = plan.database.as_deref().unwrap_or("off");
            writeln!(out, "  checksum database: {log}")?;
        }
        Ok(())
    }
}
