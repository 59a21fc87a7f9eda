use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

/// A tar of these entries: name, type flag, mode, contents, link target.
fn tar_of(entries: &[(&[u8], u8, u32, &[u8])]) -> Vec<u8> {
    let mut tar = Vec::new();
    for (name, flag, mode, contents) in entries {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name);
        header.set_entry_type(tar::EntryType::new(*flag));
        header.set_mode(*mode);
        header.set_size(contents.len() as u64);
        header.set_cksum();
        tar.extend_from_slice(header.as_bytes());
        tar.extend_from_slice(contents);
        tar.resize(tar.len().next_multiple_of(512), 0);
    }
    tar.extend_from_slice(&[0; 1024]);
    tar
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn unpacked(archive: &[u8]) -> (tempfile::TempDir, Result<Tree, String>) {
    let dir = tempfile::tempdir().unwrap();
    let limits = Limits { files: 100, bytes: 8 << 20, file_bytes: 4 << 20 };
    let tree = unpack(archive, dir.path(), "go/", &limits).map_err(|e| e.to_string());
    (dir, tree)
}

#[test]
fn tree_arrives_with_modes_and_hashes() {
    let large: Vec<u8> = (0..3_000_000_u32).map(|i| (i % 251) as u8).collect();
    let tar = tar_of(&[
        (b"go/", b'5', 0o755, b""),
        (b"go/bin/go", b'0', 0o755, &large),
        (b"go/VERSION", b'0', 0o644, b"go1.22.5\n"),
        (b"go/empty/", b'5', 0o755, b""),
        (b"go/src/none.go", b'0', 0o644, b""),
    ]);
    let (dir, tree) = unpacked(&gz(&tar));
    let tree = tree.unwrap();
    let paths: Vec<_> = tree.files.iter().map(|f| f.path.as_str()).collect();
    assert_eq!(paths, ["VERSION", "bin/go", "src/none.go"]);
    assert!(dir.path().join("empty").is_dir());
    assert_eq!(fs::read(dir.path().join("bin/go")).unwrap(), large);
    let go = tree.get("bin/go").unwrap();
    assert_eq!((go.size, go.executable), (3_000_000, true));
    assert_eq!(go.sha256, crate::base::digest::Sha256Sum::of(&large));
    let mode = fs::metadata(dir.path().join("bin/go")).unwrap().permissions().mode();
    assert_eq!(mode & 0o111, 0o111);
    let scanned = crate::go::archive::scan(dir.path(), &crate::base::progress::Silent).unwrap();
    assert_eq!(scanned.tree, tree, "a second look at the disk sees the same");
}

#[test]
fn targz_entries_that_go_archives_do_not_hold_are_refused() {
    let table: &[(&[u8], u8, &str)] = &[
        (b"go/link", b'2', "holds a link"),
        (b"go/hard", b'1', "holds a link"),
        (b"go/fifo", b'6', "neither file nor directory"),
        (b"go/char", b'3', "neither file nor directory"),
        (b"go/block", b'4', "neither file nor directory"),
        (b"go/../../escape", b'0', "climbs out"),
        (b"/tmp/escape", b'0', "absolute"),
        (b"other/file", b'0', "not below go/"),
    ];
    for (name, flag, words) in table {
        let tar = tar_of(&[(b"go/ok", b'0', 0o644, b"ok"), (name, *flag, 0o644, b"")]);
        let (dir, tree) = unpacked(&gz(&tar));
        let error = tree.unwrap_err();
        assert!(error.contains(words), "{error}");
        let names = crate::sys::fs::walk::list(dir.path()).unwrap();
        assert!(names.iter().all(|f| f.path.as_os_str() == "ok"), "{names:?}");
    }
}

