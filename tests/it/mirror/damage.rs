//! What `verify` finds, and what brings it back.

use std::fs;
use std::path::PathBuf;

use super::Site;
use crate::support::publish::Toolchain;

#[test]
fn verify_names_every_damage_and_repair_brings_all_of_it_back() {
    let mut site = Site::created(&["1.22.5", "1.22.6", "--any-head"]);
    site.publishers.go_on(260);
    site.mirror("update", &[]).exits(0);
    site.mirror("prune", &["--yes"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    let whole = site.tree();
    // Of the beginnings of tiles one is as good as another.
    let is_one_of_many = |path: &str| path.contains(".p/") && !path.ends_with("/1");
    for (path, bytes) in whole.iter().filter(|(path, _)| !is_one_of_many(path)) {
        let file: PathBuf = site.dir().join(path);
        let mut bad = bytes.clone();
        let middle = bytes.len() / 2;
        match bad.get_mut(middle..(middle + 60).min(bytes.len())).filter(|some| !some.is_empty()) {
            Some(some) => some.iter_mut().for_each(|byte| *byte ^= 1),
            None => bad.push(b'x'),
        }
        fs::write(&file, bad).unwrap();
        let ran = site.mirror("verify", &["--format", "json"]);
        assert_eq!(ran.code, 6, "{path}: {ran:?}");
        let problems = ran.json()["problems"].to_string();
        assert!(problems.contains(path.as_str()) || path.ends_with("latest"), "{path}: {problems}");
        if bytes.is_empty() {
            fs::write(&file, bytes).unwrap();
            continue;
        }
        fs::remove_file(&file).unwrap();
        let ran = site.mirror("verify", &["--format", "json"]);
        assert!([1, 6].contains(&ran.code), "{path}: {ran:?}");
        fs::write(&file, bytes).unwrap();
    }
    site.mirror("verify", &[]).exits(0);
    for path in whole.keys() {
        fs::write(site.dir().join(path), "damaged").unwrap();
    }
    site.mirror("verify", &[]).exits(6);
    site.mirror("update", &["--repair"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    assert_eq!(site.tree(), whole);
    for path in whole.keys() {
        fs::remove_file(site.dir().join(path)).unwrap();
    }
    site.mirror("update", &[]).exits(0);
    assert_eq!(site.tree(), whole);
}

#[test]
fn verify_tells_what_nothing_verifies() {
    let site = Site::created(&["1.22.5"]);
    let foreign = Toolchain::new("1.22.6");
    fs::write(site.zip("1.22.6"), foreign.module_zip()).unwrap();
    fs::create_dir_all(site.log("tile/8/0/007.p")).unwrap();
    fs::write(site.log("tile/8/0/007.p/3"), [0; 96]).unwrap();
    fs::write(site.log("lookup/extra"), "x").unwrap();
    std::os::unix::fs::symlink("/etc/passwd", site.log("passwd")).unwrap();
    fs::write(site.dir().join("index.html"), "mine").unwrap();
    let ran = site.mirror("verify", &["--format", "json"]);
    let json = ran.json();
    let paths: Vec<_> = json["problems"]
        .as_array()
        .unwrap()
        .iter()
        .map(|problem| {
            format!("{} {}", problem["kind"].as_str().unwrap(), problem["path"].as_str().unwrap())
        })
        .collect();
    let expected = [
        "unknown sumdb/sum.test/tile/8/0/007.p/3",
        "unknown golang.org/toolchain/@v/v0.0.1-go1.22.6.linux-amd64.zip",
        "unknown sumdb/sum.test/lookup/extra",
        "unknown sumdb/sum.test/passwd",
    ];
    assert_eq!(paths, expected);
    assert_eq!(json["others"], 1);
    assert_eq!(ran.code, 1);
}

#[test]
fn what_somebody_planted_is_neither_listed_nor_in_the_way_of_an_update() {
    let mut site = Site::created(&["1.22.5", "1.22.6"]);
    let whole = site.tree();
    let lookup = |version: &str| {
        site.log(&format!("lookup/golang.org/toolchain@v0.0.1-go{version}.linux-amd64"))
    };
    // A toolchain that was never published, with a record of its own making; and one that was, with another.
    let forged = |version: &str| {
        let mut forged = Toolchain::new(version);
        forged.files.get_mut("src/fmt/print.go").unwrap().1[0] ^= 1;
        let module = forged.module_version();
        let (h1, go_mod) = (forged.h1(), Toolchain::go_mod_h1());
        let record = format!(
            "3\ngolang.org/toolchain {module} {h1}\ngolang.org/toolchain {module}/go.mod {go_mod}\n\n{}",
            String::from_utf8_lossy(&whole["sumdb/sum.test/latest"])
        );
        fs::write(lookup(version), record).unwrap();
        fs::write(site.zip(version), forged.module_zip()).unwrap();
    };
    forged("1.99.9");
    forged("1.22.6");
    assert_eq!(site.mirror("verify", &[]).code, 6);
    site.mirror("update", &["--repair"]).exits(0);
    let list = fs::read_to_string(site.dir().join("golang.org/toolchain/@v/list")).unwrap();
    assert!(!list.contains("1.99.9") && list.contains("1.22.6"), "{list}");
    assert_eq!(fs::read(site.zip("1.22.6")).unwrap(), Toolchain::new("1.22.6").module_zip());
    assert_eq!(site.mirror("verify", &[]).code, 6, "it is still there");
    site.mirror("prune", &["--yes"]).exits(0);
    site.mirror("verify", &[]).exits(0);
    assert_eq!(site.tree(), whole);

    // Without what was asked for nothing is known of a mirror; said again it is whole.
    let description = site.dir().join(".goenvmgr/mirror.json");
    fs::write(&description, "{").unwrap();
    let ran = site.mirror("update", &[]).exits(3);
    assert!(ran.stderr.contains("remove that file"), "{ran:?}");
    fs::remove_file(&description).unwrap();
    site.mirror("update", &[]).exits(2);
    site.publishers.go_on(1);
    site.mirror("create", &["1.22.5", "1.22.6", "--platform", "linux/amd64", "linux/amd64"])
        .exits(0);
    assert!(fs::read_to_string(&description).unwrap().matches("amd64").count() == 2);
    site.mirror("verify", &[]).exits(0);
}

#[test]
fn verify_asks_nothing_of_the_network_and_changes_nothing() {
    let mut site = Site::created(&["1.22.5"]);
    let asked = site.publishers.proxy.server.targets().len();
    let before = site.tree();
    site.mirror("verify", &[]).exits(0);
    assert_eq!(site.publishers.proxy.server.targets().len(), asked);
    assert_eq!(site.tree(), before);
    site.world.set("GOPROXY", "http://127.0.0.1:1");
    site.mirror("verify", &[]).exits(0);
    site.mirror("prune", &["--yes"]).exits(0);
}
