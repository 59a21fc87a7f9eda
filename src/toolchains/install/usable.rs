//! Whether what was verified is a toolchain at all: of this version, for this machine, and with the
//! modes that it needs. Hashes say that bytes are the published ones, and nothing about what an
//! index of somebody's own publishes.

use std::path::Path;

use super::kept_download::KeptDownload;
use super::staged::{self, LOCAL, Staged};
use super::verify::VerifiedToolchain;
use super::{Installer, evidence};
use crate::base::fault::{Fault, Result};
use crate::go::buildinfo;
use crate::go::platform::Platform;
use crate::go::version::GoVersion;
use crate::sys::executable;
use crate::sys::fs::{mode, read};

/// What every toolchain has below `bin/`.
const PROGRAMS: [&str; 2] = ["go", "gofmt"];

/// Hands it on with its modes put right, or says what it is instead. It applies to every source,
/// and `--unverified` is no exception: such bytes could not run.
pub(super) fn make_usable(
    installer: &Installer<'_>,
    mut verified: VerifiedToolchain,
) -> Result<VerifiedToolchain> {
    let wrong = wrong(verified.staged(), verified.version(), installer.platform);
    if wrong.is_empty() {
        let staged = verified.staged_mut();
        staged::add_program_bits(&staged.dir, &mut staged.tree)?;
        mode::owners_alone_write(&staged.dir)?;
        return Ok(verified);
    }
    let fault = unusable(&verified, installer.platform, wrong);
    let version = verified.version().clone();
    let staged = verified.into_staged();
    if staged.source == LOCAL {
        return Err(fault);
    }
    let archive = staged.kept.and_then(KeptDownload::refuse);
    Err(evidence::keep(installer, &version, archive.as_deref(), fault))
}

/// Fails as [`make_usable`] would for a directory. Of an archive's files a dry run keeps none that
/// could be looked at.
pub(super) fn foresee(platform: &Platform, verified: &VerifiedToolchain) -> Result<()> {
    let staged = verified.staged();
    let wrong = match read::is_dir(&staged.dir) {
        true => wrong(staged, verified.version(), platform),
        false => Vec::new(),
    };
    if wrong.is_empty() { Ok(()) } else { Err(unusable(verified, platform, wrong)) }
}

fn unusable(verified: &VerifiedToolchain, platform: &Platform, wrong: Vec<String>) -> Fault {
    let (staged, version) = (verified.staged(), verified.version());
    let (name, origin) = (version.toolchain(), &staged.origin);
    let what = format!("{name} from {origin} is no {name} for {platform}");
    let fault = wrong.into_iter().fold(Fault::integrity(what), Fault::because);
    match staged.source == LOCAL {
        true => fault.hint(format!("goenvmgr install {version} fetches it")),
        false => fault,
    }
}

/// What keeps it from being this version for this platform, one line each.
fn wrong(staged: &Staged, version: &GoVersion, platform: &Platform) -> Vec<String> {
    let named = named(&staged.dir, version).err();
    let programs = PROGRAMS.iter().filter_map(|name| {
        let path = format!("bin/{}", platform.exe(name));
        let why = match staged.tree.get(&path) {
            Some(file) => unfit(&staged.dir.join(&path), file.size, platform)?,
            None => "is not there".to_owned(),
        };
        Some(format!("{path} {why}"))
    });
    named.into_iter().chain(programs).collect()
}

/// The VERSION file must name the version.
fn named(root: &Path, version: &GoVersion) -> Result<(), String> {
    let text = read::text(&root.join("VERSION"), staged::LONGEST_VERSION_FILE);
    let text = text.map_err(|fault| format!("VERSION cannot be read: {fault}"))?;
    let text = text.ok_or("VERSION is not there")?;
    let found = GoVersion::from_version_file(&text).map_err(|why| format!("VERSION {why}"))?;
    if found == *version { Ok(()) } else { Err(format!("VERSION says {}", found.toolchain())) }
}

/// Why this machine cannot run the program.
fn unfit(path: &Path, size: u64, platform: &Platform) -> Option<String> {
    let program = executable::read(path).filter(|one| one.is_format_of(&platform.os));
    let Some(program) = program else {
        return Some(format!("is no program for {}", platform.os));
    };
    program.unfit(size, &platform.arch).or_else(|| {
        // Systems that share a format of programs: only Go itself says which one it is for.
        let built = buildinfo::read(path)?;
        let os = built.setting("GOOS").filter(|os| *os != platform.os)?;
        Some(format!("is for {os}"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unfit_asks_go_itself_which_system_a_program_is_for() {
        let host = Platform::host();
        let dir = tempfile::tempdir().unwrap();
        let (path, mut bytes) =
            (dir.path().join("go"), std::fs::read("/usr/local/go/bin/go").unwrap());
        let size = bytes.len() as u64;
        assert_eq!(unfit(Path::new("/usr/local/go/bin/go"), size, &host), None);
        let (says, other) = (b"\tGOOS=linux\n", b"\tGOOS=haiku\n");
        let places = bytes.windows(says.len()).enumerate().filter(|(_, window)| window == says);
        for at in places.map(|(at, _)| at).collect::<Vec<_>>() {
            bytes[at..at + other.len()].copy_from_slice(other);
        }
        std::fs::write(&path, &bytes).unwrap();
        assert_eq!(unfit(&path, size, &host).as_deref(), Some("is for haiku"));
        std::fs::write(&path, "#!/bin/sh\n").unwrap();
        assert_eq!(unfit(&path, 10, &host).as_deref(), Some("is no program for linux"));
    }
}
