//! Toolchains out of the user's own files.

use std::collections::BTreeSet;
use std::fs;

use crate::support::net::Net;
use crate::support::publish::Toolchain;

#[test]
fn local_bytes_are_verified_too_or_stay_marked() {
    let net = Net::new();
    let [archive, zip, dir] = ["go.tar.gz", "go.zip", "goroot"].map(|n| net.world.path(n));
    fs::write(&archive, net.toolchain.archive()).unwrap();
    fs::write(&zip, net.toolchain.module_zip()).unwrap();
    net.unpack(&dir);
    for from in [&archive, &zip, &dir] {
        let from = from.to_str().unwrap();
        let ran = net.run(&["install", "--reinstall", "--from", from]).exits(0);
        assert!(ran.stdout.contains("a log of"), "{ran:?}");
        assert_eq!(net.receipt()["source"], "local");
        // Of an archive the index attests every file, else the log for those that it knows.
        net.is_whole(!from.ends_with(".tar.gz"));
    }
    net.run(&["install", "1.22.6", "--from", archive.to_str().unwrap()]).exits(2);
    fs::write(dir.join("go.env"), "GOTOOLCHAIN=local\n").unwrap();
    let from = dir.to_str().unwrap();
    let before = net.receipt();
    let ran = net.run(&["install", "--reinstall", "--from", from]).exits(6);
    assert!(ran.stderr.contains("--unverified"), "{ran:?}");
    assert!(ran.stderr.contains(&format!("verify {from} --against-source")), "{ran:?}");
    assert_eq!(net.receipt(), before);
    let ran = net.run(&["install", "--reinstall", "--unverified", "--from", from]).exits(0);
    assert!(ran.stdout.contains("unverified: they disagree"), "{ran:?}");
    assert!(net.receipt()["unverified"].as_str().unwrap().contains("disagree"));
    let dark = Net::new()
        .var("GOPROXY", "http://127.0.0.1:1")
        .var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/");
    dark.run(&["install", "--from", from]).exits(1);
    dark.run(&["install", "--from", from, "--unverified"]).exits(0);
    dark.run(&["install", "--unverified", "1.22.5"]).exits(2);
}

#[test]
fn dry_run_of_local_bytes_shows_the_plan_and_changes_nothing() {
    let net = Net::new();
    let archive = net.world.path("go.tar.gz");
    fs::write(&archive, net.toolchain.archive()).unwrap();
    let from = archive.to_str().unwrap();
    let plan = |args: &[&str]| {
        let mut all = vec!["install", "--dry-run", "--from", from];
        all.extend(args);
        net.run(&all)
    };
    let shown = plan(&[]).exits(0);
    assert!(shown.stdout.contains("would install go1.22.5"), "{shown:?}");
    assert!(shown.stdout.contains(from), "{shown:?}");
    let json = &plan(&["--format", "json"]).exits(0).json()[0];
    assert_eq!((&json["version"], &json["action"]), (&"1.22.5".into(), &"install".into()));
    assert_eq!(json["sources"], serde_json::json!(["local"]));
    assert_eq!(json["archive_bytes"], net.toolchain.archive().len());
    plan(&["1.22.6"]).exits(2);
    assert_eq!(net.traces(), BTreeSet::new());
    net.run(&["install", "--from", from]).exits(0);
    let json = |args: &[&str]| plan(args).exits(0).json()[0]["action"].clone();
    assert_eq!(json(&["--format", "json"]), "nothing");
    assert_eq!(json(&["--format", "json", "--reinstall"]), "reinstall");
}

#[test]
fn toolchain_of_another_machine_is_refused_by_name_also_unverified() {
    let net = Net::new();
    for platform in ["darwin-arm64", "windows-amd64"] {
        let mut theirs = Toolchain::on("1.22.5", platform);
        let tool = theirs.files.remove("pkg/tool/any/compile").unwrap();
        let folder = platform.replace('-', "_");
        theirs.files.insert(format!("pkg/tool/{folder}/compile"), tool);
        let forms = [("go.tar.gz", theirs.archive()), ("go.zip", theirs.module_zip())];
        for (name, bytes) in forms {
            let archive = net.world.path(name);
            fs::write(&archive, bytes).unwrap();
            for more in [&[][..], &["--unverified"]] {
                let mut args = vec!["install", "--from", archive.to_str().unwrap()];
                args.extend(more);
                let ran = net.run(&args).exits(2);
                let words = format!("holds go1.22.5 for {}", platform.replace('-', "/"));
                assert!(ran.stderr.contains(&words), "{ran:?}");
                assert!(ran.stderr.contains("this machine is"), "{ran:?}");
            }
        }
    }
    assert_eq!(net.traces(), BTreeSet::new());
}
