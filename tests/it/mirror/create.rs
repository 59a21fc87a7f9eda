//! Making a mirror: where it may be, what is fetched, what is refused.

use std::fs;
use std::os::unix::fs::{PermissionsExt as _, symlink};

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use super::{Client, Site, says};
use crate::support::publish::{ModuleProxy, Toolchain};
use crate::support::server::Answer;

#[test]
fn dry_run_says_what_would_come_and_leaves_nothing() {
    let site = Site::new();
    let ran = site.mirror("create", &["1.22", "--platform", "linux/amd64", "--dry-run"]).exits(0);
    assert!(ran.stdout.contains("1.22 is 1.22.6"), "{ran:?}");
    assert!(ran.stdout.contains("go1.22.6 for linux/amd64 would be fetched, "), "{ran:?}");
    assert!(!site.dir().exists());
    site.mirror("create", &["1.22.5"]).exits(0);
    let before = site.tree();
    let json = site.mirror("update", &["1.22", "-n", "--format", "json"]).exits(0).json();
    assert_eq!(json["versions"][0]["status"], "nothing");
    assert_eq!(json["versions"][1]["status"], "fetch");
    assert!(json["versions"][1]["bytes"].as_u64().unwrap() > 1000);
    assert_eq!(site.tree(), before);
}

#[test]
fn directory_with_files_of_others_is_refused_and_left_as_it_is() {
    let site = Site::new();
    site.world.write("mirror/index.html", "mine");
    let ran = site.mirror("create", &["1.22.5"]).exits(2);
    assert!(ran.stderr.contains("holds index.html, and is no mirror"), "{ran:?}");
    assert_eq!(site.tree().into_keys().collect::<Vec<_>>(), ["index.html"]);
    assert!(!site.dir().join(".goenvmgr").exists());
    for word in ["update", "verify", "prune"] {
        assert!(site.mirror(word, &[]).exits(2).stderr.contains("is no mirror"), "{word}");
    }
    fs::remove_file(site.dir().join("index.html")).unwrap();
    fs::remove_dir(site.dir()).unwrap();
    for word in ["update", "verify", "prune", "nginx"] {
        assert!(site.mirror(word, &[]).exits(2).stderr.contains("there is no"), "{word}");
    }
    site.world.write("mirror", "a file");
    assert!(site.mirror("create", &["1.22.5"]).exits(2).stderr.contains("is no directory"));
}

#[test]
fn words_that_name_nothing_to_mirror_are_refused() {
    let site = Site::new();
    site.mirror("create", &["system"]).exits(2);
    site.mirror("create", &["1.22.5", "--platform", "linux"]).exits(2);
    site.mirror("create", &["1.22.5", "--platform", "../../etc/x"]).exits(2);
    site.mirror("create", &["1.22.5-../../x"]).exits(2);
    site.mirror("create", &[]).exits(2);
    let off = site
        .world
        .ours(&["mirror", "create", site.dir().to_str().unwrap(), "1.22.5"])
        .env("GOSUMDB", "off")
        .output();
    let off = String::from_utf8(off.unwrap().stderr).unwrap();
    assert!(off.contains("a mirror needs the checksum database, but GOSUMDB=off"), "{off}");
    assert!(!site.dir().exists());
}

#[test]
fn one_that_nobody_has_hides_no_other() {
    let site = Site::new();
    let ran = site.mirror("create", &["1.22.9", "1.22.5", "--format", "json"]).exits(1);
    assert_eq!(ran.json()["versions"][0]["status"], "fetched");
    assert_eq!(ran.json()["versions"][1]["status"], "failed");
    assert!(ran.stderr.contains("no such record"), "{ran:?}");
    assert!(ran.stderr.contains("go1.22.9 for linux/amd64 was never published"), "{ran:?}");
    // A slip of the hand is not told of for ever.
    site.mirror("verify", &[]).exits(0);
    site.mirror("update", &[]).exits(0);
    let server = site.serve();
    assert_eq!(Client::new(&site, &server.url()).go("1.22.5").exits(0).stdout, says("1.22.5"));
}

