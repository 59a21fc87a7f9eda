//! Capture the process, run, turn the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    goenvmgr::cli::main().into()
}
