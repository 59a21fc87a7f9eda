//! `goenvmgr trust`: variables of a manifest count after somebody looked at them.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn goenvmgr(dir: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_goenvmgr"))
        .args(arguments)
        .current_dir(dir)
        .env_clear()
        .env("GOENVMGR_HOME", dir.join("home"))
        .output()
        .unwrap()
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr[..]].concat()).into_owned()
}

fn state(dir: &Path) -> serde_json::Value {
    let listed = goenvmgr(dir, &["trust", "--list", "--format", "json"]);
    let listed: serde_json::Value = serde_json::from_slice(&listed.stdout).unwrap();
    listed["trusted"][0]["state"].clone()
}

#[test]
fn trust_from_grant_to_withdrawal() {
    let world = tempfile::tempdir().unwrap();
    let dir = world.path().canonicalize().unwrap();
    let file = dir.join("goenvmgr.toml");
    fs::create_dir(dir.join("below")).unwrap();
    fs::write(&file, "[env]\nGOFLAGS = \"-toolexec=x \\u001b[2K\"\n[tools]\ngopls = '0.16.1'\n")
        .unwrap();
    let granted = goenvmgr(&dir.join("below"), &["trust", ".."]);
    assert!(granted.status.success(), "{}", told(&granted));
    let shown = goenvmgr(&dir, &["trust"]);
    assert!(told(&shown).contains("GOFLAGS=\"-toolexec=x \\u{1b}[2K\""), "{}", told(&shown));
    assert!(told(&shown).contains("gopls  golang.org/x/tools/gopls@v0.16.1"), "{}", told(&shown));
    assert_eq!(state(&dir), "current");
    fs::write(&file, "[env]\nGOFLAGS = \"-toolexec=y\"\n").unwrap();
    assert_eq!(state(&dir), "changed");
    fs::remove_file(&file).unwrap();
    assert_eq!(state(&dir), "missing");
    assert!(goenvmgr(&dir, &["untrust", "goenvmgr.toml"]).status.success());
    let again = goenvmgr(&dir, &["untrust", "goenvmgr.toml"]);
    assert_eq!(again.status.code(), Some(1), "{}", told(&again));
    assert!(told(&goenvmgr(&dir, &["trust", "--list"])).contains("no manifest is trusted"));
}

#[test]
fn trust_that_cannot_be_given_says_why() {
    let world = tempfile::tempdir().unwrap();
    let file = world.path().join("goenvmgr.toml");
    let none = goenvmgr(world.path(), &["trust"]);
    assert_eq!(none.status.code(), Some(1), "{}", told(&none));
    fs::write(&file, "go = \"1.22\"\n").unwrap();
    assert!(told(&goenvmgr(world.path(), &["trust"])).contains("nothing to trust"));
    fs::write(&file, "go = \"1.22\"\n[env]\nPATH = \"/x\"\nLD_PRELOAD = \"/y\"\n").unwrap();
    let bad = goenvmgr(world.path(), &["trust"]);
    assert_eq!(bad.status.code(), Some(2));
    for line in [":3: [env] may not set `PATH`", ":4: [env] may not set `LD_PRELOAD`"] {
        assert!(told(&bad).contains(line), "{}", told(&bad));
    }
}

/// As for its version: a link to nowhere is no file.
#[test]
fn trust_without_a_path_is_for_the_nearest_manifest_that_is_there() {
    let world = tempfile::tempdir().unwrap();
    let dir = world.path().canonicalize().unwrap();
    let below = dir.join("below");
    fs::create_dir(&below).unwrap();
    fs::write(dir.join("goenvmgr.toml"), "[env]\nA = \"1\"\n").unwrap();
    std::os::unix::fs::symlink("nowhere", below.join("goenvmgr.toml")).unwrap();
    let command = |name: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_goenvmgr"));
        command.arg(name).current_dir(&below).env_clear();
        command.env("GOENVMGR_HOME", dir.join("home")).output().unwrap()
    };
    let env = command("env");
    assert!(told(&env).contains("sets A, which count after you trust it"), "{}", told(&env));
    let granted = command("trust");
    assert!(granted.status.success(), "{}", told(&granted));
    assert!(told(&granted).contains(dir.join("goenvmgr.toml").to_str().unwrap()));
    assert!(told(&command("env")).contains("A='1'"), "{}", told(&command("env")));
    // What stands there and cannot be read is not passed over.
    fs::remove_file(below.join("goenvmgr.toml")).unwrap();
    fs::create_dir(below.join("goenvmgr.toml")).unwrap();
    assert_eq!(command("trust").status.code(), Some(3), "{}", told(&command("trust")));
    assert!(!told(&command("env")).contains("A='1'"), "{}", told(&command("env")));
}

#[test]
fn trust_shows_what_a_check_sends_and_what_may_change_without_asking() {
    let world = tempfile::tempdir().unwrap();
    let dir = world.path().canonicalize().unwrap();
    fs::write(
        dir.join("goenvmgr.toml"),
        "[[check]]\nname = \"up\"\ntype = \"http\"\nurl = \"http://h.example/\"\n\
         headers = { X-Key = \"${env:MYKEY}\" }\n\
         [[check]]\nname = \"own\"\ntype = \"command\"\nargv = [\"./check.sh\"]\ndir = \"../other\"\n\
         [[check]]\nname = \"go\"\ntype = \"command\"\nargv = [\"go\", \"vet\"]\n",
    )
    .unwrap();
    let shown = told(&goenvmgr(&dir, &["trust"]));
    assert!(shown.contains("with the header X-Key: ${env:MYKEY}"), "{shown}");
    assert!(shown.contains("command ./check.sh, in ../other\n"), "{shown}");
    let warned = "./check.sh: its content may change without asking again";
    assert_eq!((shown.contains(warned), shown.matches("may change").count()), (true, 1), "{shown}");
}

#[test]
fn trust_list_shows_each_record_on_one_line() {
    let world = tempfile::tempdir().unwrap();
    let dir = world.path().canonicalize().unwrap();
    let odd = dir.join("a\nother\u{1b}[2K");
    fs::create_dir(&odd).unwrap();
    fs::write(odd.join("goenvmgr.toml"), "[env]\nA = \"1\"\n").unwrap();
    assert!(goenvmgr(&dir, &["trust", odd.to_str().unwrap()]).status.success());
    let listed = told(&goenvmgr(&dir, &["trust", "--list"]));
    assert_eq!(listed.lines().count(), 1, "{listed}");
    assert!(listed.contains("a\\nother\\u{1b}[2K/goenvmgr.toml"), "{listed}");
}