#[test]
fn zip_that_is_not_what_its_record_says_is_never_published() {
    let site = Site::new();
    let honest = Toolchain::new("1.22.5");
    let zip = |change: &dyn Fn(&mut Toolchain)| {
        let mut forged = Toolchain::new("1.22.5");
        change(&mut forged);
        forged.module_zip()
    };
    let raw = |name: &str| {
        let zip = zip::ZipWriter::new_append(std::io::Cursor::new(honest.module_zip()));
        let mut zip = zip.unwrap();
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name, options).unwrap();
        zip.finish().unwrap().into_inner()
    };
    let below = format!("{TOOLCHAIN_MODULE}@{}", honest.module_version());
    // What goenvmgr would leave out of an install, and the go command refuses.
    let covered = raw(&format!("{below}/api/evil.txt"));
    let forged = [
        zip(&|it| it.files.get_mut("src/fmt/print.go").unwrap().1[0] ^= 1),
        zip(&|it| drop(it.files.remove("LICENSE"))),
        covered,
        raw(&format!("{below}/src/cmd/x/go.mod")),
        raw("elsewhere/x"),
        honest.module_zip()[..6000].to_vec(),
        b"PK\x05\x06 and nothing more, as long as it takes".to_vec(),
    ];
    for (number, bytes) in forged.into_iter().enumerate() {
        site.publishers.proxy.server.on(&ModuleProxy::zip_path(&honest), Answer::ok(bytes));
        let ran = site.mirror("create", &["1.22.5", "1.22.6"]).exits(6);
        assert!(ran.stderr.contains("the zip of go1.22.5 for linux/amd64"), "{number}: {ran:?}");
        assert!(ran.stderr.contains("kept as evidence: "), "{number}: {ran:?}");
        assert!(!site.zip("1.22.5").exists(), "{number}");
        assert!(site.zip("1.22.6").exists(), "{number}: one that fails hides no other");
        let list = fs::read_to_string(site.dir().join("golang.org/toolchain/@v/list")).unwrap();
        assert!(!list.contains("1.22.5"), "{number}: {list}");
    }
}

#[test]
fn download_that_was_cut_goes_on_where_it_stopped() {
    let site = Site::new();
    let toolchain = Toolchain::new("1.22.5");
    let (path, zip) =
        (ModuleProxy::zip_path(&toolchain), std::sync::Arc::new(toolchain.module_zip()));
    let headers = vec![
        ("etag".to_owned(), "\"one\"".to_owned()),
        ("accept-ranges".to_owned(), "bytes".to_owned()),
    ];
    let cut = Answer::CutAfter { bytes: 5000, headers: headers.clone(), body: zip.clone() };
    let whole = Answer::Ok { status: 200, headers, body: zip };
    site.publishers
        .proxy
        .server
        .on_each(&path, vec![cut, Answer::Reset, Answer::Reset, Answer::Reset, whole.clone()]);
    let first = site.mirror("create", &["1.22.5"]);
    assert!([0, 3].contains(&first.code), "{first:?}");
    site.publishers.proxy.server.on(&path, whole);
    site.mirror("create", &["1.22.5"]).exits(0);
    let seen = site.publishers.proxy.server.seen();
    let ranges: Vec<_> = seen
        .iter()
        .filter(|seen| seen.target() == path)
        .filter_map(|seen| seen.header("range"))
        .collect();
    assert!(ranges.contains(&"bytes=5000-"), "{ranges:?}");
    site.mirror("verify", &[]).exits(0);
    let downloads = site.dir().join(".goenvmgr/downloads");
    assert!(fs::read_dir(&downloads).unwrap().next().is_none());
    let mode = fs::metadata(&downloads).unwrap().permissions().mode();
    assert_eq!(mode & 0o077, 0, "no web server hands on what nothing has verified");
}

#[test]
fn links_of_others_in_a_mirror_lead_nowhere() {
    let site = Site::created(&["1.22.5"]);
    let out = site.world.path("out");
    fs::create_dir(&out).unwrap();
    // Everybody may write here, and somebody has.
    let module = site.dir().join(TOOLCHAIN_MODULE);
    fs::rename(module.join("@v"), site.world.path("was")).unwrap();
    symlink(&out, module.join("@v")).unwrap();
    let open = fs::Permissions::from_mode(0o777);
    fs::set_permissions(&module, open).unwrap();
    let ran = site.mirror("update", &["1.22.6"]);
    assert!(ran.code != 0, "{ran:?}");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 0, "{ran:?}");
    let verified = site.mirror("verify", &[]);
    assert!(verified.code != 0, "{verified:?}");
}
