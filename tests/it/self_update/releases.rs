//! A release owner on loopback, and a user whose program is to take what he signs.

use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::PathBuf;

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::platform::Platform;
use serde_json::json;

use crate::support::program;
use crate::support::server::{Answer, Server};
use crate::support::sumdb::Signer;
use crate::support::world::{Ran, World, exe, ran};

/// The version that is tested.
pub(super) const OWN: &str = env!("CARGO_PKG_VERSION");
/// As long as that.
pub(crate) const NEWEST: &str =
    concat!("9.", env!("CARGO_PKG_VERSION_MINOR"), ".", env!("CARGO_PKG_VERSION_PATCH"));

/// What is published.
pub(crate) struct Release {
    pub(super) version: String,
    /// By Go's names.
    pub(super) platform: String,
    /// A script, as a rule.
    pub(super) program: Vec<u8>,
    /// The directory in the archive.
    pub(super) dir: String,
}

impl Release {
    pub(crate) fn new(version: &str) -> Self {
        Self {
            version: version.to_owned(),
            platform: Platform::host().to_string(),
            program: format!("#!/bin/sh\necho goenvmgr {version}\n").into(),
            dir: format!("goenvmgr-{version}-here"),
        }
    }

    pub(super) fn file(&self) -> String {
        format!("goenvmgr-{}-here.tar.gz", self.version)
    }

    pub(super) fn archive(&self) -> Vec<u8> {
        let gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        let mut tar = tar::Builder::new(gzip);
        for (name, mode, text) in [
            ("goenvmgr", 0o755, &*self.program),
            ("man/goenvmgr.1", 0o644, b"a new page\n"),
            ("man/goenvmgr-newer.1", 0o644, b"a page of a new command\n"),
            ("completions/goenvmgr.bash", 0o644, b"complete\n"),
        ] {
            let mut header = tar::Header::new_gnu();
            header.set_mode(mode);
            header.set_size(text.len() as u64);
            // As hostile as it may be.
            let path = format!("{}/{name}", self.dir);
            header.as_mut_bytes()[..path.len()].copy_from_slice(path.as_bytes());
            header.set_cksum();
            tar.append(&header, text).unwrap();
        }
        tar.into_inner().unwrap().finish().unwrap()
    }

    /// What is signed of it.
    pub(super) fn text(&self) -> String {
        let archive = self.archive();
        let one = json!({
            "platform": self.platform,
            "file": self.file(),
            "size": archive.len(),
            "sha256": Sha256Sum::of(&archive).to_string(),
        });
        format!("{:#}\n", json!({"goenvmgr": self.version, "archives": [one]}))
    }
}

/// Where releases lie, and a program in `~/.local/bin` that knows two keys.
pub(crate) struct Site {
    pub(super) world: World,
    pub(super) server: Server,
    pub(super) first: Signer,
    pub(super) second: Signer,
    pub(super) program: PathBuf,
    /// By which name it is called.
    pub(super) called: PathBuf,
}

impl Site {
    pub(crate) fn new() -> Self {
        let server = Server::start();
        let [first, second] = [1, 2].map(|seed| Signer::new("releases.example", seed));
        let mut world = World::new()
            .var("GOENVMGR_RELEASE_URL", format!("{}/latest", server.url()))
            .var("GOENVMGR_HTTP_TIMEOUT", "2")
            .var("GOENVMGR_TEST_RELEASE_KEYS", format!("{},{}", first.key(), second.key()));
        world.set("HOME", world.path("user"));
        let program = world.path("user/.local/bin/goenvmgr");
        let site = Self { world, server, first, second, called: program.clone(), program };
        site.put_back();
        site
    }

    /// The program that is tested, where a user has it.
    pub(super) fn put_back(&self) {
        fs::create_dir_all(self.program.parent().unwrap()).unwrap();
        let _ = fs::remove_file(&self.program);
        if fs::hard_link(exe(), &self.program).is_err() {
            program::copy(exe(), &self.program);
        }
    }

    /// The program that is tested, under the newest version, in place of a script that says it has that.
    pub(super) fn put_in_full(&self) {
        let [own, newest] = [OWN, NEWEST].map(str::as_bytes);
        assert_eq!(own.len(), newest.len());
        let kept = self.world.path("in full");
        if !kept.exists() {
            let mut bytes = fs::read(exe()).unwrap();
            let places = regex::bytes::Regex::new(&regex::escape(OWN)).unwrap();
            let places: Vec<_> = places.find_iter(&bytes).map(|found| found.range()).collect();
            for place in places {
                bytes[place].copy_from_slice(newest);
            }
            let plain = self.world.path("in full, no program yet");
            fs::write(&plain, bytes).unwrap();
            fs::set_permissions(&plain, fs::Permissions::from_mode(0o755)).unwrap();
            program::copy(plain, &kept);
        }
        fs::remove_file(&self.program).unwrap();
        fs::hard_link(&kept, &self.program).unwrap();
    }

    pub(crate) fn publish(&self, release: &Release) {
        self.publish_signed(release, &[&self.first]);
    }

    pub(super) fn publish_signed(&self, release: &Release, by: &[&Signer]) {
        let text = release.text();
        let signatures = by.iter().map(|signer| signer.signature(&text));
        let note = format!("{text}\n{}", signatures.collect::<String>());
        self.server.on("/latest/goenvmgr-release.note", Answer::ok(note));
        self.server.on(&self.target(release), Answer::ok(release.archive()));
    }

    pub(super) fn target(&self, release: &Release) -> String {
        format!("/latest/{}", release.file())
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        ran(self.world.command(&self.called).args(args))
    }

    pub(super) fn is_old(&self) -> bool {
        let [one, other] =
            [self.program.as_path(), exe().as_ref()].map(|path| fs::metadata(path).unwrap());
        one.len() == other.len() && one.mode() == other.mode()
    }

    /// The old program stands there and nothing beside it.
    #[track_caller]
    pub(super) fn is_untouched(&self) {
        assert!(self.is_old());
        self.is_alone();
    }

    /// The new program stands there and nothing beside it.
    #[track_caller]
    pub(super) fn is_new(&self) {
        self.says_new();
        assert_eq!(fs::metadata(&self.program).unwrap().mode() & 0o777, 0o755);
        self.is_alone();
    }

    /// The new program stands there.
    #[track_caller]
    pub(super) fn says_new(&self) {
        let said = ran(self.world.command(&self.program).arg("--version")).exits(0).stdout;
        assert_eq!(said, format!("goenvmgr {NEWEST}\n"));
    }

    #[track_caller]
    fn is_alone(&self) {
        let names = fs::read_dir(self.program.parent().unwrap()).unwrap();
        let names: Vec<_> = names.map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(names, ["goenvmgr"]);
    }
}
