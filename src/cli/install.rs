//! `goenvmgr install`: downloads, proves and publishes toolchains.

use std::io;
use std::path::PathBuf;

use serde::Serialize;

use super::{Context, FormatArg};
use crate::config::{Config, Origin, Policy};
use crate::env::Env;
use crate::fault::{Exit, Fault, Result};
use crate::home::Home;
use crate::install::{Installation, Installer, Plan, Status, Upstream, Wishes, wanted_here};
use crate::interrupt::{Interrupt, supervised};
use crate::net::Client;
use crate::platform::Platform;
use crate::store::{Receipt, Store};
use crate::ui::{Out, Report, bytes};
use crate::version::Request;

/// Install Go, verified
#[derive(Clone, Debug, clap::Args)]
#[command(after_help = "Examples:
  goenvmgr install 1.22.5
  goenvmgr install latest 1.21
  goenvmgr install                          what this directory asks for
  goenvmgr install --from go1.22.5.linux-amd64.tar.gz")]
pub(super) struct Args {
    /// What to install: 1.22.5, 1.22, latest, oldstable, rc; nothing for what this directory asks
    /// for
    #[arg(value_name = "VERSION")]
    versions: Vec<Request>,
    /// Take it from an archive, a module zip or a directory
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
    /// With --from: install bytes that nothing vouches for, and mark them so
    #[arg(long, requires = "from")]
    unverified: bool,
    /// Install it anew where it is installed
    #[arg(long)]
    reinstall: bool,
    /// What must vouch for it: standard or transparency
    #[arg(long, value_name = "POLICY")]
    verify: Option<Policy>,
    /// A mirror's name (golang.google.cn, aliyun, ustc, nju) or the URL of a directory of archives
    #[arg(long, value_name = "MIRROR")]
    mirror: Option<String>,
    /// Show what would be done
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let config = configured(args, context)?;
    let store = Store::new(&context.home);
    let requests = match (&args.from, args.versions.as_slice()) {
        (None, []) => vec![wanted_here(&context.env, &store, &config)?],
        (Some(_), [_, _, ..]) => {
            return Err(Fault::usage("--from takes one version at most")
                .hint("one command for each; without a version, --from says itself which it is"));
        }
        (_, versions) => versions.to_vec(),
    };
    let (args, out) = (args.clone(), context.out.clone());
    let (env, home) = (context.env.clone(), context.home.clone());
    supervised(move |interrupt| {
        let run = Run { args: &args, env: &env, home: &home, out: &out, config: &config };
        run.all(&requests, interrupt)
    })
}

fn configured(args: &Args, context: &Context) -> Result<Config> {
    let mut config = context.config.clone();
    if let Some(policy) = args.verify {
        config.verify = crate::config::Setting::new(policy, Origin::Flag("--verify"));
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
}

impl Run<'_> {
    fn all(&self, requests: &[Request], interrupt: &Interrupt) -> Result<Exit> {
        let fetch = Client::new(self.env, self.config.http_timeout.value);
        let upstream = Upstream::read(self.env, self.home, self.config)?;
        let progress = self.out.progress();
        let installer = Installer {
            home: self.home,
            fetch: &fetch,
            upstream: &upstream,
            policy: self.config.verify.value,
            platform: &Platform::host(),
            progress: &*progress,
            interrupt,
            now: self.env.now,
        };
        let wishes = Wishes {
            reinstall: self.args.reinstall,
            from: self.args.from.clone(),
            unverified: self.args.unverified,
        };
        if self.args.dry_run {
            return self.show_plans(&installer, requests, &wishes);
        }
        let done = self.each(requests, |request| match (&wishes.from, request) {
            (Some(_), request) => installer.install_local(request, &wishes),
            (None, Some(request)) => installer.install(request, &wishes),
            (None, None) => Err(Fault::usage("name a version").hint("goenvmgr install latest")),
        });
        let (installed, exit) = done?;
        refresh_shims(self.home, self.env, self.out);
        self.out.report(&Installed(installed), self.args.format.format)?;
        self.hint_at_default(requests);
        Ok(exit)
    }

    /// All of them, also after a failure; the first failure decides how the command ends.
    fn each<T>(
        &self,
        requests: &[Request],
        mut install: impl FnMut(Option<&Request>) -> Result<T>,
    ) -> Result<(Vec<T>, Exit)> {
        let wanted: Vec<Option<&Request>> =
            if requests.is_empty() { vec![None] } else { requests.iter().map(Some).collect() };
        let alone = wanted.len() == 1;
        let (mut done, mut exit) = (Vec::new(), Exit::Fine);
        for request in wanted {
            match install(request) {
                Ok(one) => done.push(one),
                Err(fault) if alone || matches!(fault.exit, Exit::Signal(_)) => return Err(fault),
                Err(fault) => {
                    let this = self.out.fault(&fault);
                    exit = if exit == Exit::Fine { this } else { exit };
                }
            }
        }
        Ok((done, exit))
    }

    fn show_plans(
        &self,
        installer: &Installer<'_>,
        requests: &[Request],
        wishes: &Wishes,
    ) -> Result<Exit> {
        let (plans, exit) = self.each(requests, |request| installer.plan(request, wishes))?;
        self.out.report(&Plans(plans), self.args.format.format)?;
        Ok(exit)
    }

    fn hint_at_default(&self, requests: &[Request]) {
        if self.config.default.value.is_some() {
            return;
        }
        let newest = Store::new(self.home).list().ok().and_then(|list| list.into_iter().next());
        let version = match requests {
            [Request::Exact(version)] => Some(version.clone()),
            _ => newest.map(|installed| installed.version),
        };
        if let Some(version) = version {
            self.out.hint(&format!(
                "goenvmgr default {version}   makes it the Go of every directory that asks for none"
            ));
        }
    }
}

/// Makes the shims follow the store. The toolchain is installed whether or not that succeeds.
pub(super) fn refresh_shims(home: &Home, env: &Env, out: &Out) {
    if let Err(fault) = crate::store::shims::refresh(home, &Store::new(home), &env.program()) {
        out.warn(&format!("the shims could not be renewed: {fault}"));
    }
}

#[derive(Serialize)]
struct Installed(Vec<Installation>);

impl Report for Installed {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        self.0.iter().try_for_each(|one| describe(one, out))
    }
}

fn describe(one: &Installation, out: &mut dyn io::Write) -> io::Result<()> {
    let name = one.version.toolchain();
    let path = one.path.display();
    match one.status {
        Status::Installed => writeln!(out, "installed {name} in {path}")?,
        Status::Present => writeln!(out, "{name} is already installed in {path}")?,
        Status::Mended => {
            let why = one.reason.as_deref().unwrap_or_default();
            writeln!(out, "mended {name} in {path}: {why}")?;
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
struct Plans(Vec<Plan>);

impl Report for Plans {
    fn human(&self, out: &mut dyn io::Write) -> io::Result<()> {
        for plan in &self.0 {
            let name = plan.version.toolchain();
            let path = plan.path.display();
            match plan.action {
                "nothing" => writeln!(out, "{name} is already installed in {path}")?,
                action => writeln!(out, "would {action} {name} in {path}")?,
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
