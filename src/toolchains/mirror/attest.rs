//! What each file of a toolchain must be: by its record in the checksum database alone.

use std::borrow::Cow;
use std::fs::File;

use super::distribution::Distribution;
use crate::base::digest::Sha256Sum;
use crate::base::fault::{Fault, Result};
use crate::base::progress::Progress;
use crate::go::archive::{self, ArchiveError, Limits};
use crate::go::platform::TOOLCHAIN_MODULE;
use crate::go::sumdb::{dirhash, record};
use crate::sys::interrupt::Interrupt;

/// The go.mod of the toolchain's module. Rule: `cmd/distpack/pack.go`.
pub(super) const GO_MOD: &str = "module golang.org/toolchain\n";

/// Fails unless the zip holds what its record says: every file, under the name that it has in the zip, as
/// the go command hashes it (`dirhash.HashZip`).
pub(super) fn zip(
    file: &File,
    of: &Distribution,
    record: &str,
    progress: &dyn Progress,
    interrupt: &Interrupt,
) -> Result<()> {
    let version = of.module_version();
    let expected = record::h1_of(record, TOOLCHAIN_MODULE, &version)
        .map_err(|why| Fault::integrity(format!("the record of {of}: {why}")))?;
    let stop = || interrupt.is_raised();
    // Without a prefix names stay as they are.
    let tree = archive::survey_zip(file, "", &Limits::default(), progress, &stop);
    interrupt.check()?;
    let tree = tree.map_err(|error| unreadable(of, &error))?;
    let prefix = format!("{TOOLCHAIN_MODULE}@{version}/");
    if let Some(strange) = tree.files.iter().find(|file| !file.path.starts_with(&prefix)) {
        let what = format!("the zip of {of} holds {}, which is not below {prefix}", strange.path);
        return Err(Fault::integrity(what));
    }
    let lines = tree.files.iter().map(|file| (Cow::Borrowed(file.path.as_str()), file.sha256));
    let found = dirhash::h1(lines);
    if found == expected {
        return Ok(());
    }
    Err(Fault::integrity(format!("the zip of {of} is not what was published"))
        .because(format!("{} in the record of the checksum database", expected.to_h1()))
        .because(format!("{} in the zip", found.to_h1())))
}

fn unreadable(of: &Distribution, error: &ArchiveError) -> Fault {
    match error {
        ArchiveError::Read(error) => Fault::unfinished(format!("the zip of {of}: {error}")),
        error => Fault::integrity(format!("the zip of {of} cannot be read: {error}")),
    }
}

/// Fails unless the record attests the go.mod that every toolchain has.
pub(super) fn go_mod(of: &Distribution, record: &str) -> Result<()> {
    let version = format!("{}/go.mod", of.module_version());
    let line = (Cow::Borrowed("go.mod"), Sha256Sum::of(GO_MOD.as_bytes()));
    match record::h1_of(record, TOOLCHAIN_MODULE, &version) {
        Ok(expected) if expected == dirhash::h1([line].into_iter()) => Ok(()),
        Ok(_) => Err(Fault::integrity(format!("the record of {of} is of another go.mod"))),
        Err(why) => Err(Fault::integrity(format!("the record of {of}: {why}"))),
    }
}

/// What a proxy says of a version. No record covers it, so it is made of what one does cover: the time stands
/// in VERSION of the zip of `held`, from Go 1.21 on.
pub(super) fn info(of: &Distribution, held: &Distribution, zip: &File) -> String {
    let (version, held) = (of.module_version(), held.module_version());
    let said = archive::peek_zip(zip, &format!("{TOOLCHAIN_MODULE}@{held}/VERSION"));
    let time =
        said.as_deref().and_then(|text| text.lines().find_map(|line| line.strip_prefix("time ")));
    match time.filter(|time| time.parse::<jiff::Timestamp>().is_ok()) {
        Some(time) => format!("{{\"Version\":\"{version}\",\"Time\":\"{time}\"}}\n"),
        None => format!("{{\"Version\":\"{version}\"}}\n"),
    }
}
