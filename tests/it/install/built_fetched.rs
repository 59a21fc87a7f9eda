//! `goenvmgr install tip --from ARCHIVE`: Go's source, fetched from an address of the user's own. What is built is as in
//! `built`.

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::Arc;

use goenvmgr::base::digest::Sha256Sum;

use super::built::{MAKE, builds, world};
use crate::support::server::{Answer, Server};
use crate::support::until;
use crate::support::world::World;

/// What an archive holds; directories end with a slash.
pub(super) type Files<'a> = &'a [(&'a str, &'a str)];

const NEXT: &str = "package goversion\n\nconst Version = 27\n";
/// Source, and a build of its owner's beside it.
pub(super) const SOURCE: Files<'static> = &[
    (".gitattributes", "* -text\n"),
    ("src/", ""),
    ("src/make.bash", MAKE),
    ("src/internal/goversion/goversion.go", NEXT),
    ("bin/go", "old"),
    ("pkg/obj/x", "old"),
    (".git/config", "[core]\n"),
    ("VERSION.cache", "go1.99\n"),
];

pub(super) fn below(prefix: &str, files: Files<'_>) -> Vec<(String, String)> {
    files.iter().map(|(name, text)| (format!("{prefix}{name}"), (*text).to_owned())).collect()
}

fn targz(files: &[(String, String)]) -> Vec<u8> {
    let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    let mut tar = tar::Builder::new(gzip);
    // As `git archive` begins: the commit, which is of no file.
    let commit = "52 comment=0123456789abcdef0123456789abcdef01234567\n";
    entry(
        &mut tar,
        "pax_global_header",
        commit,
        commit.len() as u64,
        tar::EntryType::XGlobalHeader,
    );
    for (name, text) in files {
        let kind =
            if name.ends_with('/') { tar::EntryType::Directory } else { tar::EntryType::Regular };
        entry(&mut tar, name, text, text.len() as u64, kind);
    }
    tar.into_inner().unwrap().finish().unwrap()
}

fn entry(
    tar: &mut tar::Builder<impl std::io::Write>,
    name: &str,
    text: &str,
    size: u64,
    kind: tar::EntryType,
) {
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(kind);
    header.set_mode(0o755);
    header.set_size(size);
    // As it is written: `set_path` refuses what is hostile.
    header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
    header.set_cksum();
    tar.append(&header, text.as_bytes()).unwrap();
}

pub(super) fn zip(files: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for (name, text) in files {
        match name.strip_suffix('/') {
            Some(dir) => zip.add_directory(dir, options).unwrap(),
            None => {
                zip.start_file(name, options).unwrap();
                zip.write_all(text.as_bytes()).unwrap();
            }
        }
    }
    zip.finish().unwrap().into_inner()
}

/// The names of what the build of `tip` holds beside its tree, and the receipt.
fn receipt(world: &World) -> serde_json::Value {
    let [only] = &builds(world)[..] else { panic!("{:?}", builds(world)) };
    let mut left: Vec<_> = fs::read_dir(only).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["files", "go", "receipt.json"]);
    serde_json::from_slice(&fs::read(only.join("receipt.json")).unwrap()).unwrap()
}

#[test]
fn archive_is_fetched_built_and_never_called_verified() {
    let world = world();
    let server = Server::start();
    let archives = [
        ("/go/+archive/master.tar.gz", targz(&below("", SOURCE))),
        ("/go1.27.src.tar.gz", targz(&below("go/", SOURCE))),
        ("/archive/master.zip", zip(&below("go-master/", SOURCE))),
        ("/go-master.tar.gz", targz(&below("go-master/", SOURCE))),
        ("/dot-go.tar.gz", targz(&below("./go/", SOURCE))),
        ("/dot.tar.gz", targz(&below("./", &[&[("", "")], SOURCE].concat()))),
    ];
    for (target, bytes) in &archives {
        server.on(target, Answer::ok(bytes.clone()));
        let url = format!("{}{target}", server.url());
        let done = world.run(&["install", "tip", "--from", &url]).exits(0).stdout;
        let sha256 = Sha256Sum::of(bytes);
        assert!(done.contains(&format!(", from {url} by go1.26.8 in ")), "{done}");
        assert!(done.contains(&format!("sha256 of the archive: {sha256}")), "{done}");
        assert!(done.contains("unverified: nothing says what its source should be"), "{done}");
        let receipt = receipt(&world);
        assert_eq!((&receipt["from"], &receipt["source"]), (&url.as_str().into(), &().into()));
        assert_eq!(receipt["archive_sha256"], sha256.to_string());
        assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
        let root = builds(&world)[0].join("go");
        assert!(!root.join(".git").exists() && !root.join("pkg/obj").exists());
        assert!(fs::read_to_string(root.join("bin/go")).unwrap().contains("first"));
    }
    let (url, bytes) = (format!("{}{}", server.url(), archives[5].0), &archives[5].1);
    let listed = world.run(&["list"]).exits(0).stdout;
    assert!(listed.contains("tip 1.27") && listed.contains("unverified"), "{listed}");
    assert!(listed.contains(&format!("should be, built from {url}")), "{listed}");
    let told = world.run(&["verify", "tip"]).exits(1).stdout;
    let from = format!("note: built here from {url} (sha256 {}) by go1.26.8", Sha256Sum::of(bytes));
    assert!(told.contains(&from), "{told}");
}

