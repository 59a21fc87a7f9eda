//! Other users. Needs root; a test that cannot have it fails.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::{Ran, World, behind, exe, ran};
use crate::support::platform::PermissionsExt as _;
use crate::support::program;

/// The user `nobody`.
const NOBODY: u32 = 65534;

impl World {
    /// The binary where every user may run it: the target directory may lie where others cannot look.
    pub fn program_for_all(&self) -> PathBuf {
        let program = self.path("goenvmgr");
        program::copy(exe(), &program);
        for open in [self.path(""), program.clone()] {
            fs::set_permissions(open, fs::Permissions::from_mode(0o755)).unwrap();
        }
        program
    }

    /// Runs the binary as `nobody`, in a directory that is nobody's.
    pub fn as_nobody(&self, args: &[&str]) -> Ran {
        let mut command = self.command(self.program_for_all());
        ran(as_user(NOBODY, command.args(args).current_dir("/")))
    }

    /// Gives everything to `nobody`.
    pub fn give_to_nobody(&self) {
        let owner = format!("{NOBODY}:{NOBODY}");
        let given = Command::new("chown").args(["-R", &owner]).arg(self.path("")).status();
        assert!(given.unwrap().success());
    }
}

/// The command as another user, who is in that user's own group alone.
pub fn as_user(id: u32, command: &Command) -> Command {
    let mut front = Command::new("/usr/bin/setpriv");
    front.args(["--reuid", &id.to_string(), "--regid", &id.to_string(), "--clear-groups", "--"]);
    behind(front, command)
}
