//! A command that another program starts: `strace`, `prlimit`, `unshare`, a shell, a terminal.

use std::io::Write as _;
use std::process::{Command, Stdio};

use super::{Ran, World, exe, ran};

impl World {
    /// The binary behind another program.
    pub fn behind(&self, front: Command, args: &[&str]) -> Command {
        behind(front, &self.ours(args))
    }

    /// Runs a command behind another program.
    pub fn under(&self, front: Command, command: &Command) -> Ran {
        ran(behind(front, command))
    }

    /// The binary, killed where a thread changes the disk for the `step`th time.
    pub fn killed_at(&self, step: usize, args: &[&str]) -> Command {
        const STEPS: &str = "renameat,renameat2,rename,unlinkat,unlink,rmdir,mkdirat,mkdir,fchmod";
        let mut strace = Command::new("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={STEPS}"), "-e"]);
        strace.arg(format!("inject={STEPS}:signal=SIGKILL:when={step}"));
        self.behind(strace, args)
    }

    /// Runs the binary on a terminal where somebody types.
    pub fn on_terminal(&self, args: &[&str], typed: &str) -> Ran {
        let mut line = exe().to_owned();
        args.iter().for_each(|arg| line.push_str(&format!(" '{arg}'")));
        let mut script = self.command("script");
        script.args(["-qec", &line, "/dev/null"]).env("TERM", "xterm").env("SHELL", "/bin/sh");
        let mut child = script.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut keys = child.stdin.take().unwrap();
        keys.write_all(typed.as_bytes()).unwrap();
        // Open until the end: `script` would pass the end of input on as another key.
        let ran = child.wait_with_output().unwrap().into();
        drop(keys);
        ran
    }
}

/// A command behind another program, in the same directory with the same variables.
pub fn behind(mut front: Command, command: &Command) -> Command {
    front.arg(command.get_program()).args(command.get_args());
    if let Some(dir) = command.get_current_dir() {
        front.current_dir(dir);
    }
    let set = command.get_envs().filter_map(|(name, value)| Some((name, value?)));
    front.env_clear().envs(set).stdin(Stdio::null());
    front
}
