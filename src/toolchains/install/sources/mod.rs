//! Where toolchains are downloaded from. A new source is a file here that implements
//! [`ToolchainSource`], and a row in [`KINDS`].

mod answers;
mod failure;
mod godev;
mod goproxy;

use std::fmt;

use super::Installer;
use crate::base::fault::Result as OrFault;
use crate::go::sources::{self, Tried};
use crate::go::version::{GoVersion, Request};
use crate::settings::config::Config;
use crate::sys::net::Patience;
use crate::sys::net::resume::{Download, Partial};
use crate::toolchains::store::receipt::IndexAttestation;

pub(crate) use answers::AvailableVersions;
pub(super) use answers::Resolved;
pub(super) use failure::SourceFailure;
pub(super) use goproxy::GoProxy;

/// A kind of source: its name in the setting `sources`, in plans and in receipts, and how one is made.
pub(crate) struct SourceKind {
    name: &'static str,
    new: for<'a> fn(&'a Installer<'a>) -> Box<dyn ToolchainSource + 'a>,
}

/// All of them.
static KINDS: [SourceKind; 2] = [
    SourceKind { name: godev::NAME, new: |installer| Box::new(godev::GoDev(installer)) },
    SourceKind { name: goproxy::NAME, new: |installer| Box::new(GoProxy::of(installer)) },
];

impl fmt::Debug for SourceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

/// A place that has toolchains.
pub(super) trait ToolchainSource {
    /// What plans and receipts call it.
    fn name(&self) -> &'static str;

    /// Whether it has hashes of its archives, so that it can do without the checksum database.
    fn has_index(&self) -> bool;

    /// The directory of its archives, where it has one.
    fn archives(&self) -> Option<String>;

    /// The newest version that the request means.
    fn newest(&self, request: &Request, patience: Patience) -> Result<Resolved, SourceFailure>;

    /// The versions that it knows of for this platform.
    fn versions(&self, patience: Patience) -> Result<AvailableVersions, SourceFailure>;

    /// The file of a version in our cache: no two sources' files meet under one name.
    fn file_name(&self, version: &GoVersion) -> String;

    /// The archive of a version; `have` is the beginning that an earlier run left.
    fn offer(
        &self,
        version: &GoVersion,
        have: Option<&Partial>,
        patience: Patience,
    ) -> Result<Offer<'_>, SourceFailure>;
}

/// Bytes that a source offers, and what should verify them.
pub(super) struct Offer<'a> {
    pub(super) download: Download<'a>,
    pub(super) packing: Packing,
    /// How messages call the source.
    pub(super) from: String,
    /// What the release index says; without it only the checksum database can verify them.
    pub(super) expected: Option<IndexAttestation>,
    /// Their length in bytes, where the index says it.
    pub(super) size: Option<u64>,
    /// What a reader of the receipt should know.
    pub(super) note: Option<String>,
}

/// How a toolchain is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// A release archive.
    TarGz,
    /// The same for a system whose own are zips.
    Zip,
    /// The zip of the toolchain's module.
    ModuleZip,
}

impl Offer<'_> {
    /// How long it is at most, where anybody says so.
    pub(super) fn length(&self) -> Option<u64> {
        let announced = self.download.total()?;
        Some(self.size.map_or(announced, |size| size.min(announced)))
    }
}

/// What the setting `sources` names, in the order of asking.
///
/// # Errors
/// When it names none of these (exit 2, naming the layer).
pub(crate) fn of(config: &Config) -> OrFault<Vec<&'static SourceKind>> {
    let known = || KINDS.iter().map(|kind| kind.name).collect::<Vec<_>>().join(" or ");
    config.sources_by(|name| KINDS.iter().find(|kind| kind.name == name).ok_or_else(known))
}

/// The sources of the settings, in the order of asking.
pub(super) fn all<'a>(installer: &'a Installer<'a>) -> Vec<Box<dyn ToolchainSource + 'a>> {
    installer.upstream.sources.iter().map(|kind| (kind.new)(installer)).collect()
}

/// All sources in order; then once more, with patience, those that ran out of time.
pub(super) fn ask_all<T>(
    installer: &Installer<'_>,
    ask: impl Fn(&dyn ToolchainSource, Patience) -> Result<T, SourceFailure>,
) -> Result<T, SourceFailure> {
    let mut asked: Vec<(Box<dyn ToolchainSource + '_>, Vec<Tried>)> = Vec::new();
    for source in all(installer) {
        match ask(&*source, Patience::Brief) {
            Err(SourceFailure::Answers(tried)) => asked.push((source, tried)),
            ended => return ended,
        }
    }
    for (source, tried) in &mut asked {
        if sources::next_round(tried, Patience::Brief).is_none() {
            continue;
        }
        if let Some((who, rest)) = sources::rest(tried) {
            let seconds = rest.as_secs();
            installer.progress.note(&format!("{who} asks for {seconds} s of rest: waiting"));
        }
        match ask(&**source, Patience::Long) {
            Err(SourceFailure::Answers(again)) => *tried = again,
            ended => return ended,
        }
    }
    Err(SourceFailure::Answers(asked.into_iter().flat_map(|(_, tried)| tried).collect()))
}

/// One source, once more with patience where it ran out of time.
pub(super) fn patiently<T>(
    ask: impl Fn(Patience) -> Result<T, SourceFailure>,
) -> Result<T, SourceFailure> {
    match ask(Patience::Brief) {
        Err(SourceFailure::Answers(tried))
            if sources::next_round(&tried, Patience::Brief).is_some() =>
        {
            ask(Patience::Long)
        }
        ended => ended,
    }
}

/// What to say of `rc` where the newest one is older than the newest release; else nothing.
fn overtaken<'a>(
    request: &Request,
    versions: impl IntoIterator<Item = &'a GoVersion> + Clone,
) -> String {
    match request.overtaken_by(versions) {
        Some(release) => format!(", older than the newest release, {}", release.toolchain()),
        None => String::new(),
    }
}
