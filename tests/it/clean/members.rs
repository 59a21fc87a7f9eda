//! Repositories that lead on without end: `clean`, `roots` and `why` read them as any other.

use super::world::World;

const MANY: usize = 2_000;

/// What every command makes of these roots: they end by themselves, and what the roots need stays.
#[track_caller]
fn is_read(world: &World, roots: &[&str]) {
    world.module("example.com/needed", "v1.0.0");
    world.module("example.com/idle", "v1.0.0");
    for root in roots {
        world.run(&["roots", "add", world.path(root).to_str().unwrap()]).exits(0);
    }
    world.run(&["roots"]).exits(0);
    let why = world.run(&["why", "example.com/needed", "--format", "json"]).exits(0);
    assert!(why.stdout.contains(world.path(roots[0]).to_str().unwrap()), "{why:?}");
    world.run(&["clean", "--all", "--dry-run"]).exits(0);
    world.run(&["clean", "--modcache", "--yes"]).exits(0);
    assert!(world.has("example.com/needed", "v1.0.0"));
    assert!(!world.has("example.com/idle", "v1.0.0"));
}

const NEEDS: &str = "require example.com/needed v1.0.0\n";

#[test]
fn members_of_a_go_mod_are_followed_by_nobody() {
    let world = World::with_caches();
    for number in 0..MANY {
        let next = (number + 1) % MANY;
        let text = format!("module x/m{number}\nuse ../m{next}\n{NEEDS}");
        world.write(&format!("src/m{number}/go.mod"), &text);
    }
    is_read(&world, &["src/m0", "src/m7"]);
}

#[test]
fn members_of_a_workspace_are_a_list_whatever_they_say_themselves() {
    let world = World::with_caches();
    let mut work = "go 1.22\nuse .\nuse (\n".to_owned();
    for number in 0..MANY {
        work.push_str(&format!("\t./m{number}\n\t./m{number}/../m{number}\n"));
        let text = format!("module x/m{number}\nuse ../m{}\nuse ..\n{NEEDS}", number + 1);
        world.write(&format!("src/m{number}/go.mod"), &text);
    }
    world.write("src/go.work", &(work + ")\n"));
    is_read(&world, &["src", "src/m7"]);
}