#[test]
fn archive_of_this_machine_is_taken_by_path_and_by_url_and_stays() {
    let world = world();
    let path = world.path("it is here.tar.gz");
    fs::write(&path, targz(&below("go/", SOURCE))).unwrap();
    let url = format!("file://{}", path.to_str().unwrap().replace(' ', "%20"));
    for from in ["../it is here.tar.gz", &url] {
        let ran = world.run(&["--offline", "install", "tip", "--from", from]).exits(0);
        assert!(
            ran.stdout.contains("it is here.tar.gz by") || ran.stdout.contains(&url),
            "{ran:?}"
        );
        assert_eq!(
            receipt(&world)["archive_sha256"],
            Sha256Sum::of(&fs::read(&path).unwrap()).to_string()
        );
    }
}

#[test]
fn archive_behind_a_login_is_fetched_and_no_secret_is_written_down() {
    let world = world();
    let server = Server::start();
    server.on("/x.tar.gz?token=hidden", Answer::ok(targz(&below("go/", SOURCE))));
    let url = format!("http://ann:secret@{}/x.tar.gz?token=hidden", server.place());
    let done = world.run(&["install", "tip", "--from", &url, "--format", "json"]).exits(0);
    assert!(server.seen()[0].header("authorization").is_some(), "{:?}", server.seen());
    let log = world.home().join("state/logs/build-tip.log");
    let receipt = receipt(&world).to_string();
    let listed = world.run(&["list", "--format", "json"]).exits(0).stdout;
    let gone = world.run(&["install", "tip", "--from", &url.replace("x.tar", "y.tar")]).exits(1);
    let unnamed = world.run(&["install", "latest", "--from", &url]).exits(2);
    assert!(unnamed.stderr.contains("goenvmgr install tip --from"), "{unnamed:?}");
    for text in [
        &done.stdout,
        &done.stderr,
        &receipt,
        &listed,
        &gone.stderr,
        &unnamed.stderr,
        &fs::read_to_string(log).unwrap(),
    ] {
        for secret in ["ann", "secret", "hidden"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
    }
    assert!(receipt.contains(&format!("http://{}/x.tar.gz", server.place())), "{receipt}");
}

#[test]
fn archive_that_is_none_or_hostile_changes_nothing() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let old = builds(&world);
    let server = Server::start();
    let whole = targz(&below("go/", SOURCE));
    let with = |odd: (&str, &str)| targz(&[below("go/", SOURCE), below("", &[odd])].concat());
    let mut bomb =
        tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    entry(&mut bomb, "go/src/make.bash", "", 3 << 30, tar::EntryType::Regular);
    let mut link =
        tar::Builder::new(flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast()));
    entry(&mut link, "go/src", "", 0, tar::EntryType::Symlink);
    for (name, answer, code, says) in [
        ("404", Answer::status(404, "no"), 1, "does not have it (404)"),
        ("403", Answer::status(403, "no"), 3, "refused (403)"),
        ("page", Answer::html(), 3, "a web page"),
        ("text", Answer::ok("hello"), 2, "neither a .tar.gz nor a .zip"),
        ("empty", Answer::ok(targz(&[])), 6, "it holds no files"),
        ("cut", Answer::ok(&whole[..whole.len() / 2]), 6, "is not built: it is cut off or damaged"),
        (
            "none",
            Answer::ok(targz(&below("x/", &[("src/a.go", "")]))),
            2,
            "there is no src/make.bash",
        ),
        ("two", Answer::ok(with(("other/x", ""))), 6, "which is not below go/"),
        ("up", Answer::ok(with(("go/../../../../away", "x"))), 6, "climbs out"),
        ("root", Answer::ok(with(("/away", "x"))), 6, "absolute name"),
        ("zip", Answer::ok(zip(&below("go/", &[("../../away", "x")]))), 6, "climbs out"),
        (
            "bomb",
            Answer::ok(bomb.into_inner().unwrap().finish().unwrap()),
            6,
            "a file of more than",
        ),
        ("link", Answer::ok(link.into_inner().unwrap().finish().unwrap()), 6, "it holds a link"),
        (
            "which",
            Answer::ok(targz(&below("go/", &[("src/make.bash", MAKE)]))),
            2,
            "does not say which Go",
        ),
    ] {
        server.on(&format!("/{name}"), answer);
        let url = format!("{}/{name}", server.url());
        let ran = world.run(&["install", "tip", "--from", &url]);
        assert!(ran.code == code && ran.stderr.contains(says), "{name}: {ran:?}");
        assert!(ran.stderr.contains(&url), "{name}: {ran:?}");
        assert_eq!(ran.stderr.contains("git archive"), code == 6, "{name}: {ran:?}");
        assert!(!ran.stderr.contains("/built/tip-"), "a path that is gone: {ran:?}");
        assert_eq!(builds(&world), old, "{name}");
    }
    assert!(!world.path("away").exists());
    assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
    for from in ["ssh://127.0.0.1/go.git", "http://"] {
        let odd = world.run(&["install", "tip", "--from", from]).exits(2);
        assert!(odd.stderr.contains("cannot be fetched"), "{odd:?}");
    }
    for from in ["/nope", "git@127.0.0.1:go.git"] {
        let neither = world.run(&["install", "tip", "--from", from]).exits(2);
        assert!(neither.stderr.contains("holds no source of Go"), "{neither:?}");
    }
}

