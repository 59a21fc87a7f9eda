//! Vendor trees: of modules, and of workspaces as the real go makes them.

use super::local::Local;
use super::world::World;

#[test]
fn vendor_trees_that_disagree_are_listed_and_one_is_removed() {
    let world = World::with_caches();
    world.write("p/go.mod", "module p\n\ngo 1.22\n\nrequire example.com/a v1.0.0\n");
    world.write("p/vendor/modules.txt", "# example.com/a v0.9.0\n## explicit\n");
    world.run(&["roots", "add", "p"]).exits(0);
    let listed = world.run(&["clean", "--vendor"]).exits(0);
    assert!(listed.stdout.contains("v0.9.0 is vendored"), "{listed:?}");
    world.run(&["clean", "--vendor", "p"]).exits(2);
    assert!(world.path("p/vendor").exists());
    world.run(&["clean", "--vendor", "p", "--yes"]).exits(0);
    assert!(!world.path("p/vendor").exists() && world.path("p/go.mod").exists());
    world.run(&["clean", "--vendor", "p", "--yes"]).exits(2);
}

#[test]
fn workspaces_tree_is_judged_as_go_judges_it() {
    let local = Local::new();
    let required = |version: &str| vec![("example.com/m".to_owned(), version.to_owned())];
    for version in ["v1.0.0", "v1.1.0"] {
        local.publish("example.com/m", version, "1.21", &[]);
    }
    local.program("w/a", "1.22", &required("v1.0.0"));
    local.program("w/b", "1.22", &required("v1.1.0"));
    local.world.write("w/go.work", "go 1.22\n\nuse (\n\t./a\n\t./b\n)\n");
    for dir in ["w/a", "w/b"] {
        local.go(dir, &["mod", "tidy"]).exits(0);
    }
    local.go("w", &["work", "vendor"]).exits(0);
    local.world.run(&["roots", "add", "w"]).exits(0);
    let judge = |agrees: bool| {
        let go = local.world.offline("w", &["build", "-o", "/dev/null", "./a"]);
        assert_eq!(go.code == 0, agrees, "{go:?}");
        let ours = local.world.run(&["clean", "--vendor"]).exits(0);
        assert_eq!(ours.stdout.contains("disagree with go.mod: 0"), agrees, "{ours:?}");
        ours
    };
    judge(true);
    // Marked without a package, and not required any more: go does not mind.
    local.program("w/a", "1.22", &required("v1.1.0"));
    judge(true);
    local.program("w/a", "1.22", &required("v1.0.0"));
    local.program("w/b", "1.22", &required("v1.0.0"));
    let said = judge(false);
    assert!(said.stdout.contains("example.com/m@v1.1.0 is vendored as explicit"), "{said:?}");
    assert!(said.stdout.contains("go work vendor"), "{said:?}");
    local.world.run(&["clean", "--vendor", "w", "--yes"]).exits(0);
    assert!(!local.world.path("w/vendor").exists() && local.world.path("w/go.work").exists());
    local.program("w/b", "1.22", &required("v1.1.0"));
    // What the tree stood in for is in the module cache.
    local.world.offline("w", &["build", "-o", "/dev/null", "./b"]).exits(0);
}
