//! A file with two names: written, cut off after every byte, and written again.

use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::os::unix::fs::PermissionsExt;

use super::*;
use crate::sys::fs::atomic;

/// A file, and its other name in another directory.
struct Two(tempfile::TempDir);

impl Two {
    fn holding(text: &[u8]) -> Self {
        let two = Self(tempfile::tempdir().unwrap());
        fs::create_dir(two.0.path().join("kept")).unwrap();
        fs::write(two.rc(), text).unwrap();
        fs::hard_link(two.rc(), two.other()).unwrap();
        two
    }

    fn rc(&self) -> PathBuf {
        self.0.path().join("rc")
    }

    fn other(&self) -> PathBuf {
        self.0.path().join("kept/rc")
    }

    /// As a kill leaves it after `now` was all that came through.
    fn cut(old: &[u8], new: &[u8], now: &[u8]) -> Self {
        let two = Self::holding(old);
        let file = open(&two.rc()).unwrap();
        let record = Record::make(&two.rc(), &file, old, new).unwrap();
        fs::write(two.rc(), now).unwrap();
        drop(record);
        two
    }

    fn beside(&self) -> Vec<String> {
        let names = fs::read_dir(self.0.path()).unwrap();
        let mut names: Vec<_> =
            names.map(|one| one.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

#[test]
fn in_place_write_is_read_by_every_name_and_keeps_the_mode() {
    for text in [&b"longer than before"[..], b"short", b""] {
        let two = Two::holding(b"what it held");
        fs::set_permissions(two.rc(), fs::Permissions::from_mode(0o640)).unwrap();
        atomic::write_users(&two.rc(), text).unwrap();
        assert_eq!(fs::read(two.other()).unwrap(), text);
        assert_eq!(names(&two.rc()), 2);
        assert_eq!(fs::metadata(two.rc()).unwrap().mode() & 0o777, 0o640);
        assert_eq!(two.beside(), ["kept", "rc"]);
    }
    // What is ours alone is renamed: a copy of the whole home by links keeps what it was.
    let two = Two::holding(b"ours");
    atomic::write(&two.rc(), b"new").unwrap();
    assert_eq!(fs::read(two.other()).unwrap(), b"ours");
}

#[test]
fn in_place_write_cut_off_at_any_byte_counts_as_what_was_and_is_done_again() {
    let texts: [(&[u8], &[u8]); 4] = [
        (b"A=1\nB=2\n", b"A=1\nOURS\nB=2\n"),
        (b"A=1\nOURS\nB=2\n", b"A=1\nB=2\n"),
        (b"x", b""),
        (b"", b"x"),
    ];
    for (old, new) in texts {
        for through in 0..=new.len() {
            let mut now = old.to_vec();
            now.resize(old.len().max(through), b'?');
            now[..through].copy_from_slice(&new[..through]);
            let two = Two::cut(old, new, &now);
            let found = contents(&two.rc(), 100).unwrap();
            let expected = if now == new { new } else { old };
            assert_eq!((found.bytes.as_deref(), found.cut), (Some(expected), true), "{through}");
            atomic::write_settings(&two.rc(), b"the end").unwrap();
            assert_eq!(fs::read(two.other()).unwrap(), b"the end");
            assert_eq!(two.beside(), ["kept", "rc"]);
        }
    }
}

#[test]
fn in_place_record_of_a_file_that_somebody_changed_since_is_named_and_kept() {
    let two = Two::cut(b"A=1\n", b"A=1\nOURS\n", b"A=1\nmine\n");
    for fault in
        [contents(&two.rc(), 100).unwrap_err(), atomic::write_users(&two.rc(), b"new").unwrap_err()]
    {
        assert!(fault.what.contains("changed since"), "{fault}");
        assert!(fault.what.contains(".goenvmgr-was-rc"), "{fault}");
    }
    assert_eq!(fs::read(two.other()).unwrap(), b"A=1\nmine\n");
    assert_eq!(two.beside(), [".goenvmgr-was-rc", "kept", "rc"]);
}

#[test]
fn in_place_writer_that_lives_is_not_overtaken() {
    let two = Two::holding(b"old");
    let record = Record::make(&two.rc(), &open(&two.rc()).unwrap(), b"old", b"new").unwrap();
    let fault = atomic::write_users(&two.rc(), b"other").unwrap_err();
    assert!(fault.what.contains("another goenvmgr is writing it"), "{fault}");
    record.end().unwrap();
    atomic::write_users(&two.rc(), b"other").unwrap();
    assert_eq!(fs::read(two.other()).unwrap(), b"other");
}

#[test]
fn in_place_record_allows_no_more_than_the_file() {
    for (mode, expected) in [(0o600, 0o600), (0o644, 0o600), (0o400, 0o400)] {
        let two = Two::holding(b"secret");
        fs::set_permissions(two.rc(), fs::Permissions::from_mode(mode)).unwrap();
        let file = File::open(two.rc()).unwrap();
        let record = Record::make(&two.rc(), &file, b"secret", b"new").unwrap();
        assert_eq!(record.file.metadata().unwrap().mode() & 0o777, expected);
    }
}

#[test]
fn in_place_name_that_others_may_have_given_is_refused() {
    let two = Two::holding(b"somebody's");
    fs::set_permissions(two.0.path(), fs::Permissions::from_mode(0o777)).unwrap();
    let fault = atomic::write_users(&two.rc(), b"new").unwrap_err();
    assert!(fault.what.contains("another name") && fault.what.contains("cp -p"), "{fault}");
    assert_eq!(fs::read(two.other()).unwrap(), b"somebody's");
    // With one name it is written, wherever it lies.
    fs::remove_file(two.other()).unwrap();
    atomic::write_users(&two.rc(), b"new").unwrap();
    assert_eq!(fs::read(two.rc()).unwrap(), b"new");
}
