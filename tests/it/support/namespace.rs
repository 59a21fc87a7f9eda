//! Files and a network of its own for what a test runs. Needs root; a test that cannot have it fails.

use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

/// The files of the system that stand in `etc/` and are seen in /etc.
const FILES: [&str; 4] = ["hosts", "resolv.conf", "nsswitch.conf", "passwd"];

const ENTER: &str = "set -e; for file in \"$@\"; do mount --bind \"$0/$file\" \"/etc/$file\"; done
ip link set lo up; ip address add 192.0.2.1/24 dev lo; ip address add 2001:db8::1/64 dev lo nodad
echo ready; exec cat";

pub struct Namespace {
    holder: Child,
    dir: tempfile::TempDir,
}

impl Namespace {
    /// The system's own files, loopback alone.
    pub fn new() -> Self {
        // Not below /root, which other users cannot enter.
        let dir =
            tempfile::Builder::new().prefix("goenvmgr-names-").tempdir_in("/var/tmp").unwrap();
        let open = fs::Permissions::from_mode(0o777);
        fs::set_permissions(dir.path(), open).unwrap();
        let etc = dir.path().join("etc");
        fs::create_dir(&etc).unwrap();
        for name in FILES {
            fs::copy(PathBuf::from("/etc").join(name), etc.join(name)).unwrap();
        }
        let mut holder = Command::new("unshare")
            .args(["--mount", "--net", "sh", "-c", ENTER])
            .arg(&etc)
            .args(FILES)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut ready = String::new();
        BufReader::new(holder.stdout.take().unwrap()).read_line(&mut ready).unwrap();
        assert_eq!(ready, "ready\n");
        Self { holder, dir }
    }

    /// A path that everybody may write to.
    pub fn path(&self, below: &str) -> PathBuf {
        self.dir.path().join(below)
    }

    /// Writes a file of /etc: in place, since it is mounted.
    pub fn etc(&self, name: &str, text: &str) {
        assert!(FILES.contains(&name));
        fs::write(self.path("etc").join(name), text).unwrap();
    }

    /// A program that will run here.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new("nsenter");
        command.args(["--target", &self.holder.id().to_string(), "--mount", "--net", "--"]);
        command.arg(program);
        command
    }

    /// Does something in this network, on a thread that lives there.
    pub fn within<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
        let space = fs::File::open(format!("/proc/{}/ns/net", self.holder.id())).unwrap();
        let enter = move || {
            let kind = Some(LinkNameSpaceType::Network);
            move_into_link_name_space(std::os::fd::AsFd::as_fd(&space), kind).unwrap();
            act()
        };
        std::thread::scope(|scope| scope.spawn(enter).join().unwrap())
    }
}

impl Drop for Namespace {
    fn drop(&mut self) {
        let _ = self.holder.kill();
        let _ = self.holder.wait();
    }
}
