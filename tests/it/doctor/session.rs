//! One shell that keeps its variables, mounts and limits between the lines that a test sends.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use goenvmgr::doctor::catalogue;
use serde_json::Value;

use crate::support::program;

/// Becomes a user whom this machine does not know otherwise, and whom sudo asks for no password.
const USER: &str = "set -e; s=$world/sudo; mkdir $s; \
    (cat /etc/passwd; echo tester:x:12345:12345::/nonexistent:/bin/sh) >$s/passwd; \
    echo 'tester ALL=(ALL) NOPASSWD: ALL' >$s/sudoers; echo 'Defaults !requiretty' >>$s/sudoers; \
    printf 'auth required pam_permit.so\naccount required pam_permit.so\nsession required pam_permit.so\n' >$s/pam; \
    chmod 644 $s/passwd $s/pam; chmod 440 $s/sudoers; \
    mount --bind $s/passwd /etc/passwd; mount --bind $s/sudoers /etc/sudoers; mount --bind $s/pam /etc/pam.d/sudo; chown 12345 $world $world/home; \
    exec setpriv --reuid 12345 --regid 12345 --clear-groups bash --norc";

/// The lines of a finding's cure, which must be the one that is named: `check: cure`.
pub(super) fn printed(found: &Value, named: &str) -> String {
    let (check, cure) = named.split_once(": ").unwrap_or((named, ""));
    let lines = found["fix"]["commands"].as_array().unwrap();
    let lines: Vec<String> = lines.iter().map(|line| line.as_str().unwrap().to_owned()).collect();
    assert_eq!(found["check"], check, "{found:#}");
    assert_eq!(catalogue::find(check).unwrap().named(&lines), Some(cure), "{lines:?}: {found:#}");
    lines.join("\n")
}

/// A hermetic home with a small module, and a shell in it.
pub(super) struct Session {
    shell: Child,
    stdin: ChildStdin,
    stdout: BufReader<ChildStdout>,
    /// The world: `home/`, `hello/` (a module), `tmp/`.
    world: tempfile::TempDir,
}

/// What a line left behind.
#[derive(Debug)]
pub(super) struct Said {
    /// Its exit code.
    pub(super) code: i32,
    /// Both of its streams.
    pub(super) text: String,
}

impl Session {
    /// A plain shell.
    pub(super) fn start() -> Self {
        Self::with(&["bash", "--norc"])
    }

    /// A shell with mounts of its own. Needs root; a test that cannot have it fails.
    pub(super) fn with_mounts() -> Self {
        Self::with(&["unshare", "--mount", "bash", "--norc"])
    }

    /// A shell with mounts and a network of its own, in which there is nothing but a loopback
    /// interface that is down.
    pub(super) fn with_network() -> Self {
        Self::with(&["unshare", "--mount", "--net", "bash", "--norc"])
    }

    /// Does something in the network of this shell, on a thread that lives there: a server started
    /// by it is reached from the shell only.
    pub(super) fn in_its_network<T: Send>(&self, act: impl FnOnce() -> T + Send) -> T {
        use rustix::thread::{LinkNameSpaceType, move_into_link_name_space};
        let space = fs::File::open(format!("/proc/{}/ns/net", self.shell.id())).unwrap();
        let enter = move || {
            let kind = Some(LinkNameSpaceType::Network);
            move_into_link_name_space(std::os::fd::AsFd::as_fd(&space), kind).unwrap();
            act()
        };
        std::thread::scope(|scope| scope.spawn(enter).join().unwrap())
    }

    /// Findings of these checks (globs, commas between them).
    pub(super) fn examine(&mut self, options: &str) -> Vec<Value> {
        let said = self.run(&format!("\"$world/goenvmgr\" doctor {options} --format json"));
        let run: Value = serde_json::from_str(&said.text)
            .unwrap_or_else(|error| panic!("{options}: {error}: {}", said.text));
        run["results"].as_array().unwrap().clone()
    }

    /// A shell of an unprivileged user who may use sudo, with mounts of its own.
    pub(super) fn unprivileged() -> Self {
        Self::with(&["unshare", "--mount", "sh", "-c", USER])
    }

    /// Types the cure that the finding prints, as it stands there, and asserts that it is this one:
    /// `check: cure`, by the words of the check's lines. Returns what was typed.
    pub(super) fn cure(&mut self, found: &Value, named: &str) -> String {
        let typed = printed(found, named);
        let said = self.run(&typed);
        assert_eq!(said.code, 0, "{typed}: {}", said.text);
        typed
    }

    /// The same; or, where the finding has words alone, types `instead`, which does what they say.
    pub(super) fn cure_or(&mut self, found: &Value, named: &str, instead: &str) -> String {
        if instead.is_empty() {
            return self.cure(found, named);
        }
        assert_eq!(found["fix"]["commands"], serde_json::json!([]), "not typed: {found:#}");
        let cured = self.run(instead);
        assert_eq!(cured.code, 0, "{instead}: {}", cured.text);
        instead.to_owned()
    }

