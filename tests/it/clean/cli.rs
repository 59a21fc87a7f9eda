//! The rules of the commands, on caches made by hand.

use std::fs;

use super::world::World;
use crate::support::platform::symlink;
use crate::support::program;

#[test]
fn module_cache_stays_without_a_project() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    let said = world.run(&["clean", "--modcache", "--yes"]).exits(1);
    assert!(
        said.stdout.contains("no project is known") && said.stderr.contains("roots add"),
        "{said:?}"
    );
    world.write("home/staging/go1.9.new-Ab12cd/x", "x");
    world.write("home/cache/downloads/go1.9.tar.gz", "x");
    world.write("build/00/abc-d", "x");
    let all = world.run(&["clean", "--all", "--yes"]).exits(0);
    assert!(
        all.stdout.contains("no project is known") && all.stderr.contains("roots add"),
        "{all:?}"
    );
    for other in ["home/staging/go1.9.new-Ab12cd", "home/cache/downloads/go1.9.tar.gz"] {
        assert!(!world.path(other).exists(), "{other}: the other parts are done");
    }
    assert!(world.has("example.com/a", "v1.0.0"));
    world.write("pin/.go-version", "1.22.5\n");
    world.run(&["roots", "add", "pin"]).exits(0);
    world.run(&["clean", "--modcache", "--yes"]).exits(1);
}

/// What two parts of a clean may take is planned, counted and removed once.
#[test]
fn clean_plans_no_path_twice() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n");
    world.run(&["roots", "add", "p"]).exits(0);
    for name in [
        "home/staging/go1.9.new-Ab12cd/x",
        "home/cache/downloads/go1.9.tar.gz",
        "home/cache/0123456789abcdef.json",
        "home/cache/.goenvmgr-abc123",
        "home/cache/downloads/.goenvmgr-abc123",
    ] {
        world.write(name, "x");
    }
    let dead = world.cache().join(".goenvmgr-trash/1-0/module");
    fs::create_dir_all(&dead).unwrap();
    let cached = world.cache().join("golang.org/toolchain@v0.0.1-go1.20.1.linux-amd64");
    fs::create_dir_all(cached).unwrap();
    let planned = |args: &[&str]| {
        let args = [&["clean", "--dry-run", "--format", "json"], args].concat();
        let plan = world.run(&args).exits(0).json();
        let paths = plan["removals"].as_array().unwrap().iter();
        let mut paths: Vec<_> = paths.map(|one| one["path"].to_string()).collect();
        paths.sort();
        paths
    };
    for (args, number) in [
        (&["--stale"][..], 5),
        (&["--downloads"], 2),
        (&["--modcache"], 2),
        (&["--stale", "--modcache"], 6),
        (&["--stale", "--downloads"], 6),
        (&["--all"], 7),
        (&["--all", "--modcache", "--everything"], 6),
    ] {
        let mut paths = planned(args);
        assert_eq!(paths.len(), number, "{args:?} {paths:#?}");
        paths.dedup();
        assert_eq!(paths.len(), number, "{args:?} {paths:#?}");
    }
}

#[test]
fn option_that_would_have_no_effect_is_refused() {
    let world = World::with_caches();
    world.write("p/go.mod", "module p\n");
    world.run(&["roots", "add", "p"]).exits(0);
    world.module("example.com/a", "v1.0.0");
    for (args, code) in [
        (&["--modcache", "--older-than", "30d"][..], 2),
        (&["--downloads", "--older-than", "30d"], 2),
        (&["--vendor", "--older-than", "30d"], 2),
        (&["--modcache", "--max-size", "1G"], 2),
        (&["--stale", "--max-size", "1G"], 2),
        (&["--modcache", "--stale", "--older-than", "30d"], 0),
        (&["--all", "--older-than", "30d", "--max-size", "1G"], 0),
        (&["--build-cache", "--older-than", "30d"], 0),
    ] {
        let args = [&["clean", "--yes", "--dry-run"], args].concat();
        let said = world.run(&args).exits(code);
        let refused = said.stderr.contains("--build-cache") && said.stdout.is_empty();
        assert_eq!(refused, code == 2, "{args:?}: {said:?}");
    }
    assert!(world.has("example.com/a", "v1.0.0"));
}

