//! What an answer rests on: whose key counts, what a receipt alone is worth, and who could have
//! changed what is looked at.

use std::fs;
use std::path::Path;

use goenvmgr::toolchains::store::receipt::Receipt;

use super::*;
use crate::support::platform::chown;

/// A tree with a manifest, a receipt and a log that all agree, and the key of that log, in which
/// this machine has no reason to believe.
fn forged() -> (Net, String) {
    let mut net = net();
    install(&net, |receipt| receipt.sha256 = None);
    let key = net.database.key();
    net.set("GOSUMDB", "");
    (net, key)
}

#[test]
fn forged_tree_with_a_key_of_its_own_is_not_as_published() {
    let (mut net, key) = forged();
    let root = net.root();
    let env = root.join("go.env");
    let text = fs::read_to_string(&env).unwrap_or_default();
    let routes: [(&str, Vec<(&str, &Path)>); 4] = [
        ("the only Go at hand", vec![]),
        ("exported by activation", vec![("GOROOT", &root)]),
        ("named by GOENV", vec![("GOENV", &env)]),
        ("both", vec![("GOENV", &env), ("GOROOT", &root)]),
    ];
    // Trusted by the user's own word, so that the test can tell.
    net.set("GOSUMDB", &key);
    let honest = verify(&net, &["1.22.5"]);
    assert!(honest.stdout.contains("signature and proof checked"), "{honest:?}");
    fs::write(&env, format!("{text}GOSUMDB={key}\n")).unwrap();
    for (route, vars) in routes {
        net.set("GOSUMDB", "");
        net.set("GOENV", "off");
        net.set("GOROOT", "");
        for (name, value) in vars {
            net.set(name, value);
        }
        let ran = verify(&net, &["1.22.5"]);
        assert!(!ran.stdout.contains("signature and proof checked"), "{route}: {ran:?}");
        assert!(ran.stdout.contains("that GOSUMDB does not name here"), "{route}: {ran:?}");
    }
}

#[test]
fn key_of_a_go_that_root_owns_counts_and_anothers_does_not() {
    for (owner, mode, code) in [(0, 0o644, 0), (1000, 0o644, 1), (0, 0o666, 1)] {
        let (mut net, key) = forged();
        let other = net.world.path("other go");
        net.world.goroot(&other, "1.21.0");
        let env = other.join("go.env");
        fs::set_permissions(&other, fs::Permissions::from_mode(0o755)).unwrap();
        fs::write(&env, format!("GOSUMDB={key}\n")).unwrap();
        chown(&env, Some(owner), None).unwrap();
        fs::set_permissions(&env, fs::Permissions::from_mode(mode)).unwrap();
        net.set("PATH", other.join("bin"));
        let ran = verify(&net, &["1.22.5"]);
        assert_eq!(ran.code, code, "{owner} {mode:o}: {ran:?}");
        assert_eq!(ran.stdout.contains("as published"), code == 0, "{owner} {mode:o}: {ran:?}");
    }
}

