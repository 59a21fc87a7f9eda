//! Which sets stay: those that a known project wants, of toolchains that are installed.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use super::fake::{OLD, pin, sets, toolchain, world};
use crate::support::world::{World, ran};

const HELLO: &str = "[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n";

/// All sets were last used long ago.
fn age(world: &World) {
    let tools = world.home().join("tools");
    let done = Command::new("find")
        .arg(&tools)
        .args(["-exec", "touch", "-h", "-d", "2020-01-01", "{}", "+"])
        .status();
    assert!(done.unwrap().success());
}

fn cleaned(world: &World) -> Vec<String> {
    let clean = world.run(&["clean", "--stale", "--dry-run", "--format", "json"]).exits(0).json();
    let removals = clean["plan"]["removals"]
        .as_array()
        .or(clean["removals"].as_array())
        .unwrap_or_else(|| panic!("{clean:#}"));
    let tools = removals.iter().filter(|one| one["kind"] == "tools");
    tools
        .map(|one| format!("{}: {}", one["name"].as_str().unwrap(), one["why"].as_str().unwrap()))
        .collect()
}

#[test]
fn clean_keeps_the_sets_that_known_projects_pin_and_takes_the_others() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    world.run(&["tools", "sync"]).exits(0);
    let [first] = sets(&world).try_into().unwrap();
    age(&world);
    assert!(cleaned(&world).is_empty(), "sync made its directory known");
    pin(&world, &format!("go = \"{OLD}\"\n[tools]\n\"example.com/t/hello\" = \"v2.0.0\"\n"));
    world.run(&["tools", "sync"]).exits(0);
    age(&world);
    let said = cleaned(&world);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].starts_with(&format!("{first}: no root wants it, unused for")), "{said:?}");
    world.run(&["clean", "--stale"]).exits(0);
    assert_eq!(sets(&world).len(), 1);
    assert_ne!(sets(&world)[0], first);
}

#[test]
fn sets_go_with_their_toolchain() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    toolchain(&world, "1.16.15");
    world.run(&["tools", "sync"]).exits(0);
    ran(world.ours(&["tools", "sync"]).env("GOENVMGR_VERSION", "1.16.15")).exits(0);
    assert_eq!(sets(&world).len(), 2);
    // Somebody else took it away.
    fs::remove_dir_all(world.home().join("toolchains/go1.16.15")).unwrap();
    let said = cleaned(&world);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("the toolchain that built them is not installed"), "{said:?}");
    world.run(&["clean", "--stale"]).exits(0);
    assert_eq!(sets(&world).len(), 1);
    let gone = world.run(&["uninstall", "--force", OLD]).exits(0);
    assert!(gone.stderr.contains("removed the tools that it built: go1.17.13-"), "{gone:?}");
    assert!(sets(&world).is_empty());
}

/// A set does not say who built it: one of the user's own may have the version, or none that can be read.
#[test]
fn sets_that_a_linked_toolchain_built_stay() {
    let world = world(&format!("go = \"own\"\n{HELLO}"));
    let published = world.home().join(format!("toolchains/go{OLD}"));
    fs::rename(&published, world.path("own")).unwrap();
    world.run(&["link", "own", world.path("own").to_str().unwrap()]).exits(0);
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(sets(&world).len(), 1);
    assert!(cleaned(&world).is_empty(), "{:?}", cleaned(&world));
    fs::rename(world.path("own"), world.path("away")).unwrap();
    assert!(cleaned(&world).is_empty(), "{:?}", cleaned(&world));
    world.run(&["unlink", "own"]).exits(0);
    assert!(cleaned(&world)[0].contains("is not installed"), "{:?}", cleaned(&world));
}

#[test]
fn du_and_self_uninstall_know_sets() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    world.run(&["tools", "sync"]).exits(0);
    let du = world.run(&["du", "--format", "json"]).exits(0).json();
    assert!(du["tools"]["bytes"].as_u64().unwrap() > 0, "{du}");
    let own = world.run(&["self", "uninstall", "--dry-run", "--format", "json"]);
    assert!(own.stdout.contains("\"tools\""), "{own:?}");
}

#[test]
fn doctor_names_tools_that_others_may_change() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    world.run(&["tools", "sync"]).exits(0);
    let [set] = sets(&world).try_into().unwrap();
    let tools = world.home().join("tools");
    let doctor = || world.run(&["doctor", "--only", "install.writable", "--format", "json"]).stdout;
    let bin = tools.join(set).join("bin");
    for place in [tools, bin.parent().unwrap().to_owned(), bin.clone(), bin.join("hello")] {
        assert!(!doctor().contains("\"WARN\""), "{}", doctor());
        let before = fs::metadata(&place).unwrap().permissions();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o777)).unwrap();
        let who = format!("everybody may write {}", place.display());
        assert!(doctor().contains("\"WARN\"") && doctor().contains(&who), "{}", doctor());
        fs::set_permissions(&place, before).unwrap();
    }
}

#[test]
fn sync_leaves_no_lock_and_takes_those_of_killed_ones_along() {
    let world = world(&format!("go = \"{OLD}\"\n{HELLO}"));
    let staging = world.home().join("tools/.staging");
    for left in ["go1.16.15-0123456789ab.lock", "package.lock"] {
        world.write(&staging.join(left), "");
    }
    world.run(&["tools", "sync"]).exits(0);
    let left: Vec<_> = fs::read_dir(&staging).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(left, ["package.lock"]);
}