#[test]
fn why_names_the_module_that_was_meant() {
    let world = World::with_caches();
    for nothing in ["", "@", "@v1.0.0", "example.com/mod@"] {
        world.run(&["why", nothing]).exits(2);
    }
    world.module("github.com/!burnt!sushi/toml", "v1.0.0");
    world.module("example.com/mod", "v1.0.0");
    for (asked, meant) in [
        ("github.com/burntsushi/toml", Some("github.com/BurntSushi/toml")),
        ("github.com/burntsushi/toml@v1.0.0", Some("github.com/BurntSushi/toml")),
        ("https://github.com/BurntSushi/toml/", Some("github.com/BurntSushi/toml")),
        ("github.com/BurntSushi/toml/internal/x", Some("github.com/BurntSushi/toml")),
        ("github.com/BurntSushi/toml@v9.9.9", Some("github.com/BurntSushi/toml")),
        ("example.com/mode", Some("example.com/mod")),
        ("nothing.test/like/it", None),
    ] {
        let said = world.run(&["why", asked]).exits(1);
        let named = said.stderr.lines().find_map(|line| line.split_once("goenvmgr why "));
        assert_eq!(named.map(|(_, path)| path), meant, "{asked}: {said:?}");
    }
}

#[test]
fn why_of_a_cached_toolchain_says_what_du_and_clean_say() {
    let world = World::with_caches();
    let version = |number: &str| format!("v0.0.1-go{number}.linux-amd64");
    for number in ["1.20.1", "1.21.3", "1.22.4", "1.19"] {
        let dir = world.cache().join(format!("golang.org/toolchain@{}", version(number)));
        fs::create_dir_all(dir.join("bin")).unwrap();
        fs::write(dir.join("VERSION"), format!("go{number}\n")).unwrap();
        fs::write(dir.join("bin/go"), "x".repeat(4096)).unwrap();
    }
    world.write("p/go.mod", "module p\n\ngo 1.20.1\n");
    world.write("q/go.work", "go 1.20.1\ntoolchain go1.21.3\n");
    world.run(&["roots", "add", "p", "q"]).exits(0);
    let why =
        |module: &str, code| world.run(&["why", module, "--format", "json"]).exits(code).json();
    let du = world.run(&["du"]).exits(0).stdout;
    let [p, q] = ["p/go.mod", "q/go.work"].map(|file| serde_json::json!(world.path(file)));
    for (number, files) in [("1.20.1", vec![&p, &q]), ("1.21.3", vec![&q]), ("1.22.4", vec![])] {
        assert!(du.contains(&format!("go{number}")), "{du}");
        let said =
            why(&format!("golang.org/toolchain@{}", version(number)), i32::from(files.is_empty()));
        let one = &said["versions"][0];
        assert_eq!(one["cached"], true, "{said:#}");
        assert!(one["bytes"].as_u64().unwrap() >= 4096, "{said:#}");
        let by: Vec<_> = one["by"].as_array().unwrap().iter().map(|by| &by["files"][0]).collect();
        assert_eq!(by, files, "{said:#}");
    }
    assert_eq!(why("golang.org/toolchain", 0)["versions"].as_array().unwrap().len(), 4);
    let absent = world.run(&["why", "golang.org/toolchain@v0.0.1-go1.2.linux-amd64"]).exits(1);
    assert!(absent.stdout.contains("not in the cache"), "{absent:?}");
    assert!(absent.stderr.contains("goenvmgr why golang.org/toolchain"), "{absent:?}");
    // What the project named when it could last be read still counts.
    fs::rename(world.path("p"), world.path("moved")).unwrap();
    let said = world.run(&["why", &format!("golang.org/toolchain@{}", version("1.20.1"))]).exits(0);
    assert!(said.stdout.contains("as it was when it could last be read"), "{said:?}");
}

#[test]
fn roots_remove_of_any_known_root_forgets_it_for_good() {
    let world = World::with_caches();
    for how in ["named", "seen"] {
        for gone in [true, false] {
            world.write("p/go.mod", "module p\n\ngo 1.22\n");
            let listed = || {
                let said = world.run(&["roots", "--format", "json"]).exits(0).json();
                let roots = said["roots"].as_array().unwrap().clone();
                roots.iter().any(|root| root["path"] == serde_json::json!(world.path("p")))
            };
            if how == "named" {
                world.run(&["roots", "add", "p"]).exits(0);
            } else {
                let line = format!("{}\n", world.path("p").display());
                world.write("home/state/roots.log", &line);
            }
            // What it needs is written down, and the log folded.
            assert!(listed(), "{how} {gone}");
            if gone {
                fs::remove_dir_all(world.path("p")).unwrap();
                assert!(listed(), "{how} {gone}");
            }
            let said = world.run(&["roots", "remove", "p"]).exits(0);
            assert!(said.stderr.contains("forgotten"), "{said:?}");
            assert!(!listed(), "{how} {gone}");
            assert!(!listed(), "{how} {gone}");
            let needs = fs::read_dir(world.path("home/state/needs")).unwrap().count();
            assert_eq!(needs, 0, "{how} {gone}");
            world.run(&["roots", "remove", "p"]).exits(1);
        }
    }
}

