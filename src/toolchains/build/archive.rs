//! An archive of Go's source: nothing says what it should be.

use super::slot::BuildSlot;
use super::{bootstrap, checkout};
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::go::version::GoVersion;
use crate::toolchains::install::{Installer, SourceAddress, source_archive};

/// Source that came in an archive, and lies where it is built.
pub(crate) struct Unpacked {
    /// Where the archive was, as it may be shown.
    pub(super) from: String,
    /// Its hash.
    pub(super) sha256: Sha256Sum,
}

impl BuildSlot<'_> {
    /// Fetches the archive and unpacks it; and the oldest Go that builds what it holds. `said` is what the user says
    /// that its SHA-256 is.
    ///
    /// # Errors
    /// As `source_archive`; when it holds no source of Go (exit 2), or does not say which Go builds it (3).
    pub(crate) fn unpack(
        &self,
        installer: &Installer<'_>,
        address: &SourceAddress,
        said: Option<Sha256Sum>,
    ) -> Result<(Unpacked, GoVersion)> {
        let (dir, root, from) = (self.dir.path(), self.dir.root(), address.to_string());
        let sha256 = source_archive(installer, address, said, dir, &root)?;
        let of_archive = |fault: Fault| fault.because(format!("it came from {from}"));
        checkout::is_source(&root, &from)?;
        checkout::strip(&root, &from)?;
        let minimum = bootstrap::minimum(&root).map_err(of_archive)?;
        Ok((Unpacked { from, sha256 }, minimum))
    }
}
