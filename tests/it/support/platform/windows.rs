//! Windows: what `.ci/platforms` puts beside the tests stands for what a Unix machine has.

pub use std::os::windows::fs::symlink_file as symlink;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::net::TcpStream;
use std::os::windows::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::{LazyLock, Mutex, MutexGuard};

use super::{InUse, Then};

pub const KEPT: &str = r"AppData\Local\goenvmgr";
pub const DATA: &str = r"AppData\Local\goenvmgr";
pub const STATE: &str = r"AppData\Local\goenvmgr\state";
pub const CONFIG: &str = r"AppData\Roaming\goenvmgr";

pub const NO_ARCHIVE: &str = "not a zip file";

pub const IS_UNIX: bool = false;

/// A file that lies beside the tests.
fn beside(name: &str) -> PathBuf {
    std::env::current_exe().unwrap().with_file_name(name)
}

/// The binary: beside the tests, which were built on another machine.
pub fn exe() -> &'static str {
    static EXE: LazyLock<String> = LazyLock::new(|| beside("goenvmgr.exe").display().to_string());
    &EXE
}

pub fn native(path: &Path) -> PathBuf {
    path.components().collect()
}

pub fn open(directory: &Path) -> fs::File {
    const FILE_WRITE_ATTRIBUTES: u32 = 0x100;
    const FILE_FLAG_BACKUP_SEMANTICS: u32 = 0x0200_0000;
    let mut options = fs::File::options();
    options.access_mode(FILE_WRITE_ATTRIBUTES).custom_flags(FILE_FLAG_BACKUP_SEMANTICS);
    options.open(directory).unwrap()
}

/// What Windows' own libraries ask the environment for.
pub fn needed() -> Vec<(&'static str, String)> {
    let names = ["SYSTEMROOT", "TEMP", "TMP"];
    names.into_iter().filter_map(|name| Some((name, std::env::var(name).ok()?))).collect()
}

/// A program is going to start: `.ci/platforms` counts them.
pub fn starts() {
    let file = fs::File::options().append(true).create(true).open(beside("starts"));
    file.unwrap().write_all(b".").unwrap();
}

/// The home directory of this user's account, which no variable moves: for one test at a time, which leaves
/// nothing there. So it must be one that nobody lives in.
pub struct HomeDir {
    path: PathBuf,
    before: BTreeSet<OsString>,
    _alone: MutexGuard<'static, ()>,
}

impl HomeDir {
    pub fn new(_: &str) -> Self {
        static ALONE: Mutex<()> = Mutex::new(());
        let alone = ALONE.lock().unwrap_or_else(|failed| failed.into_inner());
        let spare = std::env::var("GOENVMGR_SPARE_USER").is_ok();
        assert!(spare, "this user's own profile would be set up: .ci/platforms has a spare one");
        let path = std::env::home_dir().unwrap();
        Self { before: names(&path), path, _alone: alone }
    }

    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for HomeDir {
    fn drop(&mut self) {
        let new = names(&self.path).into_iter().filter(|name| !self.before.contains(name));
        for path in new.map(|name| self.path.join(name)) {
            let _ = fs::remove_dir_all(&path).or_else(|_| fs::remove_file(&path));
        }
        for ours in [DATA, CONFIG] {
            let _ = fs::remove_dir_all(self.path.join(ours));
        }
    }
}

fn names(dir: &Path) -> BTreeSet<OsString> {
    fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

/// As Go has it: of a mode Windows knows whether its owner may write.
pub trait PermissionsExt {
    fn from_mode(mode: u32) -> Self;
    fn mode(&self) -> u32;
}

impl PermissionsExt for fs::Permissions {
    fn from_mode(mode: u32) -> Self {
        let mut permissions = fs::metadata(exe()).unwrap().permissions();
        permissions.set_readonly(mode & 0o200 == 0);
        permissions
    }

    fn mode(&self) -> u32 {
        if self.readonly() { 0o444 } else { 0o666 }
    }
}

pub trait MetadataExt {
    fn mode(&self) -> u32;
    fn uid(&self) -> u32;
    fn gid(&self) -> u32;
    fn ino(&self) -> u64;
}

impl MetadataExt for fs::Metadata {
    fn mode(&self) -> u32 {
        self.permissions().mode()
    }

    fn uid(&self) -> u32 {
        0
    }

    fn gid(&self) -> u32 {
        0
    }

    fn ino(&self) -> u64 {
        0
    }
}

/// Owners have no numbers here.
pub fn chown(_: impl AsRef<Path>, _: Option<u32>, _: Option<u32>) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Writes a program that does what a script of one `echo` does, and its parents: `fake_go.c`, which
/// prints the line that lies beside it.
pub fn script(path: &Path, text: &str) {
    let line = text.strip_prefix("#!/bin/sh\necho ").and_then(|rest| rest.strip_suffix('\n'));
    let line = line.filter(|line| !line.contains('\n'));
    let line = line.unwrap_or_else(|| panic!("more than an echo: {text}")).trim_matches('"');
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    fs::copy(beside("fake_go.exe"), path.with_file_name(format!("{name}.exe"))).unwrap();
    fs::write(path.with_file_name(format!("{name}.exe.says")), line).unwrap();
}

pub fn copy(from: &Path, to: &Path) {
    fs::copy(from, to).unwrap();
}

/// `fake_go.c`, as `.ci/platforms` has compiled it.
pub fn compiled_go() -> Vec<u8> {
    fs::read(beside("fake_go.exe")).unwrap()
}

/// A shim: another name of the program's file, else a copy.
pub fn shim(at: &Path) {
    let at = PathBuf::from(format!("{}.exe", at.display()));
    fs::hard_link(exe(), &at).or_else(|_| fs::copy(exe(), &at).map(drop)).unwrap();
}

/// The same by cmd, in a file, since its own command line knows less.
pub fn noting(then: Then) -> Vec<String> {
    let then = match then {
        Then::Nothing => String::new(),
        Then::GoVersion => "go version".to_owned(),
        Then::Ends(code, name) => format!("if %at%=={name} exit {code}"),
        Then::Sh(words) => panic!("no shell of Unix: {words}"),
    };
    let lines = [
        "@echo off",
        "for %%i in (%GOROOT%) do set at=%%~nxi",
        "echo %at%",
        ">>seen echo %at%",
        &then,
    ];
    let file = beside("note.cmd");
    fs::write(&file, lines.join("\r\n") + "\r\n").unwrap();
    let cmd = format!(r"{}\system32\cmd.exe", std::env::var("SYSTEMROOT").unwrap());
    vec![cmd, "/d".to_owned(), "/c".to_owned(), file.display().to_string()]
}

/// What is open cannot be moved. Wine would let it: the refusal is that of a fault point.
pub fn in_use(_: &Path) -> InUse {
    let vars = vec![("GOENVMGR_FAULT_RENAME", "5:100000:toolchains")];
    InUse { vars, code: 3, words: "has it open".to_owned(), running: None }
}

/// What closes with something unread is taken as broken by the other side.
pub fn reset(_: &TcpStream) {}
