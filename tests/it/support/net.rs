//! A release site, a module proxy and a log that agree about go1.22.5, and a home with nothing in
//! it that knows no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use goenvmgr::go::platform::TOOLCHAIN_MODULE;

use super::platform::{self, PermissionsExt};
use super::publish::{ModuleProxy, ReleaseSite, Toolchain};
use super::sumdb::{self, Database};
use super::world::{Ran, World};

/// Everybody who publishes, and a machine that asks them.
pub struct Net {
    pub toolchain: Toolchain,
    pub database: Database,
    pub site: ReleaseSite,
    pub proxy: ModuleProxy,
    pub world: World,
}

/// What an installed go1.22.5 leaves below our home.
pub const INSTALLED: [&str; 3] = ["go1.22.5", "go1.22.5.files", "go1.22.5.json"];

impl Net {
    /// Everybody has go1.22.5 and tells the truth.
    pub fn new() -> Self {
        let toolchain = Toolchain::new("1.22.5");
        let h1 = toolchain.h1();
        Self::with_record(toolchain, &h1)
    }

    /// The log has this hash.
    pub fn with_record(toolchain: Toolchain, h1: &str) -> Self {
        let mut database = Database::new();
        let (version, go_mod) = (toolchain.module_version(), Toolchain::go_mod_h1());
        database.add_with(TOOLCHAIN_MODULE, &version, h1, &go_mod);
        let site = ReleaseSite::with(&[&toolchain]);
        let proxy = ModuleProxy::with(&[&toolchain], 403);
        proxy.serve_database(sumdb::behind_proxy(&database.name(), &database.files()));
        let world = World::new()
            .var("GOENVMGR_INDEX_URL", site.index_url())
            .var("GOENVMGR_ARCHIVE_URL", site.archive_url())
            .var("GOENVMGR_HTTP_TIMEOUT", "2")
            .var("GOENV", "off")
            .var("GOSUMDB", database.key())
            .var("GOPROXY", proxy.url());
        Self { toolchain, database, site, proxy, world }
    }

    /// Sets a variable.
    #[must_use]
    pub fn var(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// Sets a variable.
    pub fn set(&mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) {
        self.world.set(name, value);
    }

    /// Nobody answers at the release site.
    pub fn without_site(&mut self) {
        self.set("GOENVMGR_INDEX_URL", "http://127.0.0.1:1/dl/");
        self.set("GOENVMGR_ARCHIVE_URL", "http://127.0.0.1:1/go/");
    }

    /// Runs the binary.
    pub fn run(&self, args: &[&str]) -> Ran {
        self.world.run(args)
    }

    /// Where the toolchain stands, or would.
    pub fn root(&self) -> PathBuf {
        self.world.home().join("toolchains/go1.22.5")
    }

    /// Its receipt.
    pub fn receipt(&self) -> serde_json::Value {
        let text = fs::read(self.world.home().join("receipts/go1.22.5.json")).unwrap();
        serde_json::from_slice(&text).unwrap()
    }

    /// What stands below `toolchains/`.
    pub fn installed(&self) -> Vec<String> {
        self.world.installed()
    }

    /// Everything that could be taken for an installed toolchain, or is left over.
    pub fn traces(&self) -> BTreeSet<String> {
        ["toolchains", "receipts", "staging"]
            .iter()
            .flat_map(|dir| fs::read_dir(self.world.home().join(dir)).into_iter().flatten())
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect()
    }

    /// The toolchain is installed, and nothing else is left.
    #[track_caller]
    pub fn is_tidy(&self) {
        assert_eq!(self.traces(), INSTALLED.map(str::to_owned).into(), "leftovers are swept");
    }

    /// The installed files are the published ones; in a module there are fewer.
    #[track_caller]
    pub fn is_whole(&self, is_module: bool) {
        for (path, (executable, bytes)) in &self.toolchain.files {
            let file = self.root().join(path);
            let top = path.split('/').next().unwrap();
            if is_module && ["api", "doc", "misc", "test"].contains(&top) {
                assert!(!file.exists(), "{path}");
                continue;
            }
            assert_eq!(&fs::read(&file).unwrap(), bytes, "{path}");
            let mode = fs::metadata(&file).unwrap().permissions().mode();
            assert!(!platform::IS_UNIX || (mode & 0o111 != 0) == *executable, "{path}");
        }
    }

    /// Writes the toolchain's files below a directory.
    pub fn unpack(&self, root: &Path) {
        for (path, (executable, bytes)) in &self.toolchain.files {
            let file = root.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(&file, bytes).unwrap();
            let mode = if *executable { 0o755 } else { 0o644 };
            fs::set_permissions(file, fs::Permissions::from_mode(mode)).unwrap();
        }
    }
}