#[test]
fn receipt_without_a_log_record_says_unchanged_and_is_no_proof() {
    let mut net = net();
    let index = "https://go.dev/dl/".to_owned();
    install(&net, |receipt| {
        receipt.transparency = None;
        let sha256 = receipt.sha256.as_mut().unwrap();
        sha256.sha256 = "0".repeat(64).parse().unwrap();
        sha256.index = index;
    });
    go_offline(&mut net);
    let ran = verify(&net, &["1.22.5"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("unchanged since it was installed: 15 files"), "{ran:?}");
    assert!(ran.stdout.contains("rests on this machine's receipt only"), "{ran:?}");
    assert!(!ran.stdout.contains("as published"), "{ran:?}");
    let json: serde_json::Value =
        serde_json::from_str(&verify(&net, &["1.22.5", "--format", "json"]).stdout).unwrap();
    assert_eq!(json[0]["rests_on"], "receipt");

    net.set("GOENVMGR_VERIFY", "transparency");
    let strict = verify(&net, &["1.22.5"]);
    assert_eq!(strict.code, 1, "{strict:?}");
    assert!(strict.stdout.contains("demands the log"), "{strict:?}");

    let online = verify(&net, &["1.22.5", "--online"]);
    assert_eq!(online.code, 3, "nobody answers: {online:?}");
}

#[test]
fn online_asks_the_log_again_whatever_the_receipt_says() {
    let net = net();
    let root = install(&net, |receipt| receipt.transparency = None);
    let ran = verify(&net, &["1.22.5", "--online"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert!(ran.stdout.contains("as published"), "{ran:?}");
    // Tree, manifest and receipt changed together: they agree, and the log does not.
    fs::write(root.join("bin/go"), "another program").unwrap();
    let version = GoVersion::parse("1.22.5").unwrap();
    let tree = archive::scan(&root, &Silent).unwrap().tree;
    fs::write(Receipt::manifest_path(&home(&net), &version), tree.to_text()).unwrap();
    assert_eq!(verify(&net, &["1.22.5"]).code, 0, "they agree");
    let ran = verify(&net, &["1.22.5", "--online"]);
    assert_eq!(ran.code, 6, "{ran:?}");
    assert!(ran.stdout.contains("the log has h1:"), "{ran:?}");
}

#[test]
fn online_asks_the_index_where_the_log_may_not_be_asked() {
    for (what, sum, code, said) in [
        ("the same", None, 0, "has the archive's sha256 that the receipt names"),
        ("another", Some("0".repeat(64)), 6, "the receipt's archive has sha256 000000"),
    ] {
        let mut net = net();
        net.set("GOSUMDB", "off");
        let published = Sha256Sum::of(&net.toolchain.archive());
        install(&net, |receipt| {
            receipt.transparency = None;
            let sum = sum.map_or(published, |sum| sum.parse().unwrap());
            receipt.sha256.as_mut().unwrap().sha256 = sum;
        });
        let ran = verify(&net, &["1.22.5", "--online"]);
        assert_eq!(ran.code, code, "{what}: {ran:?}");
        assert!(ran.stdout.contains(said), "{what}: {ran:?}");
        assert!(!ran.stdout.contains("as published"), "{what}: {ran:?}");
        net.without_site();
        assert_eq!(verify(&net, &["1.22.5", "--online"]).code, 3, "{what}");
    }
}

type Change<'a> = &'a dyn Fn(&Path);

#[test]
fn verify_names_what_others_may_change() {
    let chmod = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    let cases: [(&str, &str, Change<'_>); 8] = [
        ("toolchains/go1.22.5/bin/go", "everybody may write bin/go", &|at| chmod(at, 0o777)),
        ("toolchains/go1.22.5/bin/go", "a setuid or setgid bit", &|at| chmod(at, 0o4755)),
        ("toolchains/go1.22.5/bin/go", "a setuid or setgid bit", &|at| chmod(at, 0o2755)),
        ("toolchains/go1.22.5/bin/go", "user 1234 owns bin/go", &|at| {
            chown(at, Some(1234), None).unwrap();
        }),
        ("toolchains/go1.22.5/src", "everybody may write src", &|at| chmod(at, 0o777)),
        ("toolchains/go1.22.5", "everybody may write .", &|at| chmod(at, 0o777)),
        ("toolchains", "everybody may write", &|at| chmod(at, 0o777)),
        ("receipts/go1.22.5.json", "group 7 may write", &|at| {
            chown(at, None, Some(7)).unwrap();
            chmod(at, 0o664);
        }),
    ];
    for (path, said, change) in cases {
        let net = net();
        install(&net, |_| {});
        for mode in ["toolchains", "receipts", ""] {
            chmod(&net.world.home().join(mode), 0o755);
        }
        assert_eq!(verify(&net, &["1.22.5"]).code, 0);
        change(&net.world.home().join(path));
        let ran = verify(&net, &["1.22.5"]);
        assert_eq!(ran.code, 1, "{path}: {ran:?}");
        assert!(ran.stdout.contains(said), "{path}: {ran:?}");
    }
}
