//! What `install` and `uninstall` take, and what they say before they do it.

use crate::support::net::Net;
use crate::support::world::World;

#[test]
fn dry_run_of_an_install_names_the_mirror() {
    let world = World::new()
        .var("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/")
        .var("GOENVMGR_HTTP_TIMEOUT", "1")
        .var("GOPROXY", "off")
        .var("GOENV", "off");
    for mirror in ["http://127.0.0.1:1/go", "http://me:secret@127.0.0.1:1/x/"] {
        let refused = world.run(&["install", "-n", "--mirror", mirror, "1.22.5"]).exits(3);
        assert!(!refused.stderr.contains("secret"), "{refused:?}");
    }
    let net = Net::new();
    let mirror = net.site.archive_url();
    let args = ["install", "-n", "--mirror", &mirror, "1.22.5"];
    let plan = net.run(&args).exits(0);
    assert!(plan.stdout.contains(&mirror), "{plan:?}");
    let json = net.run(&[&args[..], &["--format", "json"]].concat()).exits(0).json();
    assert_eq!(json[0]["archives"], mirror.as_str(), "{json}");
}

#[test]
fn uninstall_takes_a_whole_line_or_range_where_that_is_said() {
    let installed = ["1.20.1", "1.21.3", "1.21.9", "1.22.5"];
    let world = World::with(&installed);
    world.run(&["uninstall", "--all", "1.19"]).exits(1);
    let plan = world.run(&["uninstall", "--dry-run", "--all", "<1.22"]).exits(0).stdout;
    assert_eq!(plan.lines().count(), 3, "{plan}");
    world.run(&["uninstall", "--all", "1.21", "1.21.3"]).exits(0);
    assert_eq!(world.installed(), ["go1.20.1", "go1.22.5"]);
    world.run(&["default", "1.20.1"]).exits(0);
    let refused = world.run(&["uninstall", "--all", "<2"]).exits(1).stderr;
    assert!(refused.contains("it is the default"), "{refused}");
    assert_eq!(world.installed(), ["go1.20.1", "go1.22.5"], "none of them went");
}

#[test]
fn uninstall_asks_what_this_shell_asks_for_by_range_or_line() {
    for set in ["<1.21.10", "1.21"] {
        let world = World::with(&["1.21.5", "1.22.3"]).var("GOENVMGR_VERSION", set);
        let refused = world.run(&["uninstall", "1.21.5"]).exits(1).stderr;
        assert!(refused.contains("GOENVMGR_VERSION"), "{set}: {refused}");
        world.run(&["uninstall", "1.22.3"]).exits(0);
    }
}

/// Without a go.mod nothing else says that a directory needs its Go.
#[test]
fn uninstall_names_the_directory_that_pins_what_goes() {
    let world = World::with(&["1.21.13", "1.22.5", "1.22.6"]);
    let pinned = |name: &str, version: &str| {
        let dir = world.work().join(name);
        std::fs::create_dir_all(&dir).unwrap();
        world.run_in(name, &["pin", version]).exits(0);
        dir
    };
    let service = pinned("service", "1.21.13");
    pinned("line", "1.22");
    // Pinned by somebody else, and entered.
    let entered = world.work().join("entered/deep");
    world.write(&entered.join(".go-version"), "1.21\n");
    world.run_in("entered/deep", &["check"]);
    let roots = world.run(&["roots"]).exits(0).stdout;
    for dir in [&service, &entered] {
        assert!(roots.contains(dir.to_str().unwrap()), "{roots}");
    }
    for more in [&["--dry-run"][..], &[]] {
        let words = [&["uninstall", "1.21.13"], more].concat();
        let said = world.run(&words).exits(0).stderr;
        for (name, request) in [("service", "1.21.13"), ("entered/deep", "1.21")] {
            let who = world.work().join(name).join(".go-version:1");
            let told = format!("{} asks for {request}, and nothing else", who.display());
            assert!(said.contains(&told), "{said}");
        }
    }
    // Another of its line stays.
    let said = world.run(&["uninstall", "1.22.6"]).exits(0).stderr;
    assert!(!said.contains("asks for"), "{said}");
}
