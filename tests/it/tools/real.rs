//! The machine's own Go as the toolchain: what it builds says so, and the checksum database is asked.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write};
use std::os::unix::fs::symlink;
use std::path::Path;

use goenvmgr::base::digest::Sha256Sum;
use goenvmgr::go::sumdb::dirhash;

use crate::support::real_go;
use crate::support::server::{Answer, Server};
use crate::support::sumdb::Database;
use crate::support::world::World;

/// The version of the machine's own Go.
pub(super) fn own() -> String {
    let version = fs::read_to_string(Path::new(real_go::OWN).join("VERSION")).unwrap();
    version.lines().next().unwrap().trim_start_matches("go").to_owned()
}

/// Modules of programs, on a proxy, with a checksum database that knows them.
pub(super) struct Published {
    server: Server,
    key: String,
}

impl Published {
    /// `example.com/t` has `hello` and `cmd/other`, in four versions; the last one needs a Go of the future, and
    /// of v1.2.0 the database says something else.
    pub(super) fn new() -> Self {
        let server = Server::start();
        let mut database = Database::new();
        let versions = ["v1.0.0", "v1.1.0", "v1.2.0", "v1.3.0"];
        for version in versions {
            let go = if version == "v1.3.0" { "1.999" } else { "1.21" };
            let files = BTreeMap::from([
                (
                    "cmd/other/main.go".to_owned(),
                    "package main\n\nfunc main() { println(\"other\") }\n".to_owned(),
                ),
                ("go.mod".to_owned(), format!("module example.com/t\n\ngo {go}\n")),
                (
                    "hello/main.go".to_owned(),
                    format!("package main\n\nfunc main() {{ println(\"hello {version}\") }}\n"),
                ),
            ]);
            let module = format!("example.com/t@{version}");
            let sums = files.iter().map(|(name, text)| {
                (format!("{module}/{name}").into(), Sha256Sum::of(text.as_bytes()))
            });
            let h1 = dirhash::h1(sums).to_h1();
            let go_mod = [("go.mod".into(), Sha256Sum::of(files["go.mod"].as_bytes()))];
            let go_mod = dirhash::h1(go_mod.into_iter()).to_h1();
            let said = if version == "v1.2.0" { Sha256Sum::of(b"another").to_h1() } else { h1 };
            database.add_with("example.com/t", version, &said, &go_mod);
            let below = format!("/example.com/t/@v/{version}");
            server
                .on(&format!("{below}.info"), Answer::ok(format!("{{\"Version\":\"{version}\"}}")));
            server.on(&format!("{below}.mod"), Answer::ok(files["go.mod"].clone()));
            server.on(&format!("{below}.zip"), Answer::ok(zip(&module, &files)));
        }
        server.on("/example.com/t/@v/list", Answer::ok(versions.join("\n")));
        let served = database.files();
        server.otherwise(move |seen| {
            let path = seen.target().strip_prefix("/sumdb/")?;
            served.get(path).cloned().map(Answer::ok)
        });
        let key = format!("{} {}/sumdb", database.key(), server.url());
        Self { server, key }
    }

    /// A world with the machine's own Go as a toolchain that is selected, which asks these.
    pub(super) fn world(&self) -> World {
        let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tools-go-build");
        let world = World::new()
            .var("PATH", "/usr/bin:/bin")
            .var("GOENV", "off")
            .var("GOCACHE", cache)
            .var("GOPROXY", self.server.url())
            .var("GOSUMDB", &self.key);
        fs::create_dir_all(world.home().join("toolchains")).unwrap();
        let version = own();
        symlink(real_go::OWN, world.home().join(format!("toolchains/go{version}"))).unwrap();
        world.write(&world.work().join(".go-version"), &format!("{version}\n"));
        world
    }
}

