//! What no build may become, and what nobody may take from one.

use std::fs;
use std::process::{Child, Stdio};

use super::built::{MAKE, builds, gives, world};
use crate::support::net::Net;
use crate::support::publish::Toolchain;
use crate::support::until;
use crate::support::world::World;

/// Starts a build of `tip` that waits for the file `go_on` and says nothing, and answers once it has begun.
fn waiting(world: &World) -> Child {
    let (started, go_on) = (world.path("started"), world.path("go_on"));
    let wait = format!(
        "echo x >>{0}; while [ -e {0} ] && [ ! -e {1} ]; do sleep 0.02; done\n",
        started.display(),
        go_on.display()
    );
    world.write("system/build", &(wait + &gives("second")));
    let mut command = world.ours(&["install", "tip", "--from", &world.show("go")]);
    let child = command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    until("the build has begun", || started.exists());
    child
}

#[test]
fn link_refuses_the_name_of_a_build() {
    let world = world();
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    world.goroot(&world.path("own"), "1.23.1");
    for words in [&["--dry-run"][..], &[]] {
        let refused = world.run(&[&["link", "tip", &world.show("own")], words].concat()).exits(2);
        assert!(refused.stderr.contains("tip was built here"), "{refused:?}");
        assert!(refused.stderr.contains("goenvmgr uninstall tip, or choose"), "{refused:?}");
    }
    assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
    assert_eq!(builds(&world).len(), 1);
}

#[test]
fn link_made_during_a_build_stays_and_the_build_says_so() {
    let world = world();
    let child = waiting(&world);
    let own = world.show("own");
    world.goroot(&world.path("own"), "1.23.1");
    world.run(&["link", "tip", &own]).exits(0);
    world.write("go_on", "");
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8(done.stderr).unwrap();
    assert_eq!(done.status.code(), Some(2), "{said}");
    assert!(said.contains(&format!("while it was built: tip is linked to {own}")), "{said}");
    let led = fs::read_link(world.home().join("toolchains/tip")).unwrap();
    assert_eq!(led, world.path("own"));
    assert!(builds(&world).is_empty());
}

#[test]
fn build_that_makes_what_is_no_regular_file_is_refused() {
    let world = world();
    let from = world.show("go");
    world.run(&["install", "tip", "--from", &from]).exits(0);
    let old = builds(&world);
    for (makes, name) in
        [("ln -s /etc ../away", "away"), ("mkfifo ../fifo", "fifo"), ("ln -s go ../bin/x", "bin/x")]
    {
        world.write("system/build", &(gives("second") + makes));
        let done = world.run(&["install", "tip", "--from", &from]).exits(3);
        let says = format!("no regular file: {name}");
        assert!(done.stderr.contains(&says) && done.stderr.contains("build-tip.log"), "{done:?}");
        assert_eq!(builds(&world), old);
    }
    assert_eq!(world.run(&["exec", "tip", "--", "go", "env"]).exits(0).stdout, "first env\n");
}

#[test]
fn build_that_fails_leaves_nothing_and_takes_the_locks_of_killed_ones_along() {
    let world = world();
    let built = world.home().join("built");
    world.write("system/build", "exit 1\n");
    world.write(&built.join("old.lock"), "");
    world.write(&built.join("No Name.lock"), "");
    let held = crate::locks::hold(&built.join("busy.lock"));
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(3);
    let mut left: Vec<_> = fs::read_dir(&built).unwrap().map(|e| e.unwrap().file_name()).collect();
    left.sort();
    assert_eq!(left, ["No Name.lock", "busy.lock"]);
    drop(held);
}

