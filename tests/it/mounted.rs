//! Toolchains whose directory cannot be renamed: in a lower layer of an overlay, on a volume of its
//! own, a mount point, somebody else's. Real mounts, in a private namespace each.

use std::fs;
use std::fs::Permissions;
use std::io::{BufRead as _, BufReader};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::process::{CommandExt as _, ExitStatusExt as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

use crate::support::net::{INSTALLED, Net};
use crate::support::publish::ReleaseSite;
use crate::support::world::{Ran, ran};

/// Where the toolchain lies, as a shell makes it: `$1` is our home, `$2` holds what it holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    /// As on most machines.
    Plain,
    /// The whole home is a lower layer.
    Lower,
    /// `toolchains/` is a volume of its own.
    Volume,
    /// The same, from the same disk: the device's number is that of the home.
    Bind,
    /// The toolchain's own directory is a mount point.
    Point,
}

const PLACES: [Place; 4] = [Place::Lower, Place::Volume, Place::Bind, Place::Point];

impl Place {
    fn script(self) -> &'static str {
        match self {
            Self::Plain => "cp -a \"$2/kept/.\" \"$1\"",
            Self::Lower => {
                "mkdir -p \"$2/layers\" && mount -t tmpfs -o mode=755 none \"$2/layers\" && \
                 mkdir \"$2/layers/upper\" \"$2/layers/work\" && mount -t overlay none -o \
                 \"lowerdir=$2/kept,upperdir=$2/layers/upper,workdir=$2/layers/work,redirect_dir=off\" \
                 \"$1\""
            }
            Self::Volume => {
                "cp -a \"$2/kept/.\" \"$1\" && mount -t tmpfs -o mode=755 none \"$1/toolchains\" && \
                 cp -a \"$2/kept/toolchains/.\" \"$1/toolchains\""
            }
            Self::Bind => {
                "cp -a \"$2/kept/.\" \"$1\" && mkdir \"$1/elsewhere\" && \
                 cp -a \"$2/kept/toolchains/.\" \"$1/elsewhere\" && \
                 mount --bind \"$1/elsewhere\" \"$1/toolchains\""
            }
            Self::Point => {
                "cp -a \"$2/kept/.\" \"$1\" && mkdir -p \"$1/toolchains/go1.22.5\" && \
                 mount -t tmpfs -o mode=755 none \"$1/toolchains/go1.22.5\" && \
                 { cp -a \"$2/kept/toolchains/go1.22.5/.\" \"$1/toolchains/go1.22.5\" 2>/dev/null || true; }"
            }
        }
    }
}

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
        let plain = self.net.world.command(&[]);
        let vars = plain.get_envs().filter_map(|(name, value)| Some((name, value?)));
        command.env_clear().envs(vars).envs(self.vars.iter().copied());
        // strace counts each thread's calls apart.
        command.env("RAYON_NUM_THREADS", "1").env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        command
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = self.inside(env!("CARGO_BIN_EXE_goenvmgr"));
        command.args(args);
        ran(command)
    }

    /// Runs it until its N-th call of this name, where this happens: `signal=SIGKILL`, `error=EIO`.
    fn struck(&self, args: &[&str], call: &str, what: &str, nth: usize) -> ExitStatus {
        let mut strace = self.inside("strace");
        strace.args(["-f", "-qq", "-o", "/dev/null", "-e", &format!("trace={call}")]);
        strace.args(["-e", &format!("inject={call}:{what}:when={nth}"), "--"]);
        strace.arg(env!("CARGO_BIN_EXE_goenvmgr")).args(args);
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
        let names = found.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.filter(|name| !name.ends_with(".lock")).collect()
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

#[test]
fn uninstall_and_install_work_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        machine.is_whole();
        let ran = machine.run(&["uninstall", "1.22.5"]).exits(0);
        assert_eq!(ran.stdout.contains("stays, empty"), place == Place::Point, "{ran:?}");
        machine.is_gone();
        assert_eq!(machine.run(&["uninstall", "1.22.5"]).code, 1, "{place:?}");
        machine.run(&["install", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
        machine.run(&["uninstall", "1.22.5"]).exits(0);
        machine.is_gone();
    }
}

#[test]
fn reinstall_and_repair_work_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        machine.run(&["install", "--reinstall", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
        fs::remove_file(machine.see("toolchains/go1.22.5/VERSION")).unwrap();
        fs::write(machine.see("toolchains/go1.22.5/src/extra.go"), "x").unwrap();
        let ran = machine.run(&["install", "1.22.5"]).exits(0);
        assert!(ran.stdout.contains("mended go1.22.5"), "{place:?}: {ran:?}");
        machine.is_whole();
        machine.is_tidy();
    }
}

#[test]
fn clean_removes_toolchains_where_no_rename_of_the_directory_does() {
    let net = kept();
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        let ran = machine.run(&["clean", "--stale", "--older-than", "0d"]).exits(0);
        assert!(ran.stdout.contains("go1.22.5"), "{place:?}: {ran:?}");
        machine.is_gone();
    }
}

