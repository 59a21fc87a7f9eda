use std::os::unix::ffi::OsStrExt;

use super::*;
use crate::base::progress::Silent;
use crate::projects::scan::AncestorScan;
use crate::sys::env::Env;

fn home() -> (tempfile::TempDir, Home) {
    let dir = tempfile::tempdir().unwrap();
    let mut env = Env::capture();
    env.vars.insert("GOENVMGR_HOME".into(), dir.path().into());
    let home = Home::locate(&env).unwrap();
    (dir, home)
}

fn note(home: &Home, dir: &Path) {
    super::super::note_project(home, &Env::bare(&[]), &AncestorScan::of(dir), None);
}

fn names(roots: &Roots) -> Vec<&str> {
    roots.0.keys().filter_map(|path| path.to_str()).collect()
}

#[test]
fn lines_of_shells_are_folded_in_and_broken_ones_left_out() {
    let (dir, home) = home();
    let log = dir.path().join("state/roots.log");
    for line in ["/a b", "/a b", "relative", "/back\\\\slash", "/new\\nline", "/bad\\x", ""] {
        marks::append_line(&log, line.as_bytes()).unwrap();
    }
    let expected = ["/a b", "/back\\slash", "/new\nline"];
    assert_eq!(names(&Roots::read(&home, 7).unwrap()), expected);
    Roots::edit(&home, 7, &Silent, |_| ()).unwrap();
    assert!(!log.exists());
    // A shell that had opened the log before it was folded.
    marks::append_line(&dir.path().join("state/roots.log.old"), b"/late").unwrap();
    Roots::edit(&home, 9, &Silent, |roots| roots.add(Path::new("/a b"), How::Named, 9)).unwrap();
    let roots = Roots::read(&home, 10).unwrap();
    assert_eq!(names(&roots), ["/a b", "/back\\slash", "/late", "/new\nline"]);
    let record = roots.0[Path::new("/a b")];
    assert_eq!(record, Record { how: How::Named, since: 7, missing: None });
}

#[test]
fn project_that_is_known_is_not_logged_again() {
    let (dir, home) = home();
    let project = dir.path().join("p");
    std::fs::create_dir_all(project.join("deep/er")).unwrap();
    std::fs::write(project.join("go.mod"), "module p\n").unwrap();
    for below in ["", "deep", "deep/er"] {
        note(&home, &project.join(below));
    }
    note(&home, dir.path());
    let text = std::fs::read(log(&home)).unwrap();
    assert_eq!(text, [project.as_os_str().as_bytes(), b"\n"].concat());
    Roots::edit(&home, 1, &Silent, |_| ()).unwrap();
    note(&home, &project);
    assert!(!log(&home).exists());
}

#[test]
fn log_that_is_long_is_folded_by_the_next_note() {
    let (dir, home) = home();
    let project = dir.path().join("p");
    std::fs::create_dir_all(&project).unwrap();
    std::fs::write(project.join("go.mod"), "module p\n").unwrap();
    for _ in 0..2000 {
        marks::append_line(&log(&home), b"/some/project/of/a/shell").unwrap();
    }
    note(&home, &project);
    let text = std::fs::read(log(&home)).unwrap();
    assert_eq!(text, [project.as_os_str().as_bytes(), b"\n"].concat());
    assert!(names(&Roots::read(&home, 1).unwrap()).contains(&"/some/project/of/a/shell"));
}

#[test]
fn list_that_is_not_whole_is_no_list() {
    let (dir, home) = home();
    let list = dir.path().join("state/roots.list");
    assert_eq!(Roots::read(&home, 1).unwrap(), Roots::default(), "none was written");
    Roots::edit(&home, 1, &Silent, |roots| roots.add(Path::new("/b"), How::Named, 1)).unwrap();
    Roots::edit(&home, 1, &Silent, |roots| roots.add(Path::new("/a"), How::Named, 1)).unwrap();
    let whole = std::fs::read(&list).unwrap();
    for length in 0..whole.len() {
        std::fs::write(&list, &whole[..length]).unwrap();
        Roots::read(&home, 1).unwrap_err();
        Roots::edit(&home, 1, &Silent, |_| ()).unwrap_err();
        assert_eq!(std::fs::read(&list).unwrap(), &whole[..length], "left as it is");
    }
    std::fs::write(&list, vec![0; whole.len()]).unwrap();
    Roots::read(&home, 1).unwrap_err();
    std::fs::write(&list, "/a\tnamed\t1\t-\n").unwrap();
    assert_eq!(names(&Roots::read(&home, 1).unwrap()), ["/a"], "as it was written before");
    Roots::edit(&home, 1, &Silent, |roots| roots.0.clear()).unwrap();
    assert_eq!(Roots::read(&home, 1).unwrap(), Roots::default());
}
