//! What is asked, and where: on a terminal, and without one.

use super::world::World;

fn world() -> World {
    let world = World::with_caches();
    world.module("example.com/a", "v1.0.0");
    world.write("p/go.mod", "module p\n\ngo 1.22\n");
    world.run(&["roots", "add", "p"]).exits(0);
    world.write("home/staging/go1.9.new-Ab12cd/x", "x");
    world
}

#[test]
fn clean_on_a_terminal_asks_before_it_goes_beyond_what_is_unused() {
    let world = world();
    let there = || world.has("example.com/a", "v1.0.0");
    let no = world.on_terminal(&["clean", "--modcache"], "n\n").exits(1);
    assert!(
        no.stdout.contains("example.com/a@v1.0.0") && no.stdout.contains("Remove this"),
        "{no:?}"
    );
    assert!(there());
    // Nothing typed but the end of input.
    world.on_terminal(&["clean", "--modcache"], "\u{4}").exits(1);
    assert!(there());
    // A program that wants JSON is not asked.
    let json = world.on_terminal(&["clean", "--modcache", "--format", "json"], "y\n").exits(2);
    assert!(!json.stdout.contains("Remove this") && there(), "{json:?}");
    world.on_terminal(&["clean", "--modcache"], "y\n").exits(0);
    assert!(!there());
}

#[test]
fn clean_of_what_is_provably_unused_asks_nothing() {
    let world = world();
    let said = world.on_terminal(&["clean", "--stale"], "").exits(0);
    assert!(!said.stdout.contains("Remove this"), "{said:?}");
    assert!(
        !world.path("home/staging/go1.9.new-Ab12cd").exists()
            && world.has("example.com/a", "v1.0.0")
    );
}

#[test]
fn clean_without_a_terminal_needs_consent_for_all_but_stale() {
    let world = world();
    for args in [
        &["clean", "--modcache"][..],
        &["clean", "--modcache", "--everything"],
        &["clean", "--all"],
        &["clean", "--stale", "--modcache"],
    ] {
        let said = world.run(args).exits(2);
        assert!(
            said.stdout.contains("to free") && said.stderr.contains("--yes"),
            "{args:?} {said:?}"
        );
        assert!(
            world.path("home/staging/go1.9.new-Ab12cd").exists()
                && world.has("example.com/a", "v1.0.0")
        );
    }
    world.run(&["clean", "--stale"]).exits(0);
    assert!(!world.path("home/staging/go1.9.new-Ab12cd").exists());
}