#[test]
fn clean_everything_takes_all_and_says_so() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    fs::create_dir_all(world.cache().join("cache/download/sumdb/x/tile")).unwrap();
    let asked = world.run(&["clean", "--modcache", "--everything"]).exits(2);
    assert!(asked.stdout.contains("every project needs the network"), "{asked:?}");
    assert!(world.has("example.com/a", "v1.0.0"));
    world.run(&["clean", "--modcache", "--everything", "--yes"]).exits(0);
    assert_eq!(fs::read_dir(world.cache()).unwrap().count(), 0);
}

#[test]
fn stale_acts_without_being_asked_and_pins_of_every_kind_hold() {
    let world = World::with_caches();
    let old = |name: &str| {
        world.write(&format!("home/toolchains/{name}/VERSION"), &format!("{name}\n"));
        world.write(&format!("home/toolchains/{name}/bin/go"), "#!/bin/sh\n");
    };
    let names = [
        "go1.20.1", "go1.20.2", "go1.21.3", "go1.21.4", "go1.21.5", "go1.22.5", "go1.22.6",
        "go1.23.7",
    ];
    names.iter().for_each(|name| old(name));
    for shim in ["go1.19.1", "go1.20.1"] {
        world.write(&format!("home/shims/{shim}.txt"), "not ours");
        symlink("/nowhere", world.path(&format!("home/shims/{shim}"))).unwrap();
    }
    world.write("home/staging/go1.9.new-Ab12cd/x", "x");
    world.write("home/cache/downloads/go1.9.tar.gz", "x");
    let pins = [
        ("a/.go-version", "1.20.2\n"),
        ("b/.tool-versions", "golang 1.9.9 1.21.3\n"),
        ("f/mise.toml", "[tools]\ngo = \"1.21.5\"\n"),
        ("c/goenvmgr.toml", "go = \"1.21.4\"\n"),
        ("d/go.mod", "module d\n\ngo 1.22.5\n"),
        ("e/go.work", "go 1.22.6\n"),
        ("home/config.toml", "default = \"1.23.7\"\n"),
    ];
    pins.iter().for_each(|(name, text)| world.write(name, text));
    world.run(&["roots", "add", "a", "b", "c", "d", "e", "f"]).exits(0);
    // Nothing is old enough yet.
    world.run(&["clean", "--stale", "--format", "json"]).exits(0);
    let there = |name: &str| world.path(&format!("home/toolchains/{name}")).exists();
    let shim = |name: &str| world.path(&format!("home/shims/{name}")).is_symlink();
    assert!(names.iter().all(|name| there(name)), "used less than 30 days ago");
    assert!(!shim("go1.19.1") && shim("go1.20.1"));
    assert!(!world.path("home/staging/go1.9.new-Ab12cd").exists());
    assert!(!world.path("home/cache/downloads/go1.9.tar.gz").exists());
    world.run(&["clean", "--stale", "--older-than", "0h"]).exits(0);
    let left: Vec<_> = names.iter().filter(|name| there(name)).collect();
    assert_eq!(left, names[1..].iter().collect::<Vec<_>>());
    assert!(!shim("go1.20.1"), "its shim goes with it");
}

#[test]
fn toolchain_that_runs_stays() {
    let world = World::with_caches();
    let go = world.path("home/toolchains/go1.20.9/bin/go");
    fs::create_dir_all(go.parent().unwrap()).unwrap();
    program::copy("/bin/sleep", &go);
    let mut running = std::process::Command::new(&go).arg("600").spawn().unwrap();
    let stale = ["clean", "--stale", "--older-than", "0h"];
    let said = world.run(&stale).exits(0);
    assert!(go.exists() && said.stdout.contains("it runs now"), "{said:?}");
    running.kill().unwrap();
    running.wait().unwrap();
    world.run(&stale).exits(0);
    assert!(!go.exists());
}

/// Other tests run Go meanwhile, in projects that are none of this world's business.
#[test]
fn go_that_runs_keeps_the_cache_that_it_reads_and_no_other() {
    let world = World::with_caches();
    let go = world.path("sdk/go");
    fs::create_dir_all(world.path("sdk")).unwrap();
    program::copy("/bin/sleep", &go);
    let listed = |how: &str, cache: &std::path::Path| {
        let project = format!("{how}/go.mod");
        world.write(&project, "module p\n");
        let mut running = world.go_like(&go, cache).arg("600").current_dir(world.path(how)).spawn();
        let said = world.run(&["roots", "--format", "json"]).exits(0).json();
        let running = running.as_mut().unwrap();
        running.kill().unwrap();
        running.wait().unwrap();
        let roots = said["roots"].as_array().unwrap().clone();
        let here = serde_json::json!(world.path(how));
        roots.iter().filter(|root| root["how"] == "running" && root["path"] == here).count()
    };
    assert_eq!(listed("theirs", &world.path("another")), 0);
    assert_eq!(listed("ours", &world.cache()), 1);
}

