use std::fs;
use std::os::unix::fs::symlink;

use super::*;

/// The names below `dir` that were asked for, in order, with what came back.
fn asked(scan: &AncestorScan, dir: &Path) -> Vec<String> {
    let below = |file: &Rc<ScannedFile>| file.path().strip_prefix(dir).ok().map(Path::to_owned);
    let word = |file: &ScannedFile| match file.came_back() {
        CameBack::Unasked => "unasked".to_owned(),
        CameBack::Absent => "absent".to_owned(),
        CameBack::Stands(standing) => format!("{standing:?}"),
        CameBack::Contents(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        CameBack::Unreadable(error) => error.to_string(),
    };
    let files = scan.asked();
    let told = files.iter().filter_map(|file| Some((below(file)?, word(file))));
    told.map(|(name, word)| format!("{} {word}", name.display())).collect()
}

#[test]
fn scan_reads_what_was_asked_for_and_says_what_came_back() {
    let dir = tempfile::tempdir().unwrap();
    let below = dir.path().join("a/b");
    fs::create_dir_all(below.join("dir")).unwrap();
    fs::write(dir.path().join("a/pin"), "1.22").unwrap();
    symlink("nowhere", below.join("link")).unwrap();
    let scan = AncestorScan::of(&below);
    assert!(scan.asked().is_empty(), "making a scan reads nothing");
    let here = scan.levels().next().unwrap();
    for (name, standing) in
        [("pin", Standing::Nothing), ("dir", Standing::Directory), ("link", Standing::Dangling)]
    {
        assert_eq!(here.file(name).standing(), standing, "{name}");
    }
    assert!(here.file("dir").contents(9).is_err());
    assert_eq!(scan.nearest("pin").unwrap().dir(), dir.path().join("a"));
    assert_eq!(
        asked(&scan, dir.path()),
        ["a/b/pin absent", "a/b/dir it is not a regular file", "a/b/link Dangling", "a/pin File"],
        "nothing further up than what was found"
    );
}

#[test]
fn scan_keeps_what_it_read_whatever_becomes_of_the_file() {
    let dir = tempfile::tempdir().unwrap();
    let (pin, manifest) = (dir.path().join("pin"), dir.path().join(manifest::FILE));
    fs::write(&pin, "1.22").unwrap();
    fs::write(&manifest, "go = 1").unwrap();
    let scan = AncestorScan::of(dir.path());
    let here = scan.levels().next().unwrap();
    assert_eq!(here.file("pin").contents(4).unwrap().unwrap(), b"1.22");
    assert_eq!(here.file("late").standing(), Standing::Nothing);
    let named = scan.named(&pin);
    assert_eq!(named.standing(), Standing::File);
    assert!(here.manifest().unwrap().is_err());
    fs::remove_file(&pin).unwrap();
    fs::write(dir.path().join("late"), "1.23").unwrap();
    fs::write(&manifest, "go = '1.22'").unwrap();
    assert_eq!(here.file("pin").contents(4).unwrap().unwrap(), b"1.22");
    assert_eq!(here.file("pin").standing(), Standing::File);
    assert_eq!(here.file("late").contents(4).unwrap(), None);
    assert_eq!(scan.named(&pin).standing(), Standing::File);
    assert!(here.manifest().unwrap().is_err());
    assert!(AncestorScan::of(dir.path()).levels().next().unwrap().manifest().unwrap().is_ok());
}
