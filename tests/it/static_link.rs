//! libc loads libraries that nsswitch.conf names: a program that is linked statically may die of
//! them, before it has said a word. So nothing is asked of libc that may load one.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::linked;
use crate::support::namespace::Namespace;
use crate::support::program;
use crate::support::world::World;

const MAIN: &str = "src/main.rs";

/// What loads libraries; `getpwuid_r` stays linked (by `dirs`), and is never reached.
const FORBIDDEN: [&str; 14] = [
    "getaddrinfo",
    "getnameinfo",
    "gethostby",
    "gethostent",
    "getgrgid",
    "getgrnam",
    "getgrent",
    "getgrouplist",
    "initgroups",
    "getpwnam",
    "getpwent",
    "getservby",
    "getprotoby",
    "iconv_open",
];

#[test]
fn linked_symbols_name_no_call_of_libc_that_loads_libraries() {
    let folder = tempfile::tempdir().unwrap();
    let linked = folder.path().join("goenvmgr");
    linked::statically(MAIN, &linked);
    for (file, options) in [(Path::new(env!("CARGO_BIN_EXE_goenvmgr")), "-D"), (&*linked, "-g")] {
        let out = Command::new("nm").args([options, "--format=posix"]).arg(file).output().unwrap();
        let text = String::from_utf8(out.stdout).unwrap();
        let names: Vec<&str> =
            text.lines().filter_map(|line| line.split([' ', '@']).next()).collect();
        assert!(names.contains(&"getpwuid_r"), "{} symbols of {}", names.len(), file.display());
        let bad = |name: &&&str| FORBIDDEN.iter().any(|start| name.starts_with(start));
        let found: Vec<_> = names.iter().filter(bad).collect();
        assert!(found.is_empty(), "{}: {found:?}", file.display());
    }
}

/// Every command, with words that make it do its work.
const COMMANDS: [&str; 48] = [
    "alias set work 1.22",
    "check",
    "clean",
    "completions bash",
    "config",
    "current",
    "deactivate --shell bash",
    "default 1.22.5",
    "doctor",
    "du",
    "env",
    "explain",
    "generations",
    "health run --only host",
    "health report --html - --only host",
    "health grafana",
    "health sudoers --print --user me",
    "help install",
    "ide vscode",
    "import --dry-run goenv",
    "init bash",
    "exec 1.22.5 -- true",
    "install 1.22.6",
    "link mygo .",
    "list",
    "list --remote",
    "lock --dry-run",
    "mirror create mirror 1.22.5 --dry-run",
    "mirror nginx .",
    "outdated",
    "pin 1.22.5",
    "roots",
    "roots add .",
    "run true",
    "self uninstall --dry-run",
    "setup --dry-run",
    "tools list",
    "tools sync --dry-run",
    "trust",
    "uninstall 1.22.7",
    "unlink mygo",
    "untrust",
    "upgrade --dry-run",
    "use 1.22.5",
    "verify",
    "which",
    "why a.example",
    "--version",
];

/// Runs each line, then a shim, and says how it ended.
const EACH: &str = "while read -r line; do \"$program\" $line </dev/null >/dev/null 2>&1; echo \"$? $line\"; done <\"$place/lines\"
\"$place/home/shims/go\" version </dev/null >/dev/null 2>&1; echo \"$? shim\"";

/// A user whom no system has.
const USER: &str = "54321";

#[test]
fn commands_and_shims_open_no_library_of_nsswitch() {
    let namespace = Namespace::new();
    let programs = ["dynamic", "static"].map(|name| namespace.path(name));
    program::copy(env!("CARGO_BIN_EXE_goenvmgr"), &programs[0]);
    linked::statically(MAIN, &programs[1]);
    namespace.etc("nsswitch.conf", NSSWITCH);
    // Nobody listens there.
    namespace.etc("resolv.conf", "nameserver 127.0.0.53\n");
    fs::write(namespace.path("lines"), COMMANDS.join("\n") + "\n").unwrap();
    let user = namespace.path("user");
    let entry = format!("somebody:x:{USER}:{USER}::{}:/bin/sh\n", user.display());
    for program in &programs {
        for entry in ["", &entry] {
            namespace.etc("passwd", &format!("root:x:0:0::/root:/bin/sh\n{entry}"));
            for home in [Some(&*user), Some(Path::new("")), None] {
                fresh(&namespace, program);
                let trace = traced(&namespace, program, home);
                judge(&trace, program, &namespace.path("home/shims/go"));
            }
        }
    }
}

#[test]
fn traced_commands_are_all_there_are() {
    let help = World::new().run(&["--help"]).exits(0).stdout;
    let (_, rest) = help.split_once("Commands:\n").unwrap();
    let (commands, _) = rest.split_once("\n\n").unwrap();
    let names = commands.lines().filter(|line| !line.starts_with("   "));
    let names: BTreeSet<&str> = names.filter_map(|line| line.split_whitespace().next()).collect();
    let typed = COMMANDS.iter().filter_map(|line| line.split(' ').next());
    let typed: BTreeSet<&str> = typed.filter(|word| !word.starts_with('-')).collect();
    assert_eq!(names, typed);
}

