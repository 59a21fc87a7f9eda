//! `goenvmgr exec` over several versions.

use crate::support::platform::{Then, noting};
use crate::support::world::{Ran, World};

fn world() -> World {
    World::with(&["1.21.3", "1.22.5", "1.23.1"])
}

/// Runs a command over these versions that writes down which it sees.
fn over(world: &World, versions: &str, then: Then) -> Ran {
    let command = noting(then);
    let mut args = vec!["exec", versions, "--"];
    args.extend(command.iter().map(String::as_str));
    world.run(&args)
}

fn seen(world: &World) -> String {
    let seen = std::fs::read_to_string(world.work().join("seen")).unwrap_or_default();
    seen.lines().map(|line| format!("{line} ")).collect()
}

#[test]
fn exec_over_several_versions_runs_each_in_its_order_and_ends_with_a_table() {
    let world = world();
    let ran = over(&world, "1.22,1.21.3,1.22.5", Then::GoVersion).exits(0);
    assert_eq!(seen(&world), "go1.22.5 go1.21.3 ", "each version once");
    let own: Vec<_> = ran.stdout.lines().collect();
    assert_eq!(own.len(), 4, "standard output is the programs': {}", ran.stdout);
    assert!(own[1].starts_with("go1.22.5 ") && own[3].starts_with("go1.21.3 "), "{own:?}");
    let table: Vec<_> = ran.stderr.lines().skip_while(|line| !line.starts_with("GO ")).collect();
    let rows: Vec<Vec<_>> = table.iter().map(|row| row.split_whitespace().collect()).collect();
    assert_eq!(rows[0], ["GO", "EXIT", "SECONDS"]);
    assert_eq!((&rows[1][..2], &rows[2][..2]), (&["go1.22.5", "0"][..], &["go1.21.3", "0"][..]));
}

#[test]
fn exec_over_several_versions_goes_on_after_a_failure_and_ends_with_1() {
    let world = world();
    let ran = over(&world, "1.21,1.22,~1.23.0", Then::Ends(7, "go1.22.5")).exits(1);
    assert_eq!(seen(&world), "go1.21.3 go1.22.5 go1.23.1 ");
    assert!(ran.stderr.lines().any(|row| row.starts_with("go1.22.5 ") && row.contains(" 7 ")));
}

#[test]
fn exec_over_several_versions_starts_none_where_one_is_missing() {
    let world = world();
    let ran = over(&world, "1.21,1.20", Then::Nothing).exits(127);
    assert!(ran.stderr.contains("1.20 is not installed"), "{}", ran.stderr);
    world.run(&["exec", "1.21,1.22", "--", "no-such-program"]).exits(127);
    over(&world, "1.21,,1.22", Then::Nothing).exits(2);
    assert_eq!(seen(&world), "");
}

/// As Ctrl-C reaches both on a terminal; `go test` answers it with a code of its own.
#[test]
fn exec_over_several_versions_is_ended_by_one_interrupt() {
    let world = world();
    let ran = over(&world, "1.21,1.22", Then::Sh("kill -INT $PPID; exit 3")).exits(130);
    assert_eq!(seen(&world), "go1.21.3 ");
    assert!(ran.stderr.contains("go1.21.3 "), "the table so far: {}", ran.stderr);
}

#[test]
fn exec_of_a_range_runs_the_newest_in_it() {
    let world = world();
    let ran = world.run(&["exec", ">=1.21,<1.23", "--", "go", "version"]).exits(0);
    assert!(ran.stdout.starts_with("go1.22.5 "), "{}", ran.stdout);
}

/// As a supervisor ends it: the signal is for goenvmgr alone.
#[test]
fn exec_over_several_versions_passes_a_signal_on_and_starts_no_more() {
    let world = world();
    let struck = Then::Sh(
        "trap 'echo ended >>seen; exit 0' TERM; kill -TERM $PPID; while :; do /bin/sleep 0.01; done",
    );
    let ran = over(&world, "1.21,1.22", struck).exits(143);
    assert_eq!(seen(&world), "go1.21.3 ended ", "{}", ran.stderr);
    world.run(&["exec", "1.21.3,>=1.21,<1.23", "--", "/bin/sh", "-c", "exit 0"]).exits(2);
}
