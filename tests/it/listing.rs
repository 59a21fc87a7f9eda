//! `goenvmgr list --remote` against a release site and a module proxy.

use serde_json::{Value, json};

use crate::support::publish::{ModuleProxy, ReleaseSite, Toolchain};
use crate::support::server::Answer;
use crate::support::world::World;

const INDEX: &str = "/dl/?mode=json&include=all";

/// A site with four versions for this machine and one for another; 1.22.5 is installed.
fn site() -> (ReleaseSite, World) {
    let here = ["1.21.13", "1.22.5", "1.23rc1", "1.22.10"].map(Toolchain::new);
    let site = ReleaseSite::with(&here.each_ref());
    site.announce(&Toolchain::on("1.30.0", "darwin-arm64"), &"0".repeat(64), 1);
    let world = World::with(&["1.22.5"])
        .var("GOENV", "off")
        .var("GOPROXY", "off")
        .var("GOENVMGR_HTTP_TIMEOUT", "30")
        .var("GOENVMGR_INDEX_URL", site.index_url());
    (site, world)
}

#[track_caller]
fn list(world: &World, more: &[&str]) -> Value {
    let args = [&["list", "--remote", "--format", "json"], more].concat();
    world.run(&args).exits(0).json()
}

fn versions(list: &Value) -> Vec<&str> {
    let versions = list["versions"].as_array().unwrap().iter();
    versions.map(|one| one["version"].as_str().unwrap()).collect()
}

#[test]
fn list_remote_shows_what_can_be_installed_here_newest_first_and_filtered() {
    let (site, world) = site();
    let all = list(&world, &[]);
    assert_eq!(versions(&all), ["1.23rc1", "1.22.10", "1.22.5", "1.21.13"]);
    assert_eq!(all["note"], Value::Null);
    assert!(all["source"].as_str().unwrap().contains(&site.server.place()), "{all}");
    let entry = |version, stable, installed| json!({"version": version, "stable": stable, "installed": installed});
    assert_eq!(all["versions"][0], entry("1.23rc1", false, false));
    assert_eq!(all["versions"][2], entry("1.22.5", true, true));
    for (request, wanted) in [
        ("1.22", &["1.22.10", "1.22.5"][..]),
        ("1.22.x", &["1.22.10", "1.22.5"]),
        ("go1.22.5", &["1.22.5"]),
        ("1.23rc1", &["1.23rc1"]),
        ("latest", &["1.22.10"]),
        ("oldstable", &["1.21.13"]),
        ("rc", &["1.23rc1"]),
        ("1.99", &[]),
    ] {
        assert_eq!(versions(&list(&world, &[request])), wanted, "{request}");
    }
    let shown = world.run(&["list", "--remote", "1.22"]).exits(0).stdout;
    assert!(shown.contains("1.22.5") && shown.contains("installed"), "{shown}");
    assert!(shown.contains(&site.server.place()) && !shown.contains("1.21.13"), "{shown}");
    let none = world.run(&["list", "--remote", "1.99"]).exits(0);
    assert!(none.stderr.contains("1.99"), "{none:?}");
    let wrong = world.run(&["list", "--remote", "go"]).exits(2);
    assert!(wrong.stderr.contains("go"), "{wrong:?}");
}

#[test]
fn index_is_kept_asked_about_and_used_where_it_cannot_be_had() {
    let (site, world) = site();
    let first = list(&world, &[]);
    let again = list(&world, &[]);
    assert_eq!(first, again);
    let seen = site.server.seen();
    let tags: Vec<_> = seen.iter().map(|seen| seen.header("if-none-match").is_some()).collect();
    assert_eq!(tags, [false, true], "the second answer was 304");

    site.server.on(INDEX, Answer::status(503, "out for lunch"));
    let old = list(&world, &[]);
    assert_eq!(old["versions"], first["versions"]);
    let note = old["note"].as_str().unwrap();
    assert!(note.contains("an old copy") && note.contains("out for lunch"), "{note}");
    let shown = world.run(&["list", "--remote"]).exits(0).stdout;
    assert!(shown.contains("an old copy") && shown.contains("1.22.10"), "{shown}");

    // Nobody has a list, kept or new: each is named with what it answered.
    let ran = world.var("GOENVMGR_HOME", "/nonexistent/goenvmgr").run(&["list", "--remote"]);
    let told = ran.exits(3).stderr;
    assert!(told.contains("out for lunch") && told.contains("GOPROXY=off"), "{told}");
}

#[test]
fn list_remote_without_the_sites_list_shows_a_proxys_and_says_that_it_is_a_part() {
    let (site, world) = site();
    let proxy = ModuleProxy::with(&[&Toolchain::new("1.22.5")], 404);
    site.server.on(INDEX, Answer::html());
    let listed = list(&world.var("GOPROXY", proxy.url()), &[]);
    assert_eq!(versions(&listed), ["1.22.5"]);
    assert!(listed["source"].as_str().unwrap().contains(&proxy.server.place()), "{listed}");
    assert!(listed["note"].as_str().unwrap().contains("may have versions"), "{listed}");
}
