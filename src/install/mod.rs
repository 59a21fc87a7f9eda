//! Installs toolchains: plan → fetch → unpack into staging → prove → publish.
//!
//! Types carry the order: only `verify` makes a `Proven`, and only a `Proven` can be published,
//! so bytes that nothing vouches for do not reach the store.

mod cached;
mod evidence;
mod fetch;
mod local;
mod log;
mod offer;
mod plan;
mod present;
mod publish;
mod published;
mod room;
mod search;
mod slot;
mod staged;
pub mod uninstall;
mod upstream;
mod verify;

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::config::Policy;
use crate::env::Env;
use crate::fault::{Exit, Fault, Result};
use crate::home::Home;
use crate::interrupt::Interrupt;
use crate::net::Fetch;
use crate::platform::Platform;
use crate::progress::Progress;
use crate::seen;
use crate::shell::word;
use crate::store::Store;
use crate::store::receipt::Verified;
use crate::version::{GoVersion, Request};

pub use plan::{Plan, Planned};
pub use published::Published;
pub use upstream::{Log, Upstream};

use log::Desk;
use slot::Slot;
use verify::Proven;

/// Everything that installing needs from outside.
pub struct Installer<'a> {
    /// Our paths.
    pub home: &'a Home,
    /// The network.
    pub fetch: &'a dyn Fetch,
    /// Where toolchains may come from.
    pub upstream: &'a Upstream,
    /// What must vouch for them.
    pub policy: Policy,
    /// For which machine.
    pub platform: &'a Platform,
    /// Who watches.
    pub progress: &'a dyn Progress,
    /// Who may stop it.
    pub interrupt: &'a Interrupt,
    /// Seconds since 1970.
    pub now: i64,
}

/// How to install.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// Install even where the version stands and is whole.
    pub reinstall: bool,
    /// An archive, a module zip or a directory to take it from.
    pub from: Option<PathBuf>,
    /// Take local bytes that nothing vouches for.
    pub unverified: bool,
}

/// What happened to one version.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It is new.
    Installed,
    /// It stood there, whole.
    Present,
    /// It stood there, damaged or without proof, and was replaced.
    Mended,
    /// It stood there and was replaced because that was asked for.
    Reinstalled,
}

/// One version, installed. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct Installation {
    /// The version.
    pub version: GoVersion,
    /// Its GOROOT.
    pub path: PathBuf,
    /// What happened.
    pub status: Status,
    /// Why it was replaced, where it was mended.
    pub reason: Option<String>,
    /// `go.dev`, `goproxy` or `local`; null where no receipt says.
    pub source: Option<String>,
    /// The URL without credentials, or the path, that the bytes came from.
    pub origin: Option<String>,
    /// Regular files.
    pub files: Option<u64>,
    /// Sum of their sizes in bytes.
    pub size_bytes: Option<u64>,
    /// What vouches for it; null where no receipt says.
    pub verified: Option<Verified>,
    /// Directories that a release archive has and this toolchain has not.
    pub absent: Vec<String>,
    /// What could not be checked, and why.
    pub notes: Vec<String>,
    /// Milliseconds that flushing to disk took before it became visible.
    pub flush_ms: u64,
}

