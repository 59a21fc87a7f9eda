//! Plans on a small disk: made true, taken back, and taken back from half-way.

use std::fs;

use super::*;
use crate::base::progress::Silent;
use crate::settings::home::Home;

struct Disk {
    dir: tempfile::TempDir,
}

impl Disk {
    fn new() -> (Self, Home, FixPlan) {
        let disk = Self { dir: tempfile::tempdir().unwrap() };
        let home = Home::at(&disk.at("own"));
        fs::create_dir_all(disk.at("own/shims")).unwrap();
        fs::create_dir_all(disk.at("own/staging/go1.22.5.new-x")).unwrap();
        fs::write(disk.at("env"), "GOFLAGS=x\r\nGOPROXY=off\n").unwrap();
        std::os::unix::fs::symlink("/gone", disk.at("own/shims/go")).unwrap();
        let changes = vec![
            Change::File {
                path: disk.at("env"),
                before: Some(b"GOFLAGS=x\r\nGOPROXY=off\n".to_vec()),
                after: b"GOPROXY=off\n".to_vec(),
            },
            Change::File { path: disk.at("own/env.sh"), before: None, after: b"new".to_vec() },
            Change::Link {
                path: disk.at("own/shims/go"),
                before: Some("/gone".into()),
                after: Some("/exe".into()),
            },
            Change::Move {
                path: disk.at("own/staging/go1.22.5.new-x"),
                to: disk.at("own/undo/go1.22.5.new-x"),
            },
        ];
        (disk, home, FixPlan { checks: vec!["env.goflags".to_owned()], changes })
    }

    fn at(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    fn looks(&self) -> (Vec<u8>, bool, PathBuf, bool) {
        (
            fs::read(self.at("env")).unwrap(),
            self.at("own/env.sh").exists(),
            fs::read_link(self.at("own/shims/go")).unwrap(),
            self.at("own/staging/go1.22.5.new-x").exists(),
        )
    }
}

#[test]
fn undo_takes_back_what_was_made_true_byte_for_byte() {
    let (disk, home, plan) = Disk::new();
    let before = disk.looks();
    assert!(matches!(apply::apply(&plan, &home, 1, &Silent).unwrap(), apply::Applied::Whole));
    assert_eq!(disk.looks(), (b"GOPROXY=off\n".to_vec(), true, "/exe".into(), false));
    let undone = apply::Undone { checks: vec!["env.goflags".to_owned()], gone: Vec::new() };
    assert_eq!(apply::undo(&home, &Silent).unwrap(), Some(undone));
    assert_eq!(disk.looks(), before);
    assert_eq!(apply::undo(&home, &Silent).unwrap(), None);
}

#[test]
fn mend_leaves_alone_what_somebody_changed_meanwhile_or_since() {
    let (disk, home, plan) = Disk::new();
    fs::write(disk.at("env"), "mine").unwrap();
    assert!(apply::apply(&plan, &home, 1, &Silent).unwrap_err().what.contains("changed meanwhile"));
    assert!(!disk.at("own/env.sh").exists());
    let (disk, home, plan) = Disk::new();
    assert!(matches!(apply::apply(&plan, &home, 1, &Silent).unwrap(), apply::Applied::Whole));
    fs::write(disk.at("env"), "mine").unwrap();
    assert!(apply::undo(&home, &Silent).unwrap_err().what.contains("changed since"));
    assert_eq!(disk.looks().0, b"mine");
}

#[test]
fn diff_names_what_goes_and_what_comes() {
    let (disk, _, plan) = Disk::new();
    let diff = plan.diff().replace(&disk.dir.path().display().to_string(), "");
    insta::assert_snapshot!(diff, @r"
    --- /env
    +++ /env
    -GOFLAGS=x
    --- /own/env.sh
    +++ /own/env.sh
    +new
    --- /own/shims/go
    +++ /own/shims/go
    --> /gone
    +-> /exe
    --- /own/staging/go1.22.5.new-x
    +++ /own/undo/go1.22.5.new-x
    ");
}
