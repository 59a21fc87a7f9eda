//! Settings through the binary: an option before the environment, that before the user's file,
//! that before what is built in; and a directory's pin before the user's default.

use std::fs;

use crate::support::net::Net;
use crate::support::publish::ReleaseSite;

fn configure(net: &Net, text: &str) {
    fs::write(net.world.home().join("config.toml"), text).unwrap();
}

/// The archive that an install would fetch.
#[track_caller]
fn archive(net: &Net, more: &[&str]) -> String {
    let args = [&["install", "--dry-run", "--format", "json", "1.22.5"], more].concat();
    let plan = net.run(&args).exits(0).json();
    plan[0]["archive"].as_str().unwrap().to_owned()
}

#[test]
fn layer_that_is_nearest_says_where_archives_come_from() {
    let net = Net::new().var("GOENVMGR_ARCHIVE_URL", "");
    assert!(archive(&net, &[]).starts_with("https://dl.google.com/go/go1.22.5."));
    configure(&net, "archive_url = \"https://file.example/a\"\n");
    assert!(archive(&net, &[]).starts_with("https://file.example/a/go1.22.5."));
    let net = net.var("GOENVMGR_ARCHIVE_URL", "https://variable.example/b/");
    assert!(archive(&net, &[]).starts_with("https://variable.example/b/go1.22.5."));
    let flag = archive(&net, &["--mirror", "https://flag.example/c"]);
    assert!(flag.starts_with("https://flag.example/c/go1.22.5."), "{flag}");
    assert!(archive(&net, &["--mirror", "ustc"]).starts_with("https://mirrors.ustc.edu.cn/"));

    // What is asked is what was said.
    let other = ReleaseSite::with(&[&net.toolchain]);
    net.run(&["install", "1.22.5", "--mirror", &other.archive_url()]).exits(0);
    assert_eq!(other.server.targets(), [ReleaseSite::path(&net.toolchain)]);
}

#[test]
fn layer_that_is_nearest_says_what_must_vouch() {
    let policy = |net: &Net, more: &[&str]| {
        let args = [&["install", "--dry-run", "--format", "json", "1.22.5"], more].concat();
        net.run(&args).exits(0).json()[0]["verify"].clone()
    };
    let net = Net::new();
    assert_eq!(policy(&net, &[]), "standard");
    configure(&net, "verify = \"transparency\"\n");
    assert_eq!(policy(&net, &[]), "transparency");
    let net = net.var("GOENVMGR_VERIFY", "standard");
    assert_eq!(policy(&net, &[]), "standard");
    assert_eq!(policy(&net, &["--verify", "transparency"]), "transparency");
}

#[test]
fn directorys_pin_goes_before_the_users_default_and_the_shell_before_both() {
    let net = Net::new();
    for version in ["1.20.1", "1.21.1", "1.22.1"] {
        net.world.toolchain(version);
    }
    let current = |net: &Net| {
        let json = net.run(&["current", "--format", "json"]).exits(0).json();
        (json["version"].as_str().unwrap().to_owned(), json.to_string())
    };
    configure(&net, "# mine\ndefault = \"1.20\"\n");
    let (version, origin) = current(&net);
    assert_eq!(version, "1.20.1");
    assert!(origin.contains("config.toml"), "{origin}");
    fs::write(net.world.work().join("goenvmgr.toml"), "go = \"1.21.1\"\n").unwrap();
    let (version, origin) = current(&net);
    assert_eq!(version, "1.21.1");
    assert!(origin.contains("goenvmgr.toml"), "{origin}");
    let net = net.var("GOENVMGR_VERSION", "1.22");
    let (version, origin) = current(&net);
    assert_eq!(version, "1.22.1");
    assert!(origin.contains("GOENVMGR_VERSION"), "{origin}");
    let shown = net.run(&["explain"]).exits(0).stdout;
    let whole = ["=> GOENVMGR_VERSION in the environment", "goenvmgr.toml:1", "config.toml:2"];
    assert!(whole.iter().all(|part| shown.contains(part)), "{shown}");
}

#[test]
fn value_that_is_wrong_is_named_with_the_layer_that_has_it() {
    let net = Net::new();
    configure(&net, "# mine\nverify = \"never\"\n");
    let told = net.run(&["list"]).exits(2).stderr;
    assert!(told.contains("config.toml:2") && told.contains("transparency"), "{told}");
    configure(&net, "");
    let told = net.run(&["install", "1.22.5", "--verify", "never"]).exits(2).stderr;
    assert!(told.contains("--verify") && told.contains("transparency"), "{told}");
    let net = net.var("GOENVMGR_VERIFY", "never");
    let told = net.run(&["list"]).exits(2).stderr;
    assert!(told.contains("GOENVMGR_VERIFY") && told.contains("unset"), "{told}");
}
