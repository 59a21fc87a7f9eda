//! `goenvmgr lock` and `install --locked`: what a project's pin meant, on another day and another machine.

use std::fs;

use crate::support::publish::Toolchain;
use crate::support::publishers::Publishers;
use crate::support::world::World;

/// go1.22.5 and go1.22.6 for this machine, go1.22.5 for another.
fn publishers() -> Publishers {
    let (one, two) = (Toolchain::new("1.22.5"), Toolchain::new("1.22.6"));
    Publishers::of(&[&one, &Toolchain::on("1.22.5", "windows-arm64"), &two])
}

/// A project that pins this, where `goenvmgr lock` has run.
fn locked(publishers: &Publishers, pin: &str) -> World {
    let world = publishers.world();
    world.write("work/.go-version", pin);
    let ran = world.run(&["lock"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    world
}

fn lock_of(world: &World) -> String {
    fs::read_to_string(world.path("work/goenvmgr.lock")).unwrap()
}

#[test]
fn lock_holds_what_the_log_has_and_another_machine_installs_that_and_no_newer_one() {
    let publishers = publishers();
    let world = locked(&publishers, "1.22.5");
    let lock = lock_of(&world);
    assert!(lock.contains(&Toolchain::new("1.22.5").h1()), "{lock}");
    let other = Toolchain::on("1.22.5", "windows-arm64").h1();
    assert!(lock.contains(&format!("\"windows/arm64\" = \"{other}\"")), "{lock}");
    assert!(!lock.contains("darwin"), "nothing is said of what has no record: {lock}");

    // The line is asked for by now; the lock says which of it.
    world.write("work/.go-version", "1.22");
    let stale = world.run(&["install", "--locked"]);
    assert_eq!(stale.code, 1, "{stale:?}");
    assert!(
        stale.stderr.contains("was written for 1.22.5") && stale.stderr.contains("goenvmgr lock")
    );
    assert_eq!(world.run(&["lock"]).code, 0);
    let kept = lock_of(&world);
    assert!(kept.contains("request = \"1.22\"\ngo = \"1.22.5\""), "{kept}");
    let done = world.run(&["install", "--locked"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(done.stdout.contains("installed go1.22.5"), "{done:?}");
    assert!(!world.installed().contains(&"go1.22.6".to_owned()));
    let again = world.run(&["install", "--locked", "--offline"]);
    assert_eq!(again.code, 0, "{again:?}");

    // A platform that the lock has is not forgotten for want of a record.
    let silent = world.run(&["lock", "--upgrade"]);
    assert_eq!(silent.code, 1, "{silent:?}");
    assert!(silent.stderr.contains("no record of go1.22.6 for windows/arm64"), "{silent:?}");
    assert_eq!(lock_of(&world), kept);
    fs::remove_file(world.path("work/goenvmgr.lock")).unwrap();
    let newer = world.run(&["lock", "--format", "json"]);
    assert_eq!(newer.code, 0, "{newer:?}");
    assert!(lock_of(&world).contains("go = \"1.22.6\""), "{newer:?}");
    for said in ["\"previous\": null", "\"written\": true", "    \"windows/arm64\"\n  ]"] {
        assert!(newer.stdout.contains(said), "{said}: {}", newer.stdout);
    }
}

#[test]
fn lock_that_says_another_checksum_stops_what_comes_and_what_stands_there() {
    let publishers = publishers();
    let world = locked(&publishers, "1.22.5");
    let (whole, right) = (lock_of(&world), Toolchain::new("1.22.5").h1());
    let forged = whole.replace(&right, "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    world.write("work/goenvmgr.lock", &forged);
    let refused = world.run(&["install", "--locked"]);
    assert_eq!(refused.code, 6, "{refused:?}");
    assert!(refused.stderr.contains(&right) && refused.stderr.contains("goenvmgr.lock"));
    assert!(world.installed().is_empty(), "it was published");
    let renewed = world.run(&["lock"]);
    assert_eq!(renewed.code, 6, "a lock that is wrong is not put right in silence: {renewed:?}");
    assert_eq!(lock_of(&world), forged);

    assert_eq!(world.run(&["install", "1.22.5"]).code, 0);
    for words in [&["install", "--locked"][..], &["install", "--locked", "--dry-run"]] {
        let there = world.run(words);
        assert_eq!(there.code, 6, "{there:?}");
    }
    world.write("work/goenvmgr.lock", &whole);
    assert_eq!(world.run(&["install", "--locked"]).code, 0);
}

#[test]
fn lock_is_about_the_projects_pin_whatever_the_shell_uses() {
    let publishers = publishers();
    let world = locked(&publishers, "1.22.5").var("GOENVMGR_VERSION", "1.22.6");
    fs::create_dir_all(world.path("work/deep/down")).unwrap();
    let done = world.run_in("deep/down", &["install", "--locked"]);
    assert!(done.stdout.contains("installed go1.22.5"), "{done:?}");
}

#[test]
fn install_locked_says_where_another_version_runs_and_clean_keeps_what_is_locked() {
    let publishers = publishers();
    let world = locked(&publishers, "1.22.5");
    world.write("work/.go-version", "1.22");
    world.run(&["lock"]).exits(0);
    world.run(&["install", "1.22.6"]).exits(0);
    let done = world.run(&["install", "--locked"]).exits(0);
    assert!(done.stderr.contains("what runs here is go1.22.6, not go1.22.5"), "{done:?}");
    world.run(&["roots", "add", "."]).exits(0);
    let plan =
        || world.run(&["clean", "--stale", "--dry-run", "--older-than", "0d"]).exits(0).stdout;
    let is_wanted = |plan: String| {
        let line =
            plan.lines().find(|line| line.contains("go1.22.5")).unwrap_or_default().to_owned();
        line.contains("wanted by")
    };
    assert!(is_wanted(plan()), "{}", plan());
    fs::remove_file(world.path("work/goenvmgr.lock")).unwrap();
    assert!(!is_wanted(plan()), "{}", plan());
}

#[test]
fn lock_follows_the_line_of_go_mod_where_nothing_pins() {
    let publishers = publishers();
    let world = publishers.world();
    world.write("work/go.mod", "module m\n\ngo 1.22.5\n");
    let done = world.run(&["lock"]);
    assert_eq!(done.code, 0, "{done:?}");
    assert!(lock_of(&world).contains("go = \"1.22.5\""));
    assert_eq!(world.run(&["install", "--locked"]).code, 0);
}

#[test]
fn lock_dry_run_and_one_that_is_up_to_date_write_nothing() {
    let publishers = publishers();
    let world = publishers.world();
    world.write("work/.go-version", "1.22");
    let dry = world.run(&["lock", "--dry-run"]);
    assert_eq!(dry.code, 0, "{dry:?}");
    assert!(dry.stdout.contains("would lock 1.22.6") && !world.path("work/goenvmgr.lock").exists());
    assert_eq!(world.run(&["lock"]).code, 0);
    let written = fs::metadata(world.path("work/goenvmgr.lock")).unwrap().modified().unwrap();
    let again = world.run(&["lock"]);
    assert!(again.stdout.contains("up to date"), "{again:?}");
    let now = fs::metadata(world.path("work/goenvmgr.lock")).unwrap().modified().unwrap();
    assert_eq!(now, written);
}

#[test]
fn lock_without_a_pin_a_record_or_a_database_says_what_to_type() {
    let publishers = publishers();
    let world = publishers.world();
    for (pin, words, code, said) in [
        ("", &["lock"][..], 2, "goenvmgr pin 1.22.5"),
        ("", &["install", "--locked"], 2, "goenvmgr pin 1.22.5"),
        ("system", &["lock"], 2, "which nobody can lock"),
        ("1.22.5", &["install", "--locked"], 2, "goenvmgr lock"),
        ("1.22.5", &["lock", "--platform", "plan9/386"], 1, "no record of go1.22.5 for plan9/386"),
        ("1.99.1", &["lock"], 1, "no record of go1.99.1"),
        ("1.22.5", &["install", "--locked", "1.22.6"], 2, "cannot be used with"),
    ] {
        let _ = fs::remove_file(world.path("work/.go-version"));
        if !pin.is_empty() {
            world.write("work/.go-version", pin);
        }
        let ran = world.run(words);
        assert_eq!(ran.code, code, "{words:?}: {ran:?}");
        assert!(ran.stderr.contains(said), "{words:?}: {ran:?}");
        assert!(!world.path("work/goenvmgr.lock").exists(), "{words:?}");
    }
    let off = world.var("GOSUMDB", "off");
    off.write("work/.go-version", "1.22.5");
    let ran = off.run(&["lock"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(ran.stderr.contains("needs the checksum database"), "{ran:?}");
}

#[test]
fn lock_file_that_is_none_is_named_with_its_fault_and_stays() {
    let publishers = publishers();
    let world = locked(&publishers, "1.22.5");
    let whole = lock_of(&world);
    for (from, to, said) in [
        ("lock = 1", "lock = 2", "its form is 2"),
        ("lock = 1", "lock = 1\nmore = 1", "unknown field"),
        ("go = \"1.22.5\"", "go = \"1.22\"", "is not one version of Go"),
        ("h1:", "sha256:", "is no h1 hash"),
        ("\"windows/arm64\"", "\"../../x\"", "not a platform"),
        ("lock = 1", "<<<<<<< HEAD\nlock = 1", "is no lock file"),
    ] {
        world.write("work/goenvmgr.lock", &whole.replace(from, to));
        for words in [&["install", "--locked"][..], &["lock"]] {
            let ran = world.run(words);
            assert_eq!(ran.code, 2, "{to}: {ran:?}");
            assert!(ran.stderr.contains(said) && ran.stderr.contains("rm "), "{to}: {ran:?}");
        }
        assert_eq!(lock_of(&world), whole.replace(from, to));
    }
}

#[test]
fn lock_that_is_a_link_out_of_the_project_is_not_written() {
    let publishers = publishers();
    let world = publishers.world();
    world.write("work/.go-version", "1.22.5");
    world.write("elsewhere", "mine\n");
    std::os::unix::fs::symlink(world.path("elsewhere"), world.path("work/goenvmgr.lock")).unwrap();
    for _ in 0..2 {
        let ran = world.run(&["lock"]);
        assert_eq!(ran.code, 2, "{ran:?}");
        assert_eq!(fs::read_to_string(world.path("elsewhere")).unwrap(), "mine\n");
    }
}

#[test]
fn install_locked_for_another_platform_holds_it_against_that_platforms_checksum() {
    // Another system that this machine's processor has.
    let arch = goenvmgr::go::platform::Platform::host().arch;
    let other = Toolchain::on("1.22.5", &format!("freebsd-{arch}"));
    let publishers = Publishers::of(&[&Toolchain::new("1.22.5"), &other]);
    let world = locked(&publishers, "1.22.5");
    world.run(&["install", "--locked", "--os", "freebsd"]).exits(1);
    world.run(&["lock", "--platform", &format!("freebsd/{arch}")]).exits(0);
    world.run(&["install", "--locked", "--os", "freebsd"]).exits(0);
    assert!(world.home().join(format!("foreign/go1.22.5.freebsd-{arch}")).exists());
    assert!(world.installed().is_empty());
}
