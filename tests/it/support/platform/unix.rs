//! Unix, by its own names.

pub use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};

use std::fs;
use std::io::Write as _;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::{InUse, Then};

/// Where goenvmgr keeps all that it writes by itself; what it installs, what it remembers and its settings, below a home directory.
pub const KEPT: &str = ".local";
pub const DATA: &str = ".local/share/goenvmgr";
pub const STATE: &str = ".local/state/goenvmgr";
pub const CONFIG: &str = ".config/goenvmgr";

/// What `install` says of an archive of go.dev that is none.
pub const NO_ARCHIVE: &str = "not a gzip file";

/// Whether files have modes, and names any byte, and links stand for anything.
pub const IS_UNIX: bool = true;

/// The binary.
pub fn exe() -> &'static str {
    env!("CARGO_BIN_EXE_goenvmgr")
}

/// A path as tests write it, by this system's separators.
pub fn native(path: &Path) -> &Path {
    path
}

/// A directory, to change its times.
pub fn open(directory: &Path) -> fs::File {
    fs::File::open(directory).unwrap()
}

/// What a program needs of any environment.
pub fn needed() -> Vec<(&'static str, String)> {
    Vec::new()
}

/// A program is going to start.
pub fn starts() {}

/// A home directory for a user.
pub struct HomeDir(tempfile::TempDir);

impl HomeDir {
    pub fn new(prefix: &str) -> Self {
        Self(tempfile::Builder::new().prefix(prefix).tempdir().unwrap())
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// Writes a script that may be executed, and its parents.
pub fn script(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut sh = Command::new("/bin/sh");
    sh.args(["-c", "cat >\"$0\" && chmod 755 \"$0\""]).arg(path).stdin(Stdio::piped());
    let mut child = sh.spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    assert!(child.wait().unwrap().success(), "{}", path.display());
}

/// Copies a program, and its mode.
pub fn copy(from: &Path, to: &Path) {
    let done = Command::new("/bin/cp").arg(from).arg(to).status().unwrap();
    assert!(done.success(), "{}", to.display());
}

/// Compiles `fake_go.c`.
pub fn compiled_go() -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let program = dir.path().join("go");
    let host = goenvmgr::go::platform::Platform::host();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/support/fake_go.c");
    let mut cc = Command::new("gcc");
    cc.args(["-Os", "-s", "-o"]).arg(&program).arg(format!("-DPLATFORM=\"{host}\"")).arg(source);
    assert!(cc.status().unwrap().success());
    fs::read(program).unwrap()
}

/// A shim: a link to the program.
pub fn shim(at: &Path) {
    symlink(exe(), at).unwrap();
}

/// A command that prints the name of the toolchain that it sees, appends it to `seen`, and goes on.
pub fn noting(then: Then) -> Vec<String> {
    let then = match then {
        Then::Nothing => String::new(),
        Then::GoVersion => "go version".to_owned(),
        Then::Ends(code, name) => format!("case $GOROOT in */{name}) exit {code};; esac"),
        Then::Sh(words) => words.to_owned(),
    };
    let script = format!("echo ${{GOROOT##*/}}; echo ${{GOROOT##*/}} >>seen; {then}");
    vec!["/bin/sh".to_owned(), "-c".to_owned(), script]
}

/// A program of the toolchain runs.
pub fn in_use(goroot: &Path) -> InUse {
    let sleeper: PathBuf = goroot.join("bin/sleeper");
    copy(Path::new("/bin/sleep"), &sleeper);
    let running = Command::new(&sleeper).arg("60").spawn().unwrap();
    let words = format!("process {}", running.id());
    InUse { vars: Vec::new(), code: 1, words, running: Some(running) }
}

/// Ends a connection as one that broke: the other side is told to forget it.
pub fn reset(socket: &TcpStream) {
    let _ = rustix::net::sockopt::set_socket_linger(socket, Some(std::time::Duration::ZERO));
}