#[test]
fn build_of_a_release_is_refused_before_anything_is_downloaded() {
    let mut toolchain = Toolchain::new("1.22.5");
    toolchain.files.insert("src/make.bash".to_owned(), (true, MAKE.as_bytes().to_vec()));
    let h1 = toolchain.h1();
    let net = Net::with_record(toolchain, &h1);
    net.run(&["alias", "set", "work", "1.22"]).exits(0);
    net.world.goroot(&net.world.path("same"), "1.22.5");
    let same = net.world.show("same");
    let refused = |words: &[&str], code: i32, says: &str| {
        let done = net.run(&[&["install", "--build"], words].concat()).exits(code);
        assert!(done.stderr.contains(says), "{done:?}");
        assert!(net.installed().is_empty(), "{:?}", net.installed());
    };
    refused(&["1.22.5", "--bootstrap", "/nope"], 2, "there is no Go in /nope");
    refused(&["1.22.5", "--bootstrap", "1.21"], 1, "go 1.21 is not installed");
    refused(&["1.22.5", "--bootstrap", &same], 2, "name another version than the one");
    refused(&["1.22.5", "--name", "work"], 2, "work is an alias for 1.22");
    net.run(&["alias", "set", "built-1-22-5", "1.22"]).exits(0);
    refused(&["1.22"], 2, "built-1-22-5 is an alias for 1.22");
    refused(&["1.20.1"], 1, "go1.20.1 cannot be built here");
}

#[test]
fn build_that_outlives_a_killed_goenvmgr_is_waited_for() {
    let world = world();
    let mut first = waiting(&world);
    first.kill().unwrap();
    first.wait().unwrap();
    let mut second = world.ours(&["install", "tip", "--from", &world.show("go")]);
    let said = world.path("said");
    let second = second.stdout(Stdio::null()).stderr(fs::File::create(&said).unwrap()).spawn();
    let mut second = second.unwrap();
    until("it waits", || fs::read_to_string(&said).unwrap().contains("which builds tip"));
    // Nothing beside what is at work: the name's one directory.
    let stays = world.run(&["clean", "--stale"]).exits(0);
    assert_eq!(builds(&world).len(), 1, "{stays:?}");
    assert_eq!(fs::read_to_string(world.path("started")).unwrap(), "x\n");
    world.write("go_on", "");
    assert!(second.wait().unwrap().success(), "{}", fs::read_to_string(&said).unwrap());
    assert_eq!(fs::read_to_string(world.path("started")).unwrap(), "x\nx\n");
    assert_eq!(builds(&world).len(), 1);
}

#[test]
fn build_that_says_a_line_without_end_is_cut() {
    let world = world();
    let flood = gives("first") + "head -c 6000000 /dev/zero | tr '\\0' A; echo; echo end\n";
    world.write("system/build", &flood);
    world.run(&["install", "tip", "--from", &world.show("go")]).exits(0);
    let log = fs::read_to_string(world.home().join("state/logs/build-tip.log")).unwrap();
    assert!(log.len() < 64 << 10 && log.ends_with("…\nend\n"), "{} bytes", log.len());
}

#[test]
fn checkout_needs_a_name_of_ones_own() {
    let world = world();
    let from = world.show("go");
    for words in [&["latest"][..], &["1.22.5"], &[]] {
        let done = world.run(&[&["install"], words, &["--from", &from]].concat()).exits(2);
        assert!(done.stderr.contains("is a checkout of Go's source"), "{done:?}");
        assert!(done.stderr.contains("goenvmgr install tip --from"), "{done:?}");
    }
    world.run(&["alias", "set", "tip", "1.26"]).exits(0);
    let done = world.run(&["install", "tip", "--from", &from]).exits(2);
    assert!(done.stderr.contains("tip is an alias for 1.26"), "{done:?}");
    assert!(done.stderr.contains("goenvmgr install NAME --from"), "{done:?}");
    let done = world.run(&["install", "1.22.5", "--bootstrap", "/x"]).exits(2);
    assert!(done.stderr.contains("--bootstrap is for what is built"), "{done:?}");
}

#[test]
fn build_of_somebodys_source_takes_no_flag_of_what_is_published() {
    let world = world();
    let from = world.show("go");
    for flag in [&["--verify", "transparency"][..], &["--mirror", "nju"], &["--unverified"]] {
        let refused = world.run(&[&["install", "tip", "--from", &from], flag].concat()).exits(2);
        assert!(
            refused.stderr.contains(&format!("{} is for what is published", flag[0])),
            "{refused:?}"
        );
    }
    assert!(builds(&world).is_empty());
    let two = world.run(&["install", "tip", "other", "--from", &from]).exits(2);
    assert!(two.stderr.contains("one name, and nothing besides"), "{two:?}");
}
