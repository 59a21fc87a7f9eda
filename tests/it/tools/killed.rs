//! A kill at every step of `tools sync` and of a removal: the set stands whole or not at all, and the next run
//! goes on.

use std::fs;
use std::os::unix::process::ExitStatusExt;

use super::fake::{OLD, sets, staged, world};
use crate::kills::{STEPS, struck};
use crate::support::world::World;

const TWO: &str = "go = \"1.17.13\"\n[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n\"example.com/t/other\" = \"v1.0.0\"\n";

/// A set that stands is complete.
#[track_caller]
fn tells_the_truth(world: &World) {
    for set in sets(world) {
        let dir = world.home().join("tools").join(&set);
        for name in ["bin/hello", "bin/other", "set.json"] {
            assert!(dir.join(name).exists(), "{set} has no {name}");
        }
    }
}

/// How many kills of a command there were, and after how many of them something was left in staging.
fn killed(world: &World, args: &[&str], prepare: impl Fn()) -> (usize, usize) {
    let (mut kills, mut left) = (0, 0);
    for call in STEPS {
        for nth in 1..40 {
            prepare();
            let status = struck(world, args, call, "KILL", nth);
            tells_the_truth(world);
            if status.signal() != Some(9) {
                break;
            }
            kills += 1;
            left += usize::from(!staged(world).is_empty());
        }
    }
    (kills, left)
}

#[test]
fn sync_that_is_killed_leaves_the_set_whole_or_none() {
    let world = world(TWO);
    let (kills, left) = killed(&world, &["tools", "sync"], || {
        let _ = fs::remove_dir_all(world.home().join("tools"));
    });
    assert!(kills > 5 && left > 2, "{kills} kills, {left} left something");
    world.run(&["tools", "sync"]).exits(0);
    // One that is replaced.
    let (kills, left) = killed(&world, &["tools", "rebuild"], || {});
    assert!(kills > 5 && left > 2, "{kills} kills, {left} left something");
    world.run(&["tools", "rebuild"]).exits(0);
    assert!(staged(&world).is_empty(), "and the next run takes it away");
    tells_the_truth(&world);
    assert_eq!(sets(&world).len(), 1);
}

#[test]
fn removal_that_is_killed_leaves_the_set_whole_or_none_and_clean_takes_the_rest() {
    let world = world(TWO);
    let toolchain = world.home().join("toolchains").join(format!("go{OLD}"));
    let away = world.path("away");
    let (kills, _) = killed(&world, &["clean", "--stale"], || {
        if !toolchain.exists() {
            fs::rename(&away, &toolchain).unwrap();
        }
        world.run(&["tools", "sync"]).exits(0);
        fs::rename(&toolchain, &away).unwrap();
    });
    assert!(kills > 3, "{kills} kills");
    world.run(&["clean", "--stale"]).exits(0);
    assert!(sets(&world).is_empty() && staged(&world).is_empty());
}
