use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use super::*;
use crate::base::progress::Silent;

fn world() -> (tempfile::TempDir, Home) {
    let dir = tempfile::tempdir().unwrap();
    let home = Home::at(&dir.path().join("home"));
    fs::create_dir_all(home.toolchains()).unwrap();
    (dir, home)
}

fn change(home: &Home) {
    changing(home, &Silent, || Ok(())).unwrap();
}

#[test]
fn stamp_is_another_after_each_change_and_stays_while_nothing_changes() {
    let (_dir, home) = world();
    let first = current(&home).unwrap();
    assert_eq!(current(&home).as_ref(), Ok(&first));
    changing(&home, &Silent, || {
        assert!(
            !first.path.exists() && current(&home) == Err(NoStamp::Busy),
            "shells ask meanwhile"
        );
        Ok(())
    })
    .unwrap();
    let second = current(&home).unwrap();
    assert_ne!(second.path, first.path);
    let failed =
        changing(&home, &Silent, || -> OrFault<()> { Err(crate::base::fault::Fault::no("x")) });
    failed.unwrap_err();
    assert_ne!(current(&home).unwrap().path, second.path, "half of it may be done");
}

#[test]
fn stamp_of_a_change_that_was_killed_is_none_until_somebody_asks() {
    let (_dir, home) = world();
    let first = current(&home).unwrap();
    let dies = || changing(&home, &Silent, || -> OrFault<()> { panic!("killed") });
    catch_unwind(AssertUnwindSafe(dies)).unwrap_err();
    assert!(!first.path.exists());
    assert_ne!(current(&home).unwrap().path, first.path);
}

#[test]
fn stamp_tells_what_other_hands_did_to_the_toolchains() {
    let (_dir, home) = world();
    fs::remove_dir(home.toolchains()).unwrap();
    let mut before = current(&home).unwrap();
    let hands: [&dyn Fn(&Path); 3] = [
        &|dir| fs::create_dir(dir).unwrap(),
        &|dir| std::os::unix::fs::symlink("/usr", dir.join("go1.22.5")).unwrap(),
        &|dir| fs::remove_file(dir.join("go1.22.5")).unwrap(),
    ];
    for (number, hand) in hands.iter().enumerate() {
        hand(&home.toolchains());
        // Whatever the clock of the file system is.
        let time = SystemTime::UNIX_EPOCH + Duration::new(1_000_000 - number as u64, 5);
        fs::File::open(home.toolchains()).unwrap().set_modified(time).unwrap();
        assert_eq!(standing(&home), None, "{number}");
        let now = current(&home).unwrap();
        assert_ne!(now.path, before.path, "{number}");
        assert_eq!(fs::metadata(&now.path).unwrap().modified().unwrap(), time, "{number}");
        before = now;
    }
}

#[test]
fn stamp_is_not_written_where_this_user_keeps_no_state_and_a_change_is_made_all_the_same() {
    let (dir, home) = world();
    std::os::unix::fs::chown(dir.path().join("home"), Some(54321), None).unwrap();
    assert_eq!(current(&home), Err(NoStamp::Unkept));
    assert_eq!(changing(&home, &Silent, || Ok(7)).unwrap(), 7);
    assert!(!home.state().exists(), "nothing of root's is left in the home of another");
    fs::create_dir_all(folder(&home)).unwrap();
    std::os::unix::fs::chown(home.state(), Some(54321), None).unwrap();
    fs::write(folder(&home).join("theirs"), "").unwrap();
    change(&home);
    assert!(!folder(&home).join("theirs").exists(), "their shells ask");
}

#[test]
fn stamp_that_cannot_be_taken_away_stops_the_change() {
    let (_dir, home) = world();
    fs::create_dir_all(folder(&home).join("name/in the way")).unwrap();
    changing(&home, &Silent, || -> OrFault<()> { panic!("changed") }).unwrap_err();
    assert_eq!(current(&home), Err(NoStamp::Unkept));
}

#[test]
fn stamp_is_never_that_of_another_state_however_many_change_and_ask() {
    let (_dir, home) = world();
    let state = std::sync::Mutex::new(0);
    let (tell, hear) = mpsc::channel();
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                for _ in 0..20 {
                    changing(&home, &Silent, || {
                        *state.lock().unwrap() += 1;
                        Ok(())
                    })
                    .unwrap();
                }
            });
            let tell = tell.clone();
            let (home, state) = (&home, &state);
            scope.spawn(move || {
                for _ in 0..60 {
                    // As a shell does: first the stamp, then what the answer rests on.
                    let Ok(stamp) = current(home) else { continue };
                    let read = *state.lock().unwrap();
                    if standing(home).as_ref() == Some(&stamp) {
                        tell.send((stamp.path, read)).unwrap();
                    }
                }
            });
        }
    });
    drop(tell);
    let last = current(&home).unwrap();
    let mut by_stamp = std::collections::BTreeMap::new();
    for (stamp, read) in hear {
        assert_eq!(
            *by_stamp.entry(stamp.clone()).or_insert(read),
            read,
            "{stamp:?} says two things"
        );
        assert!(stamp != last.path || read == 60, "the last one says {read}");
    }
}

#[test]
fn stamp_of_a_long_file_has_its_time_and_that_of_an_earlier_text_is_another() {
    let (dir, home) = world();
    let long = dir.path().join("go.mod");
    fs::write(&long, "module m\n").unwrap();
    assert_eq!(of_file(&home, &long), None, "it was written just now");
    assert_eq!(of_file(&home, &dir.path().join("none")), None);
    // What nobody has written for long: a program of this machine.
    let long = Path::new("/bin/sh");
    let stamp = of_file(&home, long).unwrap();
    let modified = |path: &Path| fs::metadata(path).unwrap().modified().unwrap();
    assert_eq!(modified(&stamp), modified(long));
    assert_eq!(of_file(&home, long).as_ref(), Some(&stamp));
    fs::remove_file(&stamp).unwrap();
    for number in 0..FILES {
        fs::write(stamp.with_file_name(number.to_string()), "").unwrap();
    }
    assert_eq!(of_file(&home, long).as_ref(), Some(&stamp));
    assert_eq!(fs::read_dir(stamp.parent().unwrap()).unwrap().count(), FILES);
    assert!(stamp.exists());
}

#[test]
fn stamp_takes_the_place_of_a_file_that_has_its_name() {
    let (_dir, home) = world();
    fs::create_dir_all(home.state()).unwrap();
    fs::write(folder(&home), "of an earlier program\n").unwrap();
    assert!(current(&home).is_ok());
}
