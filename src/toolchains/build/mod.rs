//! A toolchain from its own source, by another Go: source → bootstrap → run → outcome, each of them a value.
//!
//! Since Go 1.21 a build is the same on every machine, whichever Go builds it, and `make.bash -distpack` writes the
//! very zip whose h1 the checksum database has (`cmd/distpack`; <https://go.dev/rebuild>). So whoever has the
//! source of a release, which its toolchain holds, can tell whether what was published is what that source says.
//! What it does not tell: that the Go that built it, and the one that built that, added nothing of their own.

mod archive;
mod bootstrap;
mod checkout;
mod environment;
mod log;
mod make;
mod named;
mod outcome;
mod slot;
mod source;

use std::path::Path;

use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::go::platform::Platform;
use crate::go::tree::Tree;
use crate::go::version::GoVersion;
use crate::settings::home::Home;
use crate::sys::env::Env;
use crate::sys::fs::lock::Lock;
use crate::sys::interrupt::Interrupt;
use crate::toolchains::install::{Slot, check_disk_space};
use crate::toolchains::store::rebuilt::BuiltBy;
use crate::toolchains::store::{Installed, change};

pub(crate) use bootstrap::{Asked, Bootstrap, choose, is_there, minimum};
pub(crate) use checkout::{check as is_checkout, is_alone as is_checkout_alone};
pub(crate) use named::{Named, Source};
pub(crate) use outcome::Rebuild;
pub(crate) use slot::{hold, may_be_named, remove_unnamed};

/// Measured for go1.22.5: 1,227 MiB at its end. In bytes, and in files and directories.
const NEEDS: (u64, u64) = (1_300_000_000, 25_000);

/// What builds, and who watches.
pub(crate) struct Builder<'a> {
    pub env: &'a Env,
    pub home: &'a Home,
    pub bootstrap: &'a Bootstrap,
    /// Whether the bootstrap's own files are what was published.
    pub verified: bool,
    pub progress: &'a dyn Progress,
    pub interrupt: &'a Interrupt,
}

/// Before this release a build was another on every machine.
const FIRST: &str = "1.21";

/// Whether a release is built here from its verified source.
///
/// # Errors
/// Where it is not, and why (exit 1).
pub(crate) fn can_be_built(version: &GoVersion) -> Result<()> {
    let host = Platform::host();
    let why = match (version.is_at_least(FIRST), host.os.as_str()) {
        (true, "linux") => return Ok(()),
        (true, _) => format!("this is done on linux, and not on {host}"),
        (false, _) => format!("before Go {FIRST} every build is another"),
    };
    Err(Fault::no(format!("{} cannot be built here", version.toolchain()))
        .because(why)
        .hint(format!("goenvmgr install {version}   installs what was published")))
}

/// Whether a build here can show what was published for this platform.
///
/// # Errors
/// Where it cannot, and why (exit 1).
pub(crate) fn can_be_shown(version: &GoVersion, platform: &Platform) -> Result<()> {
    let (name, host) = (version.toolchain(), Platform::host());
    let not = |why: String| {
        let what = format!("{name} for {platform} cannot be built again to the same bytes here");
        Err(Fault::no(what).because(why).hint(format!(
            "goenvmgr verify {version}   holds its files against the checksum database"
        )))
    };
    if !version.is_at_least(FIRST) {
        return not(format!("before Go {FIRST} every build is another"));
    }
    if platform.os == "darwin" {
        return not("Apple's signature is in its programs, and nobody else can make it".to_owned());
    }
    if *platform != host || host.os != "linux" {
        return not(format!("this is done on linux, for the machine's own platform: {host}"));
    }
    Ok(())
}

impl Builder<'_> {
    /// Builds an installed toolchain again, from the part of its own files that nobody built, and holds the result
    /// against what the checksum database recorded. `manifest` is of files that were held against the record
    /// just now. Where the bytes are the same the receipt says so afterwards.
    ///
    /// # Errors
    /// When it cannot be done, or its build fails, with the log's path (exit 3); where a file of the source is not
    /// as the manifest has it (6); 129, 130 or 143 when interrupted, with nothing left.
    pub(crate) fn rebuild(
        &self,
        installed: &Installed,
        manifest: &Tree,
        recorded: &str,
    ) -> Result<Rebuild> {
        let version = &installed.version;
        let slot = Slot::acquire(self.home, version, self.progress)?;
        check_disk_space(&version.toolchain(), &change::staging(self.home), NEEDS.0, NEEDS.1)?;
        let dir = slot.fresh()?;
        let done = self.rebuild_in(slot.lock(), &dir, installed, manifest, recorded);
        let noted = done.and_then(|done| {
            let rebuilt = done.rebuilt(self.env.now);
            rebuilt.map_or(Ok(()), |rebuilt| outcome::note(self.home, version, rebuilt))?;
            Ok(done)
        });
        self.interrupt.hold(|| slot.sweep());
        noted
    }

    fn rebuild_in(
        &self,
        lock: &Lock,
        dir: &Path,
        installed: &Installed,
        manifest: &Tree,
        recorded: &str,
    ) -> Result<Rebuild> {
        let root = dir.join("go");
        let source = source::of(manifest);
        source::copy(&installed.root, &source, &root, self.progress, self.interrupt)?;
        let made = make::make(self, lock, &installed.version.toolchain(), dir, &["-distpack"])?;
        let expected = source::covered(manifest);
        outcome::judge(&installed.version, &root, &expected, recorded, self.by(), made)
    }

    fn by(&self) -> BuiltBy {
        self.bootstrap.as_built_by(self.verified)
    }
}