/// A volume that nothing was ever installed in, and a mount point that somebody made.
#[test]
fn first_install_works_on_volumes_and_an_empty_mount_point() {
    let net = Net::new();
    fs::create_dir_all(net.world.home().join("toolchains")).unwrap();
    keep(&net);
    for place in PLACES {
        let machine = Mounted::new(&net, place);
        assert!(!machine.is_listed());
        machine.run(&["install", "1.22.5"]).exits(0);
        machine.is_whole();
        machine.is_tidy();
    }
}

/// By these calls the disk changes in a way that the next run meets.
const STEPS: [&str; 9] = [
    "rename",
    "renameat",
    "unlink",
    "rmdir",
    "mkdir",
    "mkdirat",
    "fdatasync",
    "syncfs",
    "unlinkat",
];

/// Strikes at every step of these kinds, and runs it again; each time on mounts of its own.
fn killed_at_every_step(net: &Net, place: Place, args: &[&str], calls: &[&str]) -> usize {
    let mut steps = 0;
    for call in calls {
        for nth in 1.. {
            let machine = Mounted::new(net, place);
            let status = machine.struck(args, call, "signal=SIGKILL", nth);
            let stands = machine.tells_the_truth();
            if status.code() == Some(0) {
                break;
            }
            let at = format!("{place:?} {args:?} {call} {nth}: {status:?}");
            assert_eq!(status.signal(), Some(9), "{at}");
            let again = machine.run(args);
            // Removed already, and what is left goes with the next.
            assert!(again.code == 0 || (args[0] == "uninstall" && !stands), "{at}: {again:?}");
            machine.run(&["install", "1.22.5"]).exits(0);
            machine.is_whole();
            machine.is_tidy();
            steps += 1;
        }
    }
    steps
}

#[test]
fn uninstall_in_place_may_be_killed_at_every_step() {
    let (net, args) = (kept(), ["uninstall", "1.22.5"]);
    let steps = killed_at_every_step(&net, Place::Lower, &args, &STEPS);
    assert!(steps >= 20, "does strace still know the calls? {steps}");
    let steps = killed_at_every_step(&net, Place::Point, &args, &STEPS[..8]);
    assert!(steps >= 8, "does strace still know the calls? {steps}");
}

#[test]
fn reinstall_in_place_may_be_killed_at_every_step() {
    let (net, args) = (kept(), ["install", "--reinstall", "1.22.5"]);
    let steps = killed_at_every_step(&net, Place::Lower, &args, &STEPS);
    assert!(steps >= 30, "does strace still know the calls? {steps}");
    let steps = killed_at_every_step(
        &net,
        Place::Point,
        &args,
        &["rename", "renameat", "unlink", "syncfs"],
    );
    assert!(steps >= 10, "does strace still know the calls? {steps}");
}

