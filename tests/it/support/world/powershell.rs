//! PowerShells that stay: a start of one takes longer than most scripts. `tests/powershell/rows.ps1`
//! gives each script a session of its own there, as a fresh process would have it.

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard};

use super::World;
use crate::support::program;

const ROWS: &str = include_str!("../../../powershell/rows.ps1");

/// As many as a small machine has cores.
static RUNNING: [Mutex<Option<Running>>; 2] = [Mutex::new(None), Mutex::new(None)];

/// What a script printed.
#[derive(Debug, PartialEq)]
pub struct Said {
    pub out: String,
    pub err: String,
}

impl World {
    /// Runs a script in a PowerShell that reads no profile: twice, in worlds that are the same, under
    /// StrictMode and without, which must make no difference.
    pub fn powershell(&self, script: &str, vars: &[(&str, &str)]) -> Said {
        self.write("script.ps1", script);
        let mut free = free();
        let running = free.get_or_insert_with(Running::start);
        let again = self.copied();
        let strict = running.run(self, vars, "Latest");
        self.is_again(&again);
        let said = running.run(self, vars, "Off");
        drop(free);
        // What rests on how long ago a file was written: how often it asked, and how long the answers are.
        let age = regex::Regex::new(" (asked|bytes|real) [0-9]+").unwrap();
        let apart =
            |said: &Said| [&said.out, &said.err].map(|text| age.replace_all(text, "").into_owned());
        assert_eq!(apart(&strict), apart(&said), "StrictMode makes a difference to:\n{script}");
        said
    }

    fn copied(&self) -> PathBuf {
        let copy = self.dir.path().with_extension("again");
        let done = Command::new("cp").arg("-a").arg(self.dir.path()).arg(&copy).status().unwrap();
        assert!(done.success(), "{}", copy.display());
        copy
    }

    fn is_again(&self, copy: &Path) {
        let (root, used) = (self.dir.path(), copy.with_extension("used"));
        fs::rename(root, &used).unwrap();
        fs::rename(copy, root).unwrap();
        fs::remove_dir_all(used).unwrap();
    }
}

/// Whichever has nothing to do.
fn free() -> MutexGuard<'static, Option<Running>> {
    let idle = RUNNING.iter().find_map(|running| running.try_lock().ok());
    // Where a script failed the next one gets another process.
    idle.unwrap_or_else(|| {
        RUNNING[0].lock().unwrap_or_else(|failed| {
            RUNNING[0].clear_poison();
            let mut guard = failed.into_inner();
            *guard = None;
            guard
        })
    })
}

/// One process. It ends when nobody can send it anything.
struct Running {
    child: Child,
    orders: File,
    ends: BufReader<File>,
    out: File,
    err: File,
}

impl Running {
    fn start() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let path = |name: &str| dir.path().join(name);
        let fifos = [path("orders"), path("ends")];
        assert!(Command::new("mkfifo").args(&fifos).status().unwrap().success());
        fs::write(path("rows.ps1"), ROWS).unwrap();
        let stream = |name: &str| {
            let mut options = File::options();
            let appended = options.append(true).create(true).open(path(name)).unwrap();
            (appended, File::open(path(name)).unwrap())
        };
        let ((to_out, out), (to_err, err)) = (stream("out"), stream("err"));
        let mut command = Command::new(program::pwsh().unwrap());
        command.args(["-NoProfile", "-File"]).arg(path("rows.ps1"));
        command.env_clear().env("PATH", "/usr/bin:/bin").env("HOME", dir.path());
        command.env("LANG", "C.UTF-8").stdin(Stdio::null()).stdout(to_out).stderr(to_err);
        let child = command.spawn().unwrap();
        // Each waits for the other side to open it.
        let orders = File::options().write(true).open(path("orders")).unwrap();
        let ends = BufReader::new(File::open(path("ends")).unwrap());
        Self { child, orders, ends, out, err }
    }

    fn run(&mut self, world: &World, vars: &[(&str, &str)], strict: &str) -> Said {
        let mut order = format!("{}\0{}\0{strict}", world.work.display(), world.show("script.ps1"));
        let all = world.vars.iter().map(|(name, value)| (name.to_str(), value.to_str()));
        let all = all.map(|(name, value)| (name.unwrap(), value.unwrap()));
        for (name, value) in all.chain(vars.iter().copied()) {
            order.push_str(&format!("\0{name}={value}"));
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        fs::write(file.path(), order).unwrap();
        writeln!(self.orders, "{}", file.path().display()).unwrap();
        let mut end = String::new();
        self.ends.read_line(&mut end).unwrap();
        let said = Said { out: rest(&mut self.out), err: rest(&mut self.err) };
        assert_eq!(end, "end\n", "PowerShell ended: {said:?}");
        said
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was written since the last look.
fn rest(file: &mut File) -> String {
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes).unwrap();
    String::from_utf8_lossy(&bytes).into_owned()
}
