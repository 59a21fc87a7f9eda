//! `goenvmgr doctor --bundle`: what is pasted into an issue.

use crate::support::world::World;

#[test]
fn bundle_says_what_an_issue_needs_and_nothing_of_who_asks() {
    let world = World::with(&["1.22.5"])
        .file(".go-version", "1.22.5\n")
        .file("goenvmgr.toml", "[env]\nTOKEN = \"hunter2\"\n");
    let real = world.path("home/annabel");
    std::fs::create_dir_all(&real).unwrap();
    let user = world.path("linked");
    std::os::unix::fs::symlink(&real, &user).unwrap();
    let world = world
        .var("HOME", &user)
        .var("USER", "cornelia")
        .var("GOBIN", real.join("cornelia/bin"))
        .var("GOPROXY", "https://me:hunter2@proxy.example,direct")
        .var("GOFLAGS", "'-ldflags=-s -X=main.key=hunter2' -tags=shown -odd")
        .var("GOENVMGR_MIRROR", "https://me:hunter2@index.example/");
    world.write(&user.join(".bashrc"), "# annabel's\n");
    let bundle = world.run(&["doctor", "--bundle"]).exits(0).stdout;
    for title in ["The program", "Which version", "Settings", "Installed", "What doctor found"] {
        assert!(bundle.contains(&format!("\n## {title}")), "{title}: {bundle}");
    }
    assert!(bundle.contains("selected: 1.22.5") && bundle.contains("index.example"), "{bundle}");
    assert!(bundle.contains("-X=main.key=…' -tags=shown -odd"), "{bundle}");
    for secret in ["hunter2", "annabel", "cornelia", "linked", "\u{1b}"] {
        assert!(!bundle.contains(secret), "{secret}: {bundle}");
    }
    assert_eq!(bundle.matches("```").count() % 2, 0, "{bundle}");
    world.run(&["doctor", "--bundle", "--fix"]).exits(2);
}

#[test]
fn bundle_knows_the_default() {
    let world = World::with(&["1.22.5"]);
    world.run(&["default", "1.22.5"]).exits(0);
    let bundle = world.run(&["doctor", "--bundle"]).exits(0).stdout;
    for line in ["config.toml:1  default 1.22.5  selected", "  default, active"] {
        assert!(bundle.contains(line), "{line}: {bundle}");
    }
}

#[test]
fn bundle_says_of_a_part_that_cannot_be_had_why() {
    let world = World::new();
    std::fs::write(world.home().join("toolchains"), "no directory").unwrap();
    let bundle = world.run(&["doctor", "--bundle"]).exits(0).stdout;
    assert!(bundle.contains("could not be had: "), "{bundle}");
}
