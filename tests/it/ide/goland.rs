use std::fs;
use std::os::unix::fs::symlink;

use super::User;

const LINKS: [&str; 5] = ["ide", "goland", "--sdk-links", "--write", "--yes"];

#[test]
fn ide_goland_says_what_to_choose_by_hand_and_writes_nothing() {
    let user = User::new();
    let file = user.world.work().join(".idea/workspace.xml");
    user.world.write(&user.world.work().join(".go-version"), "1.22.5\n");
    let xml = "<project>\n  <component name=\"GOROOT\" url=\"file:///opt/go\" />\n</project>\n";
    user.world.write(&file, xml);
    let shown = user.ok(&["ide", "goland"]).stdout;
    let root = user.world.show("home/toolchains/go1.22.5");
    for line in
        ["workspace.xml:2 names /opt/go", &format!("GOROOT, +, Local: {root}"), "takes no shim"]
    {
        assert!(shown.contains(line), "{line}: {shown}");
    }
    let refused = user.world.run(&["ide", "goland", "--write"]).exits(2);
    assert!(refused.stderr.contains("--sdk-links --write"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), xml);
    // By its short name, where it has one.
    user.ok(&LINKS);
    let shown = user.ok(&["ide", "goland"]).stdout;
    assert!(shown.contains(&format!("Local: {}", user.at("sdk/go1.22.5").display())), "{shown}");
}

#[test]
fn ide_sdk_links_take_the_place_of_nothing_and_go_alone() {
    let user = User::new();
    for version in ["1.21.3", "1.23.1"] {
        user.world.toolchain(version);
    }
    // Of golang.org/dl, and of somebody's own.
    user.world.goroot(&user.at("sdk/go1.21.3"), "1.21.3");
    user.world.goroot(&user.at("other"), "1.23.1");
    symlink(user.at("other"), user.at("sdk/go1.23.1")).unwrap();
    let shown = user.ok(&["ide", "goland", "--sdk-links"]).stdout;
    assert!(shown.contains("~/sdk/go1.21.3: stays: it is not ours"), "{shown}");
    assert!(shown.contains("~/sdk/go1.22.5: would lead to"), "{shown}");
    assert!(!user.at("sdk/go1.22.5").is_symlink());
    user.ok(&LINKS);
    let root = user.world.path("home/toolchains/go1.22.5");
    assert_eq!(fs::read_link(user.at("sdk/go1.22.5")).unwrap(), root);
    assert_eq!(fs::read_link(user.at("sdk/go1.23.1")).unwrap(), user.at("other"));
    assert!(user.ok(&LINKS).stdout.contains("go1.22.5: as it should be"));
    user.ok(&["ide", "vscode", "--sdk-links", "--undo", "--yes"]);
    assert!(!user.at("sdk/go1.22.5").is_symlink() && root.exists());
    assert!(user.at("sdk/go1.21.3/bin/go").exists() && user.at("sdk/go1.23.1").exists());
}

#[test]
fn ide_sdk_links_that_were_made_others_since_stay() {
    let user = User::new();
    user.ok(&LINKS);
    fs::remove_file(user.at("sdk/go1.22.5")).unwrap();
    user.world.goroot(&user.at("other"), "1.22.5");
    symlink(user.at("other"), user.at("sdk/go1.22.5")).unwrap();
    let undone = user.ok(&["ide", "goland", "--sdk-links", "--undo", "--yes"]).stdout;
    assert!(undone.contains("stays: it is not ours"), "{undone}");
    assert_eq!(fs::read_link(user.at("sdk/go1.22.5")).unwrap(), user.at("other"));
}

#[test]
fn ide_sdk_links_are_no_installation_of_somebody_else_and_go_with_theirs() {
    let user = User::new();
    user.world.toolchain("1.21.3");
    user.ok(&LINKS);
    let import = user.world.run(&["import", "--dry-run", "golang.org/dl"]).exits(1).stderr;
    assert!(import.contains("there is nothing of golang.org/dl here"), "{import}");
    let gone = user.ok(&["uninstall", "1.22.5"]);
    assert!(gone.stderr.contains("sdk/go1.22.5, which led to it"), "{}", gone.stderr);
    assert!(!user.at("sdk/go1.22.5").is_symlink() && user.at("sdk/go1.21.3").is_symlink());
    // With the last one the directory that was made for them.
    user.ok(&["clean", "--stale", "--older-than", "0h", "--yes"]);
    assert!(!user.at("sdk/go1.21.3").exists());
    assert!(!user.at("sdk").exists());
}
