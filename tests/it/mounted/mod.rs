//! Toolchains whose directory cannot be renamed: in a lower layer of an overlay, on a volume of its
//! own, a mount point, somebody else's. Real mounts, in a private namespace each.

mod anywhere;
mod owners;
mod place;
mod struck;

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};

use self::place::Place;
use crate::support::net::{INSTALLED, Net};
use crate::support::world::{Ran, exe, ran};

/// A namespace with these mounts; it ends with this value.
struct Mounted<'a> {
    net: &'a Net,
    vars: Vec<(&'a str, &'a str)>,
    holder: Child,
}

impl<'a> Mounted<'a> {
    /// What `kept` of the world holds, in this place.
    fn new(net: &'a Net, place: Place) -> Self {
        let script = format!(
            "set -e; mount -t tmpfs -o mode=755 none \"$1\"; {{ {}; }}; echo ready; exec cat",
            place.script()
        );
        let mut unshare = Command::new("unshare");
        unshare.args(["--mount", "--propagation", "private", "sh", "-c", &script, "sh"]);
        unshare.arg(net.world.home()).arg(net.world.path(""));
        unshare.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut holder = unshare.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n", "{place:?}");
        Self { net, vars: Vec::new(), holder }
    }

    /// The same, with these variables too.
    fn with(net: &'a Net, place: Place, vars: &[(&'a str, &'a str)]) -> Self {
        let mut machine = Self::new(net, place);
        machine.vars = vars.to_vec();
        machine
    }

    fn inside(&self, program: &str) -> Command {
        let mut command = Command::new("nsenter");
        command.arg(format!("--mount=/proc/{}/ns/mnt", self.holder.id())).arg("--").arg(program);
        command.env_clear().envs(self.net.world.vars()).envs(self.vars.iter().copied());
        // strace counts each thread's calls apart.
        command.env("RAYON_NUM_THREADS", "1").env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = self.inside(exe());
        command.args(args);
        ran(command)
    }

    /// Runs it until its N-th call of this name, where this happens: `signal=SIGKILL`, `error=EIO`.
    fn struck(&self, args: &[&str], call: &str, what: &str, nth: usize) -> ExitStatus {
        let mut strace = self.inside("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
        strace.args(["-e", &format!("inject={call}:{what}:when={nth}"), "--"]);
        strace.arg(exe()).args(args);
        strace.output().unwrap().status
    }

    /// A path below our home, seen from outside.
    fn see(&self, below: &str) -> PathBuf {
        let home = self.net.world.home();
        let root = PathBuf::from(format!("/proc/{}/root", self.holder.id()));
        root.join(home.strip_prefix("/").unwrap()).join(below)
    }

    fn names(&self, below: &str) -> Vec<String> {
        let found = fs::read_dir(self.see(below)).into_iter().flatten();
        found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }

    fn is_listed(&self) -> bool {
        let listed = self.run(&["list", "--format", "json"]).exits(0).json();
        !listed.as_array().unwrap().is_empty()
    }

    /// The published files, all of them and nothing else; a receipt; no leftovers.
    #[track_caller]
    fn is_whole(&self) {
        for (path, (_, bytes)) in &self.net.toolchain.files {
            let file = self.see("toolchains/go1.22.5").join(path);
            assert_eq!(&fs::read(&file).unwrap(), bytes, "{path}");
        }
        self.run(&["verify", "1.22.5"]).exits(0);
    }

    #[track_caller]
    fn is_tidy(&self) {
        let mut receipts = self.names("receipts");
        receipts.sort();
        assert_eq!(receipts, INSTALLED[1..]);
        assert_eq!(self.names("staging"), [""; 0]);
        assert_eq!(self.names("toolchains/.staging"), [""; 0]);
        assert!(!self.see("toolchains/go1.22.5/.goenvmgr").exists());
    }

    /// It is not there, and nothing says that it is.
    #[track_caller]
    fn is_gone(&self) {
        assert!(!self.is_listed());
        assert_eq!(self.names("receipts"), [""; 0]);
        assert_eq!(self.names("toolchains/go1.22.5"), [""; 0]);
        let exec = self.run(&["exec", "1.22.5", "--", "go", "version"]).exits(127);
        assert!(exec.stderr.contains("goenvmgr install 1.22.5"), "{exec:?}");
    }

    /// The old one with its proof, the new one with its own, or none and no receipt.
    #[track_caller]
    fn tells_the_truth(&self) -> bool {
        let list = self.run(&["list", "--format", "json"]).exits(0).json();
        let stands = !list.as_array().unwrap().is_empty();
        if stands {
            self.is_whole();
            assert_eq!(list[0]["verified"]["h1"], self.net.toolchain.h1(), "{list}");
        } else {
            assert_eq!(self.names("receipts"), [""; 0]);
            assert!(!self.see("toolchains/go1.22.5/bin/go").exists() || self.half());
        }
        stands
    }

    fn half(&self) -> bool {
        self.see("toolchains/go1.22.5/.goenvmgr/half").exists()
    }
}

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        drop(self.holder.stdin.take());
        let _ = self.holder.wait();
    }
}

/// go1.22.5 is installed, and `kept` holds that home.
fn kept() -> Net {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    keep(&net);
    net
}

fn keep(net: &Net) {
    let mut copy = Command::new("cp");
    let done = copy.arg("-a").arg(net.world.home()).arg(net.world.path("kept")).status();
    assert!(done.unwrap().success());
}
