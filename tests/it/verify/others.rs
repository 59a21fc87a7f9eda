//! A Go that others installed: the machine's own, copies, and what is in Go's module cache.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::*;
use crate::support::publish::Toolchain;

#[test]
fn go_that_others_installed_is_judged_by_the_log_and_file_by_file_on_request() {
    let net = net();
    let root = net.world.path("other go");
    net.unpack(&root);
    let dir = root.to_str().unwrap();
    for what in [dir, "other go", "system"] {
        let ran = verify(&net, &[what]);
        assert_eq!(ran.code, 0, "{what}: {ran:?}");
        assert!(ran.stdout.contains("as published: 15 files"), "{what}: {ran:?}");
    }

    fs::write(root.join("go.env"), "GOTOOLCHAIN=local\n").unwrap();
    fs::write(root.join("test/more.go"), "not the log's concern\n").unwrap();
    let ran = verify(&net, &[dir]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.stdout.contains("the files give h1:") && ran.stdout.contains("--against-source"));
    assert!(!ran.stdout.contains("changed:"), "{ran:?}");

    let ran = verify(&net, &[dir, "--against-source"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    let named: Vec<_> =
        ran.stdout.lines().filter(|l| l.contains("changed:") || l.contains("extra:")).collect();
    assert_eq!(named, ["  changed: go.env"], "{ran:?}");
    assert!(ran.stdout.contains("5 files in api, doc, misc, test"), "{ran:?}");

    fs::remove_file(root.join("LICENSE")).unwrap();
    fs::write(root.join("bin/dlv"), "another tool\n").unwrap();
    let ran = verify(&net, &[dir, "--against-source", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let differences = &told[0]["differences"];
    assert_eq!(differences["changed"], serde_json::json!(["go.env"]));
    assert_eq!(differences["missing"], serde_json::json!(["LICENSE"]));
    assert_eq!(differences["extra"], serde_json::json!(["bin/dlv"]));
    assert_eq!(differences["not_executable"], serde_json::json!(["bin/dlv"]));
}

#[test]
fn copy_in_gos_module_cache_is_judged_like_any_other() {
    let net = net();
    let root = net.world.path("golang.org/toolchain@x");
    net.unpack(&root);
    for folder in ["api", "doc", "misc", "test"] {
        fs::remove_dir_all(root.join(folder)).unwrap();
    }
    for module in ["src", "src/cmd"] {
        fs::copy(root.join(module).join("go.mod"), root.join(module).join("_go.mod")).unwrap();
    }
    let ran = verify(&net, &[root.to_str().unwrap(), "--against-source"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn source_that_is_not_what_the_log_has_accuses_nobody_elses_files() {
    let net = net();
    let root = net.world.path("go");
    net.unpack(&root);
    let mut forged = Toolchain::new("1.22.5");
    forged.files.get_mut("go.env").unwrap().1 = b"GOTOOLCHAIN=evil\n".to_vec();
    net.proxy.publish(&forged);
    let ran = verify(&net, &[root.to_str().unwrap(), "--against-source"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(
        ran.stdout.contains("goproxy (http://127.0.0.1") && !ran.stdout.contains("changed:"),
        "{ran:?}"
    );
}

#[test]
fn verify_of_what_cannot_be_judged_says_why_and_ends_accordingly() {
    let mut net = net();
    let root = net.world.path("go");
    net.unpack(&root);
    let dir = root.to_str().unwrap().to_owned();
    let expect = |net: &Net, what: &str, code: i32, words: &str| {
        let ran = verify(net, &[what]);
        assert_eq!(ran.code, code, "{what}: {ran:?}");
        assert!(ran.stderr.contains(words), "{what}: {words}: {ran:?}");
    };
    expect(&net, "1.21", 1, "go 1.21 is not installed");
    expect(&net, "nonsense", 2, "neither a directory nor a version");
    expect(&net, "./nowhere", 2, "there is no directory");
    fs::write(root.join("VERSION"), "go1.22.4\n").unwrap();
    expect(&net, &dir, 1, "no such record");
    fs::write(root.join("VERSION"), "devel go1.23-abc\n").unwrap();
    expect(&net, &dir, 2, "which is no release");
    fs::write(root.join("VERSION"), "go1.22.5\n").unwrap();
    let gosumdb = net.database.key();
    net.set("GOSUMDB", "off");
    expect(&net, &dir, 2, "GOSUMDB=off (GOSUMDB in the environment)");
    net.set("GOSUMDB", "on");
    expect(&net, &dir, 2, "invalid GOSUMDB: malformed verifier id");
    net.set("GOSUMDB", gosumdb);
    go_offline(&mut net);
    expect(&net, &dir, 3, "127.0.0.1:1");
}

/// The proxies of the go command here, read at run time.
fn real_goproxy() -> String {
    let told = Command::new("/usr/local/go/bin/go").args(["env", "GOPROXY"]).output().unwrap();
    String::from_utf8(told.stdout).unwrap().trim().to_owned()
}

#[test]
fn go_of_this_machine_differs_by_its_go_env_alone() {
    let mut net = net();
    net.set("GOSUMDB", "sum.golang.org");
    net.set("GOPROXY", real_goproxy());
    let ran = verify(&net, &["/usr/local/go"]);
    assert_eq!(ran.code, 6, "the real log: {}", ran.stdout);
    assert!(ran.stdout.contains("the files give h1:"), "{}", ran.stdout);
    let ran = verify(&net, &["/usr/local/go", "--against-source", "--format", "json"]);
    assert_eq!(ran.code, 6, "the real log: {}", ran.stdout);
    let told: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    let named = serde_json::json!(
        {"changed": ["go.env"], "missing": [], "extra": [], "not_executable": []}
    );
    assert_eq!(told[0]["differences"], named);

    // The same Go with the image's edit taken back is what the real log has.
    let copy = net.world.path("restored");
    copy_tree(Path::new("/usr/local/go"), &copy);
    let edited = fs::read_to_string(copy.join("go.env")).unwrap();
    fs::remove_file(copy.join("go.env")).unwrap();
    let restored = edited.replace("GOTOOLCHAIN=local", "GOTOOLCHAIN=auto");
    fs::write(copy.join("go.env"), restored).unwrap();
    let ran = verify(&net, &[copy.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "the real log: {}", ran.stdout);
}

/// Hard links where the filesystem allows, else copies.
fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_tree(&entry.path(), &target);
        } else if fs::hard_link(entry.path(), &target).is_err() {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}
