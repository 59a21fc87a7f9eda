//! `HKCU\Environment`, which whoever logs in starts with.

use std::ffi::OsStr;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use windows_registry::{CURRENT_USER, Key, Type};

use super::UserPath;
use crate::sys::envdiff::Vars;
use crate::sys::proc::Run;

pub(super) const PLACE: Option<&str> = Some(r"HKCU\Environment, Path");
/// `REG_EXPAND_SZ`.
pub(super) const EXPANDED: u32 = 2;
/// `REG_SZ`.
const PLAIN: u32 = 1;
const NAME: &str = "Path";
/// `ERROR_FILE_NOT_FOUND` as an `HRESULT`.
const ABSENT: i32 = 0x8007_0002_u32.cast_signed();

fn key() -> io::Result<Key> {
    CURRENT_USER.create("Environment").map_err(io::Error::other)
}

pub(super) fn read() -> io::Result<Option<UserPath>> {
    let value = match key()?.get_value(NAME) {
        Ok(value) => value,
        Err(error) if error.code().0 == ABSENT => return Ok(None),
        Err(error) => return Err(io::Error::other(error)),
    };
    let kind = match value.ty() {
        Type::String => PLAIN,
        Type::ExpandString => EXPANDED,
        _ => return Err(io::Error::new(ErrorKind::InvalidData, "it is no text")),
    };
    let units = value.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    Ok(Some(UserPath { kind, units }))
}

pub(super) fn write(path: Option<&UserPath>) -> io::Result<()> {
    let key = key()?;
    let Some(path) = path else { return key.remove_value(NAME).map_err(io::Error::other) };
    // Whoever reads it takes a text without a 0 at its end for one with it; Windows says to write it.
    let end = (path.units.last() != Some(&0)).then_some(0);
    let units = path.units.iter().copied().chain(end);
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    let kind = if path.kind == PLAIN { Type::String } else { Type::ExpandString };
    key.set_bytes(NAME, kind, &bytes).map_err(io::Error::other)
}

/// `WM_SETTINGCHANGE` is sent by .NET when a variable of the user is set or taken away, which no safe
/// crate does: so one that is not there is taken away.
pub(super) fn announce(vars: &Vars, dir: &Path) -> bool {
    const TELL: &str =
        "[Environment]::SetEnvironmentVariable('GOENVMGR_PATH_HAS_CHANGED', $null, 'User')";
    let root = vars.get(OsStr::new("SYSTEMROOT")).map(PathBuf::from);
    let Some(root) = root.filter(|root| root.is_absolute()) else { return false };
    let shell = root.join(r"System32\WindowsPowerShell\v1.0\powershell.exe");
    let words = ["-NoProfile", "-NonInteractive", "-Command", TELL];
    let run = Run::new(&shell, words, dir, Duration::from_secs(20)).vars(vars.clone());
    run.wait().is_ok_and(|done| done.succeeded())
}
