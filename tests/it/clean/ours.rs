//! What `clean` takes of goenvmgr's own directories, which may be somebody else's too.

use std::fs;

use super::world::World;

/// `GOENVMGR_HOME=/opt`, where others keep things under the names that our directories have.
#[test]
fn stale_and_downloads_take_only_names_of_ours() {
    let world = World::new();
    let ours = [
        "own/staging/go1.20.1.new-Ab12cd/bin/go",
        "own/staging/go1.20.1.old-4711/VERSION",
        "own/undo/go1.22.6.new-Ab12cd/x",
        "own/receipts/go1.20.1.json",
        "own/cache/downloads/go1.22.5.linux-amd64.tar.gz.partial",
        "own/cache/downloads/go1.22.5.linux-amd64.tar.gz.partial.json",
        "own/cache/0123456789abcdef.json",
        "own/cache/sumdb/sum.golang.org/tile/8/0/000",
    ];
    let others = [
        "own/staging/website/index.html",
        "own/staging/package.lock",
        "own/staging/website.new-abc/x",
        "own/undo/keep",
        "own/receipts/2026.json",
        "own/shims/go1.20.9",
        "own/cache/apt/x",
        "own/cache/photos.json",
        "own/cache/sumdb/mine/notes",
        "own/cache/downloads/film.tar.gz",
        "own/cache/downloads/sub/x",
    ];
    for name in ours.iter().chain(&others) {
        world.write(name, "somebody's");
    }
    let long_ago = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    fs::File::open(world.at("own/undo")).unwrap().set_modified(long_ago).unwrap();
    world.run(&["clean", "--stale", "--older-than", "0h"]).expect(0);
    world.run(&["clean", "--downloads", "--yes"]).expect(0);
    world.run(&["clean", "--all", "--yes"]).expect(0);
    for name in others {
        assert_eq!(fs::read_to_string(world.at(name)).unwrap(), "somebody's", "{name}");
    }
    for name in ours {
        assert!(!world.at(name).exists(), "{name}");
    }
}

#[test]
fn running_download_of_another_home_stays() {
    let world = World::new();
    let at = |name: &str| world.at(&format!("xdg/goenvmgr/downloads/{name}"));
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
        let mut ours = world.ours();
        ours.env_remove("GOENVMGR_HOME").env("XDG_DATA_HOME", world.at("data"));
        ours.env("XDG_CACHE_HOME", world.at("xdg")).args(args);
        super::world::Said::of(&mut ours).expect(0)
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
    let world = World::new();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.write("p/go.sum", "example.com/a v1.0.0 h1:x=\n");
    world.write("q/go.mod", "module q\n\ngo 1.22\n");
    world.run(&["roots", "add", "p", "q"]).expect(0);
    let list = world.at("own/state/roots.list");
    let whole = fs::read(&list).unwrap();
    let torn = whole.len() / 2;
    for text in [Vec::new(), whole[..torn].to_vec(), vec![0; torn], b"\n".to_vec()] {
        fs::write(&list, &text).unwrap();
        // Another project is known still.
        world.write("own/state/roots.log", &format!("{}\n", world.at("q").display()));
        let said = world.run(&["clean", "--modcache", "--yes"]).expect(3);
        assert!(said.err.contains("roots.list is damaged"), "{said:?}");
        world.run(&["clean", "--stale"]).expect(3);
        world.run(&["roots", "add", "q"]).expect(3);
        assert!(world.has("example.com/a", "v1.0.0"));
        assert_eq!(fs::read(&list).unwrap(), text, "left as it is");
    }
    fs::write(&list, &whole).unwrap();
    world.run(&["clean", "--modcache", "--yes"]).expect(0);
    assert!(world.has("example.com/a", "v1.0.0"));
}

#[test]
fn list_of_roots_is_flushed_before_it_replaces_the_old_one() {
    let world = World::new();
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    let trace = world.at("trace");
    let mut strace = std::process::Command::new("strace");
    strace.args(["-f", "-qq", "-y", "-e", "trace=fsync,fdatasync,rename,renameat,renameat2", "-o"]);
    strace.arg(&trace);
    world.under(strace, world.ours().args(["roots", "add", "p"])).expect(0);
    let trace = fs::read_to_string(trace).unwrap();
    let lines: Vec<_> = trace.lines().collect();
    for (replaced, lasting) in [("roots.list\"", "/own/state"), (".json\"", "/own/state/needs")] {
        let at = lines.iter().position(|line| line.contains(replaced)).unwrap();
        let before = &lines[..at];
        let flushed = |line: &&&str| line.contains("sync(") && line.contains(lasting);
        assert!(before.iter().rev().take(1).any(|line| flushed(&line)), "{trace}");
    }
}