    fn with(command: &[&str]) -> Self {
        // Not below /root, which other users cannot enter.
        let world = tempfile::Builder::new().prefix("goenvmgr-doctor-").tempdir_in("/var/tmp");
        let world = world.unwrap();
        let root = world.path().to_owned();
        for dir in ["home", "hello", "tmp"] {
            fs::create_dir(root.join(dir)).unwrap();
        }
        fs::write(root.join("hello/go.mod"), "module hello.example\n\ngo 1.21\n").unwrap();
        let main = "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(\"hello\") }\n";
        fs::write(root.join("hello/main.go"), main).unwrap();
        // Where cures point the build cache: a cold one would compile the library each time.
        fs::create_dir(root.join("home/.cache")).unwrap();
        for name in ["go-build", "go-build-own", "go-build-exec"] {
            std::os::unix::fs::symlink(build_cache(), root.join("home/.cache").join(name)).unwrap();
        }
        let opened = Command::new("chmod").args(["-R", "a+rwX"]).arg(&root).status().unwrap();
        assert!(opened.success());
        let mut shell = Command::new(command[0])
            .args(&command[1..])
            .env_clear()
            .env("PATH", "/usr/local/go/bin:/usr/bin:/bin:/usr/sbin:/sbin")
            .env("HOME", root.join("home"))
            .env("GOENVMGR_HOME", root.join("home/goenvmgr"))
            .env("GOCACHE", build_cache())
            .env("GOTOOLCHAIN", "local")
            .env("GOPROXY", "off")
            .env("GOFLAGS", "-buildvcs=false")
            .env("world", &root)
            .current_dir(root.join("hello"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let stdin = shell.stdin.take().unwrap();
        let stdout = BufReader::new(shell.stdout.take().unwrap());
        let mut session = Self { shell, stdin, stdout, world };
        let binary = env!("CARGO_BIN_EXE_goenvmgr");
        // `setpriv` keeps the process's own directory unreadable for the user: copy the binary.
        let copy = session.world.path().join("goenvmgr");
        program::copy(binary, &copy);
        session.run(&format!("cd {}/hello", session.world.path().display()));
        session
    }

    /// Gives doctor's own build cache what the tests' has: a cold one compiles the library, which
    /// takes longer than doctor waits where a machine has much else to do.
    pub(super) fn warm_smoke(&mut self) {
        let own = self.path("home/goenvmgr/cache/doctor");
        fs::create_dir_all(&own).unwrap();
        std::os::unix::fs::symlink(build_cache(), own.join("go-build")).unwrap();
    }

    /// A path below the world.
    pub(super) fn path(&self, below: &str) -> PathBuf {
        self.world.path().join(below)
    }

    /// Runs lines in this very shell.
    pub(super) fn run(&mut self, lines: &str) -> Said {
        let out: PathBuf = self.world.path().join("tmp/.said");
        writeln!(
            self.stdin,
            "{{ {lines}\n}} </dev/null >\"$world/tmp/.said\" 2>&1; builtin printf '\\n%s\\n' \"=== $?\""
        )
        .unwrap();
        self.stdin.flush().unwrap();
        let mut line = String::new();
        loop {
            line.clear();
            let read = self.stdout.read_line(&mut line).unwrap();
            assert!(read > 0, "the shell ended in: {lines}");
            if let Some(code) = line.strip_prefix("=== ") {
                let text = String::from_utf8_lossy(&fs::read(out).unwrap_or_default()).into_owned();
                return Said { code: code.trim().parse().unwrap(), text };
            }
        }
    }

    /// Runs one check and returns its finding.
    pub(super) fn doctor(&mut self, check: &str) -> Value {
        let said = self.run(&format!("\"$world/goenvmgr\" doctor --only {check} --format json"));
        let run: Value = serde_json::from_str(&said.text)
            .unwrap_or_else(|error| panic!("{check}: {error}: {}", said.text));
        // What it requires stands before it, where that failed.
        let found = run["results"].as_array().unwrap().iter().find(|one| one["check"] == check);
        found.unwrap_or(&run["results"][0]).clone()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.shell.kill();
        let _ = self.shell.wait();
        // Mounts end with the namespace; immutable or foreign files are root's to remove.
        let _ = Command::new("chattr").args(["-R", "-f", "-i"]).arg(self.world.path()).status();
        let _ = Command::new("chmod").args(["-R", "u+rwX"]).arg(self.world.path()).status();
    }
}

/// One build cache for all tests whose subject it is not, warmed once.
fn build_cache() -> PathBuf {
    static WARM: std::sync::OnceLock<PathBuf> = std::sync::OnceLock::new();
    WARM.get_or_init(|| {
        let cache = PathBuf::from("/var/tmp/goenvmgr-doctor-tests-cache");
        let _ = fs::create_dir_all(&cache);
        let scratch = tempfile::tempdir().unwrap();
        fs::write(scratch.path().join("go.mod"), "module warm\n").unwrap();
        fs::write(
            scratch.path().join("main.go"),
            "package main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println(1) }\n",
        )
        .unwrap();
        let done = Command::new("/usr/local/go/bin/go")
            .args(["build", "-buildvcs=false", "-o", "/dev/null", "."])
            .current_dir(scratch.path())
            .env("GOCACHE", &cache)
            .env("GOTOOLCHAIN", "local")
            .env("GOFLAGS", "")
            .status();
        assert!(done.expect("go stands in /usr/local/go").success());
        let opened = Command::new("chmod").args(["-R", "a+rwX"]).arg(&cache).status().unwrap();
        assert!(opened.success());
        cache
    })
    .clone()
}
