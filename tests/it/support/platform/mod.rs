//! What the systems that tests run on do each in their own way: one file for each, with the same functions.
//! What only Unix has goes by its Unix name in tests; Windows answers as far as it can.

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
pub use unix::*;
#[cfg(windows)]
pub use windows::*;

/// What a program does after it has written down which toolchain it sees.
#[derive(Clone, Copy)]
pub enum Then {
    Nothing,
    /// Runs `go version`.
    GoVersion,
    /// Ends with this code where it sees this toolchain.
    Ends(i32, &'static str),
    /// Goes on in the words of Unix' shell.
    Sh(&'static str),
}

/// A toolchain that is in use as far as `uninstall` can tell, until this is dropped.
pub struct InUse {
    /// Variables of who is to find it in use.
    pub vars: Vec<(&'static str, &'static str)>,
    /// How `uninstall` ends.
    pub code: i32,
    /// What it says of it.
    pub words: String,
    running: Option<std::process::Child>,
}

impl Drop for InUse {
    fn drop(&mut self) {
        if let Some(running) = &mut self.running {
            let _ = running.kill();
            let _ = running.wait();
        }
    }
}
