//! `goenvmgr lock`: which version the project's pin means, written down with what its toolchains are.

mod shown;

use std::collections::{BTreeMap, BTreeSet};

use super::installing::installing;
use super::{Context, FormatArg};
use crate::base::fault::{Exit, Fault, Result};
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::projects::lock::{Lock, Project};
use crate::toolchains::install::{self, Installer};
use crate::toolchains::store::Store;

use shown::Shown;

/// Write down which version this project's pin means, and its checksum for each platform
///
/// The checksums come from the checksum database of GOSUMDB, proved in its log; nothing is downloaded besides.
/// goenvmgr.lock lies beside the pin. A version that stands there stays while the pin still means it. What runs is what
/// the pin selects of all that is installed: the lock is for `install --locked`.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
JSON: path, request, version, previous (null where there was none), checksums {platform: h1}, absent (platforms
without a record), written, dry_run.

Examples:
  goenvmgr lock
  goenvmgr lock --upgrade                       the newest that the pin means
  goenvmgr lock --platform linux/riscv64
  goenvmgr install --locked                     on another machine")]
pub(super) struct Args {
    /// For this machine too, by Go's names; with what the lock has [default: linux, darwin and windows on amd64 and
    /// arm64]
    #[arg(long = "platform", value_name = "OS/ARCH", num_args = 1.., value_delimiter = ',')]
    platforms: Vec<Platform>,
    /// Take the newest version that the pin means
    #[arg(long)]
    upgrade: bool,
    /// Show what would be written
    #[arg(long, short = 'n')]
    dry_run: bool,
    #[command(flatten)]
    format: FormatArg,
}

/// Runs the command.
pub(super) fn run(args: &Args, context: &Context) -> Result<Exit> {
    let project = Project::here(&context.env, &Store::new(&context.home), &context.config)?;
    let path = project.lock_file();
    let before = Lock::read(&path)?;
    let asked = Asked::of(args, &project.request, before.as_ref());
    let (lock, absent) = installing(context, context.config.clone(), move |it| asked.answer(it))?;
    let is_new = before.as_ref() != Some(&lock);
    let written = is_new && !args.dry_run;
    if written {
        lock.write(&path)?;
    }
    let previous = before.map(|before| before.version);
    let shown =
        Shown { path, file: project.file, lock, previous, absent, written, dry_run: args.dry_run };
    match args.dry_run {
        true => context.out.report(&shown, args.format.format)?,
        false => context.out.done(&shown, args.format.format)?,
    }
    Ok(Exit::Fine)
}

/// What the network is asked.
struct Asked {
    request: Request,
    /// What stays if the version is still this.
    before: Option<Lock>,
    upgrade: bool,
    /// Platforms that must be there.
    named: BTreeSet<Platform>,
    /// Those that are wanted where there is such a toolchain.
    wanted: BTreeSet<Platform>,
}

impl Asked {
    fn of(args: &Args, request: &Request, before: Option<&Lock>) -> Self {
        // What a lock has it keeps: it is not for a database that is silent to take it away.
        let mut named: BTreeSet<Platform> = args.platforms.iter().cloned().collect();
        let mut wanted = BTreeSet::from([Platform::host()]);
        match before {
            Some(lock) => named.extend(lock.h1.keys().cloned()),
            None => wanted.extend(usual()),
        }
        Self {
            request: request.clone(),
            before: before.cloned(),
            upgrade: args.upgrade,
            named,
            wanted,
        }
    }

    fn version(&self, installer: &Installer<'_>) -> Result<GoVersion> {
        let means = |lock: &&Lock| self.request.matches(&lock.version);
        match self.before.as_ref().filter(|_| !self.upgrade).filter(means) {
            Some(lock) => Ok(lock.version.clone()),
            None => install::published(installer, &self.request),
        }
    }

    /// The lock, and for which platforms there is no such toolchain.
    fn answer(&self, installer: &Installer<'_>) -> Result<(Lock, Vec<Platform>)> {
        let version = self.version(installer)?;
        let same = self.before.as_ref().filter(|before| before.version == version);
        let (mut h1, mut absent) = (BTreeMap::new(), Vec::new());
        for platform in self.named.union(&self.wanted) {
            installer.interrupt.check()?;
            let locked = same.and_then(|before| before.h1.get(platform));
            match install::recorded(&Installer { platform, ..*installer }, &version)? {
                Some(sum) if locked.is_some_and(|locked| *locked != sum) => {
                    return Err(another(&version, platform, locked, &sum));
                }
                Some(sum) => drop(h1.insert(platform.clone(), sum)),
                None if self.named.contains(platform) => {
                    return Err(nobody(&version, platform));
                }
                None => absent.push(platform.clone()),
            }
        }
        match h1.is_empty() {
            true => Err(nobody(&version, &Platform::host())),
            false => Ok((Lock { request: self.request.clone(), version, h1 }, absent)),
        }
    }
}

/// A published toolchain never changes.
fn another(version: &GoVersion, platform: &Platform, locked: Option<&String>, log: &str) -> Fault {
    let (name, locked) = (version.toolchain(), locked.map_or("", String::as_str));
    Fault::integrity(format!("goenvmgr.lock is wrong about {name} for {platform}"))
        .because(format!("{locked} stands there"))
        .because(format!("{log} is in the checksum database"))
        .hint("where the log is right: rm goenvmgr.lock, then goenvmgr lock")
}

fn nobody(version: &GoVersion, platform: &Platform) -> Fault {
    let name = version.toolchain();
    Fault::no(format!("the checksum database has no record of {name} for {platform}"))
        .hint("goenvmgr list --remote shows versions, go tool dist list platforms")
}

/// The machines that people write Go on.
fn usual() -> impl Iterator<Item = Platform> {
    let arches = |os| ["amd64", "arm64"].map(|arch| Platform::new(os, arch));
    ["darwin", "linux", "windows"].into_iter().flat_map(arches)
}
