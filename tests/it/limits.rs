//! What a file of somebody else's, and a machine with little to give, may cost: an answer in words,
//! and never the machine's memory, a hang or a crash.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{FileExt, PermissionsExt, symlink};
use std::path::Path;
use std::process::Command;

use rustix::fs::{CWD, FileType, Mode, mknodat};

use crate::support::net::Net;
use crate::support::server::Server;
use crate::support::world::{Ran, World, ran};

/// More than any command needs, less than what was once taken.
const MEMORY: &str = "--as=600000000";

/// The binary behind `prlimit`, which ends with its own exit code; `timeout` says 124.
fn limited(world: &World, limits: &[&str], args: &[&str]) -> Command {
    let mut front = Command::new("/usr/bin/timeout");
    front.args(["-k", "5", "60", "/usr/bin/prlimit"]).args(limits);
    let mut limited = world.behind(front, args);
    // glibc takes address space by the number of threads that meet: how many do is chance.
    limited.env("MALLOC_ARENA_MAX", "2");
    limited
}

/// An answer: no signal, no crash, no time limit.
#[track_caller]
fn answers(ran: &Ran, case: &str) {
    assert!((0..=6).contains(&ran.code), "{case}: {ran:?}");
    assert!(
        !ran.stderr.contains("internal error") && !ran.stderr.contains("panicked"),
        "{case}: {ran:?}"
    );
}

fn sparse(path: &Path, size: u64) -> File {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let file = File::create(path).unwrap();
    file.set_len(size).unwrap();
    file
}