/// What was to come lies whole in staging: nobody is asked for it again.
#[test]
fn reinstall_that_was_killed_goes_on_without_the_network() {
    let net = kept();
    let mut went_on = 0;
    for nth in 1..=24 {
        let machine = Mounted::new(&net, Place::Lower);
        let args = ["install", "--reinstall", "1.22.5"];
        if machine.struck(&args, "renameat", "signal=SIGKILL", nth).success() {
            break;
        }
        if !machine.half() {
            continue;
        }
        assert!(!machine.is_listed());
        let mut offline = machine.inside(env!("CARGO_BIN_EXE_goenvmgr"));
        offline.args(["install", "1.22.5"]);
        for name in ["GOENVMGR_INDEX_URL", "GOENVMGR_ARCHIVE_URL", "GOPROXY"] {
            offline.env(name, "http://127.0.0.1:1/");
        }
        ran(offline).exits(0);
        machine.is_whole();
        machine.is_tidy();
        went_on += 1;
    }
    assert!(went_on > 0, "no kill left a journal");
}

/// An error leaves what a kill there would: never a version without its proof, nor a receipt
/// without its version. On an ordinary disk, and where everything is done in place.
#[test]
fn reinstall_and_uninstall_that_fail_at_any_step_keep_the_proof() {
    let net = kept();
    let calls = ["rename", "renameat", "renameat2", "unlink", "mkdir", "syncfs"];
    for place in [Place::Plain, Place::Lower] {
        for args in [&["install", "--reinstall", "1.22.5"][..], &["uninstall", "1.22.5"]] {
            let mut failures = 0;
            for call in calls {
                for nth in 1..=8 {
                    let machine = Mounted::new(&net, place);
                    let status = machine.struck(args, call, "error=EIO", nth);
                    let stands = machine.tells_the_truth();
                    let at = format!("{place:?} {args:?} {call} {nth}: {status:?}");
                    assert!(place != Place::Plain || args.len() < 3 || stands, "{at}");
                    if status.code() == Some(0) {
                        continue;
                    }
                    assert_eq!(status.code(), Some(3), "{at}");
                    failures += 1;
                }
            }
            assert!(failures >= 3, "does strace still know the calls? {args:?} {failures}");
        }
    }
}

/// Files that another source of the same version does not have: old and new proof differ.
#[test]
fn reinstall_from_another_source_keeps_either_proof_at_every_step() {
    let net = kept();
    let args = ["install", "--reinstall", "1.22.5"];
    for what in ["signal=SIGKILL", "error=EIO"] {
        let mut sources = [0, 0];
        for call in ["rename", "renameat", "renameat2", "unlink", "rmdir"] {
            for nth in 1..=10 {
                let machine = Mounted::with(&net, Place::Plain, &[("GOENVMGR_SOURCES", "goproxy")]);
                machine.struck(&args, call, what, nth);
                machine.run(&["verify", "1.22.5"]).exits(0);
                let source = machine.run(&["list", "--format", "json"]).json()[0]["source"].clone();
                let module = !machine.see("toolchains/go1.22.5/api").exists();
                assert_eq!(module, source == "goproxy", "{call} {nth}: {source}");
                sources[usize::from(module)] += 1;
            }
        }
        assert!(sources.iter().all(|count| *count > 0), "{sources:?}");
    }
}

/// Gives a path, with all below it, to a user.
fn give(path: &Path, user: &str) {
    let given = Command::new("chown").args(["-R", user]).arg(path).status();
    assert!(given.unwrap().success());
}

