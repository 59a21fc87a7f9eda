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
use std::sync::{Arc, Mutex};

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use crate::support::publish::{ModuleProxy, Toolchain};
use crate::support::server::{Answer, Server};
use crate::support::sumdb::{self, Database, Files};
use crate::support::world::{Ran, World, ran};

/// The machine's own, which no mirror changes.
const GO: &str = "/usr/local/go/bin/go";

/// Who publishes toolchains and their records, and may publish more.
struct Publishers {
    database: Database,
    proxy: ModuleProxy,
    files: Arc<Mutex<Files>>,
}

impl Publishers {
    /// These toolchains, in a log of 514 records, so that few tiles are partial.
    fn of(toolchains: &[&Toolchain]) -> Self {
        let proxy = ModuleProxy::with(&[], 404);
        let files = Arc::new(Mutex::new(Files::new()));
        let shared = Arc::clone(&files);
        proxy.server.otherwise(move |seen| {
            let files = shared.lock().unwrap();
            files.get(seen.target().trim_start_matches('/')).cloned().map(Answer::ok)
        });
        let mut publishers = Self { database: Database::new(), proxy, files };
        toolchains.iter().for_each(|toolchain| publishers.add(toolchain));
        publishers.go_on(514 - publishers.database.size());
        publishers
    }

    /// Publishes a toolchain and its record.
    fn add(&mut self, toolchain: &Toolchain) {
        let (version, go_mod) = (toolchain.module_version(), Toolchain::go_mod_h1());
        self.database.add_with(TOOLCHAIN_MODULE, &version, &toolchain.h1(), &go_mod);
        self.proxy.publish(toolchain);
        self.go_on(0);
    }

    /// The log goes on for so many records.
    fn go_on(&mut self, records: u64) {
        for _ in 0..records {
            let module = format!("example.com/later{}", self.database.size());
            self.database.add(&module, "v1.0.0", "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        }
        self.serve(&self.database.files());
    }

    /// Serves these files of the database from now on.
    fn serve(&self, files: &Files) {
        *self.files.lock().unwrap() = sumdb::behind_proxy(&self.database.name(), files);
    }
}

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
        let world = World::new()
            .var("GOENVMGR_SOURCES", "goproxy")
            .var("GOENVMGR_HTTP_TIMEOUT", "2")
            .var("GOENV", "off")
            .var("GOSUMDB", publishers.database.key())
            .var("GOPROXY", publishers.proxy.url());
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
