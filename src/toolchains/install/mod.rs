//! Installs toolchains: plan → fetch → unpack into staging → prove → publish.
//!
//! Types carry the order: only `verify` makes a `VerifiedToolchain`, and only a `VerifiedToolchain` can be published,
//! so bytes that nothing vouches for do not reach the store.

mod available;
mod checksum_lookup;
mod choice;
mod disk_space;
mod download;
mod dry_run;
mod evidence;
mod fetch;
mod installed_state;
mod local;
mod missed;
mod module_cache;
mod offer;
mod permission;
mod plan;
mod publish;
mod search;
mod slot;
mod staged;
pub mod uninstall;
mod upstream;
mod usable;
mod user_hash;
mod verify;
mod wanted;

use std::path::PathBuf;

use serde::Serialize;

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::go::platform::Platform;
use crate::go::version::{GoVersion, Request};
use crate::settings::config::Policy;
use crate::settings::home::Home;
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Fetch;
use crate::toolchains::store::Store;
use crate::toolchains::store::receipt::Verified;

pub use available::AvailableVersions;
pub use choice::Resolved;
pub use plan::InstallPlan;
pub use upstream::{ChecksumDatabase, Upstream};
pub use wanted::Wanted;

use checksum_lookup::ChecksumLookup;
use choice::Choice;
use slot::Slot;
use verify::VerifiedToolchain;

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
pub struct Options {
    /// Install even where the version stands and is whole.
    pub reinstall: bool,
    /// An archive, a module zip or a directory to take it from.
    pub from: Option<PathBuf>,
    /// Take local bytes that nothing vouches for.
    pub unverified: bool,
    /// What the user says that the local archive's SHA-256 is.
    pub sha256: Option<Sha256Sum>,
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
    #[serde(rename = "mended")]
    Repaired,
    /// It stood there and was replaced because that was asked for.
    Reinstalled,
}

/// One version, installed. The names of the fields are the keys of the JSON output.
#[derive(Clone, Debug, Serialize)]
pub struct Installation {
    /// The version.
    pub version: GoVersion,
    /// Its GOROOT.
    #[serde(flatten, serialize_with = "crate::base::json::path")]
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

/// Why a version was not installed, and which, as far as it was known by then.
#[derive(Clone, Debug)]
pub struct Failure {
    /// The version.
    pub version: Option<GoVersion>,
    /// What happened.
    pub fault: Fault,
}

impl From<Failure> for Fault {
    fn from(failure: Failure) -> Self {
        failure.fault
    }
}

impl Installer<'_> {
    /// Installs what `request` means; without one, what stands at `options.from`, of the version
    /// that it says it is.
    ///
    /// # Errors
    /// See the exit codes: 1 nobody has it, 2 wrong usage, 3 could not finish, 6 a mismatch,
    /// 130 and 143 interrupted. After any of them the store is as it was.
    pub fn install(
        &self,
        request: Option<&Request>,
        options: &Options,
    ) -> Result<Installation, Failure> {
        let choice = self.choose(request, options)?;
        if let Some(note) = &choice.note {
            self.progress.note(note);
        }
        let done = self.install_choice(&choice, options);
        done.map_err(|fault| Failure { version: Some(choice.version), fault })
    }

    /// Policy `transparency` cannot be met where the user's Go configuration switches the log off.
    fn log_is_asked_where_it_must_be(&self, options: &Options) -> Result<()> {
        match &self.upstream.checksum_database {
            ChecksumDatabase::Off(said)
                if self.policy == Policy::Transparency && !options.unverified =>
            {
                let what = format!("verify = transparency needs the checksum database, but {said}");
                Err(Fault::usage(what).hint(
                    "GOSUMDB=sum.golang.org goenvmgr install … asks it this once; or --verify \
                     standard",
                ))
            }
            _ => Ok(()),
        }
    }

    fn install_choice(&self, choice: &Choice, options: &Options) -> Result<Installation> {
        let version = &choice.version;
        // What is there and whole takes no lock and writes nothing: the store may be another's.
        if self.is_done(version, options)? && !self.has_leftovers(version) {
            return Ok(self.installation(version, Status::Present, None, 0));
        }
        self.may_change(version)?;
        let slot = Slot::acquire(self.home, version, self.progress)?;
        slot.change().settle()?;
        let standing = installed_state::look(self.home, version, self.policy)?;
        tracing::debug!(%version, sources = ?self.upstream.sources, "to install");
        if let (installed_state::InstalledState::Whole, false) = (&standing, options.reinstall) {
            slot.sweep();
            return Ok(self.installation(version, Status::Present, None, 0));
        }
        slot.change().make_sure_it_can_come()?;
        self.log_is_asked_where_it_must_be(options)?;
        if let installed_state::InstalledState::Damaged(why) = &standing {
            self.progress.note(&format!(
                "{} is installed, but {why}: installing it anew",
                version.toolchain()
            ));
        }
        let done = self.obtain(&slot, choice, options).and_then(|it| self.publish(&slot, it));
        // Last, so that nothing is deleted before the new tree stands: ext4 is slow to create
        // files for minutes after many were deleted.
        slot.sweep();
        let flush_ms = done?;
        tracing::debug!(%version, flush_ms, "published");
        let (status, reason) = match standing {
            installed_state::InstalledState::Absent => (Status::Installed, None),
            installed_state::InstalledState::Whole => (Status::Reinstalled, None),
            installed_state::InstalledState::Damaged(why) => (Status::Repaired, Some(why)),
        };
        Ok(self.installation(version, status, reason, flush_ms))
    }

    /// Whether it stands there whole and nothing more was asked for.
    fn is_done(&self, version: &GoVersion, options: &Options) -> Result<bool> {
        Ok(!options.reinstall
            && matches!(
                installed_state::look(self.home, version, self.policy)?,
                installed_state::InstalledState::Whole
            ))
    }

    fn obtain(&self, slot: &Slot, choice: &Choice, options: &Options) -> Result<VerifiedToolchain> {
        let verified = std::thread::scope(|scope| {
            // The log is asked while bytes are on their way.
            let lookup = ChecksumLookup::open(scope, self, &choice.version);
            match &choice.from {
                Some(from) => self.take_local(slot, &choice.version, from, options, &lookup),
                None => self.search(slot, &choice.version, &lookup),
            }
        })?;
        self.fit(verified)
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
            verified: known.map(crate::toolchains::store::Receipt::verified),
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