impl Installer<'_> {
    /// Installs what `request` means.
    ///
    /// # Errors
    /// See the exit codes: 1 nobody has it, 2 wrong usage, 3 could not finish, 6 a mismatch,
    /// 130 and 143 interrupted. After any of them the store is as it was.
    pub fn install(&self, request: &Request, wishes: &Wishes) -> Result<Installation> {
        self.log_is_asked_where_it_must_be()?;
        let Planned { version, note } = self.resolve(request)?;
        if let Some(note) = note {
            self.progress.note(&note);
        }
        self.install_version(&version, wishes)
    }

    /// Installs what stands at `wishes.from`, of the version that it says it is.
    ///
    /// # Errors
    /// As [`Installer::install`].
    pub fn install_local(
        &self,
        request: Option<&Request>,
        wishes: &Wishes,
    ) -> Result<Installation> {
        let Some(from) = &wishes.from else {
            return Err(Fault::usage("--from PATH is missing")
                .hint("goenvmgr install --from go1.22.5.linux-amd64.tar.gz"));
        };
        let version = self.local_version(request, wishes.unverified, from)?;
        self.install_version(&version, wishes)
    }

    /// The version of what stands at `from`, which must be one that `request` means.
    fn local_version(
        &self,
        request: Option<&Request>,
        unverified: bool,
        from: &Path,
    ) -> Result<GoVersion> {
        if !unverified {
            self.log_is_asked_where_it_must_be()?;
        }
        let version = local::version(from)?;
        match request {
            Some(request) if !request.matches(&version) => Err(Fault::usage(format!(
                "{} holds {}, not {request}",
                from.display(),
                version.toolchain()
            ))
            .hint(format!("goenvmgr install {version} --from {}", word(from)))),
            _ => Ok(version),
        }
    }

    /// Policy `transparency` cannot be met where the user's Go configuration switches the log off.
    fn log_is_asked_where_it_must_be(&self) -> Result<()> {
        match &self.upstream.log {
            Log::Off(said) if self.policy == Policy::Transparency => Err(Fault::usage(format!(
                "verify = transparency needs the checksum database, but {said}"
            ))
            .hint(
                "GOSUMDB=sum.golang.org goenvmgr install … asks it this once; or --verify standard",
            )),
            _ => Ok(()),
        }
    }

    fn install_version(&self, version: &GoVersion, wishes: &Wishes) -> Result<Installation> {
        let slot = Slot::acquire(self.home, version, self.progress)?;
        let standing = present::look(self.home, version, self.policy)?;
        tracing::debug!(%version, sources = ?self.upstream.sources, "to install");
        if let (present::Standing::Whole, false) = (&standing, wishes.reinstall) {
            slot.sweep();
            return Ok(self.installation(version, Status::Present, None, 0));
        }
        if let present::Standing::Damaged(why) = &standing {
            self.progress.note(&format!(
                "{} is installed, but {why}: installing it anew",
                version.toolchain()
            ));
        }
        let done =
            self.obtain(&slot, version, wishes).and_then(|proven| self.publish(&slot, proven));
        // Last, so that nothing is deleted before the new tree stands: ext4 is slow to create
        // files for minutes after many were deleted.
        slot.sweep();
        let flush_ms = done?;
        tracing::debug!(%version, flush_ms, "published");
        seen::note_toolchain(self.home, &version.toolchain(), self.now);
        let (status, reason) = match standing {
            present::Standing::Absent => (Status::Installed, None),
            present::Standing::Whole => (Status::Reinstalled, None),
            present::Standing::Damaged(why) => (Status::Mended, Some(why)),
        };
        Ok(self.installation(version, status, reason, flush_ms))
    }

    fn obtain(&self, slot: &Slot, version: &GoVersion, wishes: &Wishes) -> Result<Proven> {
        std::thread::scope(|scope| {
            // The log is asked while bytes are on their way.
            let desk = Desk::open(scope, self, version);
            match &wishes.from {
                Some(from) => self.take_local(slot, version, from, wishes.unverified, &desk),
                None => self.search(slot, version, &desk),
            }
        })
    }

    fn installation(
        &self,
        version: &GoVersion,
        status: Status,
        reason: Option<String>,
        flush_ms: u64,
    ) -> Installation {
        let store = Store::new(self.home);
        let receipt = store.receipt(version);
        let known = receipt.as_ref();
        Installation {
            version: version.clone(),
            path: store.root(version),
            status,
            reason,
            source: known.map(|r| r.source.clone()),
            origin: known.map(|r| r.origin.clone()),
            files: known.map(|r| r.files),
            size_bytes: known.map(|r| r.size_bytes),
            verified: known.map(crate::store::Receipt::verified),
            absent: known.map(|r| r.absent.clone()).unwrap_or_default(),
            notes: known.map(|r| r.notes.clone()).unwrap_or_default(),
            flush_ms,
        }
    }
}

/// A fault that tells of a broken promise of ours rather than of the world.
fn bug(what: &str) -> Fault {
    Fault::new(Exit::Unfinished, format!("{what} (a bug)"))
}

/// The version that this directory asks for, where it is one that could be installed.
///
/// # Errors
/// When nothing is asked for here, or the pin cannot be read.
pub fn wanted_here(env: &Env, store: &Store, config: &crate::config::Config) -> Result<Request> {
    use crate::select::{Outcome, select};
    let selection = select(env, store, config, &env.cwd)?;
    let nothing = || {
        Fault::usage("nothing here asks for a Go version to install")
            .hint("name one: goenvmgr install 1.22.5, or goenvmgr install latest")
    };
    match (selection.request, selection.outcome) {
        // A partial request means the newest published one, also where an older one is installed.
        (Some(request), _) if request != Request::System => Ok(request),
        (_, Outcome::Toolchain(installed)) => Ok(Request::Exact(installed.version)),
        (_, Outcome::Fetches { wanted, .. }) => Ok(Request::Exact(wanted.as_toolchain())),
        (_, Outcome::Missing { request, origin, .. }) => {
            let request =
                request.parse().map_err(|error| Fault::usage(format!("{origin}: {error}")))?;
            Ok(match (request, &selection.minimum) {
                (Request::Line(_), Some(minimum)) => Request::Exact(minimum.version.as_toolchain()),
                (request, _) => request,
            })
        }
        (_, Outcome::System) => Err(nothing()),
    }
}