const NSSWITCH: &str = "passwd: systemd files\ngroup: systemd files\n\
    hosts: files mymachines resolve [!UNAVAIL=return] mdns4_minimal dns myhostname\n";

/// Two toolchains and a shim, all of them anybody's.
fn fresh(namespace: &Namespace, program: &Path) {
    let world = World::new();
    for name in ["home", "user", "work"] {
        let _ = fs::remove_dir_all(namespace.path(name));
        fs::create_dir(namespace.path(name)).unwrap();
    }
    for version in ["1.22.5", "1.22.7"] {
        world.goroot(&namespace.path(&format!("home/toolchains/go{version}")), version);
    }
    fs::create_dir(namespace.path("home/shims")).unwrap();
    std::os::unix::fs::symlink(program, namespace.path("home/shims/go")).unwrap();
    fs::write(namespace.path("work/go.mod"), "module m\n\ngo 1.22\n").unwrap();
    let opened = Command::new("chmod").args(["-R", "a+rwX"]).arg(namespace.path("")).status();
    assert!(opened.unwrap().success());
}

/// What strace has of every process; no command died.
fn traced(namespace: &Namespace, program: &Path, home: Option<&Path>) -> String {
    let trace = namespace.path("trace");
    let _ = fs::remove_file(&trace);
    let mut command = namespace.command("setpriv");
    command
        .args(["--reuid", USER, "--regid", USER, "--clear-groups", "strace", "-f", "-qq", "-o"])
        .arg(&trace)
        .args(["--seccomp-bpf", "-e", "trace=open,openat,openat2,execve,clone,clone3,fork,vfork"])
        .args(["-e", "signal=none", "sh", "-c", EACH])
        .env_clear()
        .envs([("PATH", "/usr/bin:/bin"), ("GOENVMGR_SOURCES", "goproxy")])
        .env("GOPROXY", "http://go.dns.example")
        .env("GOENVMGR_HOME", namespace.path("home"))
        .env("place", namespace.path("home").parent().unwrap())
        .env("program", program)
        .current_dir(namespace.path("work"));
    if let Some(home) = home {
        command.env("HOME", home);
    }
    let out = command.output().unwrap();
    let said = String::from_utf8_lossy(&out.stdout);
    let ends: Vec<_> = said.lines().filter_map(|line| line.split_once(' ')).collect();
    assert_eq!(ends.len(), COMMANDS.len() + 1, "{out:?}");
    let died = ends.iter().find(|(code, _)| code.parse::<u8>().unwrap() > 127);
    assert_eq!(died, None, "{} HOME={home:?}", program.display());
    assert!(ends.contains(&("0", "list")) && ends.contains(&("0", "shim")), "{ends:?}");
    fs::read_to_string(trace).unwrap()
}

/// What our program opens, and not what it starts.
fn judge(trace: &str, program: &Path, shim: &Path) {
    let ours = [program, shim].map(|path| format!("\"{}\"", path.display()));
    let is_static = program.ends_with("static");
    let parents: BTreeMap<&str, &str> = trace.lines().filter_map(child).collect();
    let mut running: BTreeMap<&str, bool> = BTreeMap::new();
    let mut starting: BTreeMap<&str, bool> = BTreeMap::new();
    let (mut seen, mut asked) = (0, 0);
    for line in trace.lines() {
        let (process, call) = line.split_once(' ').unwrap();
        let call = call.trim_start();
        // A child runs what its parent runs, whichever of both is heard first.
        let inherited = parents.get(process).and_then(|parent| running.get(parent)).copied();
        let known = running.entry(process).or_insert(inherited.unwrap_or(false));
        let is_ours = *known;
        if let Some((_, child)) = child(line).map(|(child, parent)| (parent, child)) {
            running.entry(child).or_insert(is_ours);
        }
        if call.starts_with("execve(") {
            starting.insert(process, ours.iter().any(|path| call[7..].starts_with(path.as_str())));
        }
        if call.contains("execve") && call.ends_with("= 0") {
            running.insert(process, starting[process]);
            seen += u32::from(starting[process]);
            continue;
        }
        if !is_ours || !call.starts_with("open") {
            continue;
        }
        assert!(!call.contains("libnss"), "{}: {line}", program.display());
        // As fs::read opens (doctor looks into libc); libc itself does not.
        let by_us = call.contains("O_NONBLOCK");
        assert!(by_us || !is_static || !call.contains(".so"), "{}: {line}", program.display());
        if call.contains("/etc/nsswitch.conf") {
            assert!(by_us, "{}: {line}", program.display());
            asked += 1;
        }
    }
    assert!(seen as usize > COMMANDS.len() && asked > 0, "{seen} started, {asked} asked");
}

/// The process that a line says was made, and the one that made it.
fn child(line: &str) -> Option<(&str, &str)> {
    let (parent, call) = line.split_once(' ')?;
    let made = ["clone", "fork", "vfork"].iter().any(|name| {
        let call = call.trim_start().trim_start_matches("<... ");
        call.starts_with(name)
    });
    let (_, number) = call.rsplit_once(" = ")?;
    (made && number.bytes().all(|byte| byte.is_ascii_digit())).then_some((number, parent))
}
