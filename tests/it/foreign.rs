//! `--os`, `--arch`: toolchains of other platforms, verified like any, and never selected.

use std::fs;

use goenvmgr::go::platform::Platform;

use crate::support::net::Net;
use crate::support::publish::{ReleaseSite, Toolchain};
use crate::support::server::Answer;

/// Another system that this machine's processor has.
const OS: &str = "freebsd";

/// Everybody has go1.22.5 for that one, and the release site go1.22.6 for this machine.
fn net() -> (Net, String) {
    let name = format!("go1.22.5.{OS}-{}", Platform::host().arch);
    let toolchain = Toolchain::on("1.22.5", name.strip_prefix("go1.22.5.").unwrap());
    let h1 = toolchain.h1();
    let net = Net::with_record(toolchain, &h1);
    net.site.publish(&Toolchain::new("1.22.6"));
    (net, name)
}

fn below(net: &Net, dir: &str) -> Vec<String> {
    let found = fs::read_dir(net.world.home().join(dir)).into_iter().flatten();
    let mut names: Vec<_> =
        found.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn foreign_toolchain_is_verified_like_any_and_never_selected() {
    let (net, name) = net();
    let plan = net.run(&["install", "1.22.5", "--os", OS, "-n"]).exits(0).stdout;
    assert!(plan.contains(&format!("foreign/{name}")), "{plan}");
    let done = net.run(&["install", "1.22.5", "--os", OS]).exits(0);
    assert!(done.stdout.contains(&format!("foreign/{name}")), "{done:?}");
    assert!(
        done.stdout.contains("is in the release index") && done.stdout.contains("a log of"),
        "{done:?}"
    );
    assert!(!done.stderr.contains("goenvmgr default"), "{done:?}");
    assert_eq!(below(&net, "foreign"), [name.as_str()]);
    assert_eq!(below(&net, "receipts"), [format!("{name}.files"), format!("{name}.json")]);
    assert_eq!(
        (below(&net, "toolchains"), below(&net, "shims"), below(&net, "staging")),
        (vec![], vec![], vec![])
    );
    let again = net.run(&["install", "1.22.5", "--os", OS, "--format", "json"]).exits(0).json();
    assert_eq!(again[0]["status"], "present");
    for args in [&["default", "1.22"][..], &["exec", "1.22.5", "--", "go"], &["which"]] {
        let ran = net.run(args);
        assert!(ran.code != 0 || ran.stderr.contains("not installed"), "{args:?}: {ran:?}");
    }
    net.run(&["default", "--unset"]).exits(0);
    let list = net.run(&["list", "--format", "json"]).exits(0).json();
    let platform = format!("{OS}/{}", Platform::host().arch);
    assert_eq!(
        (&list[0]["version"], &list[0]["platform"]),
        (&"1.22.5".into(), &platform.clone().into())
    );
    assert!(list[0]["verified"]["transparency"]["tree_size"].is_u64(), "{list}");
    net.run(&["install", "1.22.6"]).exits(0);
    assert!(net.run(&["list"]).exits(0).stdout.contains(&format!("1.22.5 {platform} ")));
    for (more, many) in [
        (&[][..], 2),
        (&["--os", OS], 1),
        (&["--os", &Platform::host().os], 1),
        (&["--arch", "mips"], 0),
    ] {
        let args = [&["list", "--format", "json"], more].concat();
        assert_eq!(net.run(&args).exits(0).json().as_array().unwrap().len(), many, "{more:?}");
    }
    let all = net.run(&["verify", "--format", "json"]).exits(0).json();
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    fs::write(net.world.home().join("foreign").join(&name).join("VERSION"), "go1.22.6\n").unwrap();
    let changed = net.run(&["verify", "1.22.5", "--os", OS]).exits(6).stdout;
    assert!(changed.contains("changed: VERSION") || changed.contains("VERSION"), "{changed}");
    net.run(&["verify", "1.22.6"]).exits(0);
}

#[test]
fn foreign_toolchain_goes_by_its_platform_alone() {
    let (net, name) = net();
    net.run(&["install", "1.22.5", "--os", OS]).exits(0);
    net.world.toolchain("1.22.5");
    net.run(&["default", "1.22.5"]).exits(0);
    let gone = net.run(&["uninstall", "1.22.5", "--os", OS, "--format", "json"]).exits(0).json();
    assert_eq!(gone[0]["needed_by"], serde_json::json!([]));
    assert_eq!((below(&net, "foreign"), net.installed()), (vec![], vec!["go1.22.5".to_owned()]));
    net.run(&["uninstall", "1.22.5", "--os", OS]).exits(1);
    net.run(&["install", "1.22.5", "--os", OS]).exits(0);
    let clean = |more: &[&str]| {
        net.run(&[&["clean", "--stale", "--older-than", "0h"], more].concat()).exits(0).stdout
    };
    assert!(clean(&["--dry-run"]).contains(&name));
    clean(&["--yes"]);
    assert_eq!((below(&net, "foreign"), net.installed()), (vec![], vec!["go1.22.5".to_owned()]));
    net.run(&["install", "1.22.5", "--os", OS]).exits(0);
    assert!(net.run(&["du", "--format", "json"]).exits(0).stdout.contains(&name));
    net.run(&["self", "uninstall", "--yes"]).exits(0);
    assert!(!net.world.home().join("foreign").exists());
    for odd in [["--os", "../x"], ["--arch", "AMD64"]] {
        net.run(&["install", "1.22.5", odd[0], odd[1]]).exits(2);
    }
    let none = net.run(&["install", "1.22.5", "--os", "plan9"]).exits(3);
    assert!(none.stderr.contains("go1.22.5 for plan9/"), "{none:?}");
}

#[test]
fn foreign_toolchain_that_goes_takes_no_tools_of_this_machine_along() {
    let (net, name) = net();
    net.run(&["install", "1.22.5", "--os", OS]).exits(0);
    let set = net.world.home().join("tools/go1.22.5-0123456789ab/bin");
    fs::create_dir_all(&set).unwrap();
    net.run(&["uninstall", "1.22.5", "--os", OS]).exits(0);
    assert!(!below(&net, "foreign").contains(&name) && set.exists());
}

/// A zip is unpacked when all of it has come, a `.tar.gz` as it comes: both are held against the index.
#[test]
fn install_of_a_zip_that_is_not_what_was_published_ends_with_6_and_is_kept() {
    let toolchain = Toolchain::on("1.22.5", "windows-amd64");
    let h1 = toolchain.h1();
    let net = Net::with_record(toolchain, &h1).var("GOPROXY", "off");
    net.site.server.on(&ReleaseSite::path(&net.toolchain), Answer::ok("not an archive"));
    let ran = net.run(&["install", "1.22.5", "--os", "windows", "--arch", "amd64"]).exits(6);
    assert!(ran.stderr.contains("not a zip file"), "{ran:?}");
    assert_eq!(fs::read_dir(net.world.home().join("state/evidence")).unwrap().count(), 1);
    assert_eq!(below(&net, "foreign"), [""; 0]);
}