#[test]
fn roots_are_named_scanned_listed_and_forgotten() {
    let world = World::with_caches();
    world.write("src/one/go.mod", "module one\n");
    world.write("src/two/go.work", "go 1.22\n");
    world.run(&["roots", "add", "--scan", "src"]).exits(0);
    let listed = world.run(&["roots", "--format", "json"]).exits(0).json();
    let paths = listed["roots"].as_array().unwrap().iter().map(|root| root["path"].clone());
    let paths: Vec<_> = paths.collect();
    assert_eq!(paths, [world.path("src/one"), world.path("src/two")].map(|p| serde_json::json!(p)));
    world.run(&["roots", "remove", "src/two"]).exits(0);
    world.run(&["roots", "remove", "src/two"]).exits(1);
    world.run(&["roots", "add", "nowhere"]).exits(2);
    fs::rename(world.path("src/one"), world.path("src/gone")).unwrap();
    let listed = world.run(&["roots"]).exits(0);
    assert!(listed.stdout.contains("gone; forgotten in 30 days"), "{listed:?}");
}

#[test]
fn root_that_vanished_holds_what_it_needed_for_the_grace_period() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    world.module("example.com/b", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n\nrequire example.com/a v1.0.0\n");
    world.write("p/go.sum", "example.com/a v1.0.0 h1:x=\n");
    world.run(&["roots", "add", "p"]).exits(0);
    fs::rename(world.path("p"), world.path("q")).unwrap();
    let said = world.run(&["clean", "--modcache", "--yes"]).exits(0);
    assert!(said.stdout.contains("p (named, gone, 1 module)"), "{said:?}");
    assert!(world.has("example.com/a", "v1.0.0") && !world.has("example.com/b", "v1.0.0"));
}

#[test]
fn build_cache_shrinks_to_a_size_and_keeps_the_fuzz_corpus() {
    let world = World::with_caches();
    for (number, hours) in [("00", 100), ("7f", 50), ("ff", 1)] {
        let name = format!("build/{number}/abc-d");
        world.write(&name, &"x".repeat(100_000));
        let file = fs::File::options().write(true).open(world.path(&name)).unwrap();
        let then = std::time::SystemTime::now() - std::time::Duration::from_secs(hours * 3600);
        file.set_modified(then).unwrap();
    }
    world.write("build/fuzz/x/1", "corpus");
    world.write("build/trim.txt", "1");
    let there = |name: &str| world.path(&format!("build/{name}/abc-d")).exists();
    world.run(&["clean", "--build-cache", "--max-size", "250k", "--yes"]).exits(0);
    assert_eq!([there("00"), there("7f"), there("ff")], [false, true, true]);
    world.run(&["clean", "--build-cache", "--older-than", "10h", "--yes"]).exits(0);
    assert_eq!([there("7f"), there("ff")], [false, true]);
    assert!(world.path("build/fuzz/x/1").exists() && world.path("build/trim.txt").exists());
}

/// Another test may run Go where nobody can see with which cache; so what goes is waited for.
#[test]
fn go_that_runs_spares_the_build_cache_that_it_reads_and_no_other() {
    let world = World::with_caches();
    let go = world.path("sdk/go");
    fs::create_dir_all(world.path("sdk")).unwrap();
    program::copy("/bin/sleep", &go);
    let entry = world.path("build/00/abc-d");
    let clean = || world.run(&["clean", "--build-cache", "--yes"]).exits(0);
    let beside = |builds: &str, then: &dyn Fn()| {
        world.write("build/00/abc-d", "built just now");
        let mut go = world.go_like(&go, &world.cache());
        let mut running = go.env("GOCACHE", world.path(builds)).arg("600").spawn().unwrap();
        then();
        running.kill().unwrap();
        running.wait().unwrap();
    };
    beside("build", &|| {
        let said = clean();
        assert!(entry.exists() && said.stdout.contains("a Go tool runs now"), "{said:?}");
    });
    beside("another", &|| {
        let until = std::time::Instant::now() + std::time::Duration::from_secs(60);
        while entry.exists() && std::time::Instant::now() < until {
            clean();
        }
        assert!(!entry.exists());
    });
}

#[test]
fn du_shows_what_clean_would_look_at() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    let report = world.run(&["du", "--format", "json"]).exits(0).json();
    assert_eq!(report["modules"], 1);
    assert!(report["total"]["bytes"].as_u64().unwrap() > 0);
    world.run(&["du"]).exits(0);
}
