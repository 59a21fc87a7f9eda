//! Mirrors: made from publishers on loopback, handed on by a server that knows nothing but files, and used by
//! goenvmgr and by the machine's own go command with verification on.

mod create;
mod damage;
mod heads;
mod serve;
mod stops;
mod upkeep;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use crate::support::publish::Toolchain;
use crate::support::publishers::Publishers;
use crate::support::server::{Answer, Server};
use crate::support::world::{Ran, World, ran};

/// The machine's own, which no mirror changes.
const GO: &str = "/usr/local/go/bin/go";

/// Publishers, and a machine that reaches them.
struct Site {
    publishers: Publishers,
    world: World,
}

impl Site {
    /// With go1.22.5 and go1.22.6 for this machine, and go1.22.5 for another.
    fn new() -> Self {
        let host = [Toolchain::new("1.22.5"), Toolchain::new("1.22.6")];
        Self::of(&[&host[0], &Toolchain::on("1.22.5", OTHER), &host[1]])
    }

    fn of(toolchains: &[&Toolchain]) -> Self {
        let publishers = Publishers::of(toolchains);
        let world = publishers.world();
        Self { publishers, world }
    }

    /// The mirror.
    fn dir(&self) -> PathBuf {
        self.world.path("mirror")
    }

    /// `goenvmgr mirror WORD DIR MORE…`.
    fn mirror(&self, word: &str, more: &[&str]) -> Ran {
        let dir = self.world.show("mirror");
        self.world.run(&[&["mirror", word, &dir], more].concat())
    }

    /// Makes one.
    fn created(more: &[&str]) -> Self {
        let site = Self::new();
        site.mirror("create", more).exits(0);
        site
    }

    /// A server that knows nothing but the mirror's files.
    fn serve(&self) -> Server {
        let (server, dir) = (Server::start(), self.dir());
        server.otherwise(move |seen| {
            let file = dir.join(seen.target().trim_start_matches('/'));
            fs::read(file).ok().map(Answer::ok)
        });
        server
    }

    /// What stands in the mirror, without what is ours alone.
    fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        let mut tree = BTreeMap::new();
        fill(&self.dir(), "", &mut tree);
        tree.retain(|path, _| !path.starts_with(".goenvmgr/"));
        tree
    }

    fn log(&self, path: &str) -> PathBuf {
        self.dir().join("sumdb").join(self.publishers.database.name()).join(path)
    }

    fn zip(&self, version: &str) -> PathBuf {
        let name = Toolchain::new(version).module_version();
        self.dir().join(format!("{TOOLCHAIN_MODULE}/@v/{name}.zip"))
    }
}

/// A platform that this machine is not.
const OTHER: &str = "darwin-arm64";

fn fill(dir: &Path, below: &str, tree: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(dir).into_iter().flatten() {
        let entry = entry.unwrap();
        let path = format!("{below}{}", entry.file_name().into_string().unwrap());
        if entry.file_type().unwrap().is_dir() {
            fill(&entry.path(), &format!("{path}/"), tree);
        } else {
            tree.insert(path, fs::read(entry.path()).unwrap_or_default());
        }
    }
}

/// A machine that reaches a mirror and nothing else, and may have verified a head before.
struct Client {
    world: World,
    database: String,
}

impl Client {
    fn new(site: &Site, goproxy: &str) -> Self {
        let key = site.publishers.database.key();
        let world = World::new()
            .var("GOENVMGR_SOURCES", "goproxy")
            .var("GOENVMGR_HTTP_TIMEOUT", "2")
            .var("GOENV", "off")
            .var("GOSUMDB", key)
            .var("GOPROXY", goproxy);
        Self { world, database: site.publishers.database.name() }
    }

    /// With this signed head, as the go command and as goenvmgr remember it.
    fn remembers(self, note: &str) -> Self {
        self.world.write(&self.gos_head(), note);
        self.world.write(&self.our_head(), note);
        self
    }

    fn gos_head(&self) -> PathBuf {
        self.world.path("go").join("pkg/sumdb").join(&self.database).join("latest")
    }

    fn our_head(&self) -> PathBuf {
        let key = goenvmgr::go::sumdb::key::VerifierKey::parse(self.key()).unwrap();
        self.world.home().join("state/sumdb").join(key.id()).join("latest")
    }

    fn key(&self) -> &str {
        self.world.vars()[std::ffi::OsStr::new("GOSUMDB")].to_str().unwrap()
    }

    /// The machine's own go, told to be this version: it downloads, verifies, and becomes that.
    fn go(&self, version: &str) -> Ran {
        self.go_runs(&format!("go{version}"), &["version"])
    }

    fn go_runs(&self, toolchain: &str, args: &[&str]) -> Ran {
        let mut go: Command = self.world.command(GO);
        go.args(args).env("GOTOOLCHAIN", toolchain).env("GOPATH", self.world.path("go"));
        ran(&mut go)
    }

    fn install(&self, version: &str) -> Ran {
        self.world.run(&["install", "--verify", "transparency", version])
    }
}

/// What go1.22.5 says of itself.
fn says(version: &str) -> String {
    format!("go version go{version} {}\n", goenvmgr::go::platform::Platform::host())
}
