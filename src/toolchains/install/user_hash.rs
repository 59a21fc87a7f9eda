//! `--from ARCHIVE --sha256 HEX`: the user knows the hash from elsewhere, and answers for it.

use std::fmt::Display;
use std::fs::File;
use std::io::{self, Read as _, Seek as _};
use std::path::Path;

use crate::base::digest::{Hasher, Sha256Sum};
use crate::base::fault::{Fault, Result};
use crate::base::visible::Visible as _;
use crate::sys::fs::{copy, read};
use crate::toolchains::store::verified::OWN_HASH;

/// The archive's SHA-256, where the user said it and it is that. `known` is the hash of what was
/// unpacked, where it was hashed on its way.
///
/// # Errors
/// When it is another (exit 6), or the thing is no archive (exit 2).
pub(super) fn user_hash(
    from: &Path,
    known: Option<Sha256Sum>,
    said: Option<Sha256Sum>,
) -> Result<Option<Sha256Sum>> {
    let Some(said) = said else { return Ok(None) };
    let found = match known {
        Some(sum) => sum,
        None => digest_of(from)?,
    };
    agrees(&from.visible(), found, said).map(|()| Some(said))
}

/// Whether the archive's hash is the one that the user said.
///
/// # Errors
/// When it is another (exit 6).
pub(super) fn agrees(place: &dyn Display, found: Sha256Sum, said: Sha256Sum) -> Result<()> {
    if found == said {
        return Ok(());
    }
    Err(Fault::integrity(format!("{place} is not what --sha256 names"))
        .because(format!("sha256 {said} is {OWN_HASH}"))
        .because(format!("sha256 {found} in {place}"))
        .hint("fetch it again, or look whether the hash is that of another file"))
}

/// The SHA-256 of a file.
pub(super) fn digest_of(path: &Path) -> Result<Sha256Sum> {
    if read::is_dir(path) {
        let what = format!("{} is a directory: it has no sha256", path.visible());
        return Err(Fault::usage(what).hint("--sha256 goes with --from ARCHIVE"));
    }
    read::open(path).and_then(|file| digest(&file)).map_err(|error| Fault::io("read", path, &error))
}

/// A copy of a file, under a name that is free, and its SHA-256: what is hashed is what is read afterwards, whatever
/// becomes of theirs meanwhile.
pub(super) fn copied(from: &Path, to: &Path) -> Result<(File, Sha256Sum)> {
    copy::contents(from, to, false).map_err(|error| Fault::io("copy", from, &error))?;
    let failed = |error: io::Error| Fault::io("read", to, &error);
    let own = read::open(to).map_err(failed)?;
    let sha256 = digest(&own).map_err(failed)?;
    Ok((own, sha256))
}

/// The SHA-256 of all of a file.
pub(super) fn digest(mut file: &File) -> io::Result<Sha256Sum> {
    file.rewind()?;
    let (mut hasher, mut block) = (Hasher::new(), vec![0; 1 << 17]);
    loop {
        let n = match file.read(&mut block) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        let Some(bytes) = block.get(..n).filter(|bytes| !bytes.is_empty()) else { break };
        hasher.update(bytes);
    }
    Ok(hasher.finish())
}