/// An ELF whose every section is called by all of a large table of names, and needs symbols for ever.
fn damaged_elf(path: &Path) {
    const SECTIONS: u16 = 65_000;
    let (table, names) = (4096_u64, 16_u64 << 20);
    let file = sparse(path, 40 << 20);
    let mut head = vec![0_u8; 64];
    head[..8].copy_from_slice(b"\x7fELF\x02\x01\x01\x00");
    head[16] = 2;
    head[18] = 62;
    head[40..48].copy_from_slice(&table.to_le_bytes());
    head[58..60].copy_from_slice(&64_u16.to_le_bytes());
    head[60..62].copy_from_slice(&SECTIONS.to_le_bytes());
    head[62] = 1;
    file.write_at(&head, 0).unwrap();
    let mut sections = Vec::new();
    for number in 0..SECTIONS {
        let mut section = [0_u8; 64];
        let kind = if number == 1 { 0x6fff_fffe_u32 } else { 6 };
        section[4..8].copy_from_slice(&kind.to_le_bytes());
        section[24..32].copy_from_slice(&names.to_le_bytes());
        section[32..40].copy_from_slice(&(16_u64 << 20).to_le_bytes());
        section[44..48].copy_from_slice(&u32::MAX.to_le_bytes());
        sections.extend_from_slice(&section);
    }
    file.write_at(&sections, table).unwrap();
    file.write_at(&vec![1; 16 << 20], names).unwrap();
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn damaged_elf_is_judged_in_little_memory() {
    let mut world = World::with(&["1.22.5"]);
    let go = world.path("bad/go");
    damaged_elf(&go);
    world.set("PATH", go.parent().unwrap());
    for args in
        [&["doctor", "--offline"][..], &["doctor", "--mode", "full", "--offline"], &["list"]]
    {
        answers(&ran(limited(&world, &[MEMORY], args)), &format!("{args:?}"));
    }
}

#[test]
fn certificates_are_read_from_files_of_a_size_and_kind_that_they_have() {
    // Somebody has to answer before a certificate is asked for.
    let server = Server::start();
    let url = server.url().replace("http:", "https:");
    let mut world = World::new().var("GOENVMGR_INDEX_URL", format!("{url}/")).var("GOPROXY", &url);
    sparse(&world.path("huge"), 8 << 30);
    mknodat(CWD, world.path("fifo"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    fs::create_dir(world.path("dir")).unwrap();
    symlink("/dev/zero", world.path("dir/zero")).unwrap();
    symlink(world.path("huge"), world.path("dir/huge")).unwrap();
    symlink(world.path("fifo"), world.path("dir/fifo")).unwrap();
    for (name, value) in [
        ("SSL_CERT_FILE", Path::new("/dev/zero").to_owned()),
        ("SSL_CERT_FILE", world.path("huge")),
        ("SSL_CERT_FILE", world.path("fifo")),
        ("SSL_CERT_DIR", world.path("dir")),
    ] {
        world.set(name, &value);
        for args in [&["list", "--remote"][..], &["doctor"]] {
            answers(&ran(limited(&world, &[MEMORY], args)), &format!("{name}={value:?} {args:?}"));
        }
    }
}

/// Every file that somebody else may have written, and a command that reads it.
const READ: [(&str, &[&str]); 14] = [
    ("work/.go-version", &["current"]),
    ("work/.tool-versions", &["current"]),
    ("work/go.mod", &["current"]),
    ("work/go.work", &["current"]),
    ("work/go.sum", &["doctor", "--offline"]),
    ("work/goenvmgr.toml", &["check"]),
    ("home/config.toml", &["current"]),
    ("home/receipts/go1.22.5.json", &["list"]),
    ("home/receipts/go1.22.5.files", &["verify", "1.22.5"]),
    ("home/toolchains/go1.22.5/VERSION", &["list"]),
    ("home/toolchains/go1.22.5/bin/go", &["doctor", "--offline"]),
    ("home/state/roots.list", &["roots"]),
    ("user/.config/go/env", &["list", "--remote"]),
    ("user/.netrc", &["list", "--remote"]),
];

#[test]
fn foreign_file_of_any_size_and_kind_ends_in_an_answer() {
    for (place, args) in READ {
        let world = World::with(&["1.22.5"])
            .var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/")
            .var("GOPROXY", "https://127.0.0.1:1");
        let path = world.path(place);
        for kind in ["huge", "fifo", "zero", "directory"] {
            let _ = fs::remove_file(&path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            match kind {
                "huge" => drop(sparse(&path, 8 << 30)),
                "fifo" => mknodat(CWD, &path, FileType::Fifo, Mode::RWXU, 0).unwrap(),
                "zero" => symlink("/dev/zero", &path).unwrap(),
                _ => fs::create_dir(&path).unwrap(),
            }
            answers(&ran(limited(&world, &[MEMORY], args)), &format!("{place} {kind}"));
        }
    }
}

/// A zip whose end claims this many entries, by its wide form where that is needed.
fn claiming(path: &Path, entries: u64, size: u64) {
    let file = sparse(path, size);
    file.write_at(b"PK\x03\x04", 0).unwrap();
    let wide_at = size - 22 - 20 - 56;
    let mut wide = vec![0; 56];
    wide[..4].copy_from_slice(b"PK\x06\x06");
    wide[4] = 44;
    for at in [24, 32] {
        wide[at..at + 8].copy_from_slice(&entries.to_le_bytes());
    }
    wide[48..56].copy_from_slice(&(wide_at - 4096).to_le_bytes());
    let mut locator = vec![0; 20];
    locator[..4].copy_from_slice(b"PK\x06\x07");
    locator[8..16].copy_from_slice(&wide_at.to_le_bytes());
    locator[16] = 1;
    let mut end = vec![0xff; 22];
    end[..8].copy_from_slice(b"PK\x05\x06\0\0\0\0");
    end[20..].fill(0);
    file.write_at(&[wide, locator, end].concat(), wide_at).unwrap();
}

/// A small file that unpacks to a name of this many bytes.
fn long_name(path: &Path, size: u64) {
    let mut pack =
        flate2::write::GzEncoder::new(File::create(path).unwrap(), flate2::Compression::fast());
    let mut header = tar::Header::new_gnu();
    header.set_entry_type(tar::EntryType::GNULongName);
    header.set_size(size);
    header.set_cksum();
    pack.write_all(header.as_bytes()).unwrap();
    let block = vec![b'a'; 1 << 20];
    (0..size >> 20).for_each(|_| pack.write_all(&block).unwrap());
    pack.finish().unwrap();
}

#[test]
fn archive_that_promises_much_is_refused_before_room_is_made() {
    let net = Net::new();
    let dir = net.world.path("archives");
    fs::create_dir(&dir).unwrap();
    let zip = dir.join("v0.0.1-go1.22.5.linux-amd64.zip");
    let targz = dir.join("go1.22.5.linux-amd64.tar.gz");
    for entries in [u64::MAX, 1 << 30, 1 << 24] {
        claiming(&zip, entries, 4 << 30);
        let ran =
            ran(limited(&net.world, &[MEMORY], &["install", "--from", zip.to_str().unwrap()]));
        assert_eq!(ran.code, 6, "{ran:?}");
    }
    long_name(&targz, 900 << 20);
    let ran = ran(limited(&net.world, &[MEMORY], &["install", "--from", targz.to_str().unwrap()]));
    assert_eq!(ran.code, 2, "{ran:?}");
    // And an honest one comes in as little.
    fs::write(&targz, net.toolchain.archive()).unwrap();
    fs::write(&zip, net.toolchain.module_zip()).unwrap();
    for archive in [&targz, &zip] {
        let args = ["install", "--reinstall", "--from", archive.to_str().unwrap()];
        let ran = crate::support::world::ran(limited(&net.world, &[MEMORY], &args));
        assert_eq!(ran.code, 0, "{ran:?}");
    }
}

/// Of a user who has no other process: so many may be started.
fn with_threads(net: &Net, user: u32, most: u32, args: &[&str]) -> Ran {
    let (most, uid, gid) =
        (format!("--nproc={most}"), format!("--reuid={user}"), format!("--regid={user}"));
    let front = [most.as_str(), "/usr/bin/setpriv", &uid, &gid, "--clear-groups"];
    ran(limited(&net.world, &front, args))
}

/// Whose everything of this world is from now on.
fn belongs_to(net: &Net, user: u32) {
    for dir in ["", "home", "user", "work"] {
        std::os::unix::fs::chown(net.world.path(dir), Some(user), Some(user)).unwrap();
    }
}

#[test]
fn thread_does_all_the_work_alone_where_no_other_can_be_had() {
    for most in 1..=4 {
        let sources = ["go.dev", "goproxy"][most as usize % 2];
        let net = Net::new().var("GOENVMGR_SOURCES", sources);
        belongs_to(&net, 61234);
        for (args, code) in [
            (&["install", "1.22.5"][..], 0),
            (&["install", "1.22.5", "--reinstall"], 0),
            (&["verify", "1.22.5"], 0),
            (&["list", "--remote"], 0),
            (&["du"], 0),
            (&["clean", "--stale", "-n"], 0),
            (&["current"], 0),
            (&["doctor", "--offline"], 1),
            (&["uninstall", "1.22.5"], 0),
        ] {
            let ran = with_threads(&net, 61234, most, args);
            answers(&ran, &format!("{most} {args:?}"));
            assert!(code == 1 || ran.code == code, "{most} {args:?}: {ran:?}");
        }
    }
}

/// Its own process, the program's, and none for a thread that passes signals on.
#[test]
fn thread_that_cannot_be_had_keeps_no_program_from_its_end() {
    let net = Net::new();
    belongs_to(&net, 61235);
    let ran = with_threads(&net, 61235, 2, &["run", "--", "/bin/true"]);
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn resources_that_are_short_are_an_error_in_words() {
    let net = Net::new();
    net.run(&["install", "1.22.5"]).exits(0);
    let binary = env!("CARGO_BIN_EXE_goenvmgr");
    for command in [
        "list",
        "du",
        "current",
        "verify 1.22.5",
        "doctor --offline",
        "list --remote",
        "env",
        "--help",
    ] {
        for how in [">&-", "2>&-", "<&-", ">&- 2>&- <&-", ">/dev/full", ">/dev/full 2>/dev/full"] {
            let line = format!("{binary} {command} {how}");
            answers(&ran(net.world.command("/bin/sh").args(["-c", &line])), &line);
        }
        let args: Vec<_> = command.split(' ').collect();
        for limit in ["--nofile=4", "--nofile=6", "--nofile=8", "--nofile=16"] {
            let ran = ran(limited(&net.world, &[limit], &args));
            answers(&ran, &format!("{limit} {command}"));
        }
    }
}
