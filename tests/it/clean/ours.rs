//! What `clean` takes of goenvmgr's own directories, which may be somebody else's too.

use std::fs;

use super::world::{World, ran};
use crate::support::platform;

/// `GOENVMGR_HOME=/opt`, where others keep things under the names that our directories have.
#[test]
fn stale_and_downloads_take_only_names_of_ours() {
    let world = World::with_caches();
    let ours = [
        "home/staging/go1.20.1.new-Ab12cd/bin/go",
        "home/staging/go1.20.1.old-4711/VERSION",
        "home/undo/go1.22.6.new-Ab12cd/x",
        "home/receipts/go1.20.1.json",
        "home/cache/downloads/go1.22.5.linux-amd64.tar.gz.partial",
        "home/cache/downloads/go1.22.5.linux-amd64.tar.gz.partial.json",
        "home/cache/0123456789abcdef.json",
        "home/cache/sumdb/sum.golang.org/tile/8/0/000",
    ];
    let others = [
        "home/staging/website/index.html",
        "home/staging/package.lock",
        "home/staging/website.new-abc/x",
        "home/undo/keep",
        "home/receipts/2026.json",
        "home/shims/go1.20.9",
        "home/cache/apt/x",
        "home/cache/photos.json",
        "home/cache/sumdb/mine/notes",
        "home/cache/downloads/film.tar.gz",
        "home/cache/downloads/sub/x",
    ];
    for name in ours.iter().chain(&others) {
        world.write(name, "somebody's");
    }
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    platform::open(&world.path("home/undo")).set_modified(long_ago).unwrap();
    world.run(&["clean", "--stale", "--older-than", "0h"]).exits(0);
    world.run(&["clean", "--downloads", "--yes"]).exits(0);
    world.run(&["clean", "--all", "--yes"]).exits(0);
    for name in others {
        assert_eq!(fs::read_to_string(world.path(name)).unwrap(), "somebody's", "{name}");
    }
    for name in ours {
        assert!(!world.path(name).exists(), "{name}");
    }
}

#[test]
fn running_download_of_another_home_stays() {
    let world = World::with_caches();
    let at = |name: &str| world.path(&format!("xdg/goenvmgr/downloads/{name}"));
    for (name, _) in FILES {
        world.write(&format!("xdg/goenvmgr/downloads/{name}"), "x");
    }
    let held: Vec<_> = FILES
        .iter()
        .filter(|(_, held)| *held)
        .map(|(name, _)| {
            let file = fs::File::open(at(name)).unwrap();
            file.try_lock().unwrap();
            file
        })
        .collect();
    // Homes of their own, one cache.
    let clean = |args: &[&str]| {
        let mut ours = world.ours(&[]);
        ours.env_remove("GOENVMGR_HOME").env("XDG_DATA_HOME", world.path("data"));
        ours.env("XDG_CACHE_HOME", world.path("xdg")).args(args);
        ran(ours).exits(0)
    };
    clean(&["clean", "--stale"]);
    clean(&["clean", "--downloads", "--yes"]);
    for (name, is_held) in FILES {
        let stays = is_held || name == "go1.22.5.linux-amd64.tar.gz.partial.json";
        assert_eq!(at(name).exists(), stays, "{name}");
    }
    drop(held);
    clean(&["clean", "--stale"]);
    assert!(FILES.iter().all(|(name, _)| !at(name).exists()), "nobody works on them");
}

const FILES: [(&str, bool); 5] = [
    ("go1.22.5.linux-amd64.tar.gz.partial", true),
    ("go1.22.5.linux-amd64.tar.gz.partial.json", false),
    ("go1.22.5.linux-amd64.tar.gz.4711.partial", true),
    ("go1.21.5.linux-amd64.tar.gz.partial", false),
    ("go1.21.5.linux-amd64.tar.gz.partial.json", false),
];

#[test]
fn damaged_list_of_roots_is_not_no_roots() {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.write("p/go.sum", "example.com/a v1.0.0 h1:x=\n");
    world.write("q/go.mod", "module q\n\ngo 1.22\n");
    world.run(&["roots", "add", "p", "q"]).exits(0);
    let list = world.path("home/state/roots.list");
    let whole = fs::read(&list).unwrap();
    let torn = whole.len() / 2;
    for text in [Vec::new(), whole[..torn].to_vec(), vec![0; torn], b"\n".to_vec()] {
        fs::write(&list, &text).unwrap();
        // Another project is known still.
        world.write("home/state/roots.log", &format!("{}\n", world.path("q").display()));
        let said = world.run(&["clean", "--modcache", "--yes"]).exits(3);
        assert!(said.stderr.contains("roots.list is damaged"), "{said:?}");
        world.run(&["clean", "--stale"]).exits(3);
        world.run(&["roots", "add", "q"]).exits(3);
        assert!(world.has("example.com/a", "v1.0.0"));
        assert_eq!(fs::read(&list).unwrap(), text, "left as it is");
    }
    fs::write(&list, &whole).unwrap();
    world.run(&["clean", "--modcache", "--yes"]).exits(0);
    assert!(world.has("example.com/a", "v1.0.0"));
}

#[test]
fn list_of_roots_is_flushed_before_it_replaces_the_old_one() {
    let world = World::with_caches();
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    let trace = world.path("trace");
    let mut strace = std::process::Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", "-o"]);
    strace.arg(&trace);
    world.under(strace, &world.ours(&["roots", "add", "p"])).exits(0);
    let trace = fs::read_to_string(trace).unwrap();
    let lines: Vec<_> = trace.lines().collect();
    for (replaced, lasting) in [("roots.list\"", "/home/state"), (".json\"", "/home/state/needs")] {
        let at = lines.iter().position(|line| line.contains(replaced)).unwrap();
        let before = &lines[..at];
        let flushed = |line: &&&str| line.contains("sync(") && line.contains(lasting);
        assert!(before.iter().rev().take(1).any(|line| flushed(&line)), "{trace}");
    }
}