#[test]
fn archive_is_not_what_the_user_said_and_is_not_built() {
    let world = world();
    let server = Server::start();
    let bytes = targz(&below("go/", SOURCE));
    server.on("/x", Answer::ok(bytes.clone()));
    let install = |sha256: &str| {
        world.run(&["install", "tip", "--from", &format!("{}/x", server.url()), "--sha256", sha256])
    };
    let other = install(&"0".repeat(64)).exits(6);
    assert!(other.stderr.contains("is not what --sha256 names"), "{other:?}");
    assert!(builds(&world).is_empty());
    let done = install(&Sha256Sum::of(&bytes).to_string()).exits(0);
    assert!(done.stdout.contains("unverified"), "{done:?}");
    let dir =
        world.run(&["install", "tip", "--from", "../go", "--sha256", &"0".repeat(64)]).exits(2);
    assert!(dir.stderr.contains("--sha256 is of an archive"), "{dir:?}");
}

#[test]
fn archive_that_breaks_off_goes_on_and_nobody_is_asked_offline() {
    let world = world();
    let server = Server::start();
    let body = Arc::new(targz(&below("go/", SOURCE)));
    let headers = vec![("etag".to_owned(), "\"a\"".to_owned())];
    let whole = Answer::ok(body.to_vec()).with("etag", "\"a\"").with("accept-ranges", "bytes");
    server.on_each("/x", vec![Answer::CutAfter { bytes: 200, headers, body }, whole]);
    let url = format!("{}/x", server.url());
    let offline = world.run(&["--offline", "install", "tip", "--from", &url]).exits(3);
    assert!(offline.stderr.contains("offline"), "{offline:?}");
    assert!(server.seen().is_empty() && builds(&world).is_empty());
    world.run(&["install", "tip", "--from", &url]).exits(0);
    assert_eq!(server.seen()[1].header("range"), Some("bytes=200-"), "{:?}", server.seen());
    receipt(&world);
}

#[test]
fn archive_whose_download_is_killed_leaves_nothing_that_stays() {
    let world = world();
    let server = Server::start();
    let body = Arc::new(targz(&below("go/", SOURCE)));
    server.on("/x", Answer::StallAfter { bytes: 200, body: Arc::clone(&body) });
    let from = format!("{}/x", server.url());
    for (before, (signal, code)) in [("INT", Some(130)), ("KILL", None)].into_iter().enumerate() {
        let mut command = world.ours(&["install", "tip", "--from", &from]);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        let comes = |dir: &PathBuf| dir.join("source.partial").exists();
        let begun = || server.seen().len() > before && builds(&world).iter().any(comes);
        until("the download has begun", begun);
        let pid = child.id().to_string();
        let done = std::process::Command::new("kill").args([&format!("-{signal}"), &pid]).status();
        assert!(done.unwrap().success());
        assert_eq!(child.wait().unwrap().code(), code);
        // Not more than the one of whoever was killed last.
        assert_eq!(builds(&world).len(), 1);
    }
    world.run(&["clean", "--stale"]).exits(0);
    assert!(builds(&world).is_empty());
    assert!(world.installed().is_empty());
    server.on("/x", Answer::ok(body.to_vec()));
    world.run(&["install", "tip", "--from", &from]).exits(0);
    receipt(&world);
}
