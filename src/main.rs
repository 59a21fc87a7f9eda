//! Capture the process, run, turn the outcome into an exit code.

use std::process::ExitCode;

/// For the linker (`install.sh`), which cargo does not ask what it reads: a change of it is one of this.
const _: &[u8] = include_bytes!("start.ld");

fn main() -> ExitCode {
    goenvmgr::cli::main().into()
}