#[test]
fn toolchain_of_another_user_is_named_with_what_to_type_before_anything_is_fetched() {
    let net = kept();
    give(&net.world.path(""), "65534:65534");
    give(&net.root(), "0:0");
    let asked = net.site.server.targets().len();
    for args in [
        &["uninstall", "1.22.5"][..],
        &["uninstall", "-n", "1.22.5"],
        &["install", "--reinstall", "1.22.5"],
    ] {
        let mut command = net.world.command(args);
        let said = ran_as_nobody(&mut command).exits(3);
        assert!(said.stderr.contains("belongs to root"), "{args:?}: {said:?}");
        let cure = said.stderr.lines().find_map(|line| line.split_once("sudo ")).unwrap().1;
        assert!(cure.contains("toolchains/go1.22.5"), "{said:?}");
        net.is_whole(false);
        net.is_tidy();
        net.run(&["verify", "1.22.5"]).exits(0);
    }
    assert_eq!(net.site.server.targets().len(), asked, "nothing is fetched");
    give(&net.root(), "65534:65534");
    ran_as_nobody(&mut net.world.command(&["uninstall", "1.22.5"])).exits(0);
}

#[test]
fn install_where_toolchains_is_anothers_says_so_before_anything_is_fetched() {
    let net = Net::new();
    for dir in ["toolchains", "receipts"] {
        give(&net.world.path(""), "65534:65534");
        let dir = net.world.home().join(dir);
        fs::create_dir_all(&dir).unwrap();
        give(&dir, "0:0");
        let said = ran_as_nobody(&mut net.world.command(&["install", "1.22.5"])).exits(3);
        assert!(said.stderr.contains(dir.to_str().unwrap()), "{said:?}");
        assert!(said.stderr.contains("GOENVMGR_HOME"), "{said:?}");
        assert!(!net.site.server.targets().contains(&ReleaseSite::path(&net.toolchain)));
    }
}

/// Directories of one's own that are write-protected, and others' in which one may write.
#[test]
fn toolchain_of_ones_own_goes_whatever_its_modes() {
    let net = kept();
    give(&net.world.path(""), "65534:65534");
    for mode in [0o555, 0o500, 0o700] {
        for dir in ["src", "bin", ""] {
            fs::set_permissions(net.root().join(dir), Permissions::from_mode(mode)).unwrap();
        }
        let again = &["install", "--reinstall", "1.22.5"];
        ran_as_nobody(&mut net.world.command(again)).exits(0);
        net.is_whole(false);
        net.is_tidy();
    }
    fs::set_permissions(net.root(), Permissions::from_mode(0o555)).unwrap();
    ran_as_nobody(&mut net.world.command(&["uninstall", "1.22.5"])).exits(0);
    assert!(net.traces().is_empty(), "{:?}", net.traces());
}

fn ran_as_nobody(command: &mut Command) -> Ran {
    command.uid(65534).gid(65534);
    let mut own = Command::new("true");
    std::mem::swap(command, &mut own);
    ran(own)
}

/// A mount inside the tree: neither a rename nor a removal ends well, and nothing is begun.
#[test]
fn mount_inside_a_toolchain_is_named_before_anything_is_changed() {
    let net = kept();
    let machine = Mounted::new(&net, Place::Plain);
    let mut mount = machine.inside("mount");
    let inner = net.root().join("src");
    assert!(mount.arg("--bind").args([&inner, &inner]).status().unwrap().success());
    for args in [&["uninstall", "1.22.5"][..], &["install", "--reinstall", "1.22.5"]] {
        let said = machine.run(args).exits(3);
        assert!(said.stderr.contains(&format!("umount '{}'", inner.display())), "{said:?}");
    }
    assert!(machine.inside("umount").arg(&inner).status().unwrap().success());
    machine.is_whole();
    machine.is_tidy();
}

/// Somebody removed the toolchain by hand.
#[test]
fn receipt_of_a_toolchain_that_is_gone_goes_with_clean() {
    let net = kept();
    fs::remove_dir_all(net.root()).unwrap();
    net.run(&["clean", "--stale"]).exits(0);
    assert!(net.traces().is_empty(), "{:?}", net.traces());
}
