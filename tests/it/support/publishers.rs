//! A module proxy with toolchains, and the checksum database behind it, on loopback.

use std::sync::{Arc, Mutex};

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use super::publish::{ModuleProxy, Toolchain};
use super::server::Answer;
use super::sumdb::{self, Database, Files};
use super::world::World;

/// Who publishes toolchains and their records, and may publish more.
pub struct Publishers {
    pub database: Database,
    pub proxy: ModuleProxy,
    pub files: Arc<Mutex<Files>>,
}

impl Publishers {
    /// These toolchains, in a log of 514 records, so that few tiles are partial.
    pub fn of(toolchains: &[&Toolchain]) -> Self {
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
    pub fn add(&mut self, toolchain: &Toolchain) {
        let (version, go_mod) = (toolchain.module_version(), Toolchain::go_mod_h1());
        self.database.add_with(TOOLCHAIN_MODULE, &version, &toolchain.h1(), &go_mod);
        self.proxy.publish(toolchain);
        self.go_on(0);
    }

    /// The log goes on for so many records.
    pub fn go_on(&mut self, records: u64) {
        for _ in 0..records {
            let module = format!("example.com/later{}", self.database.size());
            self.database.add(&module, "v1.0.0", "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        }
        self.serve(&self.database.files());
    }

    /// Serves these files of the database from now on.
    pub fn serve(&self, files: &Files) {
        *self.files.lock().unwrap() = sumdb::behind_proxy(&self.database.name(), files);
    }

    /// A machine that reaches them.
    pub fn world(&self) -> World {
        World::new()
            .var("GOENVMGR_SOURCES", "goproxy")
            .var("GOENVMGR_HTTP_TIMEOUT", "2")
            .var("GOENV", "off")
            .var("GOSUMDB", self.database.key())
            .var("GOPROXY", self.proxy.url())
    }
}
