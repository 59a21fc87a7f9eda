//! `tools list` and `tools rebuild`.

use std::fs;

use super::fake::{built, sets, world};

const TWO: &str = "go = \"1.17.13\"\n[tools]\n\"example.com/t/hello\" = \"v1.0.0\"\n\"example.com/t/other\" = \"v1.0.0\"\n";

#[test]
fn list_says_what_stands_and_what_is_damaged_and_sync_mends_that_alone() {
    let world = world(TWO);
    let list = |key: &str| {
        let json = world.run(&["tools", "list", "--format", "json"]).exits(0).json();
        let tools = json["tools"].as_array().unwrap().clone();
        tools.iter().map(|tool| tool[key].as_str().unwrap_or("null").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(list("state"), ["missing", "missing"]);
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(list("state"), ["installed", "installed"]);
    assert_eq!(list("database"), ["sum.golang.org", "sum.golang.org"]);
    built(&world);
    let [set] = sets(&world).try_into().unwrap();
    let bin = world.home().join("tools").join(set).join("bin");
    fs::write(bin.join("hello"), "x").unwrap();
    assert_eq!(list("state"), ["damaged", "installed"]);
    assert_eq!(list("path"), ["null".to_owned(), bin.join("other").display().to_string()]);
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(built(&world).len(), 1);
    assert_eq!(list("state"), ["installed", "installed"]);
    // By name, one; without, all.
    world.run(&["tools", "rebuild", "other"]).exits(0);
    assert!(built(&world)[0].contains("install -- example.com/t/other@v1.0.0"));
    world.run(&["tools", "rebuild"]).exits(0);
    assert_eq!(built(&world).len(), 2);
    let unknown = world.run(&["tools", "rebuild", "none"]).exits(1);
    assert!(unknown.stderr.contains("pins no none"), "{unknown:?}");
    assert_eq!(list("state"), ["installed", "installed"]);
}

#[test]
fn list_names_tool_lines_of_go_mod_and_builds_none() {
    let world = world(TWO);
    let go_mod =
        "module m\n\ngo 1.24\n\ntool example.com/a/cmd/a\n\ntool (\n\texample.com/b // b\n)\n";
    world.write(&world.work().join("go.mod"), go_mod);
    let list = world.run(&["tools", "list", "--format", "json"]).exits(0).json();
    let lines = list["module_tools"].as_array().unwrap();
    let lines: Vec<_> = lines
        .iter()
        .map(|one| format!("{} {}", one["package"].as_str().unwrap(), one["line"]))
        .collect();
    assert_eq!(lines, ["example.com/a/cmd/a 5", "example.com/b 8"]);
    let told = world.run(&["tools", "list"]).exits(0);
    assert!(
        told.stdout.contains("go.mod: go tool runs them\n  example.com/a/cmd/a  line 5"),
        "{told:?}"
    );
    world.run(&["tools", "sync"]).exits(0);
    assert_eq!(built(&world).len(), 2);
}

#[test]
fn list_without_tools_says_so_and_sync_says_what_to_write() {
    let world = world("go = \"1.17.13\"\n");
    let list = world.run(&["tools", "list"]).exits(0);
    assert_eq!(list.stdout, "nothing pins a tool here\n");
    let sync = world.run(&["tools", "sync"]).exits(1);
    assert!(sync.stderr.contains("or above pins a tool"), "{sync:?}");
    assert!(sync.stderr.contains("[tools], and below it gopls = "), "{sync:?}");
    world.write(&world.work().join("goenvmgr.toml"), "go = \"1.17.13\"\n[tools]\ngo = \"1.22\"\n");
    let both = world.run(&["tools", "list"]).exits(2);
    assert!(
        both.stderr.contains(
            ":3: the version stands in line 1 already, and is another: 1.17.13 there, 1.22 here"
        ),
        "{both:?}"
    );
}
