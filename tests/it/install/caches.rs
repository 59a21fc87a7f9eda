//! Our caches may be damaged, full or read-only: an install that has room does without them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::net::Net;
use crate::support::publish::ReleaseSite;
use crate::support::server::Answer;
use crate::support::world::ran;

/// The one copy of an index that is kept.
fn copy(net: &Net) -> PathBuf {
    let files = fs::read_dir(net.world.home().join("cache")).unwrap();
    let mut files = files.map(|entry| entry.unwrap().path());
    files.find(|path| path.extension().is_some_and(|end| end == "json")).unwrap()
}

#[test]
fn cached_index_that_is_damaged_is_fetched_again() {
    let net = Net::new().var("GOPROXY", "off");
    net.run(&["list", "--remote"]).exits(0);
    let whole = fs::read(copy(&net)).unwrap();
    let head = whole.iter().position(|byte| *byte == b'\n').unwrap();
    let mut changed = whole.clone();
    let sum = whole.windows(6).position(|w| w == b"sha256").unwrap();
    let at = whole[head..].windows(6).position(|w| w == b"sha256").unwrap() + head + 12;
    assert!(sum < head && at < whole.len());
    changed[at] = if changed[at] == b'0' { b'1' } else { b'0' };
    let cuts =
        [0, 1, head / 2, head, head + 1, head + 2, (head + whole.len()) / 2, whole.len() - 1];
    for damaged in cuts.map(|length| whole[..length].to_vec()).into_iter().chain([
        changed,
        b"\0".repeat(whole.len()),
        b"\xff".repeat(9),
        whole.repeat(2),
    ]) {
        fs::write(copy(&net), &damaged).unwrap();
        let asked = net.site.server.seen().len();
        let ran = net.run(&["install", "--reinstall", "1.22.5"]);
        assert_eq!(ran.code, 0, "{} bytes: {ran:?}", damaged.len());
        assert!(ran.stdout.contains("is in the release index"), "{ran:?}");
        let seen = net.site.server.seen();
        let index = seen[asked..].iter().find(|s| s.target() == ReleaseSite::INDEX).unwrap();
        assert_eq!(index.header("if-none-match"), None, "{} bytes", damaged.len());
        assert_eq!(fs::read(copy(&net)).unwrap().len(), whole.len());
    }
    // Where none can be fetched the copy is not blamed, and not believed.
    fs::write(copy(&net), &whole[..whole.len() - 1]).unwrap();
    net.site.server.on(ReleaseSite::INDEX, Answer::status(503, "no"));
    let told = net.run(&["install", "latest"]).exits(3).stderr;
    assert!(told.contains("failed (503)") && !told.contains("not a release index"), "{told}");
}

#[test]
fn file_name_of_the_index_that_is_none_of_the_version_is_refused() {
    let net = Net::new().var("GOPROXY", "off").var("GOSUMDB", "off");
    let named = |name: &str| {
        let platform = goenvmgr::go::platform::Platform::host();
        format!(
            r#"[{{"version": "go1.22.5", "stable": true, "files": [{{"filename": "{name}",
            "os": "{}", "arch": "{}", "sha256": "{}", "size": 1, "kind": "archive"}}]}}]"#,
            platform.os,
            platform.dl_arch(),
            "0".repeat(64)
        )
    };
    let long = format!("go1.22.5.{}.tar.gz", "a".repeat(300));
    for name in [long.as_str(), "go1.22.4.linux-amd64.tar.gz", "x.tar.gz", "go1.22.5/../x.tar.gz"] {
        net.site.server.on(ReleaseSite::INDEX, Answer::ok(named(name)));
        let told = net.run(&["install", "1.22.5"]).exits(3).stderr;
        assert!(told.contains("its index names \"") && told.contains(&name[..8]), "{told}");
        assert!(told.len() < 600, "{told}");
        assert!(!net.site.server.targets().iter().any(|target| target.starts_with("/go/")));
    }
}

/// A tmpfs, gone with the value.
struct Mount(PathBuf);

impl Mount {
    fn new(at: &Path, options: &str) -> Self {
        fs::create_dir_all(at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at);
        assert!(mount.status().unwrap().success(), "mount needs root");
        Self(at.to_owned())
    }

    /// Takes every inode that is left.
    fn fill(&self) {
        while fs::File::create(self.0.join(format!("f{}", rand(&self.0)))).is_ok() {}
    }
}

fn rand(dir: &Path) -> usize {
    fs::read_dir(dir).unwrap().count()
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn install_does_without_a_cache_that_is_full() {
    for sources in ["go.dev", "goproxy"] {
        for (at, options) in [
            ("cache", "size=1m,nr_inodes=4"),
            ("cache", "size=1m,nr_inodes=6"),
            ("cache/sumdb", "size=1m,nr_inodes=3"),
            ("cache", "size=4k,nr_inodes=20"),
            ("cache", "ro"),
            ("state", "size=1m,nr_inodes=3"),
        ] {
            let net = Net::new().var("GOENVMGR_SOURCES", sources);
            let mount = Mount::new(&net.world.home().join(at), options);
            mount.fill();
            let ran = ran(net.world.ours(&["install", "1.22.5"]));
            // Without a memory of heads the log attests nothing, the index does.
            let code = if (at, sources) == ("state", "goproxy") { 3 } else { 0 };
            assert_eq!(ran.code, code, "{sources} {at} {options}: {ran:?}");
            if code == 0 {
                net.is_whole(sources == "goproxy");
                net.is_tidy();
            }
        }
    }
}
