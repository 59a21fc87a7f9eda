//! Installed toolchains. `toolchains/` holds whole `goX` directories, so what is installed is what
//! stands there: no list and no receipt decides. An empty directory is no toolchain, and neither is
//! one that is filled or emptied where it lies and holds the journal of that (see [`change`]).

pub mod built;
pub mod change;
pub mod foreign;
pub mod link;
pub mod rebuilt;
pub mod receipt;
pub mod shims;
pub mod verified;

use std::fmt;
use std::path::{Path, PathBuf};

use crate::base::fault::Result;
use crate::go::goswitch::Own;
use crate::go::version::{GoVersion, Request};
use crate::settings::home::Home;
use crate::settings::toolchain_dir;
use crate::sys::fs;

pub use link::{Link, Linked};
pub use receipt::Receipt;

/// The toolchains of one home.
#[derive(Clone, Debug)]
pub struct Store {
    home: Home,
}

/// A toolchain that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Installed {
    /// Its version.
    pub version: GoVersion,
    /// Its GOROOT.
    pub root: PathBuf,
    /// Of one that is the user's own, and linked: what nothing verifies.
    pub link: Option<Link>,
}

impl Installed {
    /// The directory of its programs.
    pub fn bin(&self) -> PathBuf {
        self.root.join("bin")
    }

    /// The file of one of them: `go`, `gofmt`.
    pub fn program(&self, name: &str) -> PathBuf {
        toolchain_dir::program(&self.root, name)
    }

    /// What it is kept by: `go1.22.5`, or the name of its link.
    pub fn name(&self) -> String {
        self.link.as_ref().map_or_else(|| self.version.toolchain(), |link| link.name.to_string())
    }

    /// The request that means it and nothing else.
    pub fn request(&self) -> Request {
        match &self.link {
            Some(link) => Request::Named(link.name.clone()),
            None => Request::Exact(self.version.clone()),
        }
    }

    /// Whether this request may mean it: one that is linked is meant by its name alone.
    pub fn is_meant_by(&self, request: &Request) -> bool {
        match (&self.link, request) {
            (Some(link), Request::Named(name)) => link.name == *name,
            (Some(_), _) => false,
            (None, request) => request.matches(&self.version),
        }
    }

    /// What it takes itself for.
    pub fn own(&self) -> Own {
        self.link.as_ref().map_or_else(|| Own::toolchain(&self.version), |link| link.own.clone())
    }
}

/// `1.22.5`; `mygo (1.22.5, linked: unverified)`.
impl fmt::Display for Installed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.link {
            Some(link) => write!(f, "{} ({}, linked: unverified)", link.name, self.version),
            None => self.version.fmt(f),
        }
    }
}

impl Store {
    /// The toolchains of this home. Nothing is read or created.
    pub fn new(home: &Home) -> Self {
        Self { home: home.clone() }
    }

    /// The home.
    pub fn home(&self) -> &Home {
        &self.home
    }

    /// Where this version stands or would stand.
    pub fn root(&self, version: &GoVersion) -> PathBuf {
        self.home.toolchains().join(self.home.named(version))
    }

    /// All of them, newest first. Names that are no toolchain's are passed over.
    ///
    /// # Errors
    /// When the directory is there and cannot be read.
    pub fn list(&self) -> Result<Vec<Installed>> {
        Ok(self.names()?.iter().filter_map(|version| self.find(version)).collect())
    }

    /// The versions of [`Store::list`].
    ///
    /// # Errors
    /// As [`Store::list`].
    pub fn versions(&self) -> Result<Vec<GoVersion>> {
        Ok(self.list()?.into_iter().map(|installed| installed.version).collect())
    }

    /// The versions whose names stand in the directory, newest first: [`Store::find`] says of each
    /// whether a toolchain is behind it.
    ///
    /// # Errors
    /// As [`Store::list`].
    pub fn names(&self) -> Result<Vec<GoVersion>> {
        let names = fs::walk::names(&self.home.toolchains())?;
        let versions = names.iter().filter_map(|name| self.home.version_named(name.to_str()?));
        let mut versions: Vec<_> = versions.collect();
        versions.sort_by(|a, b| b.cmp(a));
        Ok(versions)
    }

    /// This version, where it is installed.
    pub fn find(&self, version: &GoVersion) -> Option<Installed> {
        let root = self.root(version);
        toolchain_dir::is_toolchain(&root).then(|| Installed {
            version: version.clone(),
            root,
            link: None,
        })
    }

    /// This version, where its change in place was begun and not ended: not installed, and not
    /// gone.
    pub fn find_unfinished(&self, version: &GoVersion) -> Option<Installed> {
        let root = self.root(version);
        toolchain_dir::is_unfinished(&root).then(|| Installed {
            version: version.clone(),
            root,
            link: None,
        })
    }

    /// All of [`Store::find_unfinished`].
    pub fn unfinished(&self) -> Vec<Installed> {
        let versions = self.names().unwrap_or_default();
        versions.iter().filter_map(|version| self.find_unfinished(version)).collect()
    }

    /// What is known about this version; `None` where no receipt can be read.
    pub fn receipt(&self, version: &GoVersion) -> Option<Receipt> {
        Receipt::load(&self.home, version).ok().flatten()
    }

    /// The version whose GOROOT this path is or lies below, where it is one of ours.
    pub fn owner(&self, path: &Path) -> Option<GoVersion> {
        let below = path.strip_prefix(self.home.toolchains()).ok()?;
        GoVersion::from_toolchain(below.iter().next()?.to_str()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn store_lists_whole_directories_newest_first() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::new(&Home::at(dir.path()));
        assert_eq!(store.list().unwrap(), []);
        for name in ["go1.9.7", "go1.22.10", "go1.22.5", "notes", ".go1.22.6", "go1.22rc1"] {
            std::fs::create_dir_all(dir.path().join("toolchains").join(name).join("bin")).unwrap();
        }
        std::fs::write(dir.path().join("toolchains/go1.23.1"), "a file").unwrap();
        std::fs::create_dir(dir.path().join("toolchains/go1.24.1")).unwrap();
        for half in ["bin", ".goenvmgr/half"] {
            std::fs::create_dir_all(dir.path().join("toolchains/go1.24.2").join(half)).unwrap();
        }
        let names: Vec<_> =
            store.list().unwrap().iter().map(|installed| installed.version.to_string()).collect();
        assert_eq!(names, ["1.22.10", "1.22.5", "1.22rc1", "1.9.7"]);
        let half: Vec<_> =
            store.unfinished().into_iter().map(|one| one.version.to_string()).collect();
        assert_eq!(half, ["1.24.2"]);
        let version = GoVersion::parse("1.22.5").unwrap();
        let found = store.find(&version).unwrap();
        assert_eq!(store.owner(&found.bin().join("go")), Some(version));
        assert_eq!(store.find(&GoVersion::parse("1.23.1").unwrap()), None);
        assert_eq!(store.owner(Path::new("/usr/local/go")), None);
    }
}