fn zip(module: &str, files: &BTreeMap<String, String>) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(format!("{module}/{name}"), options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn pin(world: &World, version: &str) {
    fs::remove_file(world.work().join(".go-version")).ok();
    let own = own();
    let manifest = format!(
        "go = \"{own}\"\n[tools]\n\"example.com/t/hello\" = \"{version}\"\n\"example.com/t/cmd/other\" = \"{version}\"\n"
    );
    world.write(&world.work().join("goenvmgr.toml"), &manifest);
    world.run(&["trust"]).exits(0);
}

#[test]
fn real_go_builds_tools_that_the_checksum_database_knows_and_no_others() {
    let published = Published::new();
    let world = published.world();
    pin(&world, "v1.0.0");
    let synced = world.run(&["tools", "sync", "--format", "json"]).exits(0).json();
    for tool in synced["tools"].as_array().unwrap() {
        assert_eq!(tool["act"], "build");
        assert_eq!(tool["module"], "example.com/t");
        assert_eq!(tool["database"], "sum.test");
        assert_eq!(tool["go"], format!("go{}", own()));
        assert!(tool["sum"].as_str().unwrap().starts_with("h1:"), "{tool}");
    }
    assert!(
        published
            .server
            .targets()
            .iter()
            .any(|target| target.starts_with("/sumdb/lookup/example.com/t@v1.0.0"))
    );
    let said = world.run(&["exec", "--", "hello"]).exits(0);
    assert_eq!(said.stderr, "hello v1.0.0\n");
    // Without a network from what Go keeps of them.
    fs::remove_dir_all(world.home().join("tools")).unwrap();
    world.run(&["tools", "sync", "--offline"]).exits(0);
    pin(&world, "v1.3.0");
    let absent = world.run(&["tools", "sync", "--offline"]).exits(3);
    assert!(absent.stderr.contains("it is not in the module cache"), "{absent:?}");
    // The bytes are not those that the database has recorded.
    pin(&world, "v1.2.0");
    let forged = world.run(&["tools", "sync"]).exits(6);
    assert!(
        forged.stderr.contains("error: hello v1.2.0 is not what sum.test has recorded"),
        "{forged:?}"
    );
    assert!(forged.stderr.contains("SECURITY ERROR"), "{forged:?}");
    // It wants a Go that is not this one: no other is fetched.
    pin(&world, "v1.3.0");
    let newer = world.run(&["tools", "sync"]).exits(1);
    let own = own();
    assert!(
        newer.stderr.contains(&format!(
            "error: hello v1.3.0 needs Go 1.999 or newer, and go{own} is selected here"
        )),
        "{newer:?}"
    );
    assert!(newer.stderr.contains("goenvmgr.toml:3 pins it"), "{newer:?}");
    assert!(newer.stderr.contains("hint: goenvmgr use --pin 1.999"), "{newer:?}");
    // There is none.
    pin(&world, "v9.9.9");
    let none = world.run(&["tools", "sync"]).exits(1);
    assert!(none.stderr.contains("error: there is no example.com/t/hello@v9.9.9"), "{none:?}");
    assert_eq!(super::fake::sets(&world).len(), 1);
}

#[test]
fn outdated_asks_the_proxies_lists_for_the_module_that_holds_the_package() {
    let published = Published::new();
    let world = published.world();
    pin(&world, "v1.1.0");
    let asked = world.run(&["tools", "outdated", "--format", "json"]).exits(0).json();
    for tool in asked["tools"].as_array().unwrap() {
        assert_eq!(tool["module"], "example.com/t", "{tool}");
        assert_eq!(tool["newest"], "v1.3.0");
        assert_eq!(tool["outdated"], true);
    }
    assert!(published.server.targets().contains(&"/example.com/t/cmd/other/@v/list".to_owned()));
    let told = world.run(&["tools", "outdated", "--exit-code"]).exits(1);
    assert!(told.stdout.contains("hello  v1.1.0  v1.3.0"), "{told:?}");
    let all = world.run(&["tools", "outdated", "--all"]).exits(0);
    assert!(all.stdout.contains("v1.3.0 v1.2.0 v1.1.0 v1.0.0"), "{all:?}");
    let offline = world.run(&["tools", "outdated", "--offline"]).exits(3);
    assert!(offline.stdout.contains("unknown"), "{offline:?}");
    pin(&world, "v1.3.0");
    assert_eq!(world.run(&["tools", "outdated"]).exits(0).stdout, "no tool is old\n");
}

/// What the user set for programs of their own (an experiment that this Go does not know would end every build), and
/// where they get modules from.
#[test]
fn real_go_takes_where_modules_come_from_of_the_users_file_and_not_how_they_are_built() {
    let published = Published::new();
    let mut world = published.world();
    let file = world.path("go-env");
    let lines = [
        format!("GOPROXY={}", published.server.url()),
        "GOEXPERIMENT=nosuch".to_owned(),
        "GOFLAGS=-nosuch".to_owned(),
        "GOAMD64=v9".to_owned(),
        "CGO_CFLAGS=-nosuch".to_owned(),
    ];
    world.write(&file, &(lines.join("\n") + "\n"));
    world.set("GOENV", &file);
    world.set("GOPROXY", "");
    pin(&world, "v1.0.0");
    let synced = world.run(&["tools", "sync"]).exits(0);
    assert!(synced.stderr.contains("GOFLAGS=-nosuch"), "what is left out is named: {synced:?}");
    assert_eq!(world.run(&["exec", "--", "hello"]).exits(0).stderr, "hello v1.0.0\n");
}
