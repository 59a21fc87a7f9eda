//! Where it is installed: odd names, directories that cannot be written, disks that are full.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use goenvmgr::base::digest::Sha256Sum;

use crate::support::net::Net;
use crate::support::publish::ReleaseSite;
use crate::support::server::Answer;
use crate::support::world::ran;

/// A small filesystem of its own, unmounted at the end.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, options: &str) -> Self {
        fs::create_dir_all(&at).unwrap();
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "none"]).arg(&at);
        assert!(mount.status().unwrap().success(), "the tests may mount a tmpfs (root)");
        Self(at)
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn homes_with_blanks_and_quotes_and_homes_that_cannot_be_written() {
    let net = Net::new();
    let odd = net.world.path("it's a \"home\" of mine");
    let mut command = net.world.ours(&["install", "1.22.5"]);
    command.env("GOENVMGR_HOME", &odd);
    ran(command).exits(0);
    assert!(odd.join("toolchains/go1.22.5/bin/go").exists());
    let file = net.world.path("a-file");
    fs::write(&file, "").unwrap();
    for home in [file.join("below"), PathBuf::from("/proc/nowhere")] {
        let mut command = net.world.ours(&["install", "1.22.5"]);
        command.env("GOENVMGR_HOME", &home);
        let ran = ran(command).exits(3);
        assert!(ran.stderr.contains(home.to_str().unwrap()), "{ran:?}");
    }
}

#[test]
fn disk_without_room_is_said_before_the_first_byte_and_survived_when_it_fills_up() {
    let mut net = Net::new();
    let noise: Vec<u8> = (0..600_000_u32).flat_map(|i| Sha256Sum::of(&i.to_le_bytes()).0).collect();
    net.toolchain.files.insert("pkg/noise".to_owned(), (false, noise));
    let site = ReleaseSite::with(&[&net.toolchain]);
    let net = net
        .var("GOSUMDB", "off")
        .var("GOENVMGR_INDEX_URL", &site.index_url())
        .var("GOENVMGR_ARCHIVE_URL", &site.archive_url());
    let path = ReleaseSite::path(&net.toolchain);
    for (options, words) in [("size=16m", "MB are free"), ("size=400m,nr_inodes=900", "inodes")] {
        let small = Small::mount(net.world.path("small"), options);
        let mut command = net.world.ours(&["install", "1.22.5"]);
        command.env("GOENVMGR_HOME", small.0.join("home"));
        let ran = ran(command).exits(3);
        assert!(ran.stderr.contains(words), "{ran:?}");
        assert!(!small.0.join("home/toolchains/go1.22.5").exists());
    }
    assert!(site.server.targets().contains(&path));
    // Without a length nobody can tell beforehand.
    let chunked = Answer::Raw(
        [b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n".as_slice(), &net.toolchain.archive()]
            .concat(),
    );
    site.server.on(&path, chunked);
    let small = Small::mount(net.world.path("small"), "size=16m");
    let mut command = net.world.ours(&["install", "1.22.5"]);
    command.env("GOENVMGR_HOME", small.0.join("home"));
    let ran = ran(command).exits(3);
    assert!(ran.stderr.contains("No space left on device"), "{ran:?}");
    assert!(!small.0.join("home/toolchains/go1.22.5").exists());
}
