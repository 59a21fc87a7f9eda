//! Programs that tests write and run.
//!
//! A file that any process holds open for writing does not start ("Text file busy"), and tests run
//! beside each other: what one of them opens is held for a moment by every process that another
//! starts just then. So programs are written by a process of their own, which starts none.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use super::platform;

/// Writes a script that may be executed, and its parents.
pub fn script(path: &Path, text: &str) {
    platform::script(path, text);
}

/// A program that stands for `go` and `gofmt` in a test's toolchain: an installer looks whether they
/// are programs of this machine. Compiled once for all tests.
pub fn fake_go() -> &'static [u8] {
    static BYTES: LazyLock<Vec<u8>> = LazyLock::new(platform::compiled_go);
    &BYTES
}

/// Copies a program, and its mode.
pub fn copy(from: impl AsRef<Path>, to: &Path) {
    platform::copy(from.as_ref(), to);
}

/// A line that the harness does not keep from whoever runs the tests.
pub fn say(line: &str) {
    let _ = writeln!(std::io::stderr(), "{line}");
}

/// PowerShell, by `PWSH` or on PATH; where there is none, that is said aloud.
pub fn pwsh() -> Option<String> {
    let named = std::env::var_os("PWSH").map(PathBuf::from);
    let path = std::env::var_os("PATH").unwrap_or_default();
    let dirs: Vec<_> = std::env::split_paths(&path).map(|dir| dir.join("pwsh")).collect();
    let found = named.into_iter().chain(dirs).find(|file| file.is_file());
    if found.is_none() {
        say("NOT RUN: PowerShell (no pwsh)");
    }
    found.map(|file| file.display().to_string())
}

/// A program of this machine, for a world whose PATH does not have it.
pub fn on_path(name: &str) -> PathBuf {
    let dirs = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&dirs).map(|dir| dir.join(name)).find(|file| file.is_file());
    found.unwrap_or_else(|| panic!("{name}: ./tests/run installs it"))
}
