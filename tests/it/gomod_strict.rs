//! The lines of go.mod and go.work that we say a Go refuses are those that real ones refuse.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::thread;

use goenvmgr::go::gomod::strict::{ModFileKind, refused};
use goenvmgr::go::goswitch::Own;

use crate::support::real_go;

const LINES: [&str; 24] = [
    "",
    "tool x.example/t",
    "tool (\n\tx.example/t\n)",
    "ignore ./x",
    "ignore (\n./x\n)",
    "godebug panicnil=1",
    "godebug (\n panicnil=1\n)",
    "toolchain go1.21.0",
    "toolchain default",
    "toolchain local",
    "toolchain 1.22.5",
    "toolchain (\ngo1.21.0\n)",
    "retract v1.0.0",
    "use ./x",
    "frobnicate x",
    "frobnicate (\nx\n)",
    "Tool x.example/t",
    "go 1.20",
    "<<<<<<< HEAD",
    "exclude x.example v1.0.0 // why",
    "// tool x.example/t",
    "replace x.example => ./x",
    "replace (\n\tx.example => ./x\n)",
    "require (\n\t// none\n)",
];
const GO: [&str; 9] =
    ["1.16", "1.20", "1.21", "1.21.0", "1.21rc2", "1.x", "1.022", "1", "1.21.5-acme"];

/// Whether this go refuses a line of the file, in its own words.
fn real(root: &Path, dir: &Path) -> String {
    let mut go = Command::new(root.join("bin/go"));
    go.args(["list", "-m"]).env_clear().env("HOME", dir).env("PATH", "/nonexistent");
    go.env("GOTOOLCHAIN", "local").env("GOPROXY", "off").env("GOFLAGS", "-mod=readonly");
    String::from_utf8(go.current_dir(dir).output().unwrap().stderr).unwrap()
}

/// What differs, in words.
fn differs(root: &Path, own: &Own, kind: ModFileKind, text: &str) -> Option<String> {
    let dir = tempfile::tempdir().unwrap();
    let name = if kind == ModFileKind::Mod { "go.mod" } else { "go.work" };
    fs::create_dir(dir.path().join("x")).unwrap();
    fs::write(dir.path().join("x/go.mod"), "module x.example\n").unwrap();
    fs::write(dir.path().join(name), text).unwrap();
    let really = real(root, dir.path());
    let ours = refused(kind, text, &own.version);
    let agree = match &ours {
        Some(ours) => really.contains(&format!("{name}:{}: {}", ours.line, ours.says)),
        None => !["unknown", "invalid", "repeated"].iter().any(|word| really.contains(word)),
    };
    (!agree).then(|| format!("{} {name} {text:?}: {ours:?}, really {really}", own.name))
}

#[test]
fn gomod_strict_refuses_what_four_real_versions_refuse() {
    let mut files = Vec::new();
    for go in GO {
        files.push((ModFileKind::Mod, format!("module m\n\ngo {go}\n")));
        files.push((ModFileKind::Work, format!("go {go}\nuse ./x\n")));
    }
    for line in LINES {
        files.push((ModFileKind::Mod, format!("module m\n\ngo 1.21\n\n{line}\n")));
        files.push((ModFileKind::Mod, format!("module m\n\ngo 1.16\n{line}\n")));
        // Nothing may be used twice.
        let used = if line.starts_with("use") { "" } else { "use ./x\n" };
        files.push((ModFileKind::Work, format!("go 1.21\n{used}{line}\n")));
    }
    let differences: Vec<String> = thread::scope(|scope| {
        let files = &files;
        let running: Vec<_> = (real_go::roots().into_iter())
            .map(|root| {
                scope.spawn(move || {
                    let version = fs::read_to_string(root.join("VERSION")).unwrap();
                    let own = Own::of(version.lines().next().unwrap()).unwrap();
                    let differing =
                        |(kind, text): &(ModFileKind, String)| differs(&root, &own, *kind, text);
                    files.iter().filter_map(differing).collect::<Vec<_>>()
                })
            })
            .collect();
        running.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
