//! Installs toolchains: plan → fetch → unpack into staging → verify → publish: see `pipeline.rs`.
//!
//! Types carry the order: only `verify` makes a `VerifiedToolchain`, and only such a one can be
//! published, so unverified bytes do not reach the store.

mod archives;
mod available;
mod checksum_database;
mod checksum_lookup;
mod choice;
mod disk_space;
mod download;
mod download_name;
mod dry_run;
mod evidence;
mod expected;
mod incoming;
mod installation;
mod installed_state;
mod job;
mod kept_download;
mod local;
mod module_cache;
mod module_zip;
mod permission;
mod pipeline;
mod plan;
mod publish;
mod release_index;
mod resolve;
mod search;
mod slot;
mod source_archive;
mod sources;
mod staged;
pub(crate) mod uninstall;
mod upstream;
mod usable;
mod user_hash;
mod verify;
mod wanted;
mod watched;

use std::path::PathBuf;

use crate::base::digest::Sha256Sum;
use crate::base::fault::{Exit, Fault, Result};
use crate::base::progress::Progress;
use crate::go::platform::Platform;
use crate::go::version::Request;
use crate::settings::config::Policy;
use crate::settings::home::Home;
use crate::sys::interrupt::Interrupt;
use crate::sys::net::Fetch;

pub(crate) use checksum_database::ChecksumDatabase;
pub(crate) use checksum_lookup::recorded;
pub(in crate::toolchains) use disk_space::check as check_disk_space;
pub(crate) use download_name::is_download;
pub(crate) use expected::ExpectedH1;
pub(crate) use incoming::{Incoming, TooLong};
pub(crate) use installation::{Failure, Installation, Status};
pub(crate) use kept_download::KeptDownload;
pub(crate) use module_zip::{module_zip, offered_bytes};
pub(crate) use plan::InstallPlan;
pub(crate) use resolve::published;
pub(in crate::toolchains) use slot::Slot;
pub(crate) use slot::at_work;
pub(crate) use source_archive::SourceAddress;
pub(in crate::toolchains) use source_archive::source_archive;
pub(crate) use sources::{AvailableVersions, of as sources_of};
pub(crate) use upstream::Upstream;
pub(crate) use wanted::Wanted;

/// Everything that installing needs from outside.
pub(crate) struct Installer<'a> {
    /// Our paths.
    pub home: &'a Home,
    /// The network.
    pub fetch: &'a dyn Fetch,
    /// Where toolchains may come from.
    pub upstream: &'a Upstream,
    /// What must verify them.
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
pub(crate) struct Options {
    /// Install even where the version stands and is whole.
    pub reinstall: bool,
    /// An archive, a module zip or a directory to take it from.
    pub from: Option<PathBuf>,
    /// Take local bytes that nothing verifies.
    pub unverified: bool,
    /// What the user says that the local archive's SHA-256 is.
    pub sha256: Option<Sha256Sum>,
    /// What the h1 of its files must be: bytes that have another are not published.
    pub h1: Option<ExpectedH1>,
}

impl Installer<'_> {
    /// Installs what `request` means; without one, what stands at `options.from`, of the version
    /// that it says it is.
    ///
    /// # Errors
    /// See the exit codes: 1 nobody has it, 2 wrong usage, 3 could not finish, 6 a mismatch,
    /// 130 and 143 interrupted. After any of them the store is as it was.
    pub(crate) fn install(
        &self,
        request: Option<&Request>,
        options: &Options,
    ) -> Result<Installation, Failure> {
        let choice = choice::choose(self, request, options)?;
        if let Some(note) = &choice.note {
            self.progress.note(note);
        }
        let done = pipeline::install(self, &choice, options);
        done.map_err(|fault| Failure { version: Some(choice.version), fault })
    }

    /// What [`Installer::install`] would do. It fails where that would, as far as that can be told
    /// before the bytes of a download have come.
    ///
    /// # Errors
    /// As [`Installer::install`].
    pub(crate) fn plan(
        &self,
        request: Option<&Request>,
        options: &Options,
    ) -> Result<InstallPlan, Failure> {
        let choice = choice::choose(self, request, options)?;
        let plan = plan::plan(self, &choice, options);
        plan.map_err(|fault| Failure { version: Some(choice.version), fault })
    }

    /// Installs what this directory asks for. Where something installed satisfies it and a newer
    /// one cannot be had, that is enough.
    ///
    /// # Errors
    /// As [`Installer::install`].
    pub(crate) fn install_here(
        &self,
        wanted: &Wanted,
        options: &Options,
    ) -> Result<Installation, Failure> {
        let install = |request: &Request| self.install(Some(request), options);
        wanted::or_what_satisfies(wanted, options, install, |done| &mut done.notes)
    }

    /// What [`Installer::install_here`] would do.
    ///
    /// # Errors
    /// As that.
    pub(crate) fn plan_here(
        &self,
        wanted: &Wanted,
        options: &Options,
    ) -> Result<InstallPlan, Failure> {
        let plan = |request: &Request| self.plan(Some(request), options);
        wanted::or_what_satisfies(wanted, options, plan, |plan| &mut plan.notes)
    }

    /// The published versions, newest first.
    ///
    /// # Errors
    /// When no source has a list: each one's answer.
    pub(crate) fn available(&self) -> Result<AvailableVersions> {
        available::list(self)
    }
}

/// A fault that tells of a broken promise of ours rather than of the world.
fn bug(what: &str) -> Fault {
    Fault::new(Exit::Unfinished, format!("{what} (a bug)"))
}