#[test]
fn pax_headers_are_read_strictly_and_one_for_all_files_is_passed_over() {
    let commit = b"52 comment=0123456789abcdef0123456789abcdef01234567\n";
    let file: (&[u8], u8, u32, &[u8]) = (b"go/f", b'0', 0o644, b"x");
    let with = |flag: u8, records: &[u8]| {
        unpacked(&gz(&tar_of(&[(b"pax_global_header", flag, 0o644, records), file]))).1
    };
    for (flag, records, path) in [
        (b'g', &commit[..], "f"),
        (b'g', b"", "f"),
        (b'g', b"30 mtime=1719519072.123456789\n18 SCHILY.x.y=abc\n", "f"),
        (b'x', commit, "f"),
        (b'x', b"19 path=go/a/b.txt\n", "a/b.txt"),
        (b'x', b"10 size=1\n", "f"),
    ] {
        let tree = with(flag, records).unwrap_or_else(|error| panic!("{records:?}: {error}"));
        assert_eq!(tree.files.len(), 1);
        assert_eq!(tree.files[0].path, path, "{}", String::from_utf8_lossy(records));
    }
    for records in [
        &b"18 path=go/a/b.txt\n"[..],
        b"20 path=go/a/b.txt\n",
        b"x path=go/a/b.txt\n",
        b"-1 path=go/a/b.txt\n",
        b"path=go/a/b.txt\n",
        b"14 go/a/b.txt\n",
        b"6 =go\n",
        b"15 path=a\0b/cd\n",
        b"99999999999999999999 path=x\n",
    ] {
        for flag in [b'x', b'g'] {
            let error = with(flag, records).unwrap_err();
            let shown = String::from_utf8_lossy(records);
            assert!(error.contains("damaged: a malformed pax record"), "{shown}: {error}");
        }
    }
    // What some readers would apply to every file.
    for records in [&b"13 path=go/x\n"[..], b"10 size=1\n", b"14 linkpath=x\n"] {
        assert!(with(b'g', records).unwrap_err().contains("malformed pax record"));
    }
    assert!(with(b'x', b"10 size=x\n").unwrap_err().contains("malformed pax record"));
    let large = vec![b'\n'; 2 << 20];
    assert!(with(b'g', &large).unwrap_err().contains("headers are too large"));
}

#[test]
fn damage_is_told_apart() {
    let good = gz(&tar_of(&[(b"go/f", b'0', 0o644, &[7; 5000])]));
    assert!(unpacked(&good).1.is_ok());
    let mut flipped = good.clone();
    let at = flipped.len() - 6;
    flipped[at] ^= 1;
    let mut twice = good.clone();
    twice.extend_from_slice(&good);
    let mut garbage = tar_of(&[(b"go/f", b'0', 0o644, b"x")]);
    garbage.extend_from_slice(b"more");
    let table: &[(&[u8], &str)] = &[
        (&good[..good.len() - 1], "cut off or damaged"),
        (&good[..good.len() / 2], "cut off or damaged"),
        (&flipped, "cut off or damaged"),
        (&[good.as_slice(), b"x"].concat(), "goes on after its end"),
        (&twice, "goes on after its end"),
        (&gz(&garbage), "goes on after its end"),
        (b"<html>not here</html>", "not a gzip file"),
        (b"", "not a gzip file"),
        (&gz(&[0; 1024]), "holds no files"),
        (&gz(&[7; 1024]), "damaged"),
    ];
    for (archive, words) in table {
        let error = unpacked(archive).1.unwrap_err();
        assert!(error.contains(words), "{error} for {words}");
    }
}

#[test]
fn bombs_end_at_the_limits() {
    let zeros = vec![0; 4 << 20];
    let mut entries: Vec<(&[u8], u8, u32, &[u8])> = vec![(b"go/a", b'0', 0o644, &zeros)];
    entries.push((b"go/b", b'0', 0o644, &zeros));
    entries.push((b"go/c", b'0', 0o644, b"x"));
    assert!(unpacked(&gz(&tar_of(&entries))).1.unwrap_err().contains("more than 8388608 bytes"));
    // A "long name" of many megabytes, which a parser would hold in memory.
    let name = vec![b'a'; 3 << 20];
    let long = tar_of(&[(b"././@LongLink", b'L', 0o644, &name), (b"go/f", b'0', 0o644, b"")]);
    let error = unpacked(&gz(&long)).1.unwrap_err();
    assert!(error.contains("headers are too large"), "{error}");
}

#[test]
fn reader_error_comes_through() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::new(io::ErrorKind::TimedOut, "silence"))
        }
    }
    let good = gz(&tar_of(&[(b"go/f", b'0', 0o644, &[7; 5000])]));
    let dir = tempfile::tempdir().unwrap();
    let cut = io::Cursor::new(&good[..20]).chain(Broken);
    match unpack(cut, dir.path(), "go/", &Limits::default()) {
        Err(ArchiveError::Read(error)) => assert_eq!(error.to_string(), "silence"),
        other => panic!("{other:?}"),
    }
}
